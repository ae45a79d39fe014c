using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.NumericFaults;

/// <summary>Ties that binary rounding breaks: differences of decimals, and times computed from them.</summary>
public sealed class TieFaultTests
{
    private static readonly double[] Near = [0.1 + 0.2, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5];
    private static readonly double[] Same = [0.3, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5];
    private static readonly bool[] Status = [true, true, true, false, true, true, false, true];
    private static readonly int[] Group = [1, 0, 0, 1, 1, 0, 1, 0];
    private static readonly int[] Cause = [1, 2, 1, 0, 2, 1, 0, 1];

    [Fact, Trait("Oracle", "R exactRankTests::wilcox.exact of rounded differences")]
    public void SignedRank_OfDecimals_HasTheirTies()
    {
        var fault = FaultCase.Load("signed-rank-decimals");
        double[] a = fault.Numbers("a"), b = fault.Numbers("b");
        var test = SignedRank.Paired(a, b);
        fault.Check("statistic", test.Statistic);
        fault.Check("p.value", test.PValue);
        Assert.Equal(-0.3, test.Estimate.Value);
        var differences = BelowLimit.Differences(a, new bool[a.Length], b, new bool[b.Length]);
        Assert.Equal(test.PValue, SignedRank.Compute(differences).PValue);
        Assert.Equal([-0.6, -0.3, 0.3], differences.Distinct().Order());
    }

    // Zeros are zeros: 0.3 − (0.1 + 0.2) is no difference; with both below a limit there is none either.
    [Fact]
    public void Differences_ThatAreRounding_AreZero_AndThoseBelowBothLimitsToo() =>
        Assert.Equal([0, 0, 0.1, -0.1], BelowLimit.Differences([0.3, 5, 0.4, 0.4], [false, true, false, false], [0.1 + 0.2, 4, 0.3, 0.5], [false, true, false, false]));

