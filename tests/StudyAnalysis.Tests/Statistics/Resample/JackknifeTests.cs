using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

public sealed class JackknifeTests
{
    [Theory, InlineData("mean"), InlineData("variance n"), InlineData("correlation"), Trait("Oracle", "R, Efron (1982)")]
    public void Compute_Matches_R(string name)
    {
        var oracle = OracleCase.Load("jackknife", name);
        var x = oracle.Numbers("x");
        var result = Jackknife.Compute(x.Length, name switch
        {
            "mean" => kept => kept.Average(i => x[i]),
            "variance n" => kept => kept.Average(i => x[i] * x[i]) - Math.Pow(kept.Average(i => x[i]), 2),
            _ => kept => Correlation(kept, x, oracle.Numbers("y")),
        });
        oracle.Check("estimate", result.Estimate.Value);
        oracle.Check("bias", result.Bias.Value, 1e-11);
        oracle.Check("corrected", result.Corrected.Value);
        oracle.Check("se", result.StandardError.Value);
    }

    // By hand: x = 1, 2, 6, θ = mean²; θ = 9; without each: 16, 12.25, 2.25, mean 61/6; bias 2(61/6 − 9) = 7/3; SE = √(2/3 · Σ(θᵢ − 61/6)²).
    [Fact]
    public void Compute_SquaredMean_ByHand()
    {
        double[] x = [1, 2, 6];
        var result = Jackknife.Compute(3, kept => Math.Pow(kept.Average(i => x[i]), 2));
        Assert.Equal([16, 12.25, 2.25], result.Values);
        Assert.Equal(7 / 3.0, result.Bias.Value, 1e-12);
        Assert.Equal(20 / 3.0, result.Corrected.Value, 1e-12);
        var squares = Math.Pow(16 - (61 / 6.0), 2) + Math.Pow(12.25 - (61 / 6.0), 2) + Math.Pow(2.25 - (61 / 6.0), 2);
        Assert.Equal(Math.Sqrt(2 / 3.0 * squares), result.StandardError.Value, 1e-12);
    }

    [Fact]
    public void Compute_Undefined_SaysWhy()
    {
        Assert.Equal("fewer than two units", Jackknife.Compute(1, _ => 3).StandardError.Reason);
        Assert.Equal(3, Jackknife.Compute(1, _ => 3).Estimate.Value);
        Assert.Equal("the statistic of the data is not defined", Jackknife.Compute(0, _ => 3).Estimate.Reason);
        Assert.Equal("the statistic is not defined without one of the units", Jackknife.Compute(3, k => k.Length == 2 && k[0] == 1 ? double.NaN : 1).Bias.Reason);
        Assert.Equal("units", Assert.Throws<ArgumentException>(() => Jackknife.Compute(-1, _ => 3)).ParamName);
        Assert.Equal(0, Jackknife.Compute(4, _ => 3).StandardError.Value);
    }

    private static double Correlation(int[] kept, double[] x, double[] y)
    {
        double mx = kept.Average(i => x[i]), my = kept.Average(i => y[i]);
        return kept.Sum(i => (x[i] - mx) * (y[i] - my)) / Math.Sqrt(kept.Sum(i => (x[i] - mx) * (x[i] - mx)) * kept.Sum(i => (y[i] - my) * (y[i] - my)));
    }
}
