using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.HazardModel;

/// <summary>"cluster" and "causeSpecific" of hazardModel give R's numbers.</summary>
public sealed class HazardOptionTests
{
    private const string Rows = """
        id text key | t number | e number | marker number unit=ng | pair text codes=1,2,3,4,5
        P1 | 1 | 1 | 8 | 1
        P2 | 2 | 2 | 2 | 1
        P3 | 3 | 0 | 3 | 2
        P4 | 4 | 1 | 9 | 2
        P5 | 5 | 1 | 4 | 3
        P6 | 6 | 2 | 1 | 3
        P7 | 7 | 0 | 5 | 4
        P8 | 8 | 1 | 7 | 4
        P9 | 9 | 0 | 6 | 5
        P10 | 10 | 2 | 2 | 5
        """;

    [Theory, Trait("Oracle", "R 4.2.2 survival::coxph, cmprsk::crr")]
    [InlineData("plain", "", "cox", "hazard ratio")]
    [InlineData("cluster", ", \"cluster\": \"pair\"", "cox", "hazard ratio")]
    [InlineData("subdistribution", ", \"causeSpecific\": false", "fine.gray", "subdistribution hazard ratio")]
    public void Option_Matches_R(string name, string option, string coefficients, string ratios)
    {
        var result = Assert.IsType<ModelResult>(OutcomeStudy.Run(
            "hazardModel", $$"""{ "endpoint": "relapse", "terms": ["marker"], "penalty": "none", "eventsPerParameter": { "note": 1, "veto": 1 }{{option}} }""", Rows));
        var expected = OracleFile.Rows("hazard_options/hazard_options.csv").Single(r => r[0] == name);
        var (beta, ratio) = (new StatisticKey(coefficients, "marker"), new StatisticKey(ratios, "marker"));
        (StatisticKey Key, string Name, int At)[] numbers =
        [
            (beta, "estimate", 1), (beta, name == "cluster" ? "robust.se" : "std.error", 2), (ratio, "estimate", 3), (ratio, "conf.low", 4), (ratio, "conf.high", 5), (beta, "p.value", 6),
        ];
        foreach (var (key, stat, at) in numbers)
        {
            OracleFile.AssertRelative(OracleFile.Number(expected[at]), result.Get(key, stat).Value.Value, 1e-8, $"{name} {stat}");
        }
    }

    [Fact]
    public void Subdistribution_IsNamed_InSentenceTableAndNotes()
    {
        var result = OutcomeStudy.Run(
            "hazardModel", """{ "endpoint": "relapse", "terms": ["marker"], "penalty": "none", "eventsPerParameter": { "note": 1, "veto": 1 }, "causeSpecific": false }""", Rows);
        Assert.StartsWith("Subdistribution hazard ratio", result.Sentence(), StringComparison.Ordinal);
        Assert.Contains(result.Notes, n => n.StartsWith("Subdistribution hazard: after 3 competing events", StringComparison.Ordinal));
        Assert.Contains(result.RCalls, c => c.StartsWith("cmprsk::crr", StringComparison.Ordinal) || c.StartsWith("crr(", StringComparison.Ordinal));
    }
}
