using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>What the paired and ranked tests share.</summary>
internal static class Pairs
{
    /// <summary>a − b; differences closer than 2⁻⁴⁰ of the largest value of the pairs are one, in size, and so near 0 they are 0.</summary>
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

        return NearTies.JoinedSizes(differences, Tolerance(a, b));
    }

    /// <summary>How far apart two differences of these values are at least.</summary>
    public static double Tolerance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var largest = 0.0;
        foreach (var value in a)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        foreach (var value in b)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return NearTies.Share * largest;
    }

    /// <summary>R's continuity correction of a statistic at this distance from its mean.</summary>
    public static double Correction(Alternative alternative, double distance) => alternative switch
    {
        Alternative.Less => -0.5,
        Alternative.Greater => 0.5,
        _ => 0.5 * Math.Sign(distance),
    };
}
