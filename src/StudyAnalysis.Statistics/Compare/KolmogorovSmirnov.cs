using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Kolmogorov–Smirnov tests of one sample against a distribution and of two samples, exact also under ties.</summary>
/// <remarks>The alternatives are R's, of the distribution function: Greater = F of the first sample lies above, so that its values are
/// <b>smaller</b>.</remarks>
public static class KolmogorovSmirnov
{
    /// <summary>Largest sample for which <see cref="OneSample"/> is exact by default, as in R (n &lt; 100).</summary>
    public const int LargestExactOneSample = 99;

    /// <summary>Largest product of the sizes for which <see cref="TwoSample"/> is exact by default, as in R (below 10,000).</summary>
    public const int LargestExactTwoSample = 9_999;

    /// <summary>One sample against a completely specified continuous distribution.</summary>
    /// <param name="values">Finite values, any order; shape: n ≥ 0. Unit: U.</param>
    /// <param name="distribution">Its distribution function: value (unit U) → probability, rising.</param>
    /// <param name="alternative">TwoSided: largest distance; Greater: largest F(sample) − F; Less: largest F − F(sample).</param>
    /// <param name="computation">Exact up to <see cref="LargestExactOneSample"/> values by default.</param>
    /// <returns>D in 0 … 1 and p. Not estimable without values.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the distribution function gives no probability.</exception>
    /// <remarks>Parameters must not be estimated from the sample (use <see cref="ShapiroWilk"/>). Ties cannot come from a continuous distribution: they
    /// are noted, p then is conservative or not. R: <c>ks.test(x, "pnorm")</c>; one-sided R is asymptotic, here exact (Birnbaum and Tingey 1951, Ann
    /// Math Stat 22:592–596). Two-sided exact: the chance that the counting process leaves its band, summed over the places where it leaves, so that a
    /// small p keeps its digits. Oracle: Oracles/kolmogorov_smirnov.</remarks>
    public static TestResult OneSample(
        ReadOnlySpan<double> values, Func<double, double> distribution, Alternative alternative = Alternative.TwoSided, Computation computation = Computation.BySize)
    {
        Guard.Finite(values, nameof(values));
        var n = values.Length;
        var exact = computation == Computation.Exact || (computation == Computation.BySize && n <= LargestExactOneSample);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var result = Start("one-sample", $"ks.test(x, F, exact = {(exact ? "TRUE" : "FALSE")}, alternative = \"{alternative.Word()}\")", alternative, exact) with
        {
            EstimateName = alternative switch
            {
                Alternative.Greater => "largest F(sample) − F",
                Alternative.Less => "largest F − F(sample)",
                _ => "largest |F(sample) − F|",
            },
            SampleSizes = [n],
            Notes = sorted.Distinct().Count() < n ? ["tied values: the distribution is not continuous"] : [],
        };
        if (n == 0)
        {
            return Without(result, "no values");
        }

        double above = 0, below = 0;
        for (var i = 0; i < n; i++)
        {
            var f = distribution(sorted[i]);
            if (!(f >= 0 && f <= 1))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The distribution function gives {f} at {sorted[i]}."), nameof(distribution));
            }

            above = Math.Max(above, ((i + 1.0) / n) - f);
            below = Math.Max(below, f - ((double)i / n));
        }

        var d = alternative switch { Alternative.Greater => above, Alternative.Less => below, _ => Math.Max(above, below) };
        var p = (exact, alternative) switch
        {
            (true, Alternative.TwoSided) => SmirnovDistribution.OneSampleTwoSided(n, d),
            (true, _) => SmirnovDistribution.OneSampleOneSided(n, d),
            (_, Alternative.TwoSided) => SmirnovDistribution.Kolmogorov(d * Math.Sqrt(n)),
            _ => Math.Exp(-2 * n * d * d),
        };
        return result with { Estimate = d, Statistic = d, PValue = p };
    }

    /// <summary>Two independent samples from one distribution.</summary>
    /// <param name="a">Sample A; shape: n ≥ 0. Unit: U.</param>
    /// <param name="b">Sample B; shape: m ≥ 0. Unit: U.</param>
    /// <param name="alternative">TwoSided: largest distance; Greater: largest F(A) − F(B), that is A tends to be smaller; Less: the opposite.</param>
    /// <param name="computation">Exact while n × m ≤ <see cref="LargestExactTwoSample"/> by default.</param>
    /// <returns>D in 0 … 1 and p given the ties. Not estimable when a sample is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>R: <c>ks.test(a, b, exact = TRUE)</c>. Exact: all orders of the pooled values, compared after each block of ties only (Schröer and Trenkler
    /// 1995, Comput Stat Data Anal 20:185–202), summed in the tail (R 4.2.2 has 1 − cdf, and the wrong side for "less" under
    /// ties). Asymptotic: Smirnov's limit, conservative under ties.
    /// Oracle: Oracles/kolmogorov_smirnov.</remarks>
    public static TestResult TwoSample(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided, Computation computation = Computation.BySize)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        int n = a.Length, m = b.Length;
        var exact = computation == Computation.Exact || (computation == Computation.BySize && (long)n * m <= LargestExactTwoSample);
        var result = Start("two-sample", $"ks.test(a, b, exact = {(exact ? "TRUE" : "FALSE")}, alternative = \"{alternative.Word()}\")", alternative, exact) with
        {
            EstimateName = alternative switch
            {
                Alternative.Greater => "largest F(a) − F(b)",
                Alternative.Less => "largest F(b) − F(a)",
                _ => "largest |F(a) − F(b)|",
            },
            SampleSizes = [n, m],
        };
        if (n == 0 || m == 0)
        {
            return Without(result, "a sample is empty");
        }

        var ends = BlockEnds(a, b, out var steps);
        var largest = SmirnovDistribution.Largest(steps, ends, n, m, alternative);
        var d = (double)largest / ((long)n * m);
        var scaled = d * Math.Sqrt(n * (double)m / (n + m));
        var p = (exact, alternative) switch
        {
            (true, _) => SmirnovDistribution.TwoSample(n, m, ends, largest, alternative),
            (_, Alternative.TwoSided) => SmirnovDistribution.Kolmogorov(scaled),
            _ => Math.Exp(-2 * scaled * scaled),
        };
        var ties = ends.Count(e => e) < n + m;
        return result with { Estimate = d, Statistic = d, PValue = p, Notes = ties ? [exact ? "tied values: p given the ties" : "tied values: the asymptotic p is conservative"] : [] };
    }

    /// <summary>The pooled values in order: whether each is from A, and whether it is the last of its ties.</summary>
    private static bool[] BlockEnds(ReadOnlySpan<double> a, ReadOnlySpan<double> b, out bool[] fromA)
    {
        double[] all = [.. a, .. b];
        var n = a.Length;
        var order = Enumerable.Range(0, all.Length).ToArray();
        Array.Sort(all, order);
        fromA = Array.ConvertAll(order, i => i < n);
        var ends = new bool[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            ends[i] = i == all.Length - 1 || all[i + 1] != all[i];
        }

        return ends;
    }

    private static TestResult Start(string kind, string rCall, Alternative alternative, bool exact) => new()
    {
        Method = new MethodDescription($"Kolmogorov–Smirnov {kind} test, {(exact ? "exact" : "asymptotic")}", rCall),
        EstimateName = string.Empty,
        StatisticName = alternative switch { Alternative.Greater => "D⁺", Alternative.Less => "D⁻", _ => "D" },
        Alternative = alternative,
        SampleSizes = [],
    };

    private static TestResult Without(TestResult result, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return result with { Estimate = none, Statistic = none, PValue = none };
    }
}
