using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Resample;

/// <summary>Options of a permutation test.</summary>
public sealed record PermutationTestOptions
{
    /// <summary>Of the statistic: greater counts statistics at least as large, less at most as large, two-sided at least as far from 0.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>Random permutations where all are not enumerated, at least 99.</summary>
    public int Replicates { get; init; } = 99_999;

    /// <summary>All permutations are enumerated up to this number of them.</summary>
    public long LargestExact { get; init; } = 200_000;

    /// <summary>Level of the Monte Carlo interval of p.</summary>
    public double Level { get; init; } = 0.99;
}

/// <summary>A permutation p.</summary>
/// <param name="Method">How it was computed.</param>
/// <param name="Statistic">The statistic of the data.</param>
/// <param name="PValue">Share of permutations at least as extreme, the observed one included (the +1 rule where they are random).</param>
/// <param name="MonteCarlo">Clopper–Pearson interval of the p that all permutations would give; null when they were all enumerated.</param>
/// <param name="AsExtreme">Permutations at least as extreme, the observed one included.</param>
/// <param name="Permutations">Permutations counted, the observed one included.</param>
/// <param name="IsExact">Whether these were all there are.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record PermutationResult(
    MethodDescription Method,
    Quantity Statistic,
    Quantity PValue,
    ConfidenceInterval? MonteCarlo,
    long AsExtreme,
    long Permutations,
    bool IsExact,
    ImmutableArray<string> Notes);

/// <summary>Permutation tests of any statistic: all permutations where they are few, seeded random ones otherwise.</summary>
/// <remarks>Statistics that differ by less than 1e-10 relatively count as tied. A permutation in which the statistic is not defined counts as extreme,
/// which can only enlarge p, and is named in the notes. Statistics are called from several threads and must not keep the spans. p of random
/// permutations: (b + 1)/(m + 1), Phipson and Smyth (2010), Stat Appl Genet Mol Biol 9:39. R: <c>coin::independence_test(distribution = "exact")</c>
/// for linear statistics. Oracle: Oracles/permutation.</remarks>
public static class PermutationTest
{
    private const int ChunkSize = 256;

    /// <summary>Two independent groups: which units form the first.</summary>
    /// <param name="first">Size of the first group; its units are numbered 0 … first − 1 in the data.</param>
    /// <param name="second">Size of the second group; its units follow.</param>
    /// <param name="statistic">From the unit numbers of the first and of the second group to the statistic, 0 under the null for a two-sided test; NaN = not
    /// defined.</param>
    /// <param name="seed">Same seed, same p on any number of cores; not used when all are enumerated.</param>
    /// <param name="options">Alternative, number of permutations.</param>
    /// <returns>p; not estimable when a group is empty or the statistic of the data is not defined.</returns>
    /// <exception cref="ArgumentException">A negative size, fewer than 99 replicates, or a level outside 0 … 1.</exception>
    public static PermutationResult TwoSample(
        int first, int second, Func<ReadOnlySpan<int>, ReadOnlySpan<int>, double> statistic, ulong seed, PermutationTestOptions? options = null)
    {
        RequireSize(first, nameof(first));
        RequireSize(second, nameof(second));
        double Of(ReadOnlySpan<int> order) => statistic(order[..first], order[first..]);
        return first == 0 || second == 0
            ? Failed("Permutation test of two samples", "a group is empty")
            : Run("Permutation test of two samples", PermutationWalk.Subsets(first, second), Of, seed, options ?? new());
    }

    /// <summary>Pairs: the sign of each difference.</summary>
    /// <param name="pairs">Number of pairs.</param>
    /// <param name="statistic">From the signs (1 or −1, one a pair, all 1 in the data) to the statistic, 0 under the null for a two-sided test; NaN = not defined.</param>
    /// <param name="seed">Same seed, same p on any number of cores; not used when all are enumerated.</param>
    /// <param name="options">Alternative, number of permutations.</param>
    /// <returns>p; not estimable without pairs or when the statistic of the data is not defined.</returns>
    /// <exception cref="ArgumentException">A negative size, fewer than 99 replicates, or a level outside 0 … 1.</exception>
    public static PermutationResult SignFlip(int pairs, Func<ReadOnlySpan<int>, double> statistic, ulong seed, PermutationTestOptions? options = null)
    {
        RequireSize(pairs, nameof(pairs));
        return pairs == 0
            ? Failed("Permutation test of pairs", "no pairs")
            : Run("Permutation test of pairs", PermutationWalk.Signs(pairs), s => statistic(s), seed, options ?? new());
    }

