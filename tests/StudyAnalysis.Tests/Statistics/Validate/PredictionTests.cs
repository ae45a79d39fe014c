using StudyAnalysis.Statistics.Validate;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Validate;

public sealed class PredictionTests
{
    [Theory, InlineData("cohort"), InlineData("small"), InlineData("tied"), Trait("Oracle", "R glm, rcspline.eval, val.prob")]
    public void Calibration_Matches_R(string name)
    {
        var oracle = OracleCase.Load("calibration", name);
        var (p, y) = (oracle.Numbers("p"), Events(oracle, "y"));
        var result = Calibration.Compute(p, y);
        oracle.Check("intercept", result.Intercept.Estimate.Value, 1e-8);
        oracle.Check("seintercept", result.Intercept.StandardError.Value, 1e-8);
        oracle.Check("slope", result.Slope.Estimate.Value, 1e-8);
        oracle.Check("seslope", result.Slope.StandardError.Value, 1e-8);
        oracle.Check("pslope", result.Slope.PValue.Value, 1e-8);
        oracle.Check("u", result.Unreliability.Statistic.Value, 1e-8);
        oracle.Check("pu", result.Unreliability.PValue.Value, 1e-8);
        oracle.Check("oe", result.ObservedToExpected.Value);
        if (name == "tied")
        {
            Assert.Empty(result.Curve);
            Assert.Contains("knots", result.LargestError.Reason, StringComparison.Ordinal);
            return;
        }

        oracle.Check("curve", result.Curve.Select(c => c.Observed), 1e-8);
        oracle.Check("low", result.Curve.Select(c => c.Low), 1e-7);
        oracle.Check("high", result.Curve.Select(c => c.High), 1e-7);
        oracle.Check("ici", result.MeanError.Value, 1e-7);
        oracle.Check("e90", result.NinetiethPercentileError.Value, 1e-7);
        oracle.Check("emax", result.LargestError.Value, 1e-7);
    }

    [Theory, InlineData("cohort"), InlineData("small"), InlineData("tied"), Trait("Oracle", "R, written out")]
    public void HosmerLemeshow_Matches_R(string name)
    {
        var oracle = OracleCase.Load("calibration", name);
        foreach (var groups in new[] { 10, 5 })
        {
            var result = HosmerLemeshow.Compute(oracle.Numbers("p"), Events(oracle, "y"), groups);
            Assert.Equal((int)oracle.Expected.GetProperty($"hlk{groups}").GetDouble(), result.Groups.Length);
            oracle.Check($"hl{groups}", result.Test.Statistic.Value, 1e-11);
            oracle.Check($"hlp{groups}", result.Test.PValue.Value, 1e-10);
            oracle.Check($"hlx{groups}", HosmerLemeshow.Compute(oracle.Numbers("p"), Events(oracle, "y"), groups, fitted: false).Test.PValue.Value, 1e-10);
        }
    }

