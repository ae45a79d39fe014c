using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

/// <summary>Shapiro–Wilk and Kolmogorov–Smirnov.</summary>
public sealed class DistributionTests
{
    public static TheoryData<string> ShapiroCases => OracleCase.Names("shapiro_wilk");

    public static TheoryData<string> OneSampleCases => OracleCase.Names("kolmogorov_one_sample");

    public static TheoryData<string> TwoSampleCases => OracleCase.Names("kolmogorov_smirnov");

    // R sums 5,000 products in another order; its weights are single steps of qnorm.
    [Theory, MemberData(nameof(ShapiroCases)), Trait("Oracle", "R stats::shapiro.test")]
    public void ShapiroWilk_Matches_R(string name)
    {
        var oracle = OracleCase.Load("shapiro_wilk", name);
        var result = ShapiroWilk.Compute(oracle.Numbers("x"));
        oracle.Check("statistic", result.Statistic.Value);
        oracle.Check("p", result.PValue.Value, 1e-10);
    }

    [Fact]
    public void ShapiroWilk_Weights_IsThePublishedW()
    {
        // Shapiro and Wilk (1965), p. 606: weights of 11 men, W = 0.79 (Royston's approximation of the coefficients: 0.7888), p about 0.01.
        var result = ShapiroWilk.Compute([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]);
        Assert.Equal(.79, result.Statistic.Value, 2);
        Assert.InRange(result.PValue.Value, .005, .01);
    }

    [Fact]
    public void ShapiroWilk_ThreeValues_ByHand()
    {
        // 1, 2, 4: W = (range / √2)² / Σ(x − 7/3)² = 4.5 / (14/3) = 27/28; p = 6/π (asin √W − π/3).
        var result = ShapiroWilk.Compute([4, 1, 2]);
        OracleFile.AssertRelative(27.0 / 28, result.Statistic.Value, 1e-14, "W");
        OracleFile.AssertRelative(6 / Math.PI * (Math.Asin(Math.Sqrt(27.0 / 28)) - (Math.PI / 3)), result.PValue.Value, 1e-13, "p");
    }

    [Fact]
    public void ShapiroWilk_Degenerate_SaysWhy()
    {
        Assert.Equal("fewer than three values", ShapiroWilk.Compute([1, 2]).PValue.Reason);
        Assert.Equal("more than 5000 values", ShapiroWilk.Compute([.. Enumerable.Range(0, 5001).Select(i => (double)i)]).PValue.Reason);
        Assert.Equal("no spread: all values are equal", ShapiroWilk.Compute([2, 2, 2]).Statistic.Reason);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => ShapiroWilk.Compute([1, double.NaN, 3])).ParamName);
    }

    // scipy's series end at about 1e-12; at n = 99 its Pomeranz recursion at 1e-11.
    [Theory, MemberData(nameof(OneSampleCases)), Trait("Oracle", "scipy.stats.kstwo, ksone")]
    public void OneSample_Matches_Scipy(string name)
    {
        var oracle = OracleCase.Load("kolmogorov_one_sample", name);
        var result = KolmogorovSmirnov.OneSample(
            oracle.Numbers("x"), u => Math.Clamp(u, 0, 1), oracle.Alternative, Enum.Parse<Computation>(oracle.Text("computation")));
        oracle.Check("statistic", result.Statistic.Value);
        oracle.Check("p", result.PValue.Value, 1e-10);
    }

    [Theory, MemberData(nameof(TwoSampleCases)), Trait("Oracle", "R stats::ks.test, all subsets")]
    public void TwoSample_Matches_BruteForce(string name)
    {
        var oracle = OracleCase.Load("kolmogorov_smirnov", name);
        oracle.Check(
            KolmogorovSmirnov.TwoSample(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative, Enum.Parse<Computation>(oracle.Text("computation", "BySize"))), 1e-11);
    }

    [Fact]
    public void TwoSample_Greater_MeansTheFirstSampleIsSmaller()
    {
        // By hand: a wholly below b; F(a) − F(b) reaches 1; one of the 4!/(2! 2!) = 6 orders.
        var result = KolmogorovSmirnov.TwoSample([1, 2], [3, 4], Alternative.Greater);
        Assert.Equal(1, result.Statistic.Value);
        Assert.Equal("D⁺", result.StatisticName);
        OracleFile.AssertRelative(1 / 6.0, result.PValue.Value, 1e-14, "p");
        Assert.Equal(1, KolmogorovSmirnov.TwoSample([1, 2], [3, 4], Alternative.Less).PValue.Value);
    }

    [Fact]
    public void TwoSample_HollanderWolfe_IsThePublishedP()
    {
        // Hollander and Wolfe (1999), example 5.4: D = 6/10, p = .0524; by reflection 2 · C(20, 4) / C(20, 10).
        double[] a = [-.15, 8.60, 5.00, 3.71, 4.29, 7.74, 2.48, 3.25, -1.15, 8.38], b = [2.55, 12.07, .46, .35, 2.69, -.94, 1.73, .73, -.35, -.37];
        var result = KolmogorovSmirnov.TwoSample(a, b);
        Assert.Equal(.6, result.Statistic.Value, 14);
        OracleFile.AssertRelative(2 * 4845 / 184756.0, result.PValue.Value, 1e-13, "p");
    }

    [Fact]
    public void OneSample_KolmogorovTable_IsThePublishedValue()
    {
        // Miller (1956), J Am Stat Assoc 51:111–121, table 1: upper 5 % point of D two-sided, n = 10: 0.40925; n = 20: 0.29408.
        Assert.Equal(.05, TwoSided(10, .40925), 4);
        Assert.Equal(.05, TwoSided(20, .29408), 4);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("no values", KolmogorovSmirnov.OneSample([], u => u).PValue.Reason);
        Assert.Equal("a sample is empty", KolmogorovSmirnov.TwoSample([], [1]).PValue.Reason);
        Assert.Equal("tied values: the distribution is not continuous", Assert.Single(KolmogorovSmirnov.OneSample([.5, .5], u => u).Notes));
        Assert.Equal("tied values: p given the ties", Assert.Single(KolmogorovSmirnov.TwoSample([1, 2], [2]).Notes));
        Assert.Equal("distribution", Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.OneSample([2], u => u)).ParamName);
        Assert.Equal(1, KolmogorovSmirnov.TwoSample([1, 1], [1]).PValue.Value);
        Assert.Equal("Kolmogorov–Smirnov two-sample test, asymptotic", KolmogorovSmirnov.TwoSample(new double[100], new double[100]).Method.Name);
    }

    /// <summary>p of a sample whose largest distance from the uniform distribution is d: all values moved up by d from their lower places.</summary>
    private static double TwoSided(int n, double d) => KolmogorovSmirnov.OneSample(
        [.. Enumerable.Range(0, n).Select(i => ((double)i / n) + d)], u => Math.Clamp(u, 0, 1)).PValue.Value;
}
