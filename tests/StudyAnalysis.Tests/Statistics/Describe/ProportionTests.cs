using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Describe;

public sealed class ProportionTests
{
    public static TheoryData<string> WilsonCases => OracleCase.Names("describe", "wilson");

    public static TheoryData<string> ExactCases => OracleCase.Names("describe", "exact");

    public static TheoryData<string> DifferenceCases => OracleCase.Names("describe", "difference");

    public static TheoryData<string> RiskRatioCases => OracleCase.Names("describe", "risk ratio");

    public static TheoryData<string> OddsRatioCases => OracleCase.Names("describe", "odds ratio");

    [Theory, MemberData(nameof(WilsonCases)), Trait("Oracle", "R stats::prop.test")]
    public void Wilson_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        oracle.Check(Proportions.Wilson(oracle.Integers("x")[0], oracle.Integers("n")[0], oracle.Number("level")));
    }

    [Theory, MemberData(nameof(ExactCases)), Trait("Oracle", "R stats::binom.test")]
    public void ClopperPearson_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        oracle.Check(Proportions.ClopperPearson(oracle.Integers("x")[0], oracle.Integers("n")[0], oracle.Number("level")));
    }

    [Theory, MemberData(nameof(DifferenceCases)), Trait("Oracle", "R stats::prop.test, Newcombe (1998)")]
    public void Difference_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        var t = oracle.Integers("t");
        oracle.Check(Proportions.Difference(t[0], t[1], t[2], t[3]));
    }

    [Theory, MemberData(nameof(RiskRatioCases)), Trait("Oracle", "R, Katz")]
    public void RiskRatio_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        var t = oracle.Integers("t");
        oracle.Check(Proportions.RiskRatio(t[0], t[1], t[2], t[3]));
    }

    [Theory, MemberData(nameof(OddsRatioCases)), Trait("Oracle", "R stats::glm")]
    public void OddsRatio_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        var t = oracle.Integers("t");
        oracle.Check(Proportions.OddsRatio(t[0], t[1], t[2], t[3]), 1e-10);
    }

    // Newcombe (1998), Stat Med 17:857–872, table I, methods 3 (score) and 5 (exact); domain file case M.
    [Theory]
    [InlineData(81, 263, .2553, .3662, .2527, .3676)]
    [InlineData(15, 148, .0624, .1605, .0578, .1617)]
    [InlineData(0, 20, 0, .1611, 0, .1684)]
    [InlineData(1, 29, .0061, .1718, .0009, .1776)]
    public void Intervals_Newcombe1998(int events, int total, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var (wilson, exact) = (Proportions.Wilson(events, total).Interval!, Proportions.ClopperPearson(events, total).Interval!);
        Assert.Equal(wilsonLow, wilson.Low.Value, 4);
        Assert.Equal(wilsonHigh, wilson.High.Value, 4);
        Assert.Equal(exactLow, exact.Low.Value, 4);
        Assert.Equal(exactHigh, exact.High.Value, 4);
    }

    [Fact]
    public void Wilson_LocalProgression_DomainCaseM()
    {
        // 45 of 94 lesions (PMC4122121): Wilson .3806 … .5785.
        var interval = Proportions.Wilson(45, 94).Interval!;
        Assert.Equal(.3806, interval.Low.Value, 4);
        Assert.Equal(.5785, interval.High.Value, 4);
    }

    [Fact]
    public void Difference_Newcombe1998TableII_MethodTen()
    {
        // Newcombe (1998), Stat Med 17:873–890, table II, method 10: 56/70 − 48/80 = 0.2000 (0.0524, 0.3339); 9/10 − 3/10 (0.1705, 0.8090).
        var a = Proportions.Difference(56, 70, 48, 80).Interval!;
        Assert.Equal(0.0524, a.Low.Value, 4);
        Assert.Equal(0.3339, a.High.Value, 4);
        var b = Proportions.Difference(9, 10, 3, 10).Interval!;
        Assert.Equal(0.1705, b.Low.Value, 4);
        Assert.Equal(0.8090, b.High.Value, 4);
    }

    [Fact]
    public void Intervals_ByHand()
    {
        // All of n: Wilson's lower end n / (n + z²), Clopper and Pearson's (α/2)^(1/n).
        const double z = 1.959963984540054;
        OracleFile.AssertRelative(3 / (3 + (z * z)), Proportions.Wilson(3, 3).Interval!.Low.Value, 1e-14, "Wilson");
        OracleFile.AssertRelative(Math.Cbrt(.025), Proportions.ClopperPearson(3, 3).Interval!.Low.Value, 1e-13, "exact");
        Assert.Equal(1, Proportions.ClopperPearson(3, 3).Interval!.High.Value);
        OracleFile.AssertRelative(-.25, Proportions.Difference(1, 4, 2, 4).Estimate.Value, 1e-15, "1 − 2");
        OracleFile.AssertRelative(.5, Proportions.RiskRatio(1, 4, 2, 4).Estimate.Value, 1e-15, "1 / 2");
        OracleFile.AssertRelative(1 / 3.0, Proportions.OddsRatio(1, 4, 2, 4).Estimate.Value, 1e-15, "1 / 2");
    }

    [Fact]
    public void Ratios_AspirinAndInfarction_ArePublished()
    {
        // Physicians' Health Study; Agresti (2007), Introduction to Categorical Data Analysis, 2.2.2 and 2.3.3: 189/11,034 on placebo, 104/11,037 on aspirin:
        // relative risk 1.82 (1.43, 2.31), odds ratio 1.83 (1.44, 2.33).
        var risk = Proportions.RiskRatio(189, 11034, 104, 11037);
        Assert.Equal((1.82, 1.43, 2.31), (Round(risk.Estimate), Round(risk.Interval!.Low), Round(risk.Interval.High)));
        var odds = Proportions.OddsRatio(189, 11034, 104, 11037);
        Assert.Equal((1.83, 1.44, 2.33), (Round(odds.Estimate), Round(odds.Interval!.Low), Round(odds.Interval.High)));
    }

    [Fact]
    public void EmptyAndZeroCells_SayWhy()
    {
        Assert.Equal("no observations", Proportions.Wilson(0, 0).Estimate.Reason);
        Assert.False(Proportions.ClopperPearson(0, 0).Interval!.Low.IsEstimable);
        Assert.Equal("no observations in a group", Proportions.Difference(0, 0, 1, 2).Estimate.Reason);
        Assert.Equal("a group has no event", Proportions.RiskRatio(0, 5, 1, 2).Estimate.Reason);
        Assert.Equal("a cell is 0", Proportions.OddsRatio(5, 5, 1, 2).Estimate.Reason);
    }

    [Fact]
    public void StandardizedDifference_Matches_R()
    {
        var c = OracleCase.Load("describe", "smd continuous");
        c.Check("smd", StandardizedDifference.Continuous(c.Numbers("a"), c.Numbers("b")).Value);
        var b = OracleCase.Load("describe", "smd binary");
        var t = b.Integers("t");
        b.Check("smd", StandardizedDifference.Binary(t[0], t[1], t[2], t[3]).Value);
        var k = OracleCase.Load("describe", "smd categorical");
        k.Check("smd", StandardizedDifference.Categorical(k.Integers("a"), k.Integers("b")).Value);
        k.Check("smd", StandardizedDifference.Categorical([0, .. k.Integers("a")], [0, .. k.Integers("b")]).Value);
    }

    [Fact]
    public void StandardizedDifference_TwoCategories_IsTheBinaryOneWithoutSign() => Assert.Equal(
        -StandardizedDifference.Binary(5, 20, 9, 18).Value, StandardizedDifference.Categorical([5, 15], [9, 9]).Value, 12);

    [Fact]
    public void StandardizedDifference_Degenerate_SaysWhy()
    {
        Assert.Equal("a group has fewer than two values", StandardizedDifference.Continuous([1], [1, 2]).Reason);
        Assert.Equal("no spread in either group", StandardizedDifference.Continuous([1, 1], [2, 2]).Reason);
        Assert.Equal("no spread in either group", StandardizedDifference.Binary(2, 2, 0, 3).Reason);
        Assert.Equal("no observations in a group", StandardizedDifference.Categorical([0, 0], [1, 2]).Reason);
        Assert.Equal("no spread in either group", StandardizedDifference.Categorical([3], [4]).Reason);
        Assert.Equal("the groups share no category", StandardizedDifference.Categorical([9, 0, 9, 0], [0, 3, 0, 6]).Reason);
    }

    private static double Round(StudyAnalysis.Statistics.Quantity q) => Math.Round(q.Value, 2);
}