    [Fact]
    public void HosmerLemeshow_ByHand()
    {
        // Three groups of 2: E = 0.4, 1, 1.6 of 2, O = 1, 1, 1: (0.6² / 0.32) + 0 + (0.6² / 0.32) = 2.25, 1 degree of freedom.
        var result = HosmerLemeshow.Compute([0.8, 0.2, 0.5, 0.2, 0.5, 0.8], [true, true, false, false, true, false], 3);
        Assert.Equal(2.25, result.Test.Statistic.Value, 12);
        Assert.Equal(1, result.Test.DegreesOfFreedom.Value);
        Assert.Equal([(0.2, 2, 1), (0.5, 2, 1), (0.8, 2, 1)], result.Groups.Select(g => (g.Low, g.Count, g.Observed)));
        Assert.Contains("little power", Assert.Single(result.Test.Notes), StringComparison.Ordinal);
        Assert.Contains("fewer than three", HosmerLemeshow.Compute([0.5, 0.5], [true, false], 3).Test.PValue.Reason, StringComparison.Ordinal);
        Assert.Empty(HosmerLemeshow.Compute([], [], 3).Groups);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => HosmerLemeshow.Compute([0.5], [true], 2)).ParamName);
    }

    [Fact]
    public void Calibration_ConstantPrediction_ByHand()
    {
        // 3 of 4 at a prediction of one half: intercept log 3 with SE √(1 / (4 · 3/4 · 1/4)), observed / expected 3/2.
        var result = Calibration.Compute([0.5, 0.5, 0.5, 0.5], [true, true, false, true]);
        Assert.Equal(Math.Log(3), result.Intercept.Estimate.Value, 11);
        Assert.Equal(Math.Sqrt(4.0 / 3), result.Intercept.StandardError.Value, 11);
        Assert.Equal(1.5, result.ObservedToExpected.Value, 12);
    }

    [Fact]
    public void Calibration_Degenerate_SaysWhy()
    {
        Assert.Equal("no event", Calibration.Compute([0.2, 0.4], [false, false]).Intercept.Estimate.Reason);
        Assert.Equal("only events", Calibration.Compute([0.2, 0.4], [true, true]).Intercept.Estimate.Reason);
        Assert.Contains("linear combination", Calibration.Compute([0.4, 0.4, 0.4], [true, false, true]).Slope.PValue.Reason, StringComparison.Ordinal);
        Assert.True(Calibration.Compute([0.4, 0.4, 0.4], [true, false, true]).Intercept.Estimate.IsEstimable);
        Assert.Contains("separation", Calibration.Compute([0.2, 0.3, 0.8], [false, false, true]).Unreliability.PValue.Reason, StringComparison.Ordinal);
        Assert.Equal("no predictions", Calibration.Compute([], []).ObservedToExpected.Reason);
        Assert.Equal("predicted", Assert.Throws<ArgumentException>(() => Calibration.Compute([1], [true])).ParamName);
        Assert.Equal("outcome", Assert.Throws<ArgumentException>(() => Calibration.Compute([0.2], [])).ParamName);
    }

    [Theory, InlineData("cohort 5"), InlineData("cohort 10"), InlineData("pbc 1500"), InlineData("none censored"), Trait("Oracle", "R riskRegression::Score")]
    public void CensoredBrier_Matches_RiskRegression(string name)
    {
        var oracle = OracleCase.Load("brier", name);
        var result = BrierScore.Censored(oracle.Numbers("time"), Events(oracle, "d"), oracle.Numbers("p"), oracle.Number("h"));
        oracle.Check("brier", result.Score.Estimate.Value, 1e-11);
        oracle.Check("se", result.Score.StandardError.Value, 1e-10);
        oracle.Check("null", result.Null.Value, 1e-11);
        oracle.Check("ipa", result.Scaled.Value, 1e-10);
    }

    [Fact]
    public void Brier_Matches_R_AndByHand()
    {
        var oracle = OracleCase.Load("brier", "plain");
        var result = BrierScore.Compute(oracle.Numbers("p"), Events(oracle, "y"));
        oracle.Check("brier", result.Score.Estimate.Value);
        oracle.Check("se", result.Score.StandardError.Value);
        oracle.Check("null", result.Null.Value);
        oracle.Check("ipa", result.Scaled.Value);

        // By hand: 1, 2+, 3, 4 to horizon 3, G(2) = 2/3 after the censoring at 2: (0.2² + 0 + 1.5 · 0.4² + 1.5 · 0.5²)/4.
        var censored = BrierScore.Censored([1, 2, 3, 4], [true, false, true, false], [0.8, 0.9, 0.6, 0.5], 3);
        Assert.Equal((0.04 + (1.5 * 0.16) + (1.5 * 0.25)) / 4, censored.Score.Estimate.Value, 12);
        Assert.Equal(1, censored.Censored);
    }

    [Fact]
    public void Brier_Degenerate_SaysWhy()
    {
        Assert.Equal("no subjects", BrierScore.Compute([], []).Score.Estimate.Reason);
        Assert.Equal("the outcome does not vary", BrierScore.Compute([0.2], [false]).Scaled.Reason);
        Assert.False(BrierScore.Compute([0.2], [false]).Score.StandardError.IsEstimable);
        Assert.Equal("nobody is followed beyond the horizon", BrierScore.Censored([1, 2], [true, false], [0.5, 0.5], 3).Null.Reason);
        Assert.Equal("no subjects", BrierScore.Censored([], [], [], 3).Scaled.Reason);
        Assert.Equal("horizon", Assert.Throws<ArgumentException>(() => BrierScore.Censored([1], [true], [0.5], 0)).ParamName);
        Assert.Equal("predicted", Assert.Throws<ArgumentException>(() => BrierScore.Compute([1.2], [true])).ParamName);
    }

    [Fact, Trait("Oracle", "Vickers and Elkin (2006) in R")]
    public void DecisionCurve_Matches_R()
    {
        var oracle = OracleCase.Load("decision_curve", "binary");
        var result = DecisionCurve.Compute(oracle.Numbers("p"), Events(oracle, "y"), oracle.Numbers("thresholds"));
        oracle.Check("nb", result.Points.Select(p => p.NetBenefit.Value), 1e-11);
        oracle.Check("all", result.Points.Select(p => p.TreatAll.Value), 1e-11);
        oracle.Check("avoided", result.Points.Select(p => p.InterventionsAvoided.Value), 1e-10);
        oracle.Check("positive", result.Points.Select(p => p.Positive));
        var survival = OracleCase.Load("decision_curve", "survival");
        var curve = DecisionCurve.Censored(
            survival.Numbers("time"), Events(survival, "d"), survival.Numbers("p"), survival.Number("h"), survival.Numbers("thresholds"));
        survival.Check("nb", curve.Points.Select(p => p.NetBenefit.ValueOrNaN), 1e-11);
        survival.Check("all", curve.Points.Select(p => p.TreatAll.Value), 1e-11);
        survival.Check("prevalence", curve.Prevalence.Value, 1e-11);
    }

    [Fact]
    public void DecisionCurve_ByHand_AndDegenerate()
    {
        // Threshold 0.2 has odds 1/4: of 4, two true and one false positive: 2/4 − 1/4 · 1/4; treating all: 1/2 − 1/2 · 1/4.
        var point = Assert.Single(DecisionCurve.Compute([0.1, 0.2, 0.5, 0.9], [false, true, false, true], [0.2]).Points);
        Assert.Equal(0.5 - 0.0625, point.NetBenefit.Value, 12);
        Assert.Equal(0.375, point.TreatAll.Value, 12);
        Assert.Equal(25, point.InterventionsAvoided.Value, 10);
        Assert.Equal("no subjects", DecisionCurve.Compute([], [], [0.2]).Points[0].NetBenefit.Reason);
        Assert.Equal("follow-up ends before the horizon", DecisionCurve.Censored([1, 2], [true, false], [0.3, 0.4], 5, [0.2]).Prevalence.Reason);
        Assert.Equal(1, DecisionCurve.Censored([1, 2], [false, true], [0.3, 0.4], 5, [0.2]).Prevalence.Value);
        Assert.Equal("thresholds", Assert.Throws<ArgumentException>(() => DecisionCurve.Compute([0.5], [true], [1])).ParamName);
    }

    private static bool[] Events(OracleCase oracle, string name) => [.. oracle.Numbers(name).Select(v => v == 1)];
}
