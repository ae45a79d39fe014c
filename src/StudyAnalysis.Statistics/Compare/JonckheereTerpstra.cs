using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The Jonckheere–Terpstra test of a trend over ordered groups.</summary>
public static class JonckheereTerpstra
{
    /// <summary>Above this many cells of the counting table (states of the groups × values of J) <see cref="Computation.BySize"/> is asymptotic.</summary>
    public const long LargestExact = 20_000_000;

    /// <summary>J, the pairs of different groups in which the later group is larger (ties ½).</summary>
    /// <param name="groups">One array a group, in the order of the hypothesis; shape: k ≥ 2, finite. Unit: U. Empty groups are left out.</param>
    /// <param name="alternative">Of the trend from the first group to the last: Greater = rising.</param>
    /// <param name="computation">Exact by counting all allocations given the ties up to <see cref="LargestExact"/> by default.</param>
    /// <returns>J; p; estimate J / pairs, the probability that a value of a later group exceeds one of an earlier (0.5 = no trend).
    /// Not estimable with fewer than two groups, or asymptotically when all values are equal.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Exact two-sided p: |J − E| at least as large. Asymptotic: variance under ties of Hollander and Wolfe (1999), (6.19), no
    /// continuity correction. R: <c>clinfun::jonckheere.test</c>; the oracle is brute force over all allocations
    /// (Oracles/several_groups).</remarks>
    public static TestResult Compute(
        IReadOnlyList<double[]> groups, Alternative alternative = Alternative.TwoSided, Computation computation = Computation.BySize)
    {
        var used = groups.Where(g => g.Length > 0).ToArray();
        foreach (var group in used)
        {
            Guard.Finite(group, nameof(groups));
        }

        var sizes = Array.ConvertAll(used, g => g.Length);
        var pairs = PairCount(sizes);
        var exact = computation == Computation.Exact
            || (computation == Computation.BySize && sizes.Aggregate((2L * pairs) + 1, (p, n) => p > LargestExact ? p : p * (n + 1)) <= LargestExact);
        var result = new TestResult
        {
            Method = new MethodDescription(
                $"Jonckheere–Terpstra test, {(exact ? "exact" : "asymptotic")}",
                Inference.Options(("ties", "count ½"), ("two-sided p", exact ? "J at least as far from its mean" : "twice the smaller tail")),
                "clinfun::jonckheere.test(y, group); compared with all allocations enumerated in base R"),
            EstimateName = "probability that a value of a later group exceeds one of an earlier group",
            StatisticName = "J",
            Alternative = alternative,
            SampleSizes = [.. groups.Select(g => g.Length)],
            Notes = used.Length < groups.Count ? ["groups without values left out"] : [],
        };
        if (used.Length < 2)
        {
            var none = Quantity.NotEstimable("fewer than two groups with values");
            return result with { Estimate = none, Statistic = none, PValue = none };
        }

        var doubled = Statistic(used);
        return result with
        {
            Estimate = doubled / (2.0 * pairs),
            Statistic = doubled / 2.0,
            PValue = exact ? Distribution(used, sizes).PValue(alternative, doubled, 2 * pairs) : AsymptoticP(used, sizes, doubled, pairs, alternative),
        };
    }

    internal static int PairCount(int[] sizes) => ((sizes.Sum() * sizes.Sum()) - sizes.Sum(n => n * n)) / 2;

    private static int Statistic(double[][] groups)
    {
        var doubled = 0;
        for (var j = 1; j < groups.Length; j++)
        {
            foreach (var (early, late) in groups.Take(j).SelectMany(g => g).SelectMany(e => groups[j].Select(l => (e, l))))
            {
                doubled += late > early ? 2 : late == early ? 1 : 0;
            }
        }

        return doubled;
    }

    /// <summary>Values are dealt to the groups in ascending order, one block of ties at a time: a state is how many each group has so far.</summary>
    internal static ExactDistribution Distribution(double[][] groups, int[] sizes)
    {
        var blocks = groups.SelectMany(g => g).GroupBy(v => v).OrderBy(g => g.Key).Select(g => g.Count());
        var states = new Dictionary<string, (int[] Taken, double[] Counts)>(StringComparer.Ordinal)
        {
            [string.Empty] = (new int[sizes.Length], Start(2 * PairCount(sizes))),
        };
        foreach (var block in blocks)
        {
            var next = new Dictionary<string, (int[] Taken, double[] Counts)>(StringComparer.Ordinal);
            foreach (var (taken, counts) in states.Values)
            {
                foreach (var (added, ways) in Deals(block, taken, sizes, 0))
                {
                    Add(next, taken, added, ways, counts);
                }
            }

            states = next;
        }

        return ExactDistribution.OfCounts(states.Values.Single().Counts);
    }

    private static double[] Start(int largest)
    {
        var counts = new double[largest + 1];
        counts[0] = 1;
        return counts;
    }

    private static void Add(Dictionary<string, (int[] Taken, double[] Counts)> states, int[] taken, int[] added, double ways, double[] counts)
    {
        var increment = 0;
        for (var j = 1; j < taken.Length; j++)
        {
            for (var i = 0; i < j; i++)
            {
                increment += added[j] * ((2 * taken[i]) + added[i]);
            }
        }

        var after = taken.Zip(added, (t, a) => t + a).ToArray();
        var key = string.Join(',', after.Select(a => a.ToString(CultureInfo.InvariantCulture)));
        if (!states.TryGetValue(key, out var state))
        {
            state = (after, new double[counts.Length]);
            states[key] = state;
        }

        for (var s = counts.Length - 1 - increment; s >= 0; s--)
        {
            state.Counts[s + increment] += ways * counts[s];
        }
    }

    /// <summary>All ways to deal a block to groups from <paramref name="from"/> on, with the number of orders of each.</summary>
    private static IEnumerable<(int[] Added, double Ways)> Deals(int block, int[] taken, int[] sizes, int from)
    {
        if (from == sizes.Length - 1)
        {
            if (block <= sizes[from] - taken[from])
            {
                var last = new int[sizes.Length];
                last[from] = block;
                yield return (last, 1);
            }

            yield break;
        }

        var ways = 1.0;
        for (var here = 0; here <= Math.Min(block, sizes[from] - taken[from]); here++)
        {
            foreach (var (added, rest) in Deals(block - here, taken, sizes, from + 1))
            {
                added[from] = here;
                yield return (added, ways * rest);
            }

            ways = ways * (block - here) / (here + 1);
        }
    }

    private static Quantity AsymptoticP(double[][] groups, int[] sizes, int doubled, int pairs, Alternative alternative)
    {
        double n = sizes.Sum();
        _ = Ranks.Doubled([.. groups.SelectMany(g => g)], out var ties);
        static double Five(int t) => t * (t - 1.0) * ((2.0 * t) + 5);
        static double Three(int t) => t * (t - 1.0) * (t - 2.0);
        static double Two(int t) => t * (t - 1.0);
        var variance = ((n * (n - 1) * ((2 * n) + 5)) - sizes.Sum(Five) - ties.Sum(Five)) / 72;
        variance += n > 2 ? sizes.Sum(Three) * ties.Sum(Three) / (36 * n * (n - 1) * (n - 2)) : 0;
        variance += sizes.Sum(Two) * ties.Sum(Two) / (8 * n * (n - 1));
        return ties.Length == 1 && ties[0] == sizes.Sum()
            ? Quantity.NotEstimable("all values are equal")
            : Inference.NormalP(alternative, (doubled - pairs) / 2.0 / Math.Sqrt(variance));
    }
}
