using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Survival;

// By hand. Visits made: relapses found on days 80, 101 (free on day 90) and 370 (free on day 90), one patient seen free on day 349 and no more:
// (0, 80], (90, 101], (90, 370], (349, ∞). Innermost: (0, 80], (90, 101], (349, 370] with masses p₁ = 1/4 and p₂ = p₃ = 3/8 (p₂ p₃ is largest when equal).
public sealed class IntervalSurvivalTests
{
    private const string Rows = "id text key | death number | seen number\nP1 | | 80\nP2 | | 101\nP3 | | 370\nP4 | | 349";
    private const string Visits = "patient text ->patients.id | day number | found boolean\nP1|80|true\nP2|90|false\nP2|101|true\nP3|90|false\nP3|370|true\nP4|349|false";

    [Fact]
    public void Bounds_AreThoseOfTheInnermostIntervals()
    {
        var result = Run(Rows);
        var key = new StatisticKey("turnbull");
        Assert.Equal((0.75, 0.75), At(result, key, 85));
        Assert.Equal((0.375, 0.75), At(result, key, 95));
        Assert.Equal((0.375, 0.375), At(result, key, 200));
        Assert.Equal((0, 0.375), At(result, key, 360));
        Assert.Equal((90, 101), (result.Get(key, "median.low").Value.Value, result.Get(key, "median.high").Value.Value));
        Assert.Equal(3, result.Get(key, "n.event").Value.Value);
    }

    [Fact]
    public void AnExactEvent_KeepsItsDay()
    {
        // A death on day 300 has mass there: (90, 300] would hold it anywhere after day 90.
        var result = Run(Rows + "\nP5 | 300 | 300");
        var (low, high) = At(result, new("turnbull"), 299);
        Assert.Equal(low, high, 1e-8);
        Assert.True(At(result, new("turnbull"), 300).High < high - 0.1);
    }

    [Fact]
    public void BeyondTheLastFollowUp_NothingIsSaid()
    {
        var result = Run(Rows);
        Assert.Equal("nobody was followed so far", result.Get(TimeKey(new("turnbull"), 1000), "estimate.low").Value.Reason);
    }

    [Fact]
    public void AMedianNotReached_IsSaidSo()
    {
        var result = Run("id text key | death number | seen number\nP1 | | 80\nP2 | | 360\nP3 | | 370",
            visits: "patient text ->patients.id | day number | found boolean\nP1|80|true");
        Assert.Equal("not reached", result.Get(new("turnbull"), "median.high").Value.Reason);
    }

    [Theory]
    [InlineData(Language.English, "3 of 4 with the event, 38% to 75% without it at 95 days")]
    [InlineData(Language.French, "3 sur 4 avec l’événement, 38\u00A0% à 75\u00A0% indemnes à 95 jours")]
    public void Sentence_GivesTheBounds(Language language, string expected) =>
        Assert.StartsWith(expected, Run(Rows, language, "[95]").Sentence(), StringComparison.Ordinal);

    private static AnalysisResult Run(string rows, Language language = Language.English, string times = "[85, 95, 200, 299, 300, 360, 1000]", string visits = Visits)
    {
        var context = new StudyBuilder()
            .Table("patients", rows)
            .Table("visits", visits)
            .Population("all", "patient")
            .Endpoint(
                "rfs", null, [("relapse", "min(visits.day where found)", null), ("death", "death", null)], "seen", exact: "death",
                schedule: [("first", 90, 80, 100), ("second", 365, 350, 380)])
            .Analysis("a", "survival", $$"""{ "endpoint": "rfs", "dates": "interval", "times": {{times}} }""")
            .LockDatabase("2026-01-01")
            .Context(language);
        return AllKinds.All["survival"].Analyze(context, context.Definition.Plan.Analyses[0]);
    }

    private static (double Low, double High) At(AnalysisResult result, StatisticKey key, double time) =>
        (Math.Round(result.Get(TimeKey(key, time), "estimate.low").Value.Value, 8), Math.Round(result.Get(TimeKey(key, time), "estimate.high").Value.Value, 8));

    private static StatisticKey TimeKey(StatisticKey key, double time) =>
        key.At(time);
}
