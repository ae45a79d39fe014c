using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>From where the deviations of Levene's test are taken.</summary>
public enum LeveneCentre
{
    /// <summary>The group's median (Brown and Forsythe 1974): robust. Our default, as car's.</summary>
    Median,

    /// <summary>The group's mean (Levene 1960).</summary>
    Mean,
}

/// <summary>Levene's and Brown and Forsythe's test of equal variances.</summary>
public static class Levene
{
    /// <summary>Analysis of variance of the absolute deviations from each group's centre.</summary>
    /// <param name="groups">One array a group, order free; shape: k ≥ 2 groups with values. Unit: U. Empty groups are left out (noted).</param>
    /// <param name="centre">From where deviations are taken.</param>
    /// <returns>F, k − 1 and N − k degrees of freedom, p; no estimate. Not estimable with fewer than two groups, one value in every group, or when
    /// the absolute deviations do not vary within any group (as with two values in each).</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>R: <c>car::leveneTest(y, group, center = median)</c>. Source: Levene (1960), in Olkin, Contributions to Probability and Statistics,
    /// 278–292; Brown and Forsythe (1974), J Am Stat Assoc 69:364–367. Oracle: Oracles/levene.</remarks>
    public static TestResult Compute(IReadOnlyList<double[]> groups, LeveneCentre centre = LeveneCentre.Median)
    {
        var deviations = groups.Select(g => Deviations(g, centre)).ToArray();
        var word = centre == LeveneCentre.Median ? "median" : "mean";
        return OneWayAnova.Compute(deviations).Test with
        {
            Method = new MethodDescription(
                centre == LeveneCentre.Median ? "Brown–Forsythe test of equal variances" : "Levene's test of equal variances",
                Inference.Options(("centre", word)),
                $"car::leveneTest(y, group, center = {word})"),
            EstimateName = "difference in spread between the groups",
            Estimate = TestResult.Undefined,
        };
    }

    private static double[] Deviations(double[] group, LeveneCentre centre)
    {
        Guard.Finite(group, "groups");
        if (group.Length == 0)
        {
            return group;
        }

        var sorted = group.ToArray();
        Array.Sort(sorted);
        var from = centre == LeveneCentre.Median ? Quantiles.OfSorted(sorted, 0.5) : Inference.Mean(group);
        return Array.ConvertAll(group, v => Math.Abs(v - from));
    }
}
