namespace StudyAnalysis.Statistics.Roc;

/// <summary>DeLong's placements by sorting: for each value with the event the share of those without that lie below (ties ½), and the reverse.</summary>
/// <param name="Area">Area under the curve.</param>
/// <param name="Upper">Placement of each value with the event, in the order given.</param>
/// <param name="Lower">Placement of each value without, in the order given: share of those with the event above it.</param>
internal sealed record RocPlacements(double Area, double[] Upper, double[] Lower)
{
    private const int LargeSample = 20000;

    public static RocPlacements Of(ReadOnlySpan<double> withEvent, ReadOnlySpan<double> without)
    {
        var (sortedWith, sortedWithout) = (withEvent.ToArray(), without.ToArray());
        var (orderWith, orderWithout) = (Indices(withEvent.Length), Indices(without.Length));
        if (withEvent.Length + without.Length < LargeSample)
        {
            Array.Sort(sortedWith, orderWith);
            Array.Sort(sortedWithout, orderWithout);
        }
        else
        {
            Parallel.Invoke(() => Array.Sort(sortedWith, orderWith), () => Array.Sort(sortedWithout, orderWithout));
        }

        var (upper, twice) = Below(sortedWith, orderWith, sortedWithout);
        var (below, _) = Below(sortedWithout, orderWithout, sortedWith);
        var lower = Array.ConvertAll(below, b => 1 - b);
        return new RocPlacements(twice / (2.0 * upper.Length * lower.Length), upper, lower);
    }

    /// <summary>The area alone, without the placements: for resampling.</summary>
    public static double AreaOf(double[] withEvent, double[] without)
    {
        Array.Sort(withEvent);
        Array.Sort(without);
        return TwiceWins(withEvent, without) / (2.0 * withEvent.Length * without.Length);
    }

    /// <summary>Covariance of two lists of placements divided by their number: their part in the variance of areas.</summary>
    public static double Covariance(double[] a, double[] b)
    {
        var (meanA, meanB, sum) = (Describe.Inference.Mean(a), Describe.Inference.Mean(b), 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }

        return sum / (a.Length - 1) / a.Length;
    }

    private static int[] Indices(int count)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
        {
            indices[i] = i;
        }

        return indices;
    }

    private static (double[] Shares, double TwiceWins) Below(double[] sorted, int[] order, double[] others)
    {
        var shares = new double[sorted.Length];
        var (below, through, twice) = (0, 0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            (below, through) = Advance(others, sorted[i], below, through);
            shares[order[i]] = (below + through) / (2.0 * others.Length);
            twice += below + through;
        }

        return (shares, twice);
    }

    private static double TwiceWins(double[] sorted, double[] others)
    {
        var (below, through, twice) = (0, 0, 0.0);
        foreach (var value in sorted)
        {
            (below, through) = Advance(others, value, below, through);
            twice += below + through;
        }

        return twice;
    }

    // How many of the others lie below the value, and at or below it.
    private static (int Below, int Through) Advance(double[] others, double value, int below, int through)
    {
        while (below < others.Length && others[below] < value)
        {
            below++;
        }

        through = Math.Max(through, below);
        while (through < others.Length && others[through] == value)
        {
            through++;
        }

        return (below, through);
    }
}
