using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

// R: predict(glm(y ~ x, binomial), newdata, type = "response") with the delta method — Oracles/predicted_probability. Tolerance 1e-8: an iterative fit below.
public sealed class PredictedProbabilityTests
{
    public static TheoryData<string> Cases => OracleCase.Names("predicted_probability");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Difference_Matches_R(string name)
    {
        var oracle = OracleCase.All("predicted_probability").Single(c => c.Name == name);
        var fit = Fit(oracle.Numbers("x"), oracle.Numbers("y"), LogisticPenalty.None);
        var level = oracle.Number("level");
        oracle.Check(PredictedProbability.Difference(fit, [1, oracle.Number("first")], [1, oracle.Number("second")], level), 1e-8);
    }

    [Fact]
    public void Difference_RowsSwapped_FlipsTheSign()
    {
        var oracle = OracleCase.Load("predicted_probability", "rising");
        var fit = Fit(oracle.Numbers("x"), oracle.Numbers("y"), LogisticPenalty.Firth);
        var up = PredictedProbability.Difference(fit, [1, 2], [1, 4]);
        var down = PredictedProbability.Difference(fit, [1, 4], [1, 2]);
        Assert.Equal(up.Estimate.Value, -down.Estimate.Value, 14);
        Assert.Equal(up.StandardError.Value, down.StandardError.Value, 14);
    }

    [Fact]
    public void Difference_OfAFitThatFailed_SaysWhy()
    {
        var fit = Fit([1, 2, 3, 4], [0, 0, 0, 0], LogisticPenalty.Firth);
        Assert.Equal("no event", PredictedProbability.Difference(fit, [1, 1], [1, 2]).Estimate.Reason);
    }

    private static LogisticFit Fit(double[] x, double[] y, LogisticPenalty penalty) =>
        LogisticRegression.Fit([.. y.Select(v => v == 1)], Design.WithIntercept(x.Length, ("x", x)), penalty);
}
