using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Roc;

public sealed class RocTests
{
    public static TheoryData<string> AreaCases => OracleCase.Names("roc", "area");

    public static TheoryData<string> LogitCases => OracleCase.Names("roc", "logit");

    public static TheoryData<string> CompareCases => OracleCase.Names("roc", "compare");

    [Theory, MemberData(nameof(AreaCases)), Trait("Oracle", "R pROC")]
    public void Area_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        oracle.Check(RocCurve.Area(oracle.Numbers("cases"), oracle.Numbers("controls"), oracle.Number("level", 0.95), logit: false), 1e-11);
    }

    [Theory, MemberData(nameof(LogitCases)), Trait("Oracle", "R pROC")]
    public void AreaLogit_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        oracle.Check(RocCurve.Area(oracle.Numbers("cases"), oracle.Numbers("controls"), oracle.Number("level", 0.95)), 1e-11);
    }

    [Theory, MemberData(nameof(CompareCases)), Trait("Oracle", "R pROC")]
    public void ComparePaired_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        oracle.Check(RocCurve.ComparePaired(oracle.Numbers("first"), oracle.Numbers("second"), y, oracle.Alternative), 1e-10);
    }

    [Fact]
    public void Area_HanleyMcNeilRatings_DomainCaseI()
    {
        // Hanley and McNeil (1982), Radiology 143:29–36, table I: area .893; DeLong .03072, .833 … .953.
        static double[] Ratings(params int[] counts) => [.. counts.SelectMany((c, r) => Enumerable.Repeat(r + 1.0, c))];
        var result = RocCurve.Area(Ratings(3, 2, 2, 11, 33), Ratings(33, 6, 6, 11, 2), logit: false);
        Assert.Equal(.8932, result.Estimate.Value, 4);
        Assert.Equal(.03072, result.StandardError.Value, 5);
        Assert.Equal(.833, result.Interval!.Low.Value, 3);
        Assert.Equal(.953, result.Interval.High.Value, 3);

        // The same paper's own standard error; recomputed .03249 (printed .032).
        Assert.Equal(.03249, RocCurve.HanleyMcNeilStandardError(result.Estimate.Value, 51, 58), 5);
        Assert.Throws<ArgumentException>(() => RocCurve.HanleyMcNeilStandardError(1.2, 5, 5));
    }

    [Theory]
    [InlineData("area s100b 0.95", .7314, .6301, .8326)]
    [InlineData("area ndka 0.95", .612, .5012, .7227)]
    public void Area_SubarachnoidHaemorrhage_DomainCaseI(string name, double area, double low, double high)
    {
        var oracle = OracleCase.Load("roc", name);
        var result = RocCurve.Area(oracle.Numbers("cases"), oracle.Numbers("controls"), logit: false);
        Assert.Equal(area, result.Estimate.Value, 3);
        Assert.Equal(low, result.Interval!.Low.Value, 4);
        Assert.Equal(high, result.Interval.High.Value, 4);
    }

    [Fact]
    public void ComparePaired_SubarachnoidHaemorrhage_DomainCaseI()
    {
        var oracle = OracleCase.Load("roc", "compare s100b ndka two.sided");
        var result = RocCurve.ComparePaired(oracle.Numbers("first"), oracle.Numbers("second"), [.. oracle.Numbers("y").Select(v => v == 1)]);
        Assert.Equal(1.391, result.Statistic.Value, 3);
        Assert.Equal(.164, result.PValue.Value, 3);
    }

    [Fact]
    public void BootstrapArea_IsCloseToDeLong_AndRepeats()
    {
        // pROC's stratified bootstrap and DeLong agree to about .01 on these data; 2000 replicates add .005 of noise.
        var oracle = OracleCase.Load("roc", "area s100b 0.95");
        var (cases, controls) = (oracle.Numbers("cases"), oracle.Numbers("controls"));
        var result = RocCurve.BootstrapArea(cases, controls, seed: 5, replicates: 2000);
        oracle.Check("low", result.Bca.Low.Value, 0.03);
        oracle.Check("high", result.Percentile.High.Value, 0.03);
        Assert.Equal(result.Replicates, RocCurve.BootstrapArea(cases, controls, seed: 5, replicates: 2000).Replicates);
    }

    [Fact]
    public void Points_AndYouden_ByHand()
    {
        var points = RocCurve.Points([3, 5], [1, 3, 2]);
        Assert.Equal(
            [new(double.PositiveInfinity, 0, 1), new(5, .5, 1), new(3, 1, 2 / 3.0), new(2, 1, 1 / 3.0), new RocPoint(1, 1, 0)],
            points);
        Assert.Equal(3, RocCurve.YoudenCut([3, 5], [1, 3, 2])!.Value.Threshold);
        Assert.Null(RocCurve.YoudenCut([], [1]));
    }

    [Fact]
    public void Accuracy_TCells_DomainCaseH()
    {
        // Sensitivity 76.5, specificity 67.8 (truncated from 67.86), PPV 59.1, NPV 82.6 %; Wilson .527 … .904 and .493 … .821.
        var accuracy = DiagnosticAccuracy.Compute(13, 9, 4, 19);
        Assert.Equal(.765, accuracy.Sensitivity.Estimate.Value, 3);
        Assert.Equal(.6786, accuracy.Specificity.Estimate.Value, 4);
        Assert.Equal(.591, accuracy.PositivePredictiveValue.Estimate.Value, 3);
        Assert.Equal(.826, accuracy.NegativePredictiveValue.Estimate.Value, 3);
        Assert.Equal(.527, accuracy.Sensitivity.Interval!.Low.Value, 3);
        Assert.Equal(.904, accuracy.Sensitivity.Interval.High.Value, 3);
        Assert.Equal(.493, accuracy.Specificity.Interval!.Low.Value, 3);
        Assert.Equal(.821, accuracy.Specificity.Interval.High.Value, 3);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("a group is empty", RocCurve.Area([], [1]).Estimate.Reason);
        Assert.Equal("a group has fewer than two values", RocCurve.Area([2], [1, 3]).StandardError.Reason);
        var apart = RocCurve.Area([3, 4], [1, 2]);
        Assert.Equal(1, apart.Estimate.Value);
        Assert.Equal("the groups do not overlap: no variance", apart.Interval!.Low.Reason);
        Assert.Equal("a group has fewer than two values", RocCurve.ComparePaired([1, 2, 3], [1, 2, 3], [true, false, false]).PValue.Reason);
        Assert.Equal("the two markers order the groups alike: no variance", RocCurve.ComparePaired([1, 2, 3, 4], [1, 2, 3, 4], [true, false, true, false]).PValue.Reason);
    }

    [Fact]
    public void Area_SignTurned_IsTheComplement() =>
        Assert.Equal(1, RocCurve.Area([1, 4, 2], [2, 0, 3]).Estimate.Value + RocCurve.Area([-1, -4, -2], [-2, 0, -3]).Estimate.Value, 14);
}
