using System.Security.Cryptography;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class StudyDefinitionLoaderTests
{
    [Fact]
    public void Load_SmallDefinition_FillsTheRecords()
    {
        using var folder = new DefinitionFolder();
        var definition = StudyDefinitionLoader.Load(folder.Path);

        var patients = definition.Dictionary.Find("patients")!;
        Assert.Equal(["Malades"], patients.SheetAliases);
        Assert.Equal(["patient"], patients.PrimaryKey);
        var weight = patients.Find("weight")!;
        Assert.Equal((FieldType.Number, 20, 300, 40, 120), (weight.Type, weight.Minimum, weight.Maximum, weight.PlausibleMinimum, weight.PlausibleMaximum));
        Assert.Equal([new AcceptedUnit("g", 0.001)], weight.AcceptedUnits);
        Assert.Equal(["NA"], weight.MissingCodes.Select(m => m.Text));
        Assert.Equal(["%d/%m/%Y"], patients.Find("included")!.DateFormats);
        Assert.True(patients.Find("arm")!.Codes[0].IsReference);
        Assert.Equal(Tier.Optional, definition.Dictionary.Find("draws")!.Tier);

        var plan = definition.Plan;
        Assert.Equal("Petit", plan.Study.Title.In(Language.French));
        Assert.Equal((-7, 0), (plan.TimePoints[0].WindowStart, plan.TimePoints[0].WindowEnd));
        Assert.Equal("$.derived[1].expression", plan.Derived[1].Expression.JsonPath);
        Assert.Equal(AnalysisRole.Primary, plan.Analyses[0].Role);
        Assert.Equal("$.analyses[0]", plan.Analyses[0].JsonPath);
        Assert.Equal("arm", plan.Analyses[0].Options.GetProperty("by").GetString());
        Assert.Null(definition.Lock);
    }

    [Fact]
    public void Load_Hashes_AreSha256OfTheFilesBytes()
    {
        using var folder = new DefinitionFolder();
        var definition = StudyDefinitionLoader.Load(folder.Path);
        Assert.Equal(Hash("datapackage.json"), definition.DictionaryHash);
        Assert.Equal(Hash("plan.json"), definition.PlanHash);

        string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Path, file))));
    }

    [Fact]
    public void Load_CommentsAndTrailingCommas_AreAllowed()
    {
        using var plain = new DefinitionFolder();
        using var folder = new DefinitionFolder(
            package: DefinitionFolder.Package.Replace("\"version\": \"1\",", "\"version\": \"1\", // first\n", StringComparison.Ordinal),
            plan: DefinitionFolder.Plan.Replace("\"origin\": \"included\",", "/* day 0 */ \"origin\": \"included\",", StringComparison.Ordinal).Replace("\"levels\": [", "\"amendments\": [],\n\"levels\": [", StringComparison.Ordinal)
                .Replace("\"label\": \"draw\" }", "\"label\": \"draw\", },", StringComparison.Ordinal));
        var (expected, actual) = (StudyDefinitionLoader.Load(plain.Path), StudyDefinitionLoader.Load(folder.Path));
        Assert.Equal(expected.Plan.Levels.Select(l => l.Id), actual.Plan.Levels.Select(l => l.Id));
        Assert.Equal(expected.Plan.Origin!.Source, actual.Plan.Origin!.Source);
        Assert.Equal(expected.Dictionary.Version, actual.Dictionary.Version);
    }

    [Theory]
    [InlineData("rfa-crlm")]
    [InlineData("colon-moertel")]
    public void Load_ShippedDefinition_IsValid(string study) =>
        Assert.Equal(study, Study.Load(DefinitionFolder.Shipped(study)).Definition.Dictionary.Name);

    [Fact]
    public void Load_NoFolder_SaysSo() => Assert.Equal(
        [new DefinitionProblem("nowhere", "$", "no such folder", "a folder with datapackage.json and plan.json")],
        Assert.Throws<InvalidDefinitionException>(() => StudyDefinitionLoader.Load("nowhere")).Problems);

    [Fact]
    public void Load_NoFiles_NamesBoth()
    {
        var folder = Directory.CreateTempSubdirectory("definition-").FullName;
        try
        {
            var problems = Assert.Throws<InvalidDefinitionException>(() => StudyDefinitionLoader.Load(folder)).Problems;
            Assert.Equal(["datapackage.json must be there", "plan.json must be there"], problems.Select(p => p.Allowed));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Theory]
    [InlineData("{\n  \"version\": \"1\",\n]", "broken JSON at line 3, position 1: ")]
    [InlineData("", "an empty file")]
    [InlineData("{ \"version\": ", "broken JSON at line 1, position 14: the file ends too early")]
    [InlineData("{ \"version\": \"1\", \"version\": \"2\" }", "broken JSON")]
    [InlineData("{ \"version\": \"\\ud800\" }", "broken JSON: ")]
    public void Load_BrokenJson_SaysWhere(string plan, string found)
    {
        using var folder = new DefinitionFolder(plan: plan);
        var problem = Assert.Single(folder.Problems());
        Assert.Equal(("plan.json", "$", "valid JSON"), (problem.File, problem.JsonPath, problem.Allowed));
        Assert.StartsWith(found, problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ByteOrderMark_IsAccepted()
    {
        using var folder = new DefinitionFolder(plan: "\uFEFF" + DefinitionFolder.Plan);
        Assert.Equal("small", StudyDefinitionLoader.Load(folder.Path).Plan.Study.Id);
    }

    [Fact]
    public void Load_SeveralFaults_ListsAllInOneMessage()
    {
        using var folder = new DefinitionFolder(
            DefinitionFolder.Package.Replace("\"kg\", \"acceptedUnits\"", "\"kg\", \"acceptedUnit\"", StringComparison.Ordinal),
            DefinitionFolder.Plan.Replace("\"survival\"", "\"survivel\"", StringComparison.Ordinal).Replace(", \"steps\": [] }", "}", StringComparison.Ordinal));
        var error = Assert.Throws<InvalidDefinitionException>(() => StudyDefinitionLoader.Load(folder.Path));
        Assert.Equal(4, error.Problems.Length);
        Assert.Contains("datapackage.json: $.resources[0].schema.fields[3].acceptedUnit: found the unknown property \"acceptedUnit\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("plan.json: $.analyses[0].kind: found \"survivel\"", error.Message, StringComparison.Ordinal);
    }
}
