using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>Options of panels and models on the lung study (survival::lung), which once changed nothing, give the values of R 4.2.2 to the digits stated.</summary>
public sealed class LungOptionTests : IDisposable
{
    private const double Digits = 1e-5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lung-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, Trait("Oracle", "R 4.2.2 survival::coxph")]
    [InlineData("ecog0", 63, 0.5406105, 0.2530938, 1.1547486, 0.112199)]
    [InlineData("ecog1", 113, 0.5308804, 0.3334825, 0.8451237, 0.007600738)]
    [InlineData("ecog2", 50, 0.6950499, 0.3720328, 1.2985262, 0.2539681)]
    public void PanelRow_HasThePopulationItSets(string population, int n, double ratio, double low, double high, double p)
    {
        string[] rows = [.. new[] { "ecog0", "ecog1", "ecog2" }.Select(e => $$"""{ "id": "{{e}}", "label": "{{e}}", "set": { "population": "{{e}}" } }""")];
        var result = Run($$"""
            { "kind": "panel", "over": [ {{string.Join(", ", rows)}} ],
              "inner": { "kind": "hazardModel", "endpoint": "survival", "ties": "efron", "penalty": "none", "terms": [ { "variable": "sex", "as": "category" } ] } }
            """);
        var key = new StatisticKey("panel", population);
        foreach (var (name, expected) in new[] { ("n", n), ("estimate", ratio), ("conf.low", low), ("conf.high", high), ("p.value", p) })
        {
            OracleFile.AssertRelative(expected, result.Get(key, name).Value.Value, Digits, $"{population} {name}");
        }
    }

    [Theory, Trait("Oracle", "R 4.2.2 survival::coxph, robust variance by age")]
    [InlineData("sexfemale", 0.158505938)]
    [InlineData("age", 0.009338928)]
    [InlineData("ecog1", 0.186848727)]
    [InlineData("ecog2", 0.282475699)]
    [InlineData("ecog3", 0.275635494)]
    public void Cluster_GivesRobustStandardErrors(string term, double expected)
    {
        var result = Run("""
            { "kind": "hazardModel", "endpoint": "survival", "ties": "efron", "penalty": "none", "cluster": "age",
              "terms": [ { "variable": "sex", "as": "category" }, "age", { "variable": "ecog", "as": "category" } ] }
            """);
        OracleFile.AssertRelative(expected, result.Get(new StatisticKey("cox", term), "robust.se").Value.Value, Digits, term);
    }

    [Theory, Trait("Oracle", "R 4.2.2 survival::coxph, cmprsk::crr")]
    [InlineData(true, "cox", -0.13778533, 0.3460962, 0.01118486, 0.0191181)]
    [InlineData(false, "fine.gray", 0.06117968, 0.33472009, 0.003179479, 0.01695527)]
    public void CauseSpecific_IsOneModelOrTheOther(bool isCauseSpecific, string context, double sex, double sexError, double age, double ageError)
    {
        var option = isCauseSpecific ? "\"causeSpecific\": true, \"ties\": \"efron\"" : "\"causeSpecific\": false";
        var result = Run($$"""
            { "kind": "hazardModel", "endpoint": "relapse", "dates": "raw", "penalty": "none", "terms": [ { "variable": "sex", "as": "category" }, "age" ], {{option}} }
            """);
        foreach (var (term, estimate, error) in new[] { ("sexfemale", sex, sexError), ("age", age, ageError) })
        {
            OracleFile.AssertRelative(estimate, result.Get(new StatisticKey(context, term), "estimate").Value.Value, Digits, term);
            OracleFile.AssertRelative(error, result.Get(new StatisticKey(context, term), "std.error").Value.Value, Digits, term);
        }
    }

    private AnalysisResult Run(string options)
    {
        File.Copy(Path.Combine(LungCopy.Definition, "datapackage.json"), Path.Combine(_folder.FullName, "datapackage.json"));
        var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(LungCopy.Definition, "plan.json")))!.AsObject();
        plan["interim"] = JsonNode.Parse("""{ "inference": "final" }""");
        foreach (var ecog in new[] { 0, 1, 2 })
        {
            plan["populations"]!.AsArray().Add(JsonNode.Parse($$"""
                { "id": "ecog{{ecog}}", "level": "patient", "from": "all", "label": "ecog{{ecog}}", "steps": [ { "id": "step", "reason": "another ECOG", "keep": "ecog = {{ecog}}" } ] }
                """));
        }

        File.WriteAllText(Path.Combine(_folder.FullName, "plan.json"), plan.ToJsonString());
        var analysis = JsonNode.Parse(options)!.AsObject();
        foreach (var (name, value) in new[] { ("id", "added"), ("title", "Added"), ("question", "Added?"), ("role", "exploratory"), ("population", "all") })
        {
            analysis[name] = value;
        }

        var study = Study.Load(_folder.FullName);
        var data = study.Import(Path.Combine(LungCopy.Definition, "lung.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23))).Data!;
        using var document = JsonDocument.Parse(analysis.ToJsonString());
        var spec = Study.ReadUnplanned(study.Definition, document.RootElement);
        return AnalysisRunner.RunUnplanned(data, spec, AllKinds.All[spec.Kind], "{}", Language.English, 1);
    }
}
