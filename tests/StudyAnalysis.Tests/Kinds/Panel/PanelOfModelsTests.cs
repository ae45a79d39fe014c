using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.Panel;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Panel;

/// <summary>A panel of Cox models shows hazard ratios with their intervals, a row per level of a factor; options of the rows are obeyed.</summary>
public sealed class PanelOfModelsTests : IDisposable
{
    private const string Models = """
        {
          "id": "models", "kind": "panel", "role": "exploratory", "population": "followed", "title": "Models", "question": "Which factors go with recurrence?",
          "inner": { "kind": "hazardModel", "endpoint": "recurrence", "penalty": "none", "ties": "efron", "confLevel": 0.9 }, "adjust": "BH",
          "over": [
            { "id": "arm", "label": "Arm", "set": { "terms": [ { "variable": "arm", "as": "category" } ] } },
            { "id": "nodes", "label": "Nodes", "set": { "terms": ["nodes"] } },
            { "id": "nodes_men", "label": "Nodes, men", "set": { "terms": ["nodes"], "population": "men" } }
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("panel-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact, Trait("Oracle", "R 4.2.2 survival::coxph, p.adjust")]
    public void Rows_AreTheHazardRatios_OfR()
    {
        var result = Assert.IsType<PanelResult>(Run(Models));
        Assert.Equal(1, result.NullValue);
        Assert.Equal("Hazard ratio", result.EstimateName);
        Assert.Equal(["nodes", "nodes_men", "arm", "arm"], result.Rows.Select(r => r.Id));
        var expected = OracleFile.Rows("panel_of_models/panel.csv").ToArray();
        foreach (var (row, cells) in result.Rows.Zip([expected[2], expected[3], expected[0], expected[1]]))
        {
            Assert.Equal(cells[0], row.Id);
            foreach (var (name, at) in new[] { ("n", 2), ("estimate", 3), ("conf.low", 4), ("conf.high", 5), ("p.value", 6), ("p.value.adjusted", 7) })
            {
                OracleFile.AssertRelative(OracleFile.Number(cells[at]), result.Get(row.Key, name).Value.Value, name.StartsWith('p') ? 1e-7 : 1e-8, $"{cells[0]} {cells[1]} {name}");
            }
        }
    }

    [Fact]
    public void Figure_HasARatioAxisAndTheRowsOfTheTable()
    {
        var result = (PanelResult)Run(Models);
        var content = AllKinds.Sections["panel"].Compose(result);
        Assert.Equal(4, content.Tables[0].Rows.Length);
        Assert.Contains(content.Tables[0].Columns, c => FakeContext.Words(c.Header) == "Hazard ratio");
        Assert.Contains("\"type\":\"log\"", StudyAnalysis.Charts.ChartJson.Write(content.Figures[0], isSynthetic: false), StringComparison.Ordinal);
        var sentence = FakeContext.Words(content.Sentence);
        Assert.StartsWith("3 of 3 analyses of the panel are estimable. Intervals wholly above or below 1", sentence, StringComparison.Ordinal);
        Assert.Contains("Nodes, men", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("×", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inner", "title", "\"a\"", "$.analyses[0].inner.title")]
    [InlineData("inner", "kind", "\"survival\"", "$.analyses[0].inner.kind")]
    [InlineData("set", "confLevel", "0.8", "$.analyses[0].over[1].set.confLevel")]
    [InlineData("set", "kind", "\"roc\"", "$.analyses[0].over[1].set.kind")]
    [InlineData("set", "population", "\"nobody\"", "$.analyses[0].over[1].set.population")]
    public void OptionsOfARow_ThatAreNotItsOwn_AreRefused(string place, string name, string value, string path)
    {
        var panel = JsonNode.Parse(Models)!.AsObject();
        var target = place == "inner" ? panel["inner"]! : panel["over"]![1]!["set"]!;
        target[name] = JsonNode.Parse(value);
        var problems = Assert.Throws<InvalidDefinitionException>(() => Run(panel.ToJsonString())).Problems;
        Assert.Contains(problems, p => p.JsonPath == path);
    }

    private AnalysisResult Run(string panel)
    {
        var source = Repository.PathOf("data-schema", "colon-moertel");
        File.Copy(Path.Combine(source, "datapackage.json"), Path.Combine(_folder.FullName, "datapackage.json"));
        var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "plan.json")))!.AsObject();
        plan["populations"]!.AsArray().Add(JsonNode.Parse(
            """{ "id": "men", "level": "patient", "from": "followed", "label": "men", "steps": [ { "id": "sex", "reason": "women", "keep": "sex = 'M'" } ] }"""));
        plan["analyses"] = new JsonArray(JsonNode.Parse(panel));
        plan["checklists"] = new JsonArray();
        plan["report"] = JsonNode.Parse("""{ "sections": [] }""");
        File.WriteAllText(Path.Combine(_folder.FullName, "plan.json"), plan.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        var study = Study.Load(_folder.FullName);
        var data = study.Import(Path.Combine(source, "colon-moertel.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23))).Data!;
        return Study.Analyze(data, Language.English, 1).Single();
    }
}
