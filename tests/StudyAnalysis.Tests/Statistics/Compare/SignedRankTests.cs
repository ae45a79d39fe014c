using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class SignedRankTests
{
    public static TheoryData<string> PairedCases => OracleCase.Names("signed_rank", "paired");

    public static TheoryData<string> DifferenceCases => OracleCase.Names("signed_rank", "differences");

    public static TheoryData<string> SignCases => OracleCase.Names("sign_test");

    public static TheoryData<string> InversionCases => OracleCase.Names("shift_interval", "pseudomedian");

    [Theory, MemberData(nameof(PairedCases)), Trait("Oracle", "R stats::wilcox.test")]
    public void Compute_Matches_R_Pairs(string name)
    {
        var oracle = OracleCase.Load("signed_rank", name);
        oracle.Check(SignedRank.Paired(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative));
    }

    [Theory, MemberData(nameof(DifferenceCases)), Trait("Oracle", "R stats, exactRankTests, coin, brute force")]
    public void Compute_Matches_R_Differences(string name)
    {
        var oracle = OracleCase.Load("signed_rank", name);
        var result = SignedRank.Compute(
            oracle.Numbers("d"),
            oracle.Alternative,
            oracle.Number("level", 0.95),
            Enum.Parse<ZeroRule>(oracle.Text("zeros", "Wilcoxon")),
            Enum.Parse<Computation>(oracle.Text("computation", "BySize")),
            oracle.Flag("continuity", true));
        oracle.Check(result);
    }

    [Fact]
    public void Compute_HollanderWolfeDepression_IsThePublishedNumber()
    {
        // Hollander and Wolfe (1999), example 3.1; domain file case C: T⁺ = 40, p .01953 one-sided, HL .46, 95 % .010 … .786.
        double[] x = [1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], y = [.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
        var result = SignedRank.Paired(x, y);
        Assert.Equal(40, result.Statistic.Value);
        Assert.Equal(0.0390625, result.PValue.Value);
        Assert.Equal(0.01953125, SignedRank.Paired(x, y, Alternative.Greater).PValue.Value);
        Assert.Equal(0.46, result.Estimate.Value, 12);
        Assert.Equal(0.010, result.Interval!.Low.Value, 12);
        Assert.Equal(0.786, result.Interval.High.Value, 12);
        Assert.Equal(1 - (10 / 256.0), result.Interval.Level, 12);
    }

    [Theory]
    [InlineData(ZeroRule.Wilcoxon, Computation.Exact, .125)]
    [InlineData(ZeroRule.Pratt, Computation.Exact, .140625)]
    [InlineData(ZeroRule.Wilcoxon, Computation.Asymptotic, .1058)]
    public void Compute_TiesAndZeros_DomainCaseC(ZeroRule zeros, Computation computation, double p) =>
        Assert.Equal(p, SignedRank.Compute([-1, 0, 2, 2, 3, -2, 5, 4], zeros: zeros, computation: computation).PValue.Value, 4);

    [Fact]
    public void Compute_FivePairs_NinetyFivePercentIsNotAttainable()
    {
        var result = SignedRank.Compute([1, 2, 3, 4, 5]);
        Assert.Equal(0.0625, result.PValue.Value);
        Assert.Equal("95 % not attainable with n = 5: at most 93.75 %", result.Interval!.Low.Reason);
        Assert.Equal(0.9375, SignedRank.Compute([1, 2, 3, 4, 5], level: 0.9).Interval!.Level, 12);
        Assert.True(SignedRank.Compute([1, 2, 3, 4, 5, 6]).Interval!.Low.IsEstimable);
    }

    [Fact]
    public void Compute_LargeSample_IntervalLiesBesideTheExactOne()
    {
        // R 4.2.2: wilcox.test(exact = TRUE, conf.int = TRUE) of 220 differences, 20 of its 24,310 Walsh averages to either side; Oracles/signed_rank.
        var oracle = OracleCase.Load("signed_rank", "large sample interval");
        var result = SignedRank.Compute(oracle.Numbers("d"));
        oracle.Check("estimate", result.Estimate.Value);
        Assert.InRange(result.Interval!.Low.Value, oracle.ExpectedNumbers("lows")[0], oracle.ExpectedNumbers("lows")[^1]);
        Assert.InRange(result.Interval.High.Value, oracle.ExpectedNumbers("highs")[0], oracle.ExpectedNumbers("highs")[^1]);
    }

    [Fact]
    public void Compute_Degenerate_SaysWhy()
    {
        Assert.Equal("no differences", SignedRank.Compute([]).Estimate.Reason);
        var zeros = SignedRank.Compute([0, 0, 0]);
        Assert.Equal("all differences are 0", zeros.PValue.Reason);
        Assert.Equal(0, zeros.Estimate.Value);
        Assert.Contains("3 differences of 0", Assert.Single(zeros.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_SignsReversed_MirrorsEverything()
    {
        double[] d = [-1, 0, 2, 2, 3, -2, 5, 4, 1.5];
        var (plus, minus) = (SignedRank.Compute(d), SignedRank.Compute(Array.ConvertAll(d, v => -v)));
        Assert.Equal(plus.PValue.Value, minus.PValue.Value);
        Assert.Equal(plus.Estimate.Value, -minus.Estimate.Value);
        Assert.Equal(plus.Interval!.Low.Value, -minus.Interval!.High.Value);
    }

    [Fact]
    public void Compute_RankDigits_RestoresTiesLostToRounding()
    {
        // By hand: |d| = .1, .1, .1, .3 with signs + + − +: ranks 2, 2, 2, 4; sums over 16 patterns: P(V ≤ 2) = 4/16, P(V ≥ 8) = 4/16.
        double[] a = [0.3, 0.2, 0.1, 0.9], b = [0.2, 0.1, 0.2, 0.6];
        Assert.NotEqual(a[0] - b[0], a[1] - b[1]);
        var result = SignedRank.Paired(a, b, rankDigits: 12);
        Assert.Equal(8, result.Statistic.Value);
        Assert.Equal(0.5, result.PValue.Value, 14);
        Assert.Equal("rankDigits", Assert.Throws<ArgumentException>(() => SignedRank.Compute([1.0], rankDigits: 16)).ParamName);
    }

    [Theory, MemberData(nameof(SignCases)), Trait("Oracle", "R stats::binom.test")]
    public void SignTest_Matches_R(string name)
    {
        var oracle = OracleCase.Load("sign_test", name);
        oracle.Check(SignTest.Compute(oracle.Numbers("d"), oracle.Alternative, oracle.Number("level")));
    }

    [Theory, MemberData(nameof(InversionCases)), Trait("Oracle", "R, every centre tested")]
    public void PseudomedianInterval_Matches_BruteForce(string name)
    {
        var oracle = OracleCase.Load("shift_interval", name);
        var interval = SignedRank.PseudomedianInterval(oracle.Numbers("d"), oracle.Alternative, oracle.Number("level"), Enum.Parse<ZeroRule>(oracle.Text("zeros")));
        oracle.Check("low", interval.Low.Value);
        oracle.Check("high", interval.High.Value);
    }

    [Fact]
    public void PseudomedianInterval_HollanderWolfeDepression_IsThePublishedPair()
    {
        // Hollander and Wolfe (1999), example 3.4 (no ties): .010 … .786.
        var interval = SignedRank.PseudomedianInterval([.952, -.147, 1.022, .43, .62, .59, .49, -.08, .01]);
        Assert.Equal(.010, interval.Low.Value, 12);
        Assert.Equal(.786, interval.High.Value, 12);
        Assert.Equal("95 % not attainable with n = 5", SignedRank.PseudomedianInterval([1, 2, 3, 4, 5]).Low.Reason);
        Assert.Equal("no differences", SignedRank.PseudomedianInterval([]).Low.Reason);
        Assert.Equal("too many differences to invert the exact test", SignedRank.PseudomedianInterval(new double[101]).Low.Reason);
        Assert.Equal((2, 2), (SignedRank.PseudomedianInterval([2, 2, 2, 2, 2, 2]).Low.Value, SignedRank.PseudomedianInterval([2, 2, 2, 2, 2, 2]).High.Value));
    }

    [Fact]
    public void SignTest_MatchesTheBinomial()
    {
        // R 4.2.2: binom.test(4, 5)$p.value = 0.375; by hand 2 × (5 + 1) / 32.
        var result = SignTest.Compute([3, -1, 2, 0, 2, 8]);
        Assert.Equal(0.375, result.PValue.Value, 12);
        Assert.Equal(4, result.Statistic.Value);
        Assert.Equal(2, result.Estimate.Value);
        Assert.Equal(1 - (2 / 64.0), result.Interval!.Level, 12);
        Assert.Equal("all differences are 0", SignTest.Compute([0]).PValue.Reason);
        Assert.Equal("no differences", SignTest.Compute([]).Estimate.Reason);

        // By hand: P(X ≥ 4) = 6/32, P(X ≤ 4) = 31/32.
        Assert.Equal(6 / 32.0, SignTest.Compute([3, -1, 2, 0, 2, 8], Alternative.Greater).PValue.Value, 12);
        Assert.Equal(31 / 32.0, SignTest.Compute([3, -1, 2, 0, 2, 8], Alternative.Less).PValue.Value, 12);
    }
}
