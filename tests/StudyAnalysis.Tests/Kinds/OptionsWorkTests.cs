using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>No option of the plan language is accepted and does nothing: each has another value under which numbers, words, figures or the decision differ,
/// or is refused at load beside the option that makes it meaningless.</summary>
public sealed class OptionsWorkTests
{
    private static readonly Lazy<StudyData> s_data = new(Data);
    private static readonly Lazy<JsonElement> s_schema = new(() => JsonDocument.Parse(File.ReadAllText(Repository.PathOf("data-schema", "schemas", "plan.schema.json"))).RootElement.Clone());

    public static TheoryData<string> Kinds => [.. AllKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryOption_HasACase(string kind)
    {
        // What an analysis is a sensitivity of stands in a whole plan: AnalysisRunnerTests and the report's own.
        var options = s_schema.Value.GetProperty("definitions").GetProperty(kind).GetProperty("properties").EnumerateObject().Select(p => p.Name);
        Assert.Equal(
            options.Except(["id", "kind", "sensitivityOf"]).Order(StringComparer.Ordinal),
            OptionCases.Of(kind).Select(c => c.Option).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryOption_ChangesSomething(string kind)
    {
        var idle = OptionCases.Of(kind).Where(c => !IsRefused(c.After) && Shown(c.Before) == Shown(c.After)).Select(c => $"{c.Option} {c.Beside}".TrimEnd());
        Assert.Equal([], idle.ToArray());
    }

    private static bool IsRefused(JsonObject analysis)
    {
        using var document = JsonDocument.Parse(analysis.ToJsonString());
        try
        {
            Study.ReadUnplanned(s_data.Value.Definition, document.RootElement);
            return false;
        }
        catch (InvalidDefinitionException e)
        {
            // A case that is wrong in another way would hide an option that does nothing.
            Assert.All(e.Problems, p => Assert.Contains(" beside \"", p.Found, StringComparison.Ordinal));
            return true;
        }
    }

    private static string Shown(JsonObject analysis)
    {
        var text = analysis.ToJsonString();
        using var document = JsonDocument.Parse(text);
        var spec = Study.ReadUnplanned(s_data.Value.Definition, document.RootElement);
        var result = AnalysisRunner.RunUnplanned(s_data.Value, spec, AllKinds.All[spec.Kind], "{}", Language.English, 1);
        var shown = new StringBuilder()
            .AppendJoin('\n', result.Title, result.Question, result.Role, result.Family, result.SensitivityOf, result.Status, result.StatusReason, result.DecisiveP?.Context, result.Population.N)
            .AppendJoin('\n', result.Methods).AppendJoin('\n', result.RCalls).AppendJoin('\n', result.Notes).AppendJoin('\n', result.Assumptions).AppendJoin('\n', result.Statistics);
        if (result.Status == AnalysisStatus.Ok)
        {
            var content = AllKinds.Sections[result.Kind].Compose(result);
            shown.Append(TextFragment.Render([new Block.Paragraph(content.Sentence), .. content.Tables.Select(t => new Block.TableOf(t))], Language.English));
            shown.AppendJoin('\n', content.Figures.Select(f => ChartJson.Write(f, isSynthetic: false)));
        }

        return shown.ToString();

    }

    private static StudyData Data()
    {
        var folder = Directory.CreateTempSubdirectory("options-");
        try
        {
            var source = Repository.PathOf("data-schema", "rfa-crlm");
            File.Copy(Path.Combine(source, "datapackage.json"), Path.Combine(folder.FullName, "datapackage.json"));
            File.WriteAllText(
                Path.Combine(folder.FullName, "plan.json"),
                File.ReadAllText(Path.Combine(source, "plan.json")).Replace("\"inference\": \"none\"", "\"inference\": \"final\"", StringComparison.Ordinal));
            return Study.Load(folder.FullName).Import(Path.Combine(source, "example.xlsx"), new ImportOptions(new DateOnly(2026, 8, 25))).Data!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
