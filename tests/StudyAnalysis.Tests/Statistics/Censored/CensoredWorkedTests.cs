using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

/// <summary>Values below a limit, worked by hand, and printed results.</summary>
public sealed class CensoredWorkedTests
{
    // 1<, 2, 3<, 4: 4 has ¼ of the distribution, 2 has 3/8: F is 3/8 below 2 and ¾ below 4; at ¾ the curve is flat between 2 and 4.
    [Theory, InlineData(.5, 2), InlineData(.75, 3), InlineData(.9, 4)]
    public void KaplanMeierQuantile_OfFour(double probability, double expected) =>
        Assert.Equal(expected, BelowLimit.KaplanMeierQuantile([3, 1, 4, 2], [true, true, false, false], probability).Value, 14);

    // Nothing below: the maximum-likelihood mean 3 and variance 14/3 of 1, 2, 6, its standard error √(14/9).
    [Fact]
    public void Sample_NothingBelow()
    {
        var fit = CensoredNormal.Sample([6, 1, 2], [false, false, false]);
        Assert.Equal(3, fit.Coefficients[0].Estimate.Value, 10);
        Assert.Equal(Math.Sqrt(14 / 3.0), fit.Sigma.Estimate.Value, 10);
        Assert.Equal(Math.Sqrt(14 / 9.0), fit.Coefficients[0].StandardError.Value, 10);
    }

    // One of 1, 2, 4 known to lie below 1: the scores of μ and σ vanish: Σ z = φ/Φ and Σ (z² − 1) = ζ φ/Φ, with z of the measured and ζ of the limit.
    [Fact]
    public void Fit_OneBelow_TheScoresVanish()
    {
        var fit = CensoredNormal.Fit([1, 2, 4], [true, false, false], Design.WithIntercept(3));
        var (mean, sigma) = (fit.Coefficients[0].Estimate.Value, fit.Sigma.Estimate.Value);
        double a = (2 - mean) / sigma, b = (4 - mean) / sigma, limit = (1 - mean) / sigma;
        var hazard = Math.Exp(-limit * limit / 2) / Math.Sqrt(2 * Math.PI) / StudyAnalysis.Statistics.Distributions.Tail.NormalUpper(-limit);
        Assert.Equal(0, a + b - hazard, 1e-9);
        Assert.Equal(0, (a * a) + (b * b) - 2 - (limit * hazard), 1e-9);
        Assert.Equal(1, fit.Censored);
    }

    // 1, e, e²: logarithms 0, 1, 2, maximum-likelihood variance 2/3: mean e^(1 + 1/3), median e, SD mean √(e^(2/3) − 1).
    [Fact]
    public void LogNormal_NothingBelow()
    {
        var result = CensoredSummary.LogNormal([Math.E, 1, Math.E * Math.E], [false, false, false]);
        OracleFile.AssertRelative(Math.Exp(4 / 3.0), result.Mean.Value, 1e-9, "mean");
        OracleFile.AssertRelative(Math.E, result.Median.Value, 1e-9, "median");
        OracleFile.AssertRelative(Math.Exp(4 / 3.0) * Math.Sqrt(Math.Exp(2 / 3.0) - 1), result.StandardDeviation.Value, 1e-9, "SD");
    }

    // 1<, 2, 4, 8 on a line of logarithms against normal scores: plotting positions of the three measured, of the one below ¼ · ½ (Hirsch and Stedinger 1987): the measured
    // have exceedance ¾ · (3, 2, 1)/4, the one below F = ¼/2. Their logarithms are equally spaced, so the slope follows from the scores.
    [Fact]
    public void RobustRos_OneBelow()
    {
        var result = CensoredSummary.RobustRos([8, 1, 4, 2], [false, true, false, false]);
        double[] f = [1 - (.75 * .75), 1 - (.75 * .5), 1 - (.75 * .25)];
        double[] z = Array.ConvertAll(f, StudyAnalysis.Statistics.Distributions.Tail.NormalQuantile), y = [Math.Log(2), Math.Log(4), Math.Log(8)];
        double zm = z.Average(), slope = Enumerable.Range(0, 3).Sum(i => (z[i] - zm) * y[i]) / z.Sum(v => (v - zm) * (v - zm));
        var below = Math.Exp(Math.Log(4) + (slope * (StudyAnalysis.Statistics.Distributions.Tail.NormalQuantile(.125) - zm)));
        OracleFile.AssertRelative(below, result.Completed.Min(), 1e-12, "modelled value");
        OracleFile.AssertRelative((14 + below) / 4, result.Mean.Value, 1e-12, "mean");
    }

    // Helsel (2005), arsenic in Oahu: maximum likelihood, median 0.777 = exp(mean of the logarithms).
    [Fact]
    public void Oahu_Published()
    {
        var oracle = OracleCase.Load("censored_summary", "ros oahu");
        var (v, below) = (oracle.Numbers("v"), (bool[])[.. oracle.Numbers("below").Select(b => b == 1)]);
        var logs = CensoredNormal.Sample(Array.ConvertAll(v, Math.Log), below);
        Assert.Equal(.777, Math.Exp(logs.Coefficients[0].Estimate.Value), 3);
    }

    // Tobin (1958), durable goods, as intervals from −∞: 15.1449, −.1291, −.0455, scale 5.57, log L −28.9.
    [Fact]
    public void Regression_Tobin_Published()
    {
        var oracle = OracleCase.Load("censored", "fit tobin");
        var y = oracle.Numbers("y");
        double[] lower = [.. y.Select((v, i) => oracle.Numbers("below")[i] == 1 ? double.NegativeInfinity : v)];
        var fit = CensoredRegression.Fit(lower, y, oracle.Design(y.Length));
        Assert.Equal([15.1449, -.1291, -.0455], fit.Coefficients.Select(c => Math.Round(c.Estimate.Value, 4)));
        Assert.Equal(5.57, fit.Sigma.Estimate.Value, 2);
        Assert.Equal(-28.9, fit.LogLikelihood.Value, 1);
    }
}
