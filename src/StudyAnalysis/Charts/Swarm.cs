using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>Places equal and near values side by side so that every point is seen; the same values give the same places.</summary>
internal static class Swarm
{
    private const double MaximalOffset = 0.3;

    /// <summary>Offsets from the group's middle, in the order of the values.</summary>
    public static ImmutableArray<double> Offsets(ImmutableArray<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        var offsets = new double[values.Length];
        if (finite.Length < 2)
        {
            return [.. offsets];
        }

        // Values within a 40th of the range would overlap at the size points are drawn.
        var reach = (finite.Max() - finite.Min()) / 40;
        var order = Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i])).OrderBy(i => values[i]).ThenBy(i => i).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] - values[order[start]] <= reach)
            {
                end++;
            }

            Spread(order.AsSpan(start, end - start), offsets);
            start = end;
        }

        return [.. offsets];
    }

    private static void Spread(ReadOnlySpan<int> row, double[] offsets)
    {
        var step = Math.Min(0.06, 2 * MaximalOffset / Math.Max(1, row.Length - 1));
        for (var i = 0; i < row.Length; i++)
        {
            offsets[row[i]] = Math.Round((i - ((row.Length - 1) / 2.0)) * step, 4);
        }
    }
}
