using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class RandomSlopeTests
{
    public static TheoryData<string> Cases => OracleCase.Names("random_slope", "fit");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R lmerTest, dense marginal likelihood")]
    public void FitSlope_Matches_R(string name)
    {
        var oracle = OracleCase.Load("random_slope", name);
        var fit = Fit(oracle);
        MixedTests.CheckFit(oracle, fit);
        oracle.Check("t00", fit.InterceptVariance.Value, 1e-6);
        oracle.Check("t01", fit.InterceptSlopeCovariance.Value, 1e-5);
        oracle.Check("t11", fit.SlopeVariance.Value, 1e-6);
    }

    [Fact]
    public void FitSlope_Sleepstudy_Published()
    {
        // Bates et al. (2015), J Stat Softw 67(1), section 5.2: Days 10.467 (1.546), SD 24.74, 5.92, 25.59, correlation 0.07 (REML), here without Days².
        var sleep = OracleCase.Load("random_slope", "fit sleep REML");
        var y = sleep.Numbers("y");
        var days = sleep.Numbers("t");
        var fit = LinearMixedModel.FitSlope(y, Design.WithIntercept(y.Length, [("Days", days)]), sleep.Integers("id"), days);
        Assert.Equal(10.467, fit.Coefficients[1].Estimate.Value, 3);
        Assert.Equal(1.546, fit.Coefficients[1].StandardError.Value, 3);
        Assert.Equal(17.0, fit.Coefficients[1].DegreesOfFreedom.Value, 2);
        Assert.Equal(24.74, Math.Sqrt(fit.InterceptVariance.Value), 2);
        Assert.Equal(5.92, Math.Sqrt(fit.SlopeVariance.Value), 2);
        Assert.Equal(25.59, Math.Sqrt(fit.ResidualVariance.Value), 2);
        Assert.Equal(0.07, fit.InterceptSlopeCovariance.Value / Math.Sqrt(fit.InterceptVariance.Value * fit.SlopeVariance.Value), 2);
    }

    [Fact]
    public void FitSlope_Singular_GivesEstimatesWithoutDegreesOfFreedom()
    {
        var oracle = OracleCase.Load("random_slope", "singular");
        var fit = Fit(oracle);
        oracle.CheckEach(fit.Coefficients, 1e-5, "b", "se");
        oracle.Check("s2", fit.ResidualVariance.Value, 1e-5);
        oracle.Check("t00", fit.InterceptVariance.Value, 1e-4);
        oracle.Check("t11", fit.SlopeVariance.Value, 1e-4);
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-9);
        Assert.Contains("singular", Assert.Single(fit.Notes), StringComparison.Ordinal);
        Assert.Contains("fit the random intercept alone", fit.Coefficients[1].PValue.Reason, StringComparison.Ordinal);
        Assert.False(fit.Contrast("c", [1, 0, 0]).Interval!.Low.IsEstimable);
    }

    [Fact]
    public void FitSlope_OtherUnitsAndOrder_ScaleOnly()
    {
        var oracle = OracleCase.Load("random_slope", "fit trajectory REML");
        var (y, x, t, id) = (oracle.Numbers("y"), oracle.Columns("x"), oracle.Numbers("t"), oracle.Integers("id"));
        int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => i * 37 % y.Length)];
        double[] Of(double[] v, double scale) => [.. order.Select(i => scale * v[i])];
        var other = LinearMixedModel.FitSlope(
            Of(y, -1000), Design.WithIntercept(y.Length, [("a", Of(x[0], 30)), ("b", Of(x[1], 30))]), [.. order.Select(i => -id[i])], Of(t, 30));
        var fit = Fit(oracle);
        OracleFile.AssertRelative(-fit.Coefficients[1].Statistic.Value, other.Coefficients[1].Statistic.Value, 1e-7, "t");
        OracleFile.AssertRelative(fit.SlopeVariance.Value * 1e6 / 900, other.SlopeVariance.Value, 1e-7, "slope variance");
        OracleFile.AssertRelative(fit.Coefficients[2].DegreesOfFreedom.Value, other.Coefficients[2].DegreesOfFreedom.Value, 1e-6, "df");
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(6, [("x", [1, 2, 3, 4, 5, 7])]);
        var flat = LinearMixedModel.FitSlope([1, 3, 2, 5, 4, 1], design, [1, 1, 2, 2, 3, 3], [1, 1, 1, 1, 1, 1]);
        Assert.Contains("two different values of the slope", flat.Coefficients[1].PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("two different values", flat.SlopeVariance.Reason, StringComparison.Ordinal);
        Assert.Equal("no subject has two observations", LinearMixedModel.FitSlope([1, 3, 2, 5, 4, 1], design, [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]).LogLikelihood.Reason);
        Assert.Equal("slope", Assert.Throws<ArgumentException>(() => LinearMixedModel.FitSlope([1, 3, 2, 5, 4, 1], design, [1, 1, 2, 2, 3, 3], [1])).ParamName);
        Assert.False(LinearMixedModel.Fit([1, 3, 2, 5, 4, 1], design, [1, 1, 2, 2, 3, 3]).SlopeVariance.IsEstimable);
    }

    private static MixedFit Fit(OracleCase oracle)
    {
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        return LinearMixedModel.FitSlope(y, design, oracle.Integers("id"), oracle.Numbers("t"), oracle.Flag("reml"));
    }
}
