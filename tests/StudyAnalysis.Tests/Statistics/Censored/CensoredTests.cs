using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Missing;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

public sealed class CensoredTests
{
    public static TheoryData<string> FitCases => OracleCase.Names("censored", "fit");

    public static TheoryData<string> QuantileCases => OracleCase.Names("censored", "quantile");

    public static TheoryData<string> PoolCases => OracleCase.Names("censored", "pool");

    // Iterative: 1e-8; survreg's own convergence is tightened in the script.
    [Theory, MemberData(nameof(FitCases)), Trait("Oracle", "R survival::survreg")]
    public void Fit_Matches_R(string name)
    {
        var oracle = OracleCase.Load("censored", name);
        var fit = Fit(oracle);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se");
        oracle.CheckEach(fit.Coefficients, 1e-7, "p");
        oracle.CheckEach(fit.Coefficients, 1e-8, "low", "high");
        oracle.Check("sigma", fit.Sigma.Estimate.Value, 1e-8);
        oracle.Check("selog", fit.Sigma.StandardError.Value, 1e-8);
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
    }

    [Fact]
    public void Fit_Tobin_DomainCaseK()
    {
        // Tobin (1958), Econometrica 26:24–36, data in survival::tobin: 15.1449, −.1291, −.0455; scale 5.57; log L −28.9.
        var fit = Fit(OracleCase.Load("censored", "fit tobin"));
        Assert.Equal(15.1449, fit.Coefficients[0].Estimate.Value, 4);
        Assert.Equal(-.1291, fit.Coefficients[1].Estimate.Value, 4);
        Assert.Equal(-.0455, fit.Coefficients[2].Estimate.Value, 4);
        Assert.Equal(5.57, fit.Sigma.Estimate.Value, 2);
        Assert.Equal(-28.9, fit.LogLikelihood.Value, 1);
        Assert.Equal(13, fit.Censored);
    }

    [Fact]
    public void Fit_TooLittle_SaysWhy()
    {
        Assert.Equal("1 measured values for 2 parameters", CensoredNormal.Sample([1, 1, 3], [true, true, false]).Coefficients[0].Estimate.Reason);
        Assert.Equal("no spread around the fit", CensoredNormal.Sample([2, 2, 2], [false, false, false]).LogLikelihood.Reason);
        Assert.Equal("0 measured values for 2 parameters", CensoredNormal.Sample([], []).Sigma.Estimate.Reason);
        var collinear = Design.WithIntercept(4, [("a", [1, 1, 1, 1])]);
        Assert.Contains("a is a linear combination", CensoredNormal.Fit([1, 2, 3, 4], [false, false, false, true], collinear).LogLikelihood.Reason, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(QuantileCases)), Trait("Oracle", "R survival::survfit")]
    public void KaplanMeierQuantile_Matches_R(string name)
    {
        var oracle = OracleCase.Load("censored", name);
        oracle.Check("q", BelowLimit.KaplanMeierQuantile(oracle.Numbers("v"), Flags(oracle), oracle.Number("p")).Value);
    }

    [Fact]
    public void KaplanMeierQuantile_BelowEverything_SaysWhy()
    {
        Assert.Equal("the quantile lies below every measured value", BelowLimit.KaplanMeierQuantile([1, 1, 1, 4], [true, true, true, false]).Reason);
        Assert.Equal("no measured value", BelowLimit.KaplanMeierQuantile([1], [true]).Reason);
    }

    [Theory, MemberData(nameof(PoolCases)), Trait("Oracle", "Barnard and Rubin (1999) in R")]
    public void Pool_Matches_RubinsRules(string name)
    {
        var oracle = OracleCase.Load("censored", name);
        oracle.Check(RubinsRules.Pool("mean", oracle.Numbers("Q"), oracle.Numbers("U"), oracle.Number("k")).Test, 1e-11);
    }

