namespace StudyAnalysis.Statistics.Compare;

/// <summary>What the paired and ranked tests share.</summary>
internal static class Pairs
{
    public static double[] Differences(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        Guard.SameLength(a.Length, b.Length, nameof(a), nameof(b));
        var differences = new double[a.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = a[i] - b[i];
        }

        return differences;
    }

    /// <summary>R's continuity correction of a statistic at this distance from its mean.</summary>
    public static double Correction(Alternative alternative, double distance) => alternative switch
    {
        Alternative.Less => -0.5,
        Alternative.Greater => 0.5,
        _ => 0.5 * Math.Sign(distance),
    };
}
