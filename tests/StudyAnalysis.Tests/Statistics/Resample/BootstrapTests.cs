using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

public sealed class BootstrapTests
{
    public static TheoryData<string> IntervalCases => OracleCase.Names("bootstrap", "intervals");

    [Theory, MemberData(nameof(IntervalCases)), Trait("Oracle", "R boot::boot.ci")]
    public void Intervals_OfTheSameReplicates_Match_R(string name)
    {
        var oracle = OracleCase.Load("bootstrap", name);
        var percentile = Bootstrap.Percentile(oracle.Numbers("t"), oracle.Number("level"));
        var bca = Bootstrap.Bca(oracle.Number("t0"), oracle.Numbers("t"), oracle.Numbers("L"), oracle.Number("level"));
        oracle.Check("plow", percentile.Low.Value, 1e-11);
        oracle.Check("phigh", percentile.High.Value, 1e-11);
        oracle.Check("blow", bca.Low.Value, 1e-11);
        oracle.Check("bhigh", bca.High.Value, 1e-11);
    }

    public static TheoryData<string> StudentizedCases => OracleCase.Names("bootstrap", "studentised");

    [Theory, MemberData(nameof(StudentizedCases)), Trait("Oracle", "R boot::boot.ci(type = \"stud\")")]
    public void Studentized_OfTheSameReplicates_Matches_R(string name)
    {
        var oracle = OracleCase.Load("bootstrap", name);
        var interval = Bootstrap.Studentized(oracle.Number("t0"), oracle.Number("v0"), oracle.Numbers("t"), oracle.Numbers("v"), oracle.Number("level"));
        oracle.Check("slow", interval.Low.Value, 1e-11);
        oracle.Check("shigh", interval.High.Value, 1e-11);
    }

    [Fact]
    public void ComputeStudentized_Mean_AgreesWithR_WithinMonteCarloError()
    {
        var oracle = OracleCase.Load("bootstrap", "whole studentised");
        var x = oracle.Numbers("x");
        var result = Bootstrap.ComputeStudentized([x.Length], chosen => MeanWithVariance(chosen[0], x), seed: 1, replicates: 20_000);
        Assert.Equal(x.Average(), result.Estimate.Value, 1e-12);
        oracle.Check("slow", result.Interval.Low.Value, 0.03);
        oracle.Check("shigh", result.Interval.High.Value, 0.03);
        Assert.Equal(result.Interval, Bootstrap.ComputeStudentized([x.Length], chosen => MeanWithVariance(chosen[0], x), seed: 1, replicates: 20_000).Interval);
    }

    // By hand: replicates 1 … 99 around 50, each with the variance of the data: quantiles of (t − 50) are ∓47.5 at (R + 1)p = 2.5 and 97.5, between
    // order statistics 2 and 3 on the normal scale.
    [Fact]
    public void Studentized_EqualVariances_MirrorsThePercentileInterval()
    {
        double[] t = [.. Enumerable.Range(1, 99).Select(i => (double)i)], v = [.. t.Select(_ => 4.0)];
        var (studentized, percentile) = (Bootstrap.Studentized(50, 4, t, v), Bootstrap.Percentile(t));
        Assert.Equal(100 - percentile.High.Value, studentized.Low.Value, 1e-10);
        Assert.Equal(100 - percentile.Low.Value, studentized.High.Value, 1e-10);
    }

    [Fact]
    public void Studentized_Degenerate_SaysWhy()
    {
        static StudentizedBootstrapResult Run(Func<IReadOnlyList<int[]>, (double, double)> statistic) => Bootstrap.ComputeStudentized([3], statistic, 1, 200);
        Assert.Equal("the statistic of the data or its variance is not defined", Run(_ => (1, 0)).Interval.Low.Reason);
        Assert.Equal("its variance is not positive", Run(_ => (1, 0)).StandardError.Reason);
        Assert.Equal("the statistic of the data or its variance is not defined", Run(_ => (double.NaN, 1)).Estimate.Reason);
        Assert.Contains("replicates not defined", Run(c => (1, c[0].Distinct().Count() - 1)).Interval.Low.Reason, StringComparison.Ordinal);
        Assert.Equal("variances", Assert.Throws<ArgumentException>(() => Bootstrap.Studentized(0, 1, new double[20], new double[20])).ParamName);
        Assert.Equal("variance", Assert.Throws<ArgumentException>(() => Bootstrap.Studentized(0, 0, new double[20], new double[20])).ParamName);
        Assert.Equal("variances", Assert.Throws<ArgumentException>(() => Bootstrap.Studentized(0, 1, new double[20], new double[19])).ParamName);
    }

