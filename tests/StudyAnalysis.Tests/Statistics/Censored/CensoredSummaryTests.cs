using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

public sealed class CensoredSummaryTests
{
    public static TheoryData<string> RosCases => OracleCase.Names("censored_summary", "ros");

    public static TheoryData<string> KaplanMeierCases => OracleCase.Names("censored_summary", "km");

    public static TheoryData<string> LogNormalCases => OracleCase.Names("censored_summary", "ml");

    [Theory, MemberData(nameof(RosCases)), Trait("Oracle", "Helsel and Cohn (1988) in R")]
    public void RobustRos_Matches_TheFormulas(string name)
    {
        var oracle = OracleCase.Load("censored_summary", name);
        var result = CensoredSummary.RobustRos(oracle.Numbers("v"), Below(oracle));
        oracle.Check("completed", result.Completed, 1e-11);
        oracle.Check("mean", result.Mean.Value, 1e-11);
        oracle.Check("sd", result.StandardDeviation.Value, 1e-11);
        oracle.Check("q", [result.LowerQuartile.Value, result.Median.Value, result.UpperQuartile.Value], 1e-11);
    }

    [Theory, MemberData(nameof(KaplanMeierCases)), Trait("Oracle", "R survival::survfit")]
    public void KaplanMeier_Matches_R(string name)
    {
        var oracle = OracleCase.Load("censored_summary", name);
        var result = CensoredSummary.KaplanMeier(oracle.Numbers("v"), Below(oracle));
        oracle.Check("mean", result.Mean.Value);
        oracle.Check("sd", result.StandardDeviation.Value, 1e-11);
    }

    [Theory, MemberData(nameof(LogNormalCases)), Trait("Oracle", "R survival::survreg")]
    public void LogNormal_Matches_Survreg(string name)
    {
        var oracle = OracleCase.Load("censored_summary", name);
        var result = CensoredSummary.LogNormal(oracle.Numbers("v"), Below(oracle));
        oracle.Check("mean", result.Mean.Value, 1e-8);
        oracle.Check("sd", result.StandardDeviation.Value, 1e-8);
        oracle.Check("low", result.MeanInterval.Low.Value, 1e-8);
        oracle.Check("high", result.MeanInterval.High.Value, 1e-8);
        oracle.Check("q", [result.LowerQuartile.Value, result.Median.Value, result.UpperQuartile.Value], 1e-8);
    }

    [Fact, Trait("Oracle", "Helsel and Cohn (1988), appendix B")]
    public void RobustRos_HelselAndCohn_Published()
    {
        // Modelled values as printed, which agree to 0.015.
        double[] published = [0.47, 0.85, 1.11, 1.27, 1.76, 2.34, 2.50, 3.00, 3.03, 4.80, 7.00, 9.00, 12.0, 15.0, 20.0, 27.0, 33.0, 50.0];
        var oracle = OracleCase.Load("censored_summary", "ros helsel_cohn");
        Near(published, CensoredSummary.RobustRos(oracle.Numbers("v"), Below(oracle)).Completed, 0.015);
    }

    [Fact, Trait("Oracle", "Helsel (2005), Oahu arsenic")]
    public void RobustRos_OahuArsenic_Published()
    {
        // Modelled values to two decimals, as in the book's table.
        double[] published = [3.20, 2.80, 1.42, 1.14, 0.95, 0.81, 0.68, 0.57, 0.46, 0.35, 1.70, 1.50, 0.98, 0.76, 0.58, 0.41, 0.90, 0.61, 0.70, 0.70, 0.60, 0.50, 0.50, 0.50];
        var oracle = OracleCase.Load("censored_summary", "ros oahu");
        Near(published, CensoredSummary.RobustRos(oracle.Numbers("v"), Below(oracle)).Completed, 0.0101);

        // The book's summary: ROS 0.972, 0.718, 0.700; Kaplan–Meier mean 0.949; ML 0.945, 0.656, median 0.777.
        var (ros, ml) = (CensoredSummary.RobustRos(oracle.Numbers("v"), Below(oracle)), CensoredSummary.LogNormal(oracle.Numbers("v"), Below(oracle)));
        Assert.Equal([0.972, 0.718, 0.7], [Math.Round(ros.Mean.Value, 3, MidpointRounding.ToZero), Math.Round(ros.StandardDeviation.Value, 3), ros.Median.Value]);
        Assert.Equal(0.949, CensoredSummary.KaplanMeier(oracle.Numbers("v"), Below(oracle)).Mean.Value, 3);
        Assert.Equal([0.945, 0.656, 0.777], [Math.Round(ml.Mean.Value, 3), Math.Round(ml.StandardDeviation.Value, 3), Math.Round(ml.Median.Value, 3)]);
    }

