using System.Diagnostics;
using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.NumericFaults;

/// <summary>Codes of causes, negative times and standard errors of survival methods.</summary>
public sealed class SurvivalFaultTests
{
    public static TheoryData<string> Codes => FaultCase.Names("aalen-johansen-code-");

    [Theory, MemberData(nameof(Codes)), Trait("Oracle", "R cmprsk::cuminc, survfit")]
    public void AalenJohansen_IsTheSame_ForLargeCodes(string id)
    {
        var fault = FaultCase.Load(id);
        var cause = fault.Integers("cause");
        var curves = AalenJohansen.Estimate(fault.Numbers("time"), cause).Curves;
        Assert.Equal([1, cause.Max()], curves.Select(c => c.Cause));
        Assert.Equal(AalenJohansen.Estimate(fault.Numbers("time"), FaultCase.Load("aalen-johansen-code-2").Integers("cause")).Curves[1].At(6)[0].Estimate, curves[1].At(6)[0].Estimate);
    }

    // A curve for every code up to the largest took 49 ms a thousand codes.
    [Fact]
    public void AalenJohansen_TakesNoLonger_ForLargeCodes()
    {
        var fault = FaultCase.Load("aalen-johansen-code-10000");
        int[] cause = [.. fault.Integers("cause").Select(c => c == 10_000 ? 100_000 : c)];
        Assert.Contains(100_000, cause);
        var watch = Stopwatch.StartNew();
        Assert.Equal([1, 100_000], AalenJohansen.Estimate(fault.Numbers("time"), cause).Curves.Select(c => c.Cause));
        Assert.True(watch.Elapsed.TotalSeconds < 2, watch.Elapsed.ToString());
    }

    [Fact]
    public void Codes_UpToAMillion_AreTaken_AndNoLarger()
    {
        var watch = Stopwatch.StartNew();
        int[] cause = [0, 1, 1_000_000, 1];
        double[] time = [1, 2, 3, 4];
        Assert.Equal(2, AalenJohansen.Estimate(time, cause).Curves.Length);
        Assert.Equal(1, Landmark.Select(time, cause, 3.5).EventsBefore[^1]);
        Assert.Equal(StatusAtHorizon.CompetingEvent, HorizonStatus.At(time, cause, 3.5).Status[2]);
        Assert.True(watch.Elapsed.TotalSeconds < 2);
        Assert.Contains("cause[2]", Assert.Throws<ArgumentException>(() => AalenJohansen.Estimate(time, [0, 1, 1_000_001, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Landmark.Select(time, [0, 1, int.MaxValue, 1], 2));
        Assert.Throws<ArgumentException>(() => AalenJohansen.Estimate(time, [0, 1, 1, 1], causes: int.MaxValue));
    }

    [Fact]
    public void NegativeTime_Throws_NamingItsPlace()
    {
        var fault = FaultCase.Load("negative-time");
        var (time, status) = (fault.Numbers("time"), fault.Flags("event"));
        int[] cause = [1, 1, 1];
        var x = new double[3, 1];
        foreach (Action call in new Action[]
        {
            () => KaplanMeier.Estimate(time, status),
            () => KaplanMeier.Reverse(time, status),
            () => LogRank.Test(time, status, [0, 1, 1]),
            () => AalenJohansen.Estimate(time, cause),
            () => GrayTest.Test(time, cause, [0, 1, 1]),
            () => FineGray.Fit(time, cause, x),
            () => CoxRegression.Fit(new CoxInput { Time = time, Status = status, Covariates = x }),
            () => FirthCox.Fit(new CoxInput { Time = time, Status = status, Covariates = x }),
            () => Landmark.Select(time, cause, 1),
            () => HorizonStatus.At(time, cause, 1),
            () => Concordance.Harrell(time, status, [1, 2, 3]),
            () => TimeDependentAuc.Estimate(time, cause, [1, 2, 3], 2),
        })
        {
            Assert.Contains("time[0] is -1", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Fact, Trait("Oracle", "R riskRegression::Score(conservative = TRUE)")]
    public void TimeDependentAuc_Error_HasNMinusOne()
    {
        var fault = FaultCase.Load("time-dependent-auc-se");
        var auc = TimeDependentAuc.Estimate(fault.Numbers("time"), fault.Integers("status"), fault.Numbers("marker"), fault.Inputs.GetProperty("horizon").GetDouble());
        fault.Check("estimate", auc.Estimate);
        fault.Check("std.error", auc.StandardError);
    }

    // No event: 0 of those at risk at the time, not of those at the start; all events: exact only where nobody was censored.
    [Fact, Trait("Oracle", "R binom.test")]
    public void Ends_WithoutAnyEvent_AndWithAll_AreExact()
    {
        var curve = KaplanMeier.Estimate([1, 2, 3, 4, 5], [false, false, false, true, true]);
        var early = curve.At(2.5)[0];
        Assert.Equal(0.2924017738212867, early.Interval.Low.Value, 1e-12);
        Assert.Equal(1, early.Interval.High.Value);
        Assert.False(curve.At(5)[0].Interval.High.IsEstimable);
        var complete = KaplanMeier.Estimate([1, 2, 3], [true, true, true]).At(3)[0];
        Assert.Equal(0, complete.Interval.Low.Value);
        Assert.Equal(0.7075982261787133, complete.Interval.High.Value, 1e-12);
        var incidence = AalenJohansen.Estimate([1, 2, 3, 4], [2, 0, 1, 1], causes: 2).Curves[0].At(1)[0];
        Assert.Equal(0, incidence.Interval.Low.Value);
        Assert.Equal(0.6023646356164746, incidence.Interval.High.Value, 1e-12);
        Assert.Contains("Clopper–Pearson", curve.Method.Options["no event"], StringComparison.Ordinal);
        Assert.False(curve.RestrictedMeanTo(3).StandardError.IsEstimable);
    }
}
