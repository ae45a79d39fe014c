using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>Standardised mean differences, for baseline tables; group 1 − group 2, no unit. No p by design.</summary>
/// <remarks>Source: Austin (2009), Stat Med 28:3083–3107; more than two categories: Yang and Dalton (2012), SAS Global Forum 335.
/// R: package tableone (ExtractSmd), which shows the absolute value.</remarks>
public static class StandardizedDifference
{
    private const string NoSpread = "no spread in either group";

    /// <summary>Of a continuous variable: (mean 1 − mean 2) / √((s₁² + s₂²) / 2).</summary>
    /// <param name="group1">Finite values; shape: n ≥ 2. Unit: U.</param>
    /// <param name="group2">Finite values; shape: m ≥ 2. Unit: U.</param>
    /// <returns>Not estimable when a group has fewer than two values or neither has any spread.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Quantity Continuous(ReadOnlySpan<double> group1, ReadOnlySpan<double> group2)
    {
        Guard.Finite(group1, nameof(group1));
        Guard.Finite(group2, nameof(group2));
        if (group1.Length < 2 || group2.Length < 2)
        {
            return Quantity.NotEstimable("a group has fewer than two values");
        }

        double m1 = Inference.Mean(group1), m2 = Inference.Mean(group2);
        var pooled = (Inference.Variance(group1, m1) + Inference.Variance(group2, m2)) / 2;
        return pooled == 0 ? Quantity.NotEstimable(NoSpread) : (m1 - m2) / Math.Sqrt(pooled);
    }

    /// <summary>Of a yes/no variable: (p₁ − p₂) / √((p₁(1 − p₁) + p₂(1 − p₂)) / 2).</summary>
    /// <param name="events1">Yes in group 1.</param>
    /// <param name="total1">Size of group 1.</param>
    /// <param name="events2">Yes in group 2.</param>
    /// <param name="total2">Size of group 2.</param>
    /// <returns>Not estimable when a group is empty or both proportions are 0 or 1.</returns>
    /// <exception cref="ArgumentException">Impossible counts.</exception>
    public static Quantity Binary(int events1, int total1, int events2, int total2)
    {
        if (events1 < 0 || events2 < 0 || events1 > total1 || events2 > total2)
        {
            throw new ArgumentException($"{events1} of {total1} and {events2} of {total2} are not proportions.", nameof(events1));
        }

        if (total1 == 0 || total2 == 0)
        {
            return Quantity.NotEstimable("no observations in a group");
        }

        double p1 = (double)events1 / total1, p2 = (double)events2 / total2;
        var pooled = ((p1 * (1 - p1)) + (p2 * (1 - p2))) / 2;
        return pooled == 0 ? Quantity.NotEstimable(NoSpread) : (p1 - p2) / Math.Sqrt(pooled);
    }

    /// <summary>Of a variable with several categories: the Mahalanobis distance of the two profiles (never negative).</summary>
    /// <param name="counts1">Count per category in group 1; shape: k ≥ 2.</param>
    /// <param name="counts2">Count per category in group 2, the same categories in the same order.</param>
    /// <returns>Not estimable when a group is empty or the groups share no category (the distance is infinite). Categories absent in both groups are left out.</returns>
    /// <exception cref="ArgumentException">Different lengths or a negative count.</exception>
    public static Quantity Categorical(ReadOnlySpan<int> counts1, ReadOnlySpan<int> counts2)
    {
        Guard.SameLength(counts1.Length, counts2.Length, nameof(counts1), nameof(counts2));
        var pairs = counts1.ToArray().Zip(counts2.ToArray()).Where(c => c.First != 0 || c.Second != 0).ToArray();
        if (pairs.Any(c => c.First < 0 || c.Second < 0))
        {
            throw new ArgumentException("A count is negative.", nameof(counts1));
        }

        double n1 = pairs.Sum(c => (double)c.First), n2 = pairs.Sum(c => (double)c.Second);
        if (n1 == 0 || n2 == 0)
        {
            return Quantity.NotEstimable("no observations in a group");
        }

        if (pairs.Length < 2)
        {
            return Quantity.NotEstimable(NoSpread);
        }

        // The pooled covariance is singular exactly when no category occurs in both groups; a solver would answer with rounding.
        return pairs.All(c => c.First == 0 || c.Second == 0)
            ? Quantity.NotEstimable("the groups share no category")
            : Mahalanobis([.. pairs.Skip(1).Select(c => c.First / n1)], [.. pairs.Skip(1).Select(c => c.Second / n2)]);
    }

    private static Quantity Mahalanobis(double[] p1, double[] p2)
    {
        var k = p1.Length;
        var covariance = Matrix<double>.Build.Dense(k, k, (i, j) => i == j
            ? ((p1[i] * (1 - p1[i])) + (p2[i] * (1 - p2[i]))) / 2
            : -((p1[i] * p1[j]) + (p2[i] * p2[j])) / 2);
        var difference = Vector<double>.Build.Dense(k, i => p1[i] - p2[i]);
        var solved = covariance.Solve(difference);
        return Math.Sqrt(Math.Max(0, difference.DotProduct(solved)));
    }
}
