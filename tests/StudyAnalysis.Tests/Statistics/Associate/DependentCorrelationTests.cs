using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Associate;

/// <summary>Correlations within subjects, of overlapping pairs, and Kendall's under ties.</summary>
public sealed class DependentCorrelationTests
{
    public static TheoryData<string> RepeatedCases => OracleCase.Names("repeated_correlation");

    public static TheoryData<string> OverlappingCases => OracleCase.Names("overlapping_correlations");

    public static TheoryData<string> KendallCases => OracleCase.Names("kendall_ties");

    [Theory, MemberData(nameof(RepeatedCases)), Trait("Oracle", "R stats::lm")]
    public void Repeated_Matches_R(string name)
    {
        var oracle = OracleCase.Load("repeated_correlation", name);
        oracle.Check(
            RepeatedMeasuresCorrelation.Compute(oracle.Integers("s"), oracle.Numbers("x"), oracle.Numbers("y"), oracle.Alternative, oracle.Number("level")), 1e-11);
    }

    [Fact]
    public void Repeated_BlandAltman1995_IsThePublishedNumber()
    {
        // Bland and Altman (1995), BMJ 310:446: r = −0.51, p = 0.0008. rmcorr 0.7 prints −0.5067697, df 38, 0.0008471081 (−0.7067146, −0.2318631).
        var oracle = OracleCase.Load("repeated_correlation", "repeated bland two.sided 0.95");
        var result = RepeatedMeasuresCorrelation.Compute(oracle.Integers("s"), oracle.Numbers("x"), oracle.Numbers("y"));
        Assert.Equal(-.5067697, result.Estimate.Value, 7);
        Assert.Equal(38, result.DegreesOfFreedom.Value);
        Assert.Equal(.0008471081, result.PValue.Value, 10);
        Assert.Equal(-.7067146, result.Interval!.Low.Value, 7);
        Assert.Equal(-.2318631, result.Interval.High.Value, 7);
        Assert.Equal([47, 8], result.SampleSizes);
    }

    [Fact]
    public void Repeated_ByHand_AndDegenerate()
    {
        // Subject 1: deviations (−1, 1) and (−2, 2); subject 2: (−1, 1) and (1, −1): r = (4 − 2) / √(4 · 10).
        var result = RepeatedMeasuresCorrelation.Compute([1, 2, 2, 1, 5], [1, 10, 12, 3, 4], [2, 7, 5, 6, 9]);
        OracleFile.AssertRelative(2 / Math.Sqrt(40), result.Estimate.Value, 1e-14, "r");
        Assert.Equal(1, result.DegreesOfFreedom.Value);
        Assert.Equal("1 subjects with a single pair do not count", Assert.Single(result.Notes));
        Assert.Equal("too few pairs for an interval", result.Interval!.Low.Reason);
        Assert.Equal("too few pairs within subjects", RepeatedMeasuresCorrelation.Compute([1, 2, 3], [1, 2, 3], [3, 2, 2]).PValue.Reason);
        Assert.Equal("a variable does not vary within any subject", RepeatedMeasuresCorrelation.Compute([1, 1, 1, 2, 2], [1, 1, 1, 3, 3], [1, 2, 3, 4, 5]).Estimate.Reason);
        Assert.Equal("subjects", Assert.Throws<ArgumentException>(() => RepeatedMeasuresCorrelation.Compute([1], [1, 2], [1, 2])).ParamName);
    }

    [Theory, MemberData(nameof(OverlappingCases)), Trait("Oracle", "R, formulas of the papers")]
    public void Overlapping_Matches_ThePapers(string name)
    {
        var oracle = OracleCase.Load("overlapping_correlations", name);
        var v = oracle.Numbers("v");
        oracle.Check(OverlappingCorrelations.Compute(v[0], v[1], v[2], (int)v[3], Enum.Parse<OverlappingTest>(oracle.Text("test")), oracle.Alternative), 1e-11);
    }