    [Fact]
    public void KaplanMeier_ByHand()
    {
        // 1<, 2, 3<, 4: from above 4 has 1/4, 2 has 3/4 · 1/2 = 3/8, the rest, 3/8, goes to the lowest limit 1: mean 1 + 3/4 + 3/8.
        var result = CensoredSummary.KaplanMeier([3, 1, 4, 2], [true, true, false, false]);
        Assert.Equal(2.125, result.Mean.Value, 12);
        Assert.Equal("37.5 % of the distribution lies below the lowest limit and is put at it", Assert.Single(result.Notes));
        Assert.Equal(2, result.Below);
        Assert.False(result.MeanInterval.Low.IsEstimable);
        Assert.False(result.LowerQuartile.IsEstimable);
    }

    [Fact]
    public void OtherUnits_ScaleEverything()
    {
        var oracle = OracleCase.Load("censored_summary", "ros cohort");
        var (v, below) = (oracle.Numbers("v"), Below(oracle));
        foreach (var summarise in new Func<double[], CensoredSummaryResult>[] { x => CensoredSummary.RobustRos(x, below), x => CensoredSummary.LogNormal(x, below), x => CensoredSummary.KaplanMeier(x, below) })
        {
            var (one, other) = (summarise(v), summarise(Array.ConvertAll(v, x => 1000 * x)));
            OracleFile.AssertRelative(1000 * one.Mean.Value, other.Mean.Value, 1e-9, "mean");
            OracleFile.AssertRelative(1000 * one.StandardDeviation.Value, other.StandardDeviation.Value, 1e-8, "sd");
        }
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("no values", CensoredSummary.KaplanMeier([], []).Mean.Reason);
        Assert.Equal("no measured value", CensoredSummary.LogNormal([1, 2], [true, true]).Median.Reason);
        Assert.Contains("fewer than three", CensoredSummary.RobustRos([1, 2, 3], [true, false, false]).Mean.Reason, StringComparison.Ordinal);
        Assert.Contains("no spread", CensoredSummary.RobustRos([1, 2, 2, 2], [true, false, false, false]).Mean.Reason, StringComparison.Ordinal);
        Assert.Equal("1 measured values for 2 parameters", CensoredSummary.LogNormal([1, 2], [true, false]).Mean.Reason);
        Assert.Contains("80 %", Assert.Single(CensoredSummary.RobustRos([.. Enumerable.Repeat(1.0, 17), 2, 3, 4], [.. Enumerable.Range(0, 20).Select(i => i < 17)]).Notes), StringComparison.Ordinal);
        Assert.Contains("half", Assert.Single(CensoredSummary.LogNormal([1, 1, 1, 1, 2, 3, 4], [true, true, true, true, false, false, false]).Notes), StringComparison.Ordinal);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => CensoredSummary.RobustRos([0, 1], [false, false])).ParamName);
        Assert.Equal("below", Assert.Throws<ArgumentException>(() => CensoredSummary.KaplanMeier([0, 1], [false])).ParamName);
    }

    private static void Near(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        foreach (var (e, a) in expected.Order().Zip(actual.Order()))
        {
            Assert.True(Math.Abs(e - a) <= tolerance, FormattableString.Invariant($"{e} {a}"));
        }
    }

    private static bool[] Below(OracleCase oracle) => [.. oracle.Numbers("below").Select(v => v == 1)];
}
