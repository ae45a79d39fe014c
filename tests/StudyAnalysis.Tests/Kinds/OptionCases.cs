using System.Text.Json.Nodes;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>An analysis of each kind on the example study, and for each option of the kind another value under which something must change.</summary>
internal static class OptionCases
{
    /// <summary>By kind: the analysis, then options with their other value, and what else is set before and after (null removes an option).</summary>
    private static readonly Dictionary<string, (string Analysis, (string Option, string Value, string? Beside)[] Changes)> s_kinds = new(StringComparer.Ordinal)
    {
        ["flow"] = ("""{ "population": "included", "steps": ["informed", "treated", "rfa_index"] }""", [("steps", """["informed", "rfa_index"]""", null)]),
        ["enrolment"] = (
            """{ "population": "informed", "date": "information_date", "planned": 40, "months": 6 }""",
            [
                ("date", "\"index_date\"", null), ("planned", "41", null), ("months", "7", null),
                ("counts", """{ "table": "screening", "month": "month", "columns": [ { "field": "eligible", "label": "eligible" } ] }""", null),
            ]),
        ["followUp"] = (
            """{ "population": "treated", "endpoint": "relapse", "visits": { "table": "follow_up", "date": "date", "done": "imaging != 'none'" } }""",
            [
                ("endpoint", "\"rfs\"", null), ("visits", """{ "table": "follow_up", "date": "date", "done": "imaging = 'none'" }""", null),
                ("stop", "\"index_date + 100\"", null),
            ]),
        ["describe"] = ("""{ "population": "treated", "variables": ["bmi", "sex"] }""", [("variables", """["bmi"]""", null), ("by", "\"sex\"", null)]),
        ["pairedChange"] = (
            """{ "population": "treated", "marker": "sCD40L", "from": "before", "to": "m1", "zeros": "wilcoxon" }""",
            [
                ("marker", "\"CCL5\"", null), ("from", "\"h24\"", null), ("to", "\"m3\"", null), ("zeros", "\"pratt\"", """{ "marker": "IFNg", "to": "h24" }"""),
                ("adjust", """["platelets"]""", null),
            ]),
        ["groupChange"] = (
            """{ "population": "one_modality", "marker": "sCD40L", "from": "before", "to": "m1", "by": "arm" }""",
            [("marker", "\"CCL5\"", null), ("from", "\"h24\"", null), ("to", "\"m3\"", null), ("by", "\"sex\"", null), ("adjust", """["platelets"]""", null)]),
        ["trajectory"] = (
            """{ "population": "treated", "marker": "sCD40L", "times": ["before", "m1"] }""",
            [("marker", "\"CCL5\"", null), ("times", """["before", "m3"]""", null), ("by", "\"sex\"", null)]),
        ["proportion"] = (
            """{ "population": "rfa_index", "numerator": "pair_evaluable" }""",
            [("numerator", "\"not pair_evaluable\"", null), ("denominator", "\"bilobar\"", null)]),
        ["agreement"] = (
            """{ "population": "treated", "marker": "sCD40L", "replicate": "replicate" }""",
            [("marker", "\"CCL5\"", null), ("replicate", "\"plate\"", null)]),
        ["compare"] = (
            """{ "population": "treated", "y": "bmi", "by": "sex" }""",
            [("y", "\"fong\"", null), ("by", "\"arm\"", null), ("exact", "false", null)]),
        ["trend"] = (
            """{ "population": "pathology", "y": "sCD40L@before", "by": "pt" }""",
            [("y", "\"bmi\"", null), ("by", "\"bilobar\"", null), ("exact", "false", null)]),
        ["correlate"] = (
            """{ "population": "treated", "x": "bmi", "y": "sCD40L@before", "method": "spearman" }""",
            [
                ("x", "\"fong\"", null), ("y", "\"CCL5@before\"", null), ("given", """["fong"]""", null), ("by", "\"sex\"", null), ("method", "\"pearson\"", null),
                ("exact", "false", """{ "method": "kendall", "population": "rfa_alone" }"""), ("exact", "true", null), ("given", """["fong"]""", """{ "method": "pearson" }"""),
                ("continuity", "true", """{ "method": "kendall", "exact": false }"""), ("continuity", "true", """{ "exact": false }"""),
            ]),
        ["riskAtHorizon"] = (
            """{ "population": "disease_treated", "endpoint": "relapse", "horizon": 365, "predictor": "sCD40L@before" }""",
            [
                ("endpoint", "\"rfs\"", null), ("dates", "\"raw\"", """{ "horizon": 182 }"""), ("horizon", "182", null), ("predictor", "\"bmi\"", null),
                ("landmark", "\"m1\"", null),
            ]),
        ["roc"] = (
            """{ "population": "disease_treated", "endpoint": "relapse", "horizon": 365, "predictor": "sCD40L@before" }""",
            [
                ("endpoint", "\"rfs\"", null), ("dates", "\"raw\"", """{ "horizon": 182 }"""), ("horizon", "182", null), ("predictor", "\"bmi\"", null),
                ("predictor", "\"fong\"", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""), ("confLevel", "0.8", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""),
                ("landmark", "\"m1\"", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""), ("dates", "\"raw\"", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""),
                ("horizon", "182", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""),
                ("outcome", "\"sex = 'M'\"", """{ "endpoint": null, "horizon": null, "outcome": "bilobar" }"""), ("landmark", "\"m1\"", null),
            ]),
        ["survival"] = (
            """{ "population": "disease_treated", "endpoint": "rfs", "confType": "log-log", "test": "none" }""",
            [
                ("endpoint", "\"os\"", null), ("dates", "\"raw\"", null), ("by", "\"sex\"", null), ("split", "\"median\"", """{ "by": "fong" }"""),
                ("confType", "\"plain\"", null), ("test", "\"logrank\"", """{ "by": "sex" }"""), ("decisive", "true", """{ "by": "sex", "test": "logrank" }"""), ("times", "[100]", null), ("rmst", "300", null), ("landmark", "\"m1\"", null),
                ("by", "\"sex\"", """{ "dates": "interval" }"""), ("times", "[100]", """{ "dates": "interval" }"""), ("rmst", "300", """{ "dates": "interval" }"""),
                ("test", "\"logrank\"", """{ "dates": "interval", "by": "sex" }"""), ("confType", "\"plain\"", """{ "dates": "interval" }"""), ("landmark", "\"m1\"", """{ "dates": "interval" }"""),
                ("confLevel", "0.8", """{ "dates": "interval" }"""),
            ]),
        ["cumulativeIncidence"] = (
            """{ "population": "disease_treated", "endpoint": "relapse" }""",
            [
                ("endpoint", "\"rfs\"", null), ("dates", "\"raw\"", null), ("by", "\"sex\"", null), ("split", "\"median\"", """{ "by": "fong" }"""), ("times", "[100]", null),
                ("test", "\"gray\"", """{ "by": "sex" }"""), ("decisive", "true", """{ "by": "sex", "test": "gray" }"""), ("variance", "\"delta\"", """{ "times": [182] }"""), ("landmark", "\"m1\"", null),
            ]),
        ["hazardModel"] = (
            """{ "population": "disease_treated", "endpoint": "relapse", "terms": ["bmi"], "penalty": "none" }""",
            [
                ("endpoint", "\"rfs\"", null), ("dates", "\"raw\"", null), ("terms", """["fong"]""", null), ("ties", "\"breslow\"", null), ("penalty", "\"firth\"", null),
                ("strata", "\"sex\"", null), ("strata", "\"sex\"", """{ "penalty": "firth" }"""), ("ties", "\"breslow\"", """{ "penalty": "firth" }"""), ("ties", "\"exact\"", """{ "penalty": "firth" }"""),
                ("proportionalHazards", "true", """{ "penalty": "firth" }"""), ("concordance", "true", """{ "penalty": "firth" }"""),
                ("cluster", "\"fong\"", null), ("cluster", "\"fong\"", """{ "penalty": "firth" }"""), ("causeSpecific", "false", null), ("eventsPerParameter", """{ "veto": 1000 }""", null), ("eventsPerParameter", """{ "note": 1000 }""", null),
                ("strata", "\"sex\"", """{ "causeSpecific": false }"""), ("cluster", "\"fong\"", """{ "causeSpecific": false }"""), ("penalty", "\"firth\"", """{ "causeSpecific": false }"""),
                ("ties", "\"exact\"", """{ "causeSpecific": false }"""), ("concordance", "true", """{ "causeSpecific": false }"""), ("confLevel", "0.8", """{ "causeSpecific": false }"""), ("proportionalHazards", "true", null), ("concordance", "true", null), ("landmark", "\"m1\"", null),
            ]),
        ["logisticModel"] = (
            """{ "population": "treated", "outcome": "bilobar", "terms": ["bmi"], "penalty": "none" }""",
            [("outcome", "\"sex = 'M'\"", null), ("eventsPerParameter", """{ "veto": 1000 }""", null), ("eventsPerParameter", """{ "note": 1000 }""", null), ("outcomeLabel", "\"spread\"", null), ("terms", """["fong"]""", null), ("penalty", "\"firth\"", null)]),
        ["panel"] = (
            """{ "population": "treated", "inner": { "kind": "compare", "by": "sex" }, "over": [ { "id": "a", "label": "BMI", "set": { "y": "bmi" } }, { "id": "b", "label": "Fong", "set": { "y": "fong" } } ] }""",
            [
                ("inner", """{ "kind": "compare", "by": "arm" }""", null), ("over", """[ { "id": "a", "label": "BMI", "set": { "y": "bmi" } } ]""", null), ("adjust", "\"holm\"", null),
                ("landmark", "\"m1\"", """{ "population": "disease_treated", "inner": { "kind": "roc", "endpoint": "relapse", "horizon": 365 }, "over": [ { "id": "a", "label": "BMI", "set": { "predictor": "bmi" } } ] }"""),
            ]),
        ["events"] = (
            """{ "population": "treated", "table": "adverse_events", "term": "term" }""",
            [
                ("table", "\"procedures\"", """{ "table": "lesions", "term": "session" }"""), ("term", "\"grade\"", null), ("grade", "\"grade\"", null), ("relation", "\"relation\"", null), ("serious", "\"serious\"", null),
            ]),
    };

