using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Kinds.RiskAtHorizon;
using StudyAnalysis.Kinds.Roc;
using StudyAnalysis.Kinds.Survival;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

// Expected values: domain case J's tiny hand case (CIF₁(8) = .480952, CIF₂(10) = .519048, 1 − KM₁(8) = .571429), and counts by hand.
public sealed class OutcomeKindsTests
{
    private const double Digits = 5e-7;

    [Fact]
    public void Incidence_OfTheHandCase_AsPublished()
    {
        var result = OutcomeStudy.Run("cumulativeIncidence", """{ "endpoint": "relapse", "times": [8, 10] }""");
        Assert.Equal(0.480952, result.At(new("cumulativeIncidence", "relapse"), 8, "estimate").Value.Value, Digits);
        Assert.Equal(0.519048, result.At(new("cumulativeIncidence", "death"), 10, "estimate").Value.Value, Digits);
        Assert.Equal(4, result.Get(new("cumulativeIncidence", "relapse"), "n.event").Value.Value);
    }

    [Fact]
    public void Survival_OfTheHandCase_CensorsCompetingEvents_AndSaysSo()
    {
        var result = OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "times": [8] }""");
        Assert.Equal(1 - 0.571429, result.At(new("survival"), 8, "estimate").Value.Value, Digits);
        Assert.Contains(result.Notes, n => n.Contains("3 competing events are censored", StringComparison.Ordinal));
    }

    [Fact]
    public void Survival_RiskTable_CountsEverybodyAtTimeZero()
    {
        var result = Assert.IsType<SurvivalResult>(OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "by": "arm" }"""));
        Assert.Equal(["A", "B"], result.Curves.Select(c => c.Code));
        Assert.All(result.Curves, c => Assert.Equal(5, c.RiskTable[0].AtRisk));
        Assert.All(result.Curves, c => Assert.Equal(c.N, c.RiskTable[0].AtRisk));
        Assert.All(result.Curves, c => Assert.True(c.Steps.Zip(c.Steps.Skip(1)).All(p => p.First.Estimate >= p.Second.Estimate)));
    }

    [Fact]
    public void Survival_RiskTable_CountsOnTheDayThatResultsAreReadAt()
    {
        // A table in months has its ticks at 91.3, 182.6 and 365.25 days; visits and results are on days 91, 182 and 365. On day 182: one seen there last, one with
        // the event there, three later.
        var context = new StudyBuilder()
            .Table("patients", "id text key | t number | dead boolean\nA | 91 | false\nB | 182 | false\nC | 182 | true\nD | 365 | true\nE | 365 | false\nF | 400 | false")
            .Population("all", "patient").Endpoint("os", null, [("death", "t", "dead")], "t")
            .Analysis("a", "survival", """{ "endpoint": "os", "times": [91, 182, 365] }""").LockDatabase("2026-01-01").Context();

        var result = Assert.IsType<SurvivalResult>(AllKinds.All["survival"].Analyze(context, context.Definition.Plan.Analyses[0]));

        var table = result.Curves[0].RiskTable.Where(r => Math.Floor(r.Time) is 91 or 182 or 365).ToArray();
        Assert.Equal([6, 5, 3], table.Select(r => r.AtRisk));
        Assert.Equal(table.Select(r => (double)r.AtRisk), result.ReadTimes.Select(t => result.At(new("survival"), t, "n.risk").Value.Value));
        Assert.Equal([0, 1, 2], table.Select(r => r.Events));
    }

    [Fact]
    public void Survival_AtTheMedianOfAMarker_PutsTheMedianIntoTheLowerGroup_WithoutATest()
    {
        // Markers 1 2 2 3 4 | 5 6 7 8 9: the median is 4.5. Below: P2 P3 P5 P6 P10 with one event, above: P1 P4 P7 P8 P9 with three.
        var result = Assert.IsType<SurvivalResult>(OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "by": "marker", "split": "median" }"""));
        Assert.Equal(["lower", "upper"], result.Curves.Select(c => c.Code));
        Assert.Equal([5, 5], result.Curves.Select(c => c.N));
        Assert.Equal([1, 3], result.Curves.Select(c => c.Events));
        Assert.Equal("at most the median (4.5 ng)", result.Curves[0].Label);
        Assert.Contains(result.Notes, n => n.Contains("for display only", StringComparison.Ordinal));
        Assert.Null(result.DecisiveP);
    }

    [Fact]
    public void Incidence_AtTheMedian_CountsTheEventsOfEachHalf()
    {
        var result = OutcomeStudy.Run("cumulativeIncidence", """{ "endpoint": "relapse", "by": "marker", "split": "median" }""");
        Assert.Equal(1, result.Get(new StatisticKey("cumulativeIncidence", "relapse").In("marker", "lower"), "n.event").Value.Value);
        Assert.Equal(3, result.Get(new StatisticKey("cumulativeIncidence", "relapse").In("marker", "upper"), "n.event").Value.Value);
    }

    [Fact]
    public void Survival_AtTheMedianWithATest_IsAFaultOfThePlan()
    {
        var fault = Assert.Throws<InvalidDefinitionException>(
            () => OutcomeStudy.References("survival", """{ "endpoint": "relapse", "by": "marker", "split": "median", "test": "logrank" }"""));
        Assert.Contains("for display", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Survival_AtTheMedianOfACategory_IsAFaultOfThePlan() => Assert.Throws<InvalidDefinitionException>(
        () => OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "by": "arm", "split": "median" }"""));

    [Fact]
    public void Survival_WithLogRank_OffersItsPAsTheDecisiveOne()
    {
        var result = OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "by": "arm", "test": "logrank" }""");
        Assert.Same(result.Get(new("logrank"), "p.value"), result.DecisiveP);
    }

    [Fact]
    public void Survival_FromALandmark_CountsOutWhoCameBefore_AndStartsTheClockThere()
    {
        // The window ends on day 3: P1 (event on day 1), P2 (competing on day 2), P3 (censored on day 3) are out.
        var result = OutcomeStudy.Run("survival", """{ "endpoint": "relapse", "times": [5] }""", landmark: "sample");
        Assert.Equal(7, result.Population.N);
        Assert.Equal([1, 1, 1], result.Population.Excluded.Select(e => e.N));

        // Days from the landmark: 1 event at risk 7, 2 event at risk 6, 5 event at risk 3: 6/7 × 5/6 × 2/3.
        Assert.Equal(6 / 7.0 * 5 / 6 * 2 / 3, result.At(new("survival"), 5, "estimate").Value.Value, 12);
    }

    [Fact]
    public void Survival_WithFewerEventsThanThePlanShows_IsNotEstimable()
    {
        var result = OutcomeStudy.Run("survival", """{ "endpoint": "relapse" }""", firstEvents: 5);
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.Empty(result.Statistics);
        Assert.Contains("5 events", result.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public void HazardModel_WithFewerThanFiveEventsAParameter_IsNotEstimable_NamingBoth()
    {
        var result = OutcomeStudy.Run("hazardModel", """{ "endpoint": "relapse", "terms": ["marker"], "penalty": "none" }""");
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.Contains("4 events for 1 parameter", result.StatusReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marker", "score", "marker")]
    [InlineData("marker", "log2", "marker")]
    [InlineData("arm", "category", "armB")]
    public void HazardModel_NamesItsCoefficientsAsR(string variable, string kind, string coefficient)
    {
        var result = OutcomeStudy.Run(
            "hazardModel", $$"""{ "endpoint": "relapse", "terms": [ { "variable": "{{variable}}", "as": "{{kind}}" } ], "penalty": "firth", "eventsPerParameter": { "note": 1, "veto": 1 } }""");
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.True(result.Get(new("hazard ratio", coefficient), "estimate").Value.IsEstimable);
        Assert.Equal(
            Math.Exp(result.Get(new("cox", coefficient), "estimate").Value.Value), result.Get(new("hazard ratio", coefficient), "estimate").Value.Value, 1e-12);
        Assert.Contains(result.Notes, n => n.Contains("Cause-specific", StringComparison.Ordinal));
    }

    [Fact]
    public void RiskAtHorizon_CountsKnownAndUnknown_AndGivesTheAalenJohansenRisk()
    {
        // By day 8: events P1 P4 P5 P8; competing P2 P6; followed to 8 or beyond P9 P10; unknown P3 P7.
        var result = OutcomeStudy.Run("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""");
        Assert.Equal(0.480952, result.Get(RiskAtHorizonResult.Risk, "estimate").Value.Value, Digits);
        Assert.Equal(4, result.Get(RiskAtHorizonResult.StatusCounts, "n.event").Value.Value);
        Assert.Equal(8, result.Get(RiskAtHorizonResult.StatusCounts, "n.known").Value.Value);
        Assert.Equal(2, result.Get(RiskAtHorizonResult.StatusCounts, "n.unknown").Value.Value);
        Assert.True(result.Get(RiskAtHorizonResult.OddsRatio, "estimate").Value.IsEstimable);
    }

    [Fact]
    public void RiskAtHorizon_WhileMostAreNotYetDue_GivesTheRiskButNoOddsRatio()
    {
        const string Early = """
            id text key | t number | e number | marker number
            P1 | 1 | 1 | 8
            P2 | 2 | 0 | 2
            P3 | 3 | 0 | 3
            P4 | 4 | 0 | 9
            P5 | 5 | 0 | 4
            P6 | 9 | 0 | 1
            """;
        var result = Assert.IsType<RiskAtHorizonResult>(OutcomeStudy.Run("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""", Early));
        Assert.Contains("4 of 6 have not reached the horizon", result.PredictorReason, StringComparison.Ordinal);
        Assert.Null(result.Find(RiskAtHorizonResult.OddsRatio, "estimate"));
        Assert.True(result.Get(RiskAtHorizonResult.Risk, "estimate").Value.IsEstimable);
    }

    [Fact]
    public void Roc_AtTheHorizon_ByHand()
    {
        // Markers with event 8 9 4 7, without 2 1 6 2: of 16 pairs only 4 against 6 is discordant.
        var result = OutcomeStudy.Run("roc", """{ "endpoint": "relapse", "predictor": "marker" }""");
        Assert.Equal(15 / 16.0, result.Get(RocResult.Key, "estimate").Value.Value, 12);
        Assert.True(result.Get(RocResult.TimeDependentKey, "estimate").Value.IsEstimable);

        // Two of the ten are censored before the horizon: their status is not known, and only the weighted area uses them.
        Assert.Equal(8, result.Get(RocResult.Key, "n").Value.Value);
        Assert.Equal(10, result.Get(RocResult.TimeDependentKey, "n").Value.Value);
    }

    [Fact]
    public void Roc_OfAnOutcome_ByHand()
    {
        var result = OutcomeStudy.Run("roc", """{ "outcome": "arm = 'A'", "predictor": "marker" }""");

        // A: 8 2 9 5 7; B: 3 4 1 6 2. Pairs won by A: 5 + 1.5 + 5 + 4 + 5 of 25.
        Assert.Equal(20.5 / 25, result.Get(RocResult.Key, "estimate").Value.Value, 12);
    }

    // Without an interval the data are not "compatible" with anything.
    [Theory]
    [InlineData(Language.English, "compatible", "not estimable", "no 95% interval: the groups do not overlap: no variance")]
    [InlineData(Language.French, "compatibles", "non estimable", "pas d’intervalle à 95 % : les groupes ne se recouvrent pas : pas de variance")]
    public void Roc_OfGroupsApart_IsNotRead(Language language, string reading, string cell, string reason)
    {
        const string Apart = "id text key | t number | e number | marker number | arm text codes=A,B\nP1 | 5 | 1 | 1 | B\nP2 | 6 | 1 | 2 | B\nP3 | 7 | 0 | 3 | B\nP4 | 8 | 1 | 5 | A\nP5 | 9 | 0 | 6 | A\nP6 | 9 | 1 | 7 | A";
        var result = OutcomeStudy.Run("roc", """{ "outcome": "arm = 'A'", "predictor": "marker" }""", Apart, language: language);
        Assert.Equal(1, result.Get(RocResult.Key, "estimate").Value.Value);
        Assert.DoesNotContain(reading, result.Sentence(), StringComparison.Ordinal);
        Assert.Contains(reason, result.Sentence().Replace('\u00A0', ' ').Replace("[", string.Empty, StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith(".", result.Sentence(), StringComparison.Ordinal);
        Assert.Equal(cell, FakeContext.Words(FakeContext.Compose(result).Tables[0].Rows[0].Cells[2]));
    }

    [Fact]
    public void LogisticModel_CountsTheRarerOutcome()
    {
        var result = OutcomeStudy.Run("logisticModel", """{ "outcome": "arm = 'A'", "terms": ["marker"], "penalty": "firth" }""");
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.Contains("5 events for 1 parameter, fewer than 10 per parameter: estimates may be unstable, and intervals wide.", result.Notes);
    }

    [Fact]
    public void Predictor_WithAMissingValue_CountsTheUnitOut()
    {
        var rows = OutcomeStudy.Rows.Replace("P4 | 4 | 1 | 9 | A", "P4 | 4 | 1 | ?haemolysed | A", StringComparison.Ordinal);
        var result = OutcomeStudy.Run("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""", rows);
        Assert.Equal(9, result.Population.N);
        Assert.Equal(1, Assert.Single(result.Population.Excluded).N);
    }

    [Theory]
    [InlineData("survival", """{ "endpoint": "relapse", "by": "arm", "test": "logrank", "times": [5, 8] }""")]
    [InlineData("cumulativeIncidence", """{ "endpoint": "relapse", "by": "arm", "test": "gray", "times": [5, 8] }""")]
    [InlineData("hazardModel", """{ "endpoint": "relapse", "terms": ["marker", "arm"], "penalty": "firth", "eventsPerParameter": { "note": 1, "veto": 1 }, "concordance": true }""")]
    [InlineData("hazardModel", """{ "endpoint": "relapse", "terms": ["marker"], "penalty": "none", "proportionalHazards": true, "eventsPerParameter": { "note": 1, "veto": 1 } }""")]
    [InlineData("logisticModel", """{ "outcome": "arm = 'A'", "terms": ["marker"], "penalty": "firth", "eventsPerParameter": { "note": 1, "veto": 1 } }""")]
    [InlineData("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""")]
    [InlineData("roc", """{ "endpoint": "relapse", "predictor": "marker" }""")]
    public void EveryKind_HasASentenceInBothLanguages_WithoutCausalWords(string kind, string options)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var result = OutcomeStudy.Run(kind, options, language: language);
            Assert.Equal(AnalysisStatus.Ok, result.Status);
            var sentence = result.Sentence();
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("effect of", sentence, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("predictive", sentence, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("NaN", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nobody_IsAReason_NotAnException()
    {
        const string None = "id text key | t number | e number | marker number | arm text codes=A,B\nP1 | | | 1 | A";
        foreach (var (kind, options) in new[]
        {
            ("survival", """{ "endpoint": "relapse" }"""), ("cumulativeIncidence", """{ "endpoint": "relapse" }"""),
            ("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }"""), ("roc", """{ "endpoint": "relapse", "predictor": "marker" }"""),
            ("hazardModel", """{ "endpoint": "relapse", "terms": ["marker"], "penalty": "none" }"""), ("logisticModel", """{ "outcome": "e = 1", "terms": ["marker"], "penalty": "firth" }"""),
        })
        {
            var result = OutcomeStudy.Run(kind, options, None);
            Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
            Assert.NotEmpty(result.StatusReason);
        }
    }

    /// <summary>Two of ten values, 20 %, below the limit.</summary>
    private static readonly string s_censored = OutcomeStudy.Rows
        .Replace("marker number unit=ng", "marker number unit=ng censored", StringComparison.Ordinal)
        .Replace("P2 | 2 | 2 | 2 | A", "P2 | 2 | 2 | <2.5 | A", StringComparison.Ordinal)
        .Replace("P6 | 6 | 2 | 1 | B", "P6 | 6 | 2 | <2.5 | B", StringComparison.Ordinal);

    private const string ImputedModel = """{ "endpoint": "relapse", "terms": [ { "variable": "marker", "as": "log2" } ], "penalty": "firth", "eventsPerParameter": { "note": 1, "veto": 1 } }""";

    [Fact]
    public void HazardModel_MoreThanTenPercentBelowTheLimit_ImputesAndSaysSo()
    {
        var result = OutcomeStudy.Run("hazardModel", ImputedModel, s_censored);
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.Contains(result.Methods, m => m.Contains("Rubin", StringComparison.Ordinal));
        Assert.Contains(result.Notes, n => n.Contains("2 of 10 values below the limit", StringComparison.Ordinal));
        var key = new StatisticKey("hazard ratio", "marker");
        Assert.InRange(
            result.Get(key, "estimate").Value.Value, result.Get(key, "conf.low").Value.Value, result.Get(key, "conf.high").Value.Value);
    }

    [Fact]
    public void HazardModel_Imputed_SameSeedSameNumbers() => Assert.Equal(
        OutcomeStudy.Run("hazardModel", ImputedModel, s_censored).Statistics.Select(s => s.Value),
        OutcomeStudy.Run("hazardModel", ImputedModel, s_censored).Statistics.Select(s => s.Value));

    [Fact]
    public void HazardModel_MoreThanHalfBelowTheLimit_EntersDetectedOrNot()
    {
        var rows = "id text key | t number | e number | marker number censored\n" + string.Join('\n', Enumerable.Range(1, 10).Select(i => $"P{i} | {i} | {(i % 2 == 0 ? 1 : 0)} | {(i <= 6 ? "<5" : "9")}"));
        var result = OutcomeStudy.Run("hazardModel", ImputedModel, rows);
        Assert.Contains(result.Notes, n => n.Contains("detected yes/no", StringComparison.Ordinal));
    }

    [Fact]
    public void Horizon_FromALandmark_IsTheSameDayForRiskAndRoc()
    {
        // Day 8 from the origin is day 5 from the landmark on day 3: of the seven left, P4 P5 P8 had the event by then.
        var risk = Assert.IsType<RiskAtHorizonResult>(OutcomeStudy.Run("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""", landmark: "sample"));
        var roc = OutcomeStudy.Run("roc", """{ "endpoint": "relapse", "predictor": "marker" }""", landmark: "sample");
        Assert.Equal(5, risk.Horizon);
        Assert.Equal(3, risk.Get(RiskAtHorizonResult.StatusCounts, "n.event").Value.Value);
        Assert.Equal(3, roc.Get(RocResult.Key, "n.event").Value.Value);
        Assert.Equal(1, roc.Get(RocResult.Key, "n.unknown").Value.Value);
    }
}
