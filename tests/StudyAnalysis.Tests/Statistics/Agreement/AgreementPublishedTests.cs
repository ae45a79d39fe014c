using StudyAnalysis.Statistics.Agreement;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Agreement;

/// <summary>Printed agreement.</summary>
public sealed class AgreementPublishedTests
{
    // Carkeet's exact limits are one-sided tolerance limits. Owen (1963), Factors for one-sided tolerance limits: n = 50, .95 of the distribution with confidence .95:
    // k = 2.065 standard deviations above the mean: here limits of 90 % with intervals of 90 %.
    [Fact]
    public void BlandAltman_Exact_IsOwensToleranceFactor()
    {
        double[] differences = [.. Enumerable.Range(0, 50).Select(i => (double)(i * 7 % 50))];
        var limits = BlandAltman.Compute(differences, new double[50], coverage: .9, level: .9, interval: LimitInterval.Exact);
        Assert.Equal(2.065, (limits.Upper.Interval!.High.Value - limits.Bias.Estimate.Value) / limits.StandardDeviation.Value, 3);
        Assert.Equal(-2.065, (limits.Lower.Interval!.Low.Value - limits.Bias.Estimate.Value) / limits.StandardDeviation.Value, 3);
    }

    // Differences −1, 0, 1: the limits are mirror images of each other.
    [Fact]
    public void BlandAltman_Exact_IsSymmetric()
    {
        var limits = BlandAltman.Compute([2, 1, 3], [2, 2, 2], interval: LimitInterval.Exact);
        Assert.Equal(-limits.Upper.Interval!.High.Value, limits.Lower.Interval!.Low.Value, 10);
        Assert.Equal(-limits.Upper.Interval.Low.Value, limits.Lower.Interval.High.Value, 10);
        Assert.InRange(limits.Upper.Estimate.Value, limits.Upper.Interval.Low.Value, limits.Upper.Interval.High.Value);
    }

    // SAS/STAT guide, PROC FREQ, agreement of two dermatologists: κ 0.3449, ASE 0.0724 (0.2030, 0.4868). Hout, Duncan and Sobel (1987), SexualFun of vcd, as printed in the help
    // of vcdExtra (Friendly), print.Kappa: unweighted 0.1293, ASE 0.06860; equal spacing 0.2374, ASE 0.07832.
    [Fact]
    public void Kappa_SkinConditionAndSexualFun()
    {
        var skin = CohenKappa.Compute(new[,] { { 10, 4, 1, 0 }, { 5, 10, 12, 2 }, { 2, 4, 12, 5 }, { 0, 2, 6, 13 } });
        Assert.Equal(.3449, skin.Estimate.Value, 4);
        Assert.Equal(.0724, skin.StandardError.Value, 4);
        Assert.Equal(.2030, skin.Interval!.Low.Value, 4);
        Assert.Equal(.4868, skin.Interval.High.Value, 4);
        var couples = new[,] { { 7, 7, 2, 3 }, { 2, 8, 3, 7 }, { 1, 5, 4, 9 }, { 2, 8, 9, 14 } };
        Assert.Equal(.1293, CohenKappa.Compute(couples).Estimate.Value, 4);
        Assert.Equal(.06860, CohenKappa.Compute(couples).StandardError.Value, 5);
        var weighted = CohenKappa.Compute(couples, weights: KappaWeights.Linear);
        Assert.Equal(.2374, weighted.Estimate.Value, 4);
        Assert.Equal(.07832, weighted.StandardError.Value, 5);
    }
}