    // What differs by more than rounding stays as it was, to the last bit.
    [Fact]
    public void Differences_ThatDiffer_AreNotTouched()
    {
        double[] a = [1e6 + 0.001, 1e6 + 0.002, 3.14159265358979, 2.71828182845905];
        double[] b = [1e6, 1e6, 1.41421356237310, 1.73205080756888];
        Assert.Equal([a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3]], BelowLimit.Differences(a, new bool[4], b, new bool[4]));
    }

    // One pair of large values leaves the small differences of the others as they are, and rounding of its own is still a tie with them.
    [Fact]
    public void Differences_BesideALargePair_KeepTheirSizeAndTheirTies()
    {
        double[] a = [1e9 + 1, 0.0003, 0.0005, 0.3], b = [1e9, 0.0001, 0.0001, 0.1 + 0.2];
        Assert.Equal([1, a[1] - b[1], a[2] - b[2], 0], BelowLimit.Differences(a, new bool[4], b, new bool[4]));
        var tied = BelowLimit.Differences([1000.3, 0.3], new bool[2], [1000, 0], new bool[2]);
        Assert.Equal(tied[0], tied[1]);
    }

    [Fact, Trait("Oracle", "R t.test stops: data are essentially constant")]
    public void PairedT_OfConstantDifferences_IsNotEstimable()
    {
        var fault = FaultCase.Load("paired-t-constant");
        fault.Check("p.value", TTest.Paired(fault.Numbers("a"), fault.Numbers("b")).PValue);
        Assert.False(TTest.OneSample([0.3 - 0.1, 0.6 - 0.4, 0.9 - 0.7]).PValue.IsEstimable);
        Assert.False(TTest.Welch([0.1 + 0.2, 0.3], [0.3, 0.3]).PValue.IsEstimable);
    }

    // R: shifts 0.1 and 0.3 − 0.2 are one candidate; the inverted test gives the interval of the data times ten, which are whole.
    [Fact]
    public void ShiftInterval_OfDecimals_IsThatOfWholeNumbers()
    {
        double[] a = [0.1, 0.3, 0.4, 0.7, 0.9, 1.1], b = [0.2, 0.3, 0.5, 0.6, 0.6, 0.7];
        var decimals = MannWhitney.ShiftInterval(a, b);
        var whole = MannWhitney.ShiftInterval([1, 3, 4, 7, 9, 11], [2, 3, 5, 6, 6, 7]);
        Assert.Equal(whole.Low.Value / 10, decimals.Low.Value, 1e-12);
        Assert.Equal(whole.High.Value / 10, decimals.High.Value, 1e-12);
    }

    [Fact, Trait("Oracle", "R coxph, survdiff (timefix)")]
    public void NearEqualTimes_AreOneTime_InCoxAndLogRank()
    {
        var fault = FaultCase.Load("cox-near-equal-times");
        var x = new double[8, 1];
        for (var i = 0; i < 8; i++)
        {
            x[i, 0] = fault.Numbers("x")[i];
        }

        var fit = CoxRegression.Fit(new CoxInput { Time = fault.Numbers("time"), Status = fault.Flags("status"), Covariates = x });
        fault.Check("estimate", fit.Coefficients[0].Estimate);
        fault.Check("std.error", fit.Coefficients[0].StandardError);
        fault.Check("log-rank statistic", LogRank.Test(fault.Numbers("time"), fault.Flags("status"), fault.Integers("x")).Statistic);
    }

    // The same at every unit of time: R's absolute limit of 1.5e-8 is left out on purpose.
    [Theory, InlineData(1.0), InlineData(1e-9), InlineData(365.25), InlineData(1e9)]
    public void NearEqualTimes_AreOneTime_InEveryMethod(double unit)
    {
        double[] near = Array.ConvertAll(Near, t => t * unit), same = Array.ConvertAll(Same, t => t * unit);
        Assert.Equal(7, KaplanMeier.Estimate(near, Status).Points.Length);
        Assert.Equal(2, KaplanMeier.Estimate(near, Status).At(0.3 * unit)[0].Events);
        Assert.Equal(2, KaplanMeier.Estimate(near, Status).At((0.1 + 0.2) * unit)[0].Events);
        Assert.Equal(7, AalenJohansen.Estimate(near, Cause).Curves[0].Points.Length);
        Assert.Equal(GrayTest.Test(same, Cause, Group).Statistic.ValueOrNaN, GrayTest.Test(near, Cause, Group).Statistic.ValueOrNaN);
        Assert.Equal(FirthEstimate(same), FirthEstimate(near), 1e-12);
        Assert.Equal(FineGray.Fit(same, Cause, Column()).Coefficients[0].Estimate.Value, FineGray.Fit(near, Cause, Column()).Coefficients[0].Estimate.Value, 1e-12);
        double[] score = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Equal(Concordance.Harrell(same, Status, score).Estimate, Concordance.Harrell(near, Status, score).Estimate);
        Assert.Equal(HorizonStatus.At(same, Cause, 0.3 * unit).Status, HorizonStatus.At(near, Cause, (0.1 + 0.2) * unit).Status);
        Assert.Equal(Landmark.Select(same, Cause, 0.3 * unit).Rows, Landmark.Select(near, Cause, (0.1 + 0.2) * unit).Rows);
    }

    // Times that differ in the eighth figure are two times.
    [Fact]
    public void NearbyTimes_StayApart() => Assert.Equal(2, KaplanMeier.Estimate([1, 1.0000001], [true, true]).Points.Length);

    private static double FirthEstimate(double[] time) =>
        FirthCox.Fit(new CoxInput { Time = time, Status = Status, Covariates = Column() }).Coefficients[0].Estimate.Value;

    private static double[,] Column()
    {
        var x = new double[8, 1];
        for (var i = 0; i < 8; i++)
        {
            x[i, 0] = Group[i];
        }

        return x;
    }
}