    // Two Monte Carlo runs: ours of 20,000 and R's of 100,000; five standard errors of a 2.5 % quantile are about 3 % of the value here.
    [Fact]
    public void Compute_Mean_AgreesWithR_WithinMonteCarloError()
    {
        var oracle = OracleCase.Load("bootstrap", "mean");
        var x = oracle.Numbers("x");
        var result = Bootstrap.Compute([x.Length], chosen => chosen[0].Average(i => x[i]), seed: 1, replicates: 20_000);
        oracle.Check("se", result.StandardError.Value, 0.03);
        oracle.Check("plow", result.Percentile.Low.Value, 0.03);
        oracle.Check("phigh", result.Percentile.High.Value, 0.03);
        oracle.Check("blow", result.Bca.Low.Value, 0.03);
        oracle.Check("bhigh", result.Bca.High.Value, 0.03);
    }

    [Fact]
    public void Compute_SameSeed_SameResult_OtherSeed_Another()
    {
        static BootstrapResult Run(ulong seed) => Bootstrap.Compute([5, 4], c => c[0].Sum() - c[1].Sum(), seed, 500);
        Assert.Equal(Run(3).Replicates, Run(3).Replicates);
        Assert.NotEqual(Run(3).Replicates, Run(4).Replicates);
    }

    [Fact]
    public void Compute_StrataOfAnArea_KeepTheirSizes()
    {
        double[] cases = [3, 5, 5, 8, 2, 9, 4], controls = [1, 3, 3, 5, 2, 2, 6, 0];
        var result = Bootstrap.Compute(
            [cases.Length, controls.Length],
            chosen =>
            {
                Assert.InRange(chosen[0].Length, cases.Length - 1, cases.Length);
                return RocCurve.Area([.. chosen[0].Select(i => cases[i])], [.. chosen[1].Select(i => controls[i])]).Estimate.Value;
            },
            seed: 11,
            replicates: 2000);
        Assert.Equal(RocCurve.Area(cases, controls).Estimate.Value, result.Estimate.Value);
        Assert.True(result.Bca.Low.Value < result.Estimate.Value && result.Estimate.Value < result.Bca.High.Value);
        Assert.InRange(result.Bca.High.Value, 0, 1);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var constant = Bootstrap.Compute([3], _ => 1.0, 1, 200);
        Assert.Equal("the statistic does not vary between patients", constant.Bca.Low.Reason);
        Assert.Contains("all replicates are equal", constant.Percentile.Low.Reason, StringComparison.Ordinal);
        Assert.False(constant.StandardError.IsEstimable);
        Assert.Equal("the statistic of the data is not defined", Bootstrap.Compute([3], _ => double.NaN, 1, 200).Estimate.Reason);
        var half = Bootstrap.Compute([2], c => c[0][0] == c[0][1] ? double.NaN : c[0].Sum(), 1, 200);
        Assert.Contains("replicates are not defined", half.Percentile.Low.Reason, StringComparison.Ordinal);
        Assert.Equal("strataSizes", Assert.Throws<ArgumentException>(() => Bootstrap.Compute([], _ => 0, 1)).ParamName);
        Assert.Equal("replicates", Assert.Throws<ArgumentException>(() => Bootstrap.Compute([2], _ => 0, 1, 5)).ParamName);
    }

    private static (double Estimate, double Variance) MeanWithVariance(int[] chosen, double[] x)
    {
        var mean = chosen.Average(i => x[i]);
        return (mean, chosen.Sum(i => (x[i] - mean) * (x[i] - mean)) / (chosen.Length - 1) / chosen.Length);
    }
}
