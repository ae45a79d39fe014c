using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>Ranks with ties. R: <c>rank(x, ties.method = "average")</c>. Oracle: Oracles/ranks.</summary>
public static class Ranks
{
    /// <summary>Average (mid-) ranks, from 1.</summary>
    /// <param name="values">Finite values in any order; shape: n ≥ 0.</param>
    /// <returns>Rank of each value in the order given; tied values share the mean of their ranks.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static ImmutableArray<double> Average(ReadOnlySpan<double> values)
    {
        var doubled = Doubled(values, out _);
        return [.. doubled.Select(r => r / 2.0)];
    }

    /// <summary>Twice the average ranks, which are whole numbers, so that exact distributions can be counted; and the sizes of all ties ≥ 2.</summary>
    internal static int[] Doubled(ReadOnlySpan<double> values, out int[] tieSizes)
    {
        Guard.Finite(values, nameof(values));
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new int[sorted.Length];
        var ties = new List<int>();
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (var k = start; k < end; k++)
            {
                ranks[order[k]] = start + 1 + end;
            }

            if (end - start > 1)
            {
                ties.Add(end - start);
            }

            start = end;
        }

        tieSizes = [.. ties];
        return ranks;
    }

    /// <summary>Σ(t³ − t) over the ties.</summary>
    internal static double TieCubes(IEnumerable<int> tieSizes) => tieSizes.Sum(t => ((double)t * t * t) - t);
}
