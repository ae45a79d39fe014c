using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class MannWhitneyTests
{
    public static TheoryData<string> Cases => new(OracleCase.All("mann_whitney").Select(c => c.Name).Where(n => !n.StartsWith("large", StringComparison.Ordinal)));

    public static TheoryData<string> InversionCases => OracleCase.Names("shift_interval", "shift");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R stats, exactRankTests, coin, brute force")]
    public void Compute_Matches_R(string name)
    {
        var oracle = OracleCase.Load("mann_whitney", name);
        oracle.Check(MannWhitney.Compute(
            oracle.Numbers("a"),
            oracle.Numbers("b"),
            oracle.Alternative,
            oracle.Number("level", 0.95),
            Enum.Parse<Computation>(oracle.Text("computation", "BySize")),
            oracle.Flag("continuity", true)));
    }

    [Fact]
    public void Compute_HollanderWolfePermeability_IsThePublishedNumber()
    {
        // Hollander and Wolfe (1999), example 4.1; domain file case D: W = 35, p .1272 (greater), .2544, HL .305 (−.15, .76).
        double[] a = [.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46], b = [1.15, .88, .90, .74, 1.21];
        var result = MannWhitney.Compute(a, b);
        Assert.Equal(35, result.Statistic.Value);
        Assert.Equal(0.2544, result.PValue.Value, 4);
        Assert.Equal(0.1272, MannWhitney.Compute(a, b, Alternative.Greater).PValue.Value, 4);
        Assert.Equal(0.305, result.Estimate.Value, 12);
        Assert.Equal(-0.15, result.Interval!.Low.Value, 12);
        Assert.Equal(0.76, result.Interval.High.Value, 12);
    }

    [Fact]
    public void Compute_ColonNodesByRecurrence_IsTheReference()
    {
        // survival::colon, R 4.2.2, shared reference table: W = 74012 of the group without recurrence, p = 2.12413881943541e-14.
        var oracle = OracleCase.Load("mann_whitney", "asymptotic colon nodes by recurrence");
        var result = MannWhitney.Compute(oracle.Numbers("a"), oracle.Numbers("b"));
        Assert.Equal(74012, result.Statistic.Value);
        OracleFile.AssertRelative(2.12413881943541e-14, result.PValue.Value, 1e-12, "p");
        Assert.Equal("Mann–Whitney test, asymptotic", result.Method.Name);
    }

    [Fact]
    public void Compute_LargeSamples_IntervalLiesWithinTwoDifferencesOfTheExactOne()
    {
        // R 4.2.2: wilcox.test(exact = TRUE, conf.int = TRUE) of 70 and 60 values; Oracles/mann_whitney.
        var oracle = OracleCase.Load("mann_whitney", "large sample interval");
        var result = MannWhitney.Compute(oracle.Numbers("a"), oracle.Numbers("b"));
        oracle.Check("estimate", result.Estimate.Value);
        Assert.InRange(result.Interval!.Low.Value, oracle.ExpectedNumbers("lows")[0], oracle.ExpectedNumbers("lows")[^1]);
        Assert.InRange(result.Interval.High.Value, oracle.ExpectedNumbers("highs")[0], oracle.ExpectedNumbers("highs")[^1]);
        Assert.Equal(-result.Interval.Low.Value, MannWhitney.Compute(oracle.Numbers("b"), oracle.Numbers("a")).Interval!.High.Value, 12);
    }

    [Theory, MemberData(nameof(InversionCases)), Trait("Oracle", "R, every shift tested")]
    public void ShiftInterval_Matches_BruteForce(string name)
    {
        var oracle = OracleCase.Load("shift_interval", name);
        var interval = MannWhitney.ShiftInterval(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative, oracle.Number("level"));
        oracle.Check("low", interval.Low.Value);
        oracle.Check("high", interval.High.Value);
    }

    [Fact]
    public void ShiftInterval_HollanderWolfePermeability_IsThePublishedPair()
    {
        // Hollander and Wolfe (1999), example 4.1 (no ties): (−.15, .76).
        double[] a = [.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46], b = [1.15, .88, .90, .74, 1.21];
        var interval = MannWhitney.ShiftInterval(a, b);
        Assert.Equal(-.15, interval.Low.Value, 12);
        Assert.Equal(.76, interval.High.Value, 12);
        Assert.Equal("95 % not attainable with n = 2 and 3", MannWhitney.ShiftInterval([1, 2], [3, 4, 5]).Low.Reason);
        Assert.Equal("a sample is empty", MannWhitney.ShiftInterval([], [1]).High.Reason);
        Assert.Equal("too many values to invert the exact test", MannWhitney.ShiftInterval(new double[60], new double[50]).High.Reason);
    }

    [Fact]
    public void Compute_ByHand_WithTies()
    {
        // 1, 2 against 2, 3: ranks 1, 2.5 | 2.5, 4, W = ½; the 6 rank sums 3.5, 3.5, 5, 5, 6.5, 6.5. Differences a − b: −2, −1, −1, 0.
        var result = MannWhitney.Compute([2, 1], [3, 2]);
        Assert.Equal(.5, result.Statistic.Value);
        OracleFile.AssertRelative(4 / 6.0, result.PValue.Value, 1e-14, "p");
        OracleFile.AssertRelative(2 / 6.0, MannWhitney.Compute([2, 1], [3, 2], Alternative.Less).PValue.Value, 1e-14, "p, less");
        Assert.Equal(-1, result.Estimate.Value);
        Assert.Equal("Hodges–Lehmann shift (a − b)", result.EstimateName);
    }

    [Fact]
    public void Compute_Degenerate_SaysWhy()
    {
        Assert.Equal("a sample is empty", MannWhitney.Compute([], [1]).PValue.Reason);
        Assert.Equal("all values are equal", MannWhitney.Compute([1, 1], [1], computation: Computation.Asymptotic).PValue.Reason);
        Assert.Equal(1, MannWhitney.Compute([1, 1], [1]).PValue.Value);
        Assert.Equal("95 % not attainable with n = 2 and 3: at most 80 %", MannWhitney.Compute([1, 2], [3, 4, 5]).Interval!.Low.Reason);
    }

    [Fact]
    public void Compute_SamplesSwapped_MirrorsTheShift()
    {
        double[] a = [1, 2, 2, 5, 7, 8, 8], b = [0, 2, 3, 3, 1];
        var (ab, ba) = (MannWhitney.Compute(a, b), MannWhitney.Compute(b, a));
        OracleFile.AssertRelative(ab.PValue.Value, ba.PValue.Value, 1e-14, "p");
        Assert.Equal(ab.Estimate.Value, -ba.Estimate.Value);
        Assert.Equal(35, ab.Statistic.Value + ba.Statistic.Value);
    }
}
