using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class TTestTests
{
    public static TheoryData<string> PairedCases => OracleCase.Names("t_test", "paired");

    public static TheoryData<string> WelchCases => OracleCase.Names("t_test", "welch");

    public static TheoryData<string> OneSampleCases => OracleCase.Names("t_test", "one");

    [Theory, MemberData(nameof(PairedCases)), Trait("Oracle", "R stats::t.test")]
    public void Paired_Matches_R(string name)
    {
        var oracle = OracleCase.Load("t_test", name);
        oracle.Check(TTest.Paired(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative, oracle.Number("level", 0.95)));
    }

    [Theory, MemberData(nameof(WelchCases)), Trait("Oracle", "R stats::t.test")]
    public void Welch_Matches_R(string name)
    {
        var oracle = OracleCase.Load("t_test", name);
        oracle.Check(TTest.Welch(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative, oracle.Number("level", 0.95)));
    }

    [Theory, MemberData(nameof(OneSampleCases)), Trait("Oracle", "R stats::t.test")]
    public void OneSample_Matches_R(string name)
    {
        var oracle = OracleCase.Load("t_test", name);
        oracle.Check(TTest.OneSample(oracle.Numbers("x"), oracle.Alternative));
    }

    [Fact]
    public void Welch_ByHand()
    {
        // 1, 3 against 4, 8, 6: means 2 and 6, variances 2 and 4; se² = 1 + 4/3, t = −4 / √(7/3), df = (7/3)² / (1 + (16/9)/2) = 49/17.
        var result = TTest.Welch([3, 1], [4, 8, 6]);
        OracleFile.AssertRelative(-4, result.Estimate.Value, 1e-14, "difference");
        OracleFile.AssertRelative(-4 / Math.Sqrt(7 / 3.0), result.Statistic.Value, 1e-14, "t");
        OracleFile.AssertRelative(49 / 17.0, result.DegreesOfFreedom.Value, 1e-14, "df");
        OracleFile.AssertRelative(Math.Sqrt(7 / 3.0), result.StandardError.Value, 1e-14, "se");
    }

    [Fact]
    public void Paired_StudentSleep_IsTheTextbookNumber()
    {
        // Student (1908), sleep data; domain file case D: t −4.0621, p .002833, interval −2.460 … −.700.
        var result = TTest.Paired([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        Assert.Equal(-4.0621, result.Statistic.Value, 4);
        Assert.Equal(0.002833, result.PValue.Value, 6);
        Assert.Equal(-2.460, result.Interval!.Low.Value, 3);
        Assert.Equal(-0.700, result.Interval.High.Value, 3);
    }

    [Fact]
    public void Welch_StudentSleep_DomainCaseD()
    {
        // Welch −1.8608, df 17.776, p .0794.
        var result = TTest.Welch([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        Assert.Equal(-1.8608, result.Statistic.Value, 4);
        Assert.Equal(17.776, result.DegreesOfFreedom.Value, 3);
        Assert.Equal(.0794, result.PValue.Value, 4);
    }

    [Fact]
    public void Paired_ConstantDifferences_HasAnEstimateAndAReason()
    {
        var result = TTest.Paired([1, 2, 3], [0, 1, 2]);
        Assert.Equal(1, result.Estimate.Value);
        Assert.Equal("no spread: all values are equal", result.PValue.Reason);
    }

    [Theory]
    [InlineData(0, "no values")]
    [InlineData(1, "fewer than two values")]
    public void OneSample_TooFew_IsNotEstimable(int n, string reason) => Assert.Equal(reason, TTest.OneSample(new double[n]).PValue.Reason);

    [Fact]
    public void Welch_Degenerate_IsNotEstimable()
    {
        Assert.Equal("a sample is empty", TTest.Welch([], [1, 2]).Estimate.Reason);
        Assert.Equal("a sample has fewer than two values", TTest.Welch([1], [1, 2]).PValue.Reason);
        Assert.Equal("no spread in either sample", TTest.Welch([1, 1], [2, 2]).PValue.Reason);
    }

    [Fact]
    public void Welch_SamplesSwapped_FlipsTheSignAndKeepsP()
    {
        var (ab, ba) = (TTest.Welch([1, 2, 4, 9], [2, 3, 3]), TTest.Welch([2, 3, 3], [1, 2, 4, 9]));
        Assert.Equal(ab.Estimate.Value, -ba.Estimate.Value);
        Assert.Equal(ab.PValue.Value, ba.PValue.Value);
    }

    [Fact]
    public void Paired_NaN_ThrowsNamingTheIndex()
    {
        var error = Assert.Throws<ArgumentException>(() => TTest.Paired([1, double.NaN], [1, 2]));
        Assert.Equal("a", error.ParamName);
        Assert.Contains("a[1]", error.Message, StringComparison.Ordinal);
        Assert.Equal("b", Assert.Throws<ArgumentException>(() => TTest.Paired([1, 2], [1])).ParamName);
    }
}
