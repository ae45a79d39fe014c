using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

/// <summary>Resampling worked by hand, and printed.</summary>
public sealed class ResamplePublishedTests
{
    // 1 … 39 as replicates: (R + 1) · 2.5 % = 1 and · 97.5 % = 39 are order statistics themselves.
    [Fact]
    public void Percentile_ByHand()
    {
        var interval = Bootstrap.Percentile([.. Enumerable.Range(1, 39).Reverse().Select(i => (double)i)]);
        Assert.Equal(1, interval.Low.Value, 12);
        Assert.Equal(39, interval.High.Value, 12);
    }

    // Influences −1, 0, 1 have no skewness, a = 0. 1200 of the replicates 1 … 1999 lie below the estimate, z₀ = Φ⁻¹(1200/1999); the ends are at Φ(2 z₀ ∓ 1.96).
    [Fact]
    public void Bca_WithoutSkewness_ByHand()
    {
        double[] t = [.. Enumerable.Range(1, 1999).Select(i => (double)i)];
        var interval = Bootstrap.Bca(1200.5, t, [-1, 0, 1]);
        var z = Tail.NormalQuantile(1200 / 1999.0);
        Assert.Equal(2000 * (1 - Tail.NormalUpper((2 * z) - 1.959963984540054)), interval.Low.Value, .01);
        Assert.Equal(2000 * (1 - Tail.NormalUpper((2 * z) + 1.959963984540054)), interval.High.Value, .01);
    }

    // Tests of scipy.stats.bootstrap: a million resamples by R's boot of the mean of 16 skewed values: percentile (28.86, 84.21), BCa (32.31, 91.43), basic (23.77, 79.12).
    [Fact]
    public void Mean_OfSkewedValues_Published()
    {
        double[] x = [10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213];
        var result = Bootstrap.Compute([16], chosen => chosen[0].Average(i => x[i]), seed: 3, replicates: 40_000);

        // Three standard errors of a 2.5 % quantile of 40,000 are .4 below and .6 above; the upper BCa end lies further out.
        Assert.Equal(28.86, result.Percentile.Low.Value, .4);
        Assert.Equal(84.21, result.Percentile.High.Value, .6);
        Assert.Equal(32.31, result.Bca.Low.Value, .45);
        Assert.Equal(91.43, result.Bca.High.Value, 1.0);
    }

    // Davison and Hinkley (1997), example 5.4, hours between failures of air-conditioning; reference output of boot's examples from 999 resamples: studentised (45.6, 295.8),
    // percentile (46.8, 195.0). Nine hundred and ninety-nine leave about 5 % of noise below and 10 % above.
    [Fact]
    public void Studentized_AirConditioning_Published()
    {
        double[] x = [3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487];
        var result = Bootstrap.ComputeStudentized(
            [12],
            chosen =>
            {
                var mean = chosen[0].Average(i => x[i]);
                return (mean, chosen[0].Sum(i => (x[i] - mean) * (x[i] - mean)) / 144);
            },
            seed: 5,
            replicates: 20_000);
        Assert.Equal(108.0833, result.Estimate.Value, 4);
        Assert.Equal(45.6, result.Interval.Low.Value, 5.0);
        Assert.Equal(295.8, result.Interval.High.Value, 30.0);

        // The same from replicates drawn here.
        var random = new RandomSequence(9, 0);
        double[][] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => Enumerable.Range(0, 12).Select(_ => x[random.Integer(12)]).ToArray())];
        double[] means = Array.ConvertAll(drawn, d => d.Average()), variances = Array.ConvertAll(drawn, d => d.Sum(v => (v - d.Average()) * (v - d.Average())) / 144);
        var interval = Bootstrap.Studentized(x.Average(), x.Sum(v => (v - x.Average()) * (v - x.Average())) / 144, means, variances);
        Assert.Equal(45.6, interval.Low.Value, 5.0);
        Assert.Equal(295.8, interval.High.Value, 30.0);
    }

    // Efron and Tibshirani (1993), section 10.3, hormone patches: ratio −.0713, jackknife bias .0080, standard error .106.
    [Fact]
    public void Jackknife_Patches_Published()
    {
        double[] z = [8406, 2342, 8187, 8459, 4795, 3516, 4796, 10238], y = [-1200, 2601, -2705, 1982, -1290, 351, -638, -2719];
        var result = Jackknife.Compute(8, kept => kept.Sum(i => y[i]) / kept.Sum(i => z[i]));
        Assert.Equal(-.0713, result.Estimate.Value, 4);
        Assert.Equal(.0080, result.Bias.Value, 4);
        Assert.Equal(.106, result.StandardError.Value, 3);
    }

    // Reference output of coin's examples: the 3003 ways to choose the five samples of 12–26 weeks, difference of means: p = 0.1318681.
    [Fact]
    public void TwoSample_Permeability_Published()
    {
        double[] x = [.80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46, 1.15, .88, .90, .74, 1.21];
        static double Mean(ReadOnlySpan<int> units, double[] values)
        {
            var sum = 0.0;
            foreach (var i in units)
            {
                sum += values[i];
            }

            return sum / units.Length;
        }

        var result = PermutationTest.TwoSample(10, 5, (a, b) => Mean(a, x) - Mean(b, x), 0);
        Assert.Equal((396, 3003), (result.AsExtreme, result.Permutations));
        Assert.Equal(.1318681, result.PValue.Value, 7);
    }

    // Hollander and Wolfe (1973), p. 185, help of R's cor.test: Kendall's test of nine lots of tuna, T = 26 concordant pairs, exact two-sided p 0.1194, here over all 9! orders.
    [Fact]
    public void Shuffle_Tuna_Published()
    {
        double[] x = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1], y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        double Score(ReadOnlySpan<int> order)
        {
            var sum = 0.0;
            for (var i = 1; i < 9; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    sum += Math.Sign((x[i] - x[j]) * (y[order[i]] - y[order[j]]));
                }
            }

            return sum;
        }

        var result = PermutationTest.Shuffle(9, Score, 0, new() { LargestExact = 400_000 });
        Assert.True(result.IsExact && result.Permutations == 362_880);
        Assert.Equal(26 - 10, result.Statistic.Value);
        Printed.Check(".1194", result.PValue.Value);
    }

    // 1, 2, 4 as they stand against their places: Σ i x = 1 + 4 + 12 = 17 is the largest of the 3! orders 17, 15, 16, 13, 12, 11; about the mean 14, 11 is as far.
    [Fact]
    public void ShuffleAndSignFlip_ByHand()
    {
        double[] x = [1, 2, 4];
        double Sum(ReadOnlySpan<int> order) => x[order[0]] + (2 * x[order[1]]) + (3 * x[order[2]]) - 14;
        OracleFile.AssertRelative(1 / 6.0, PermutationTest.Shuffle(3, Sum, 0, new() { Alternative = StudyAnalysis.Statistics.Alternative.Greater }).PValue.Value, 1e-14, "largest");
        OracleFile.AssertRelative(2 / 6.0, PermutationTest.Shuffle(3, Sum, 0).PValue.Value, 1e-14, "as far");
        double Signed(ReadOnlySpan<int> signs) => (signs[0] * 1) + (signs[1] * 2) + (signs[2] * 4);
        OracleFile.AssertRelative(1 / 8.0, PermutationTest.SignFlip(3, Signed, 0, new() { Alternative = StudyAnalysis.Statistics.Alternative.Greater }).PValue.Value, 1e-14, "all plus");
        OracleFile.AssertRelative(2 / 8.0, PermutationTest.SignFlip(3, Signed, 0).PValue.Value, 1e-14, "all of one sign");
    }
}
