using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class MixedTests
{
    public static TheoryData<string> Cases => OracleCase.Names("mixed", "fit");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R lmerTest, dense marginal likelihood")]
    public void Fit_Matches_R(string name)
    {
        var oracle = OracleCase.Load("mixed", name);
        var fit = Fit(oracle);
        CheckFit(oracle, fit);
        oracle.Check("t2", fit.InterceptVariance.Value, 1e-6);
    }

    [Fact]
    public void Fit_NoVarianceBetweenSubjects_IsLeastSquaresAndSaysSo()
    {
        var oracle = OracleCase.Load("mixed", "boundary");
        var fit = Fit(oracle);
        Assert.Equal(0, fit.InterceptVariance.Value);
        Assert.Contains("estimated as 0", Assert.Single(fit.Notes), StringComparison.Ordinal);
        oracle.CheckEach(fit.Coefficients, 1e-10, "b", "se", "p");
        oracle.Check("s2", fit.ResidualVariance.Value, 1e-10);
    }

    [Fact]
    public void Fit_SubjectsRenumberedAndRowsShuffled_GivesTheSame()
    {
        var oracle = OracleCase.Load("mixed", "fit trajectory REML");
        var (y, x, id) = (oracle.Numbers("y"), oracle.Columns("x"), oracle.Integers("id"));
        int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => (i * 37) % y.Length)];
        double[] Of(double[] v) => [.. order.Select(i => v[i])];
        var shuffled = LinearMixedModel.Fit(
            Of(y), Design.WithIntercept(y.Length, [("a", Of(x[0])), ("b", Of(x[1]))]), [.. order.Select(i => 1000 - id[i])]);
        OracleFile.AssertRelative(Fit(oracle).Coefficients[1].Estimate.Value, shuffled.Coefficients[1].Estimate.Value, 1e-9, "slope");
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(4, [("x", [1, 2, 3, 4])]);
        Assert.Equal("no subject has two observations", LinearMixedModel.Fit([1, 3, 2, 5], design, [1, 2, 3, 4]).Coefficients[1].PValue.Reason);
        Assert.Equal("no residual variance", LinearMixedModel.Fit([1, 2, 3, 4], design, [1, 1, 2, 2]).Coefficients[1].PValue.Reason);
        Assert.Contains("two variances", LinearMixedModel.Fit([1, 2, 3], Design.WithIntercept(3, [("x", [1, 2, 4])]), [1, 1, 2]).LogLikelihood.Reason, StringComparison.Ordinal);
        Assert.False(LinearMixedModel.Fit([1, 3, 2, 5], design, [1, 2, 3, 4]).Contrast("c", [1, 0]).Estimate.IsEstimable);
        Assert.Equal("subject", Assert.Throws<ArgumentException>(() => LinearMixedModel.Fit([1, 2, 3, 4], design, [1])).ParamName);
    }

    // Mixed models 1e-6 (house rule); degrees of freedom rest on R's numerical derivatives, 1e-5.
    internal static void CheckFit(OracleCase oracle, MixedFit fit)
    {
        oracle.CheckEach(fit.Coefficients, 1e-6, "b", "se");
        oracle.CheckEach(fit.Coefficients, 1e-5, "df");
        oracle.CheckEach(fit.Coefficients, 1e-4, "p");
        oracle.Check("s2", fit.ResidualVariance.Value, 1e-6);
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-9);
        var contrast = fit.Contrast("combination", oracle.Numbers("w"));
        oracle.Check("west", contrast.Estimate.Value, 1e-6);
        oracle.Check("wse", contrast.StandardError.Value, 1e-6);
        oracle.Check("wdf", contrast.DegreesOfFreedom.Value, 1e-5);
    }

    private static MixedFit Fit(OracleCase oracle)
    {
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        return LinearMixedModel.Fit(y, design, oracle.Integers("id"), oracle.Flag("reml"));
    }
}