    [Fact]
    public void Draw_KeepsMeasuredValues_StaysBelowLimits_AndRepeats()
    {
        var oracle = OracleCase.Load("censored", "fit two limits");
        var (y, below) = (oracle.Numbers("y"), Flags(oracle));
        var design = Design.WithIntercept(y.Length, [("x", oracle.Columns("x")[0])]);
        var first = CensoredImputation.Draw(y, below, design, 5, 42);
        Assert.Equal(5, first.Length);
        Assert.Equal(first, CensoredImputation.Draw(y, below, design, 5, 42));
        Assert.NotEqual(first[0], first[1]);
        Assert.All(first, set => Assert.All(Enumerable.Range(0, y.Length), i => Assert.True(below[i] ? set[i] < y[i] : set[i] == y[i])));
        Assert.Empty(CensoredImputation.Draw([1, 1], [true, true], Design.WithIntercept(2), 3, 1));
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => CensoredImputation.Draw(y, below, design, 1, 1)).ParamName);
    }

    [Fact]
    public void Draw_ManySets_HaveTheTruncatedMean()
    {
        // Standard normal censored below 0: E(Z | Z < 0) = −√(2/π) = −0.7979. A sample with mean 0 and SD 1 by symmetry, 400 draws of 60 values.
        double[] half = [.. Enumerable.Range(0, 60).Select(i => Math.Sqrt(2) * Math.Sqrt(-Math.Log(1 - ((i + 0.5) / 60))) * 0.7)];
        double[] y = [.. half, .. new double[60]];
        bool[] below = [.. y.Select((_, i) => i >= 60)];
        var fit = CensoredNormal.Sample(y, below);
        double mean = fit.Coefficients[0].Estimate.Value, sigma = fit.Sigma.Estimate.Value, v = -mean / sigma;

        // E(Y | Y < 0) = μ − σ φ(v)/Φ(v) (Johnson, Kotz and Balakrishnan 1994, section 13.10).
        var expected = mean - (sigma * Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI) / StudyAnalysis.Statistics.Distributions.Tail.NormalUpper(-v));
        var drawn = CensoredImputation.Draw(y, below, Design.WithIntercept(y.Length), 400, 7).SelectMany(s => s.Skip(60)).Average();
        Assert.Equal(expected, drawn, 0.05);
    }

    [Fact]
    public void Rules_FollowThePlan()
    {
        Assert.Equal(PredictorRule.AsMeasured, BelowLimit.ForPredictor(0, 30));
        Assert.Equal(PredictorRule.Substitute, BelowLimit.ForPredictor(3, 30));
        Assert.Equal(PredictorRule.MultipleImputation, BelowLimit.ForPredictor(4, 30));
        Assert.Equal(PredictorRule.MultipleImputation, BelowLimit.ForPredictor(15, 30));
        Assert.Equal(PredictorRule.DetectedOrNot, BelowLimit.ForPredictor(16, 30));
        Assert.Equal(0, BelowLimit.Difference(3, true, 2, true));
        Assert.Equal(1, BelowLimit.Difference(3, false, 2, true));
        Assert.Equal(1 / Math.Sqrt(2), BelowLimit.Substitute(1), 15);
        Assert.Equal("below", Assert.Throws<ArgumentException>(() => BelowLimit.ForPredictor(4, 3)).ParamName);
    }

    [Fact]
    public void RecensorAtHighestLimit_TiesEverythingUnderIt()
    {
        // By hand: limits 2 and 5; 3 and 4 were measured but lie under 5; 5 itself was measured and stays above.
        var result = BelowLimit.RecensorAtHighestLimit([2, 5, 3, 4, 5, 9], [true, true, false, false, false, false]);
        Assert.All(result.Take(4), v => Assert.Equal(result[0], v));
        Assert.True(result[0] < result[4] && result[4] == 5 && result[5] == 9);
        Assert.Equal([1.0, 2.0], BelowLimit.RecensorAtHighestLimit([1, 2], [false, false]));
        Assert.Equal(4, MannWhitney.Compute(result.Take(4).ToArray(), [1, 2]).SampleSizes[0]);
    }

    private static bool[] Flags(OracleCase oracle) => [.. oracle.Numbers("below").Select(v => v == 1)];

    private static CensoredFit Fit(OracleCase oracle)
    {
        var y = oracle.Numbers("y");
        return CensoredNormal.Fit(y, Flags(oracle), oracle.Design(y.Length));
    }
}
