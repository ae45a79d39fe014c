using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Notebooks.Books;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>Whatever an option refers to, of whatever type: a result, or a fault of the definition in words; never a fault of the program.</summary>
public sealed class WrongReferenceTests
{
    // A number, an integer, ordered codes, codes, yes/no, a date, a text, markers that are and are not analysed as logarithms, derived variables, a parent's field,
    // the cut itself, and what is no variable.
    private static readonly string[] Variables =
    [
        "bmi", "ecog", "pt", "sex", "bilobar", "information_date", "patient", "sCD40L@before", "neutrophils@before", "arm", "treatment_group",
        "relapse_date", "birth_year", "patients.sex", "asOf", "age + 1", "nowhere", "fong_typed",
    ];

    private static readonly string[] Expressions = ["true", "age", "sex", "age > 60", "information_date", "missing", "age / 0 > 1", "log2(age - age) > 1", "1 = 1", "nowhere = 1"];

    public static TheoryData<int> All => [.. Enumerable.Range(0, EveryOption.Analyses.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void EveryReference_GivesAResultOrAFaultOfTheDefinition(int index)
    {
        var analysis = EveryOption.Analyses[index];
        var unexpected = new List<string>();
        foreach (var (path, format) in References(analysis))
        {
            foreach (var candidate in Candidates(format))
            {
                Try(With(analysis, path, candidate), $"{analysis["kind"]} {path} = {candidate}", unexpected);
            }
        }

        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
    }

    [Theory]
    [InlineData("correlate", "x", "sex", "codes without an order")]
    [InlineData("correlate", "y", "patient", "a text")]
    [InlineData("trend", "y", "sex", "codes without an order")]
    [InlineData("roc", "predictor", "arm", "codes without an order")]
    [InlineData("riskAtHorizon", "predictor", "arm", "codes without an order")]
    [InlineData("enrolment", "date", "age", "a number")]
    public void VariableOfTheWrongType_IsRefusedAtLoad_WithWhatItIsAndWhatIsAllowed(string kind, string option, string variable, string found)
    {
        var analysis = (JsonObject)EveryOption.Analyses.First(a => (string)a["kind"]! == kind).DeepClone();
        analysis[option] = variable;
        var problem = Assert.Single(Assert.Throws<InvalidDefinitionException>(() => Run(analysis)).Problems);
        Assert.Equal(option, problem.JsonPath);
        Assert.Equal($"\"{variable}\", {found}", problem.Found);
        Assert.StartsWith(option == "date" ? "a date" : "a number", problem.Allowed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex", "log2", "codes without an order", "a number, of which")]
    [InlineData("information_date", "log2", "a date", "a number, of which")]
    [InlineData("arm", "score", null, null)]
    [InlineData("primary_site", "score", "codes without an order", "a number, a date")]
    [InlineData("age", "category", "a number", "codes or yes/no")]
    [InlineData("bilobar", "category", null, null)]
    public void TermsTakeWhatTheyAreEnteredAs(string variable, string enteredAs, string? found, string? allowed)
    {
        var analysis = (JsonObject)EveryOption.Analyses.First(a => (string)a["kind"]! == "logisticModel").DeepClone();
        analysis["population"] = "treated";
        analysis["outcome"] = "extrahepatic";
        analysis["terms"] = new JsonArray(new JsonObject { ["variable"] = variable, ["as"] = enteredAs });
        if (found is null)
        {
            Run(analysis);
            return;
        }

        var problem = Assert.Single(Assert.Throws<InvalidDefinitionException>(() => Run(analysis)).Problems);
        Assert.Equal("terms[0].variable", problem.JsonPath);
        Assert.Equal($"\"{variable}\", {found}", problem.Found);
        Assert.StartsWith(allowed!, problem.Allowed, StringComparison.Ordinal);
    }

    private static void Try(JsonObject analysis, string what, List<string> unexpected)
    {
        try
        {
            Run(analysis);
        }
        catch (InvalidDefinitionException invalid)
        {
            Assert.All(invalid.Problems, p => Assert.NotEmpty(p.Allowed));
        }
#pragma warning disable CA1031 // What else it throws is what the test is about.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            unexpected.Add($"{what}: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private static void Run(JsonObject analysis)
    {
        using var document = JsonDocument.Parse(analysis.ToJsonString());
        Opened.Example.RunUnplanned(document.RootElement, analysis.ToJsonString());
    }

    private static (string Path, string Format)[] References(JsonObject analysis)
    {
        using var schema = DefinitionFile.Schema(DefinitionFile.SchemaName("plan.json"));
        using var document = JsonDocument.Parse(analysis.ToJsonString());
        var validator = new JsonSchemaValidator(schema.RootElement, "plan.json");
        validator.Check(document.RootElement, "analysis", "$");
        Assert.Empty(validator.Problems);
        Assert.NotEmpty(validator.Texts);
        return [.. validator.Texts.Select(t => (t.JsonPath, t.Format)).Distinct()];
    }

    private static IEnumerable<string> Candidates(string format)
    {
        var definition = Opened.Example.Study.Definition;
        return format switch
        {
            "population" => definition.Plan.Populations.Select(p => p.Id),
            "endpoint" => definition.Plan.Endpoints.Select(e => e.Id),
            "timePoint" => definition.Plan.TimePoints.Select(t => t.Id),
            "marker" => definition.Plan.Markers.Select(m => m.Id),
            "table" => definition.Dictionary.Tables.Select(t => t.Name),
            "analysis" => [],
            _ when format.EndsWith("Field", StringComparison.Ordinal) =>
                definition.Dictionary.Tables.Where(t => t.Name is "adverse_events" or "assays" or "screening").SelectMany(t => t.Fields).Select(f => f.Name).Distinct(),
            _ when format.EndsWith("ariable", StringComparison.Ordinal) => Variables,
            _ => Expressions,
        };
    }

    private static JsonObject With(JsonObject analysis, string path, string text)
    {
        var copy = (JsonObject)analysis.DeepClone();
        JsonNode node = copy;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.').Skip(1).ToArray();
        foreach (var step in steps[..^1])
        {
            node = step[0] == '[' ? node[Index(step)]! : node[step]!;
        }

        if (steps[^1][0] == '[')
        {
            node[Index(steps[^1])] = text;
        }
        else
        {
            node[steps[^1]] = text;
        }

        return copy;
    }

    private static int Index(string step) => int.Parse(step.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture);
}
