using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>What the paired and ranked tests share.</summary>
internal static class Pairs
{
    /// <summary>a − b; differences closer than 2⁻⁴⁰ of the values they are made of are one, in size, and so near 0 they are 0.</summary>
    public static double[] Differences(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        Guard.SameLength(a.Length, b.Length, nameof(a), nameof(b));
        var (differences, tolerances) = (new double[a.Length], new double[a.Length]);
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = a[i] - b[i];
            tolerances[i] = Tolerance(a[i], b[i]);
        }

        return NearTies.JoinedSizes(differences, tolerances);
    }

    /// <summary>How far the difference of two values may lie from where it would lie without rounding.</summary>
    /// <remarks>Of its own operands: one large pair must not make the small differences of the others 0.</remarks>
    public static double Tolerance(double a, double b) => NearTies.Share * Math.Max(Math.Abs(a), Math.Abs(b));

    /// <summary>R's continuity correction of a statistic at this distance from its mean.</summary>
    public static double Correction(Alternative alternative, double distance) => alternative switch
    {
        Alternative.Less => -0.5,
        Alternative.Greater => 0.5,
        _ => 0.5 * Math.Sign(distance),
    };
}
