namespace StudyAnalysis.Statistics.Survival;

/// <summary>Times that differ by the rounding of what they were computed from are one time.</summary>
/// <remarks>As R's <c>timefix</c> (survival::aeqSurv): distinct times, in order, are one with the time before when they are no farther apart than 2⁻²⁶ of the mean of
/// all; the earliest stands for them. R joins times nearer than 1.5e-8 as well, whatever the unit; here only the share counts, so that the unit of time changes
/// nothing. The two differ where the mean time is below 1.</remarks>
internal static class SurvivalTimes
{
    private const double Share = 1.0 / (1 << 26);

    /// <summary>How far apart two times are at least, of distinct times ascending.</summary>
    public static double Tolerance(ReadOnlySpan<double> distinct)
    {
        var (sum, count) = (0.0, 0);
        foreach (var time in distinct)
        {
            if (double.IsFinite(time))
            {
                (sum, count) = (sum + Math.Abs(time), count + 1);
            }
        }

        return count == 0 ? 0 : Share * (sum / count);
    }

    /// <summary>Ends and starts on the same joined times; left alone where none are near.</summary>
    public static void Join(ref ReadOnlySpan<double> time, ref ReadOnlySpan<double> entry)
    {
        var distinct = Distinct(time, entry);
        var tolerance = Tolerance(distinct);
        var kept = new List<double>();
        for (var i = 0; i < distinct.Length; i++)
        {
            if (i == 0 || !(distinct[i] - distinct[i - 1] <= tolerance))
            {
                kept.Add(distinct[i]);
            }
        }

        if (kept.Count < distinct.Length)
        {
            (double[] ends, double[] starts) = (Moved(time, kept), Moved(entry, kept));
            time = ends;
            entry = starts;
        }
    }

    /// <summary>A horizon moved onto the time that it is but for rounding.</summary>
    public static double Snap(double horizon, ReadOnlySpan<double> time)
    {
        var distinct = Distinct(time, default);
        var tolerance = Tolerance(distinct);
        var nearest = horizon;
        var distance = tolerance;
        foreach (var t in distinct)
        {
            if (Math.Abs(t - horizon) <= distance)
            {
                (nearest, distance) = (t, Math.Abs(t - horizon));
            }
        }

        return nearest;
    }

    private static double[] Distinct(ReadOnlySpan<double> time, ReadOnlySpan<double> entry)
    {
        var all = new double[time.Length + entry.Length];
        time.CopyTo(all);
        entry.CopyTo(all.AsSpan(time.Length));
        Array.Sort(all);
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[count++] = all[i];
            }
        }

        return all[..count];
    }

    private static double[] Moved(ReadOnlySpan<double> values, List<double> kept)
    {
        var moved = new double[values.Length];
        for (var i = 0; i < moved.Length; i++)
        {
            var found = kept.BinarySearch(values[i]);
            moved[i] = double.IsNaN(values[i]) ? values[i] : kept[found >= 0 ? found : ~found - 1];
        }

        return moved;
    }
}
