using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The Kruskal–Wallis test of several independent samples.</summary>
public static class KruskalWallis
{
    /// <summary>H corrected for ties, against χ². R: <c>kruskal.test(list(a, b, …))</c>.</summary>
    /// <param name="groups">One array a group; shape: k groups, sizes free, finite. Unit: U. Empty groups are left out (noted).</param>
    /// <returns>H, k − 1 degrees of freedom, asymptotic p. Not estimable with fewer than two groups or all values equal.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Source: Kruskal and Wallis (1952), J Am Stat Assoc 47:583–621. Oracle: Oracles/several_groups.</remarks>
    public static TestResult Compute(IReadOnlyList<double[]> groups)
    {
        var used = groups.Where(g => g.Length > 0).ToArray();
        var ranks = Ranks.Doubled([.. used.SelectMany(g => g)], out var ties);
        var result = new TestResult
        {
            Method = new MethodDescription("Kruskal–Wallis test, asymptotic", "kruskal.test(y, group)"),
            EstimateName = "difference between the groups",
            StatisticName = "H",
            SampleSizes = [.. groups.Select(g => g.Length)],
            Notes = used.Length < groups.Count ? ["groups without values left out"] : [],
        };
        double n = ranks.Length;
        var correction = 1 - (Ranks.TieCubes(ties) / ((n * n * n) - n));
        var problem = used.Length < 2 ? "fewer than two groups with values" : ties.Length == 1 && ties[0] == ranks.Length ? "all values are equal" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return result with { Statistic = none, DegreesOfFreedom = none, PValue = none };
        }

        var squares = 0.0;
        var start = 0;
        foreach (var group in used)
        {
            var distance = (ranks.AsSpan(start, group.Length).ToArray().Sum() / 2.0) - (group.Length * (n + 1) / 2);
            squares += distance * distance / group.Length;
            start += group.Length;
        }

        var statistic = 12 / (n * (n + 1)) * squares / correction;
        return result with { Statistic = statistic, DegreesOfFreedom = used.Length - 1, PValue = Tail.ChiSquaredUpper(statistic, used.Length - 1) };
    }
}