    /// <summary>What every kind has.</summary>
    private static readonly (string Option, string Value)[] s_common =
    [
        ("title", "\"Another title\""), ("question", "\"Another question?\""), ("role", "\"descriptive\""), ("population", "\"rfa_alone\""), ("family", "\"f\""),
        ("firstReportable", """{ "n": 100000 }"""), ("assumptions", """["Assumed."]"""),
    ];

    /// <summary>Kinds without an interval.</summary>
    private static readonly string[] s_withoutLevel = ["flow", "enrolment", "describe", "trend", "events"];

    /// <summary>Kinds with a test of their own whatever their options.</summary>
    private static readonly string[] s_tested = ["pairedChange", "groupChange", "compare", "trend", "correlate", "riskAtHorizon", "hazardModel", "logisticModel"];

    /// <summary>The kinds.</summary>
    public static IEnumerable<string> Kinds => s_kinds.Keys;

    /// <summary>The cases of a kind: the option, the analysis, and the same with the option's other value.</summary>
    public static IEnumerable<(string Option, JsonObject Before, JsonObject After, string Beside)> Of(string kind)
    {
        var (analysis, changes) = s_kinds[kind];
        (string, string, string?)[] level = s_withoutLevel.Contains(kind) ? [] : [("confLevel", "0.8", null)];
        (string, string, string?)[] decisive = s_tested.Contains(kind) ? [("decisive", "true", null)] : [];
        foreach (var (option, value, beside) in changes.Concat(s_common.Select(c => (c.Option, c.Value, (string?)null))).Concat(level).Concat(decisive))
        {
            var before = Patched(Named(kind, analysis), beside);
            var after = before.DeepClone().AsObject();
            after[option] = JsonNode.Parse(value);
            yield return (option, before, after, beside ?? string.Empty);
        }
    }

    private static JsonObject Named(string kind, string analysis)
    {
        var all = JsonNode.Parse(analysis)!.AsObject();
        all["id"] = "added";
        all["title"] = "Added";
        all["question"] = "Added?";
        all["role"] = "exploratory";
        all["kind"] = kind;
        return all;
    }

    private static JsonObject Patched(JsonObject analysis, string? beside)
    {
        foreach (var (name, value) in beside is null ? [] : JsonNode.Parse(beside)!.AsObject().ToArray())
        {
            analysis.Remove(name);
            if (value is not null)
            {
                analysis[name] = value.DeepClone();
            }
        }

        return analysis;
    }
}