    /// <summary>Any labels: one column of the data against the rest, for correlation, several groups, trends.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="statistic">From an order of the unit numbers (0, 1, … in the data) to the statistic: unit i receives the label of unit order[i]; NaN = not
    /// defined.</param>
    /// <param name="seed">Same seed, same p on any number of cores; not used when all are enumerated.</param>
    /// <param name="options">Alternative, number of permutations.</param>
    /// <returns>p; not estimable without units or when the statistic of the data is not defined.</returns>
    /// <exception cref="ArgumentException">A negative size, fewer than 99 replicates, or a level outside 0 … 1.</exception>
    public static PermutationResult Shuffle(int units, Func<ReadOnlySpan<int>, double> statistic, ulong seed, PermutationTestOptions? options = null)
    {
        RequireSize(units, nameof(units));
        return units == 0
            ? Failed("Permutation test of labels", "no units")
            : Run("Permutation test of labels", PermutationWalk.Orders(units), s => statistic(s), seed, options ?? new());
    }

    private static PermutationResult Run(string name, PermutationWalk walk, PermutationStatistic statistic, ulong seed, PermutationTestOptions options)
    {
        Guard.Level(options.Level);
        if (options.Replicates < 99)
        {
            throw new ArgumentException($"At least 99 replicates, not {options.Replicates}.", nameof(options));
        }

        var observed = statistic(walk.Start());
        if (double.IsNaN(observed))
        {
            return Failed(name, "the statistic of the data is not defined");
        }

        var isExact = walk.Count <= options.LargestExact;
        var total = isExact ? (long)walk.Count : options.Replicates;
        var (extreme, undefined) = Count(walk, statistic, observed, isExact, total, seed, options.Alternative);
        var (asExtreme, permutations) = isExact ? (extreme, total) : (extreme + 1, total + 1);
        var text = isExact ? "all" : string.Create(CultureInfo.InvariantCulture, $"{total} random");
        return new(
            new MethodDescription(
                name + (isExact ? ", exact" : ", Monte Carlo"),
                Inference.Options(("alternative", options.Alternative.Word()), ("permutations", text)),
                "coin::independence_test(distribution = \"exact\") for linear statistics"),
            observed,
            (double)asExtreme / permutations,
            isExact ? null : Proportions.ClopperPearson((int)extreme, (int)total, options.Level).Interval,
            asExtreme,
            permutations,
            isExact,
            undefined == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{undefined} of {permutations} permutations not defined and counted as extreme")]);
    }

    private static (long Extreme, long Undefined) Count(
        PermutationWalk walk, PermutationStatistic statistic, double observed, bool isExact, long total, ulong seed, Alternative alternative)
    {
        long extreme = 0, undefined = 0;
        var tolerance = double.IsInfinity(observed) ? 0 : 1e-10 * Math.Abs(observed);
        Parallel.For(0L, (total + ChunkSize - 1) / ChunkSize, () => (Walk: walk.Copy(), Extreme: 0L, Undefined: 0L), (chunk, _, local) =>
        {
            for (var r = chunk * ChunkSize; r < Math.Min(total, (chunk + 1) * ChunkSize); r++)
            {
                var value = statistic(isExact ? local.Walk.Numbered(r) : local.Walk.Random(new CounterRandom(seed, (ulong)r)));
                local.Extreme += double.IsNaN(value) || IsExtreme(value, observed, tolerance, alternative) ? 1 : 0;
                local.Undefined += double.IsNaN(value) ? 1 : 0;
            }

            return local;
        },
        local =>
        {
            Interlocked.Add(ref extreme, local.Extreme);
            Interlocked.Add(ref undefined, local.Undefined);
        });
        return (extreme, undefined);
    }

    private static bool IsExtreme(double value, double observed, double tolerance, Alternative alternative) => alternative switch
    {
        Alternative.Greater => value >= observed - tolerance,
        Alternative.Less => value <= observed + tolerance,
        _ => Math.Abs(value) >= Math.Abs(observed) - tolerance,
    };

    private static PermutationResult Failed(string name, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return new(new MethodDescription(name, "none"), none, none, null, 0, 0, false, [reason]);
    }

    private static void RequireSize(int size, string argument)
    {
        if (size < 0)
        {
            throw new ArgumentException($"A size is not negative, as {size} is.", argument);
        }
    }
}