    // Published: Silver, Hittner and May (2006), DEPCOR, Appl Psychol Meas 30:152–153; Meng et al. (1992), p. 174; Steiger (1980), case A, computed without its
    // rounding; May and Hittner (1997), Psychol Rep 80:475–480. All as collected in the tests of cocor.
    [Theory]
    [InlineData(OverlappingTest.Steiger1980, .3, .4, .5, 100, -1.0718, .2838)]
    [InlineData(OverlappingTest.Hittner2003, .3, .4, .5, 100, -1.0715, .2839)]
    [InlineData(OverlappingTest.Meng1992, .3, .4, .5, 100, -1.0707, .2843)]
    [InlineData(OverlappingTest.Williams1959, .3, .4, .5, 100, -1.0767, .2843)]
    public void Overlapping_Published(OverlappingTest test, double xy, double xz, double yz, int n, double statistic, double p)
    {
        var result = OverlappingCorrelations.Compute(xy, xz, yz, n, test);
        Assert.Equal(statistic, result.Statistic.Value, 4);
        Assert.Equal(p, result.PValue.Value, 4);
    }

    [Fact]
    public void Overlapping_PublishedExamples()
    {
        Assert.Equal(-.8887185, OverlappingCorrelations.Compute(.4, .5, .1, 103).Statistic.Value, 7);
        var meng = OverlappingCorrelations.Compute(.63, -.03, -.19, 15, OverlappingTest.Meng1992, Alternative.Greater);
        Assert.Equal(1.68, meng.Statistic.Value, 2);
        Assert.Equal(.047, meng.PValue.Value, 3);
        Assert.Equal(4.05, OverlappingCorrelations.Compute(.7, .4, .8, 50, OverlappingTest.Meng1992).Statistic.Value, 2);

        // Zou (2007), p. 409: (−.093, .517).
        var zou = OverlappingCorrelations.Compute(.396, .179, .088, 66).Interval!;
        Assert.Equal(-.093, zou.Low.Value, 3);
        Assert.Equal(.517, zou.High.Value, 3);
    }

    [Fact]
    public void Overlapping_UncorrelatedOthers_ByHand()
    {
        // r = ½ and −½ with yz = 0: the mean correlation is 0, so is the covariance; z = (2 atanh ½) √(n − 3) / √2 = ln 3 · √(n − 3) / √2.
        OracleFile.AssertRelative(Math.Log(3) * Math.Sqrt(25.0 / 2), OverlappingCorrelations.Compute(.5, -.5, 0, 28).Statistic.Value, 1e-14, "z");
    }

    [Fact]
    public void Overlapping_Degenerate_SaysWhy()
    {
        Assert.Equal("fewer than 4 patients", OverlappingCorrelations.Compute(.1, .2, .3, 3).PValue.Reason);
        Assert.Equal("a perfect correlation has no standard error", OverlappingCorrelations.Compute(1, .2, .2, 9).Statistic.Reason);
        Assert.Equal("xz", Assert.Throws<ArgumentException>(() => OverlappingCorrelations.Compute(.1, 1.2, .3, 9)).ParamName);
        Assert.Equal("yz", Assert.Throws<ArgumentException>(() => OverlappingCorrelations.Compute(.9, -.9, .9, 9)).ParamName);
    }

    [Theory, MemberData(nameof(KendallCases)), Trait("Oracle", "R, all permutations; exactRankTests")]
    public void Kendall_Ties_Matches_AllPermutations(string name)
    {
        var oracle = OracleCase.Load("kendall_ties", name);
        oracle.Check(Correlation.Kendall(oracle.Numbers("x"), oracle.Numbers("y"), oracle.Alternative));
    }

    [Fact]
    public void Kendall_Switch()
    {
        // Ties in both and too many ways to deal them: asymptotic, also when exact is asked for.
        double[] x = [.. Enumerable.Range(0, 48).Select(i => (double)(i / 2))], y = [.. Enumerable.Range(0, 48).Select(i => (double)(i * 7 % 24))];
        Assert.Equal("Kendall correlation τ-b, asymptotic", Correlation.Kendall(x, y, computation: Computation.Exact).Method.Name);
        double[] untied = [.. Enumerable.Range(0, 50).Select(i => (double)i)];
        Assert.Equal("Kendall correlation τ-b, asymptotic", Correlation.Kendall(untied, untied).Method.Name);
        Assert.Equal("Kendall correlation τ-b, exact", Correlation.Kendall(untied, untied, computation: Computation.Exact).Method.Name);
        Assert.Equal("Kendall correlation τ-b, exact", Correlation.Kendall(untied.AsSpan(0, 48), y).Method.Name);
        Assert.Equal("Kendall correlation τ-b, asymptotic", Correlation.Kendall([1, 2, 3], [1, 3, 2], computation: Computation.Asymptotic).Method.Name);
    }
}
