using System.Runtime.InteropServices;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Friedman's test of several related measurements.</summary>
public static class Friedman
{
    /// <summary>With k measurements of n blocks <see cref="Computation.BySize"/> is exact while k^(k − 3) n^k is at most this, about the work of counting:
    /// n ≤ 100 for k = 3, 22 for k = 4, 8 for k = 5, 4 for k = 6.</summary>
    public const double LargestExact = 1e6;

    /// <summary>Friedman's χ² corrected for ties, and Kendall's W.</summary>
    /// <param name="blocks">One array a block (patient) with its k measurements in the same order; shape: n ≥ 1 × k ≥ 2, complete. Unit: U.</param>
    /// <param name="computation">Exact (all permutations within blocks, given the ties) up to <see cref="LargestExact"/> by default, χ² above.</param>
    /// <returns>χ², k − 1 degrees of freedom, p, W in 0 … 1 (concordance of the blocks). Not estimable without blocks, with fewer than two
    /// measurements, or when every block is constant.</returns>
    /// <exception cref="ArgumentException">Blocks of different lengths, or a value is not finite.</exception>
    /// <remarks>R: <c>friedman.test(y)</c> (asymptotic). Two measurements: the sign test. Source: Friedman (1937), J Am Stat Assoc 32:675–701;
    /// Hollander and Wolfe (1999) 7.1. Oracle: Oracles/friedman.</remarks>
    public static TestResult Compute(IReadOnlyList<double[]> blocks, Computation computation = Computation.BySize)
    {
        int n = blocks.Count, k = n == 0 ? 0 : blocks[0].Length;
        foreach (var block in blocks)
        {
            Guard.Finite(block, nameof(blocks));
            Guard.SameLength(k, block.Length, nameof(blocks), nameof(blocks));
        }

        var exact = computation == Computation.Exact || (computation == Computation.BySize && Math.Pow(k, k - 3) * Math.Pow(n, k) <= LargestExact);
        var result = new TestResult
        {
            Method = new MethodDescription(
                $"Friedman test, {(exact ? "exact" : "asymptotic")}",
                Inference.Options(("ties", "average ranks"), ("switch", "exact while k^(k - 3) * n^k <= 1e6")),
                exact ? "all permutations within blocks; friedman.test(y) for the statistic" : "friedman.test(y)"),
            EstimateName = "Kendall's W (concordance of the blocks)",
            StatisticName = "χ²",
            SampleSizes = [n, k],
        };
        var ranks = blocks.Select(b => Ranks.Doubled(b, out _)).ToArray();
        var spread = ranks.Sum(r => r.Sum(v => (double)(v - k - 1) * (v - k - 1)));
        var problem = n == 0 ? "no blocks" : k < 2 ? "fewer than two measurements" : spread == 0 ? "every block is constant" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return result with { Estimate = none, Statistic = none, DegreesOfFreedom = none, PValue = none };
        }

        int[] sums = [.. Enumerable.Range(0, k).Select(j => ranks.Sum(r => r[j]))];
        var distance = SquaredDistance(sums, n * (k + 1));
        var statistic = (k - 1) * (double)distance / spread;
        return result with
        {
            Estimate = statistic / (n * (k - 1)),
            Statistic = statistic,
            DegreesOfFreedom = k - 1,
            PValue = exact && Math.Pow((2.0 * k * n) + 1, k) > long.MaxValue / 2.0 ? Quantity.NotEstimable("too many rank sums to count")
                : exact ? ExactP(ranks, distance) : Tail.ChiSquaredUpper(statistic, k - 1),
        };
    }

    private static long SquaredDistance(ReadOnlySpan<int> sums, int mean)
    {
        long total = 0;
        foreach (var sum in sums)
        {
            total += (long)(sum - mean) * (sum - mean);
        }

        return total;
    }

    /// <summary>Blocks are added one at a time. Every block's ranks are dealt in any order, so only the sorted rank sums matter: a state is those, as the
    /// digits of one number.</summary>
    private static double ExactP(int[][] ranks, long seen)
    {
        var k = ranks[0].Length;
        var digit = (2L * k * ranks.Length) + 1;
        var states = new Dictionary<long, double> { [0] = 1 };
        int[] sums = new int[k], after = new int[k];
        foreach (var block in ranks)
        {
            var orders = Orders(block);
            var next = new Dictionary<long, double>();
            foreach (var (key, probability) in states)
            {
                Digits(key, digit, sums);
                foreach (var order in orders)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(next, Key(sums, order, after, digit), out _);
                    sum += probability / orders.Count;
                }
            }

            states = next;
        }

        var mean = ranks.Length * (k + 1);
        var extreme = 0.0;
        foreach (var (key, probability) in states)
        {
            Digits(key, digit, sums);
            extreme += SquaredDistance(sums, mean) >= seen ? probability : 0;
        }

        return Math.Min(1, extreme);
    }

    private static long Key(int[] sums, int[] order, int[] after, long digit)
    {
        for (var j = 0; j < after.Length; j++)
        {
            after[j] = sums[j] + order[j];
        }

        Array.Sort(after);
        var key = 0L;
        foreach (var sum in after)
        {
            key = (key * digit) + sum;
        }

        return key;
    }

    private static void Digits(long key, long digit, int[] sums)
    {
        for (var j = sums.Length - 1; j >= 0; j--)
        {
            sums[j] = (int)(key % digit);
            key /= digit;
        }
    }

    /// <summary>The distinct orders of one block's ranks, all equally likely.</summary>
    private static List<int[]> Orders(int[] block)
    {
        var orders = new List<int[]>();
        var left = block.Order().ToList();
        void Deal(int[] dealt, int next)
        {
            if (next == dealt.Length)
            {
                orders.Add([.. dealt]);
                return;
            }

            for (var i = 0; i < left.Count; i++)
            {
                if (i > 0 && left[i] == left[i - 1])
                {
                    continue;
                }

                dealt[next] = left[i];
                left.RemoveAt(i);
                Deal(dealt, next + 1);
                left.Insert(i, dealt[next]);
            }
        }

        Deal(new int[block.Length], 0);
        return orders;
    }
}
