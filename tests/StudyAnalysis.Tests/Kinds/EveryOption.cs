using System.Text.Json.Nodes;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>Analyses of the example study that between them use every kind, and every option of a kind that refers to something.</summary>
internal static class EveryOption
{
    private static readonly string[] More =
    [
        """{ "kind": "describe", "population": "treated", "variables": ["age", "sex", "pt"], "by": "arm" }""",
        """{ "kind": "groupChange", "population": "one_modality", "marker": "sCD40L", "from": "before", "to": "m1", "by": "arm", "adjust": ["platelets"] }""",
        """{ "kind": "trajectory", "population": "treated", "marker": "sCD40L", "times": ["before", "m1"], "by": "arm" }""",
        """{ "kind": "correlate", "population": "treated", "x": "age", "y": "sCD40L@before", "given": ["bmi"], "by": "sex", "method": "spearman" }""",
        """{ "kind": "correlate", "population": "treated", "x": "age", "y": "sCD40L@before", "method": "pearson" }""",
        """{ "kind": "correlate", "population": "treated", "x": "age", "y": "sCD40L@before", "method": "kendall" }""",
        """{ "kind": "compare", "population": "treated", "y": "age", "by": "sex" }""",
        """{ "kind": "survival", "population": "treated", "endpoint": "os", "by": "sex", "test": "logrank", "times": [182], "rmst": 300 }""",
        """{ "kind": "cumulativeIncidence", "population": "treated", "endpoint": "relapse", "by": "sex", "test": "gray", "times": [182] }""",
        """{ "kind": "hazardModel", "population": "treated", "endpoint": "os", "ties": "efron", "penalty": "none", "terms": ["age", { "variable": "sex", "as": "category" }, { "variable": "pt", "as": "score" }], "strata": "bilobar", "cluster": "patient" }""",
        """{ "kind": "hazardModel", "population": "treated", "endpoint": "os", "ties": "efron", "penalty": "firth", "terms": [{ "variable": "age", "as": "log2" }] }""",
        """{ "kind": "logisticModel", "population": "treated", "outcome": "bilobar", "penalty": "firth", "terms": ["age", { "variable": "sex", "as": "category" }] }""",
        """{ "kind": "roc", "population": "treated", "outcome": "bilobar", "predictor": "age" }""",
    ];

    /// <summary>The analyses as they would stand in a plan, one of each kind of the example's plan first.</summary>
    public static IReadOnlyList<JsonObject> Analyses { get; } = [.. Planned().Concat(More.Select(m => (JsonObject)JsonNode.Parse(m)!)).Select(Complete)];

    private static IEnumerable<JsonObject> Planned() =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("data-schema", "rfa-crlm", "plan.json")))!["analyses"]!.AsArray()
            .Select(a => a!.AsObject()).DistinctBy(a => (string)a["kind"]!);

    private static JsonObject Complete(JsonObject analysis)
    {
        var complete = (JsonObject)analysis.DeepClone();
        foreach (var name in new[] { "sensitivityOf", "family", "firstReportable" })
        {
            complete.Remove(name);
        }

        complete["id"] = "added";
        complete["title"] ??= "Added";
        complete["question"] ??= "Added?";
        complete["role"] = "exploratory";
        return complete;
    }
}
