using CsCheck;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Tests.Oracles;
using Xunit;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Statistics.Roc;

public sealed class RocTests
{
    public static TheoryData<string> AreaCases => OracleCase.Names("roc", "area");

    public static TheoryData<string> LogitCases => OracleCase.Names("roc", "logit");

    public static TheoryData<string> CompareCases => OracleCase.Names("roc", "compare");

    public static TheoryData<string> UnpairedCases => OracleCase.Names("roc", "unpaired");

    public static TheoryData<string> PartialCases => OracleCase.Names("roc", "partial");

    public static TheoryData<string> YoudenCases => OracleCase.Names("roc", "youden");

    public static TheoryData<string> DiagnosticCases => OracleCase.Names("diagnostic");

    [Theory, MemberData(nameof(UnpairedCases)), Trait("Oracle", "R pROC")]
    public void CompareUnpaired_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        oracle.Check(
            RocCurve.CompareUnpaired(oracle.Numbers("first1"), oracle.Numbers("first0"), oracle.Numbers("second1"), oracle.Numbers("second0"), oracle.Alternative), 1e-10);
    }

    [Theory, MemberData(nameof(PartialCases)), Trait("Oracle", "R pROC")]
    public void PartialArea_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        var area = PartialArea.Compute(
            oracle.Numbers("cases"),
            oracle.Numbers("controls"),
            oracle.Number("low"),
            oracle.Number("high"),
            oracle.Text("focus") == "specificity" ? RocAxis.Specificity : RocAxis.Sensitivity,
            oracle.Flag("standardized"));
        oracle.Check("estimate", area.ValueOrNaN, 1e-11);
    }

    // pROC's threshold is the middle between two values: it parts the same units. Bootstrap limits within the noise of two simulations.
    [Theory, MemberData(nameof(YoudenCases)), Trait("Oracle", "R pROC")]
    public void YoudenCut_Matches_pROC(string name)
    {
        var oracle = OracleCase.Load("roc", name);
        var (cases, controls) = (oracle.Numbers("cases"), oracle.Numbers("controls"));
        var result = YoudenCut.Compute(cases, controls, seed: 4);
        oracle.Check("sensitivity", result.Point!.Value.Sensitivity, 1e-13);
        oracle.Check("specificity", result.Point.Value.Specificity, 1e-13);
        var threshold = OracleFile.Number(oracle.Expected.GetProperty("threshold").ToString());
        Assert.Equal(cases.Concat(controls).Where(v => v > threshold).Min(), result.Point.Value.Threshold);
        Assert.Equal(result.Point.Value.Sensitivity + result.Point.Value.Specificity - 1, result.Index.Value, 1e-14);
        Assert.Equal(oracle.Expected.GetProperty("jlow").GetDouble(), result.IndexInterval.Low.Value, .02);
        Assert.Equal(oracle.Expected.GetProperty("jhigh").GetDouble(), result.IndexInterval.High.Value, .02);
        Assert.True(result.CutInterval.Low.Value <= result.Point.Value.Threshold && result.Point.Value.Threshold <= result.CutInterval.High.Value);
        Assert.True(result.SensitivityInterval.Low.Value < result.SensitivityInterval.High.Value && result.SpecificityInterval.High.Value <= 1);
        Assert.Contains("too good", result.Notes[0], StringComparison.Ordinal);
        Assert.Equal(result.CutInterval, YoudenCut.Compute(cases, controls, seed: 4).CutInterval);
    }

    [Theory, MemberData(nameof(DiagnosticCases)), Trait("Oracle", "R epiR epi.tests")]
    public void Accuracy_Matches_epiR(string name)
    {
        var oracle = OracleCase.Load("diagnostic", name);
        var accuracy = DiagnosticAccuracy.Compute(
            (int)oracle.Number("tp"), (int)oracle.Number("fp"), (int)oracle.Number("fn"), (int)oracle.Number("tn"), oracle.Number("level"));
        void Check(string stat, TestResult result) => oracle.Check(stat, [result.Estimate.Value, result.Interval!.Low.Value, result.Interval.High.Value], 1e-12);
        Check("se", accuracy.Sensitivity);
        Check("sp", accuracy.Specificity);
        Check("ppv", accuracy.PositivePredictiveValue);
        Check("npv", accuracy.NegativePredictiveValue);
        Check("lrp", accuracy.PositiveLikelihoodRatio);
        Check("lrn", accuracy.NegativeLikelihoodRatio);
    }

    // By hand: 8 of 10 and 3 of 12 positive: LR+ = .8 / .25, variance of its logarithm 1/8 − 1/10 + 1/3 − 1/12 = .275.
    [Fact]
    public void LikelihoodRatios_ByHand_AndWithEmptyCells()
    {
        var accuracy = DiagnosticAccuracy.Compute(8, 3, 2, 9);
        Assert.Equal(3.2, accuracy.PositiveLikelihoodRatio.Estimate.Value, 1e-14);
        Assert.Equal(3.2 * Math.Exp(1.959963984540054 * Math.Sqrt(.275)), accuracy.PositiveLikelihoodRatio.Interval!.High.Value, 1e-12);
        Assert.Equal(.2 / .75, accuracy.NegativeLikelihoodRatio.Estimate.Value, 1e-14);
        Assert.Equal("the denominator is 0", DiagnosticAccuracy.Compute(8, 0, 2, 9).PositiveLikelihoodRatio.Estimate.Reason);
        var none = DiagnosticAccuracy.Compute(0, 3, 2, 9).PositiveLikelihoodRatio;
        Assert.Equal((0.0, "the ratio is 0: no interval"), (none.Estimate.Value, none.Interval!.Low.Reason));
        Assert.Contains("nobody", DiagnosticAccuracy.Compute(0, 3, 0, 9).NegativeLikelihoodRatio.Estimate.Reason, StringComparison.Ordinal);
    }

    [Fact, Trait("Oracle", "R pROC, stratified bootstrap")]
    public void BootstrapDifference_Matches_pROC_WithinItsNoise()
    {
        var oracle = OracleCase.Load("roc", "bootstrap difference");
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        var result = RocCurve.BootstrapDifference(oracle.Numbers("first"), oracle.Numbers("second"), y, seed: 8, replicates: 4000);
        oracle.Check("estimate", result.Estimate.Value, 1e-12);
        oracle.Check("sd", result.StandardError.Value, .05);
        Assert.Equal(oracle.Expected.GetProperty("low").GetDouble(), result.Percentile.Low.Value, .015);
        Assert.Equal(oracle.Expected.GetProperty("high").GetDouble(), result.Percentile.High.Value, .015);
        Assert.True(result.Bca.Low.Value < result.Bca.High.Value);
    }

    // By hand: 3 5 against 1 2 3: specificity 1 → 2/3 lies at sensitivity ½ … 1 (the tie a diagonal): area from 2/3 to 1 = (½ + 1)/2 / 3 = ¼.
    [Fact]
    public void PartialArea_ByHand_AndItsLimits()
    {
        Assert.Equal(.25, PartialArea.Compute([3, 5], [1, 3, 2], 2 / 3.0, 1).Value, 1e-14);
        var chance = (1 / 3.0) * (1 / 3.0) / 2;
        Assert.Equal((1 + ((.25 - chance) / ((1 / 3.0) - chance))) / 2, PartialArea.Compute([3, 5], [1, 3, 2], 2 / 3.0, 1, standardized: true).Value, 1e-13);
        Assert.Equal(RocCurve.Area([3, 5], [1, 3, 2]).Estimate.Value, PartialArea.Compute([3, 5], [1, 3, 2], 0, 1, RocAxis.Sensitivity).Value, 1e-14);
        Assert.Equal("a group is empty", PartialArea.Compute([], [1], 0, 1).Reason);
        Assert.Equal("the curve lies below the chance line", PartialArea.Compute([1, 2], [3, 4], .5, 1, standardized: true).Reason);
        Assert.Equal("low", Assert.Throws<ArgumentException>(() => PartialArea.Compute([1], [2], .5, .5)).ParamName);
        Assert.Equal("without", Assert.Throws<ArgumentException>(() => PartialArea.Compute([1], [double.NaN], 0, 1)).ParamName);
        var oracle = OracleCase.Load("roc", "area s100b 0.95");
        var (cases, controls) = (oracle.Numbers("cases"), oracle.Numbers("controls"));
        var whole = PartialArea.Bootstrapped(cases, controls, 0, 1, seed: 5, replicates: 400);
        Assert.Equal(RocCurve.BootstrapArea(cases, controls, seed: 5, replicates: 400).Percentile.Low.Value, whole.Percentile.Low.Value, 1e-12);
        Assert.True(PartialArea.Bootstrapped(cases, controls, .8, 1, seed: 5, replicates: 400).Estimate.Value < whole.Estimate.Value);
    }

    [Fact]
    public void CompareUnpaired_Degenerate_SaysWhy()
    {
        Assert.Equal("a group is empty", RocCurve.CompareUnpaired([], [1], [1, 2], [1, 2]).Estimate.Reason);
        Assert.Contains("fewer than two", RocCurve.CompareUnpaired([2], [1, 3], [1, 2], [1, 2]).PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("do not overlap", RocCurve.CompareUnpaired([2, 3, 1], [1, 3, 2], [3, 4], [1, 2]).PValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void YoudenCut_Degenerate_SaysWhy()
    {
        Assert.Equal("a group is empty", YoudenCut.Compute([], [1], 1).CutInterval.Low.Reason);
        Assert.Null(YoudenCut.Compute([], [1], 1).Point);
        var useless = YoudenCut.Compute([1, 2], [3, 4], 1, 200);
        Assert.Equal(double.PositiveInfinity, useless.Point!.Value.Threshold);
        Assert.Equal(0, useless.Index.Value);
        Assert.Contains("no cut better", useless.CutInterval.Low.Reason, StringComparison.Ordinal);
        Assert.Contains("200 of 200", useless.Notes[1], StringComparison.Ordinal);
        Assert.Equal("replicates", Assert.Throws<ArgumentException>(() => YoudenCut.Compute([1], [1], 1, 5)).ParamName);
    }

    // Another monotone scale of the marker leaves areas, differences and the units a cut parts alone; swapping markers turns the difference.
    [Fact]
    public void Areas_MonotoneMarkers_AndSwaps() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Bool).Array[4, 40].Holds(
            rows =>
            {
                double[] first = [.. rows.Select(r => (double)r.Item1)], second = [.. rows.Select(r => (double)r.Item2)];
                bool[] y = [.. rows.Select(r => r.Item3)];
                double[] bent = [.. first.Select(v => Math.Exp(v / 3))];
                var (paired, swapped) = (RocCurve.ComparePaired(first, second, y), RocCurve.ComparePaired(second, bent, y));
                Assert.Equal(paired.PValue.IsEstimable, swapped.PValue.IsEstimable);
                if (paired.PValue.IsEstimable)
                {
                    Assert.Equal(paired.Estimate.Value, -swapped.Estimate.Value, 1e-12);
                    Assert.Equal(paired.PValue.Value, swapped.PValue.Value, 1e-9);
                }

                double[] Of(double[] v, bool wanted) => [.. v.Where((_, i) => y[i] == wanted)];
                Assert.Equal(RocCurve.Area(Of(first, true), Of(first, false)).StandardError, RocCurve.Area(Of(bent, true), Of(bent, false)).StandardError);
                Assert.Equal(
                    PartialArea.Compute(Of(first, true), Of(first, false), .7, 1), PartialArea.Compute(Of(bent, true), Of(bent, false), .7, 1));
                if (Of(first, true) is { Length: > 0 } with && Of(first, false) is { Length: > 0 } without)
                {
                    var brute = with.Sum(a => without.Sum(b => a > b ? 1 : a == b ? .5 : 0)) / (with.Length * without.Length);
                    Assert.Equal(brute, RocCurve.Area(with, without).Estimate.Value, 1e-13);
                }
            },
            count: 200);

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
        Assert.Equal("no variance among the placements: all values are tied", RocCurve.Area([3, 3], [3, 3]).Interval!.Low.Reason);
        Assert.Equal("a group has fewer than two values", RocCurve.ComparePaired([1, 2, 3], [1, 2, 3], [true, false, false]).PValue.Reason);
        Assert.Equal("the two markers order the groups alike: no variance", RocCurve.ComparePaired([1, 2, 3, 4], [1, 2, 3, 4], [true, false, true, false]).PValue.Reason);
    }

    [Fact]
    public void Area_SignTurned_IsTheComplement() =>
        Assert.Equal(1, RocCurve.Area([1, 4, 2], [2, 0, 3]).Estimate.Value + RocCurve.Area([-1, -4, -2], [-2, 0, -3]).Estimate.Value, 14);
}
