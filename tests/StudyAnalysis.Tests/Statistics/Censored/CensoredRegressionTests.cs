using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

public sealed class CensoredRegressionTests
{
    public static TheoryData<string> Cases => OracleCase.Names("censored_regression", "fit");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R survival::survreg")]
    public void Fit_Matches_Survreg(string name)
    {
        var oracle = OracleCase.Load("censored_regression", name);
        var lower = oracle.Numbers("lower");
        var distribution = oracle.Text("dist") == "lognormal" ? CensoredDistribution.LogNormal : CensoredDistribution.Normal;
        var fit = CensoredRegression.Fit(
            lower, oracle.Numbers("upper"), oracle.Design(lower.Length), distribution);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se");
        oracle.CheckEach(fit.Coefficients, 1e-7, "p");
        oracle.CheckEach(fit.Coefficients, 1e-8, "low", "high");
        oracle.Check("sigma", fit.Sigma.Estimate.Value, 1e-8);
        oracle.Check("selog", fit.Sigma.StandardError.Value, 1e-8);
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
        oracle.Check("cov", fit.Covariance[0][^1], 1e-7);
    }

    [Fact]
    public void Fit_NothingCensored_IsTheMeanWithTheMaximumLikelihoodVariance()
    {
        var fit = CensoredRegression.Fit([1, 2, 6], [1, 2, 6], Design.WithIntercept(3));
        Assert.Equal(3, fit.Coefficients[0].Estimate.Value, 12);
        Assert.Equal(Math.Sqrt(14.0 / 3), fit.Sigma.Estimate.Value, 12);
        Assert.Equal(Math.Sqrt(14.0 / 9), fit.Coefficients[0].StandardError.Value, 12);
        Assert.Equal(0, fit.Censored);
    }

    [Fact]
    public void Fit_TurnedRound_LeftBecomesRightAndSignsTurn()
    {
        double[] y = [1.2, 2, 2, 3.1, 4.4, 2.7, 5], x = [0, 1, 0.5, 2, 3, 1.5, 2.5];
        bool[] below = [false, true, true, false, false, false, false];
        var design = Design.WithIntercept(7, [("x", x)]);
        var left = CensoredRegression.Fit([.. y.Select((v, i) => below[i] ? double.NegativeInfinity : v)], y, design);
        var right = CensoredRegression.Fit([.. y.Select(v => -v)], [.. y.Select((v, i) => below[i] ? double.PositiveInfinity : -v)], design);
        Assert.Equal(-left.Coefficients[1].Estimate.Value, right.Coefficients[1].Estimate.Value, 11);
        Assert.Equal(left.LogLikelihood.Value, right.LogLikelihood.Value, 11);
        Assert.Equal(CensoredNormal.Fit(y, below, design).Coefficients[1].PValue.Value, left.Coefficients[1].PValue.Value, 12);
    }

    [Fact]
    public void Fit_FarTails_StayFinite()
    {
        // A limit 60 standard deviations out starts the search where both tails underflow.
        double[] y = [1, 2, 3, 4, 5, 6];
        var fit = CensoredRegression.Fit([.. y, 400], [.. y, double.PositiveInfinity], Design.WithIntercept(7, [("x", [1, 2.1, 2.9, 4, 5.1, 6, 7])]));
        Assert.True(fit.LogLikelihood.IsEstimable);
        var interval = CensoredRegression.Fit([.. y, 300], [.. y, 301], Design.WithIntercept(7, [("x", [1, 2.1, 2.9, 4, 5.1, 6, 7])]));
        Assert.True(interval.Coefficients[1].Estimate.Value > 1);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(3);
        double[] none = [double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity];
        Assert.Equal("the likelihood has no finite maximum", CensoredRegression.Fit(none, [1, 2, 3], design).LogLikelihood.Reason);
        Assert.Equal("no spread around the fit", CensoredRegression.Fit([2, 2, 2], [2, 2, 2], design).Sigma.Estimate.Reason);
        Assert.Equal("1 observations for 2 parameters", CensoredRegression.Fit([2], [2], Design.WithIntercept(1)).Coefficients[0].PValue.Reason);
        Assert.Contains("x is a linear", CensoredRegression.Fit([2, 3, 4], [2, 3, 4], Design.WithIntercept(3, [("x", [5, 5, 5])])).LogLikelihood.Reason, StringComparison.Ordinal);
        Assert.Equal("lower", Assert.Throws<ArgumentException>(() => CensoredRegression.Fit([2, 2, 5], [2, 2, 4], design)).ParamName);
        Assert.Equal("lower", Assert.Throws<ArgumentException>(() => CensoredRegression.Fit([2, 2, double.NegativeInfinity], [2, 2, double.PositiveInfinity], design)).ParamName);
        Assert.Equal("upper", Assert.Throws<ArgumentException>(() => CensoredRegression.Fit([1, 2, -1], [1, 2, 4], design, CensoredDistribution.LogNormal)).ParamName);
        Assert.Equal("upper", Assert.Throws<ArgumentException>(() => CensoredRegression.Fit([1, 2, 3], [1, 2], design)).ParamName);
    }
}
