using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Multiplicity;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>One pair of groups compared.</summary>
/// <param name="First">Index of the first group, from 0.</param>
/// <param name="Second">Index of the second group.</param>
/// <param name="Result">z, unadjusted p, and mean rank of the first − mean rank of the second.</param>
/// <param name="AdjustedPValue">p adjusted over all pairs compared.</param>
public sealed record PairwiseComparison(int First, int Second, TestResult Result, Quantity AdjustedPValue);

/// <summary>Dunn's comparisons of pairs of groups after a Kruskal–Wallis test, on the ranks among all groups.</summary>
public static class Dunn
{
    /// <summary>All pairs of groups.</summary>
    /// <param name="groups">One array a group; shape: k ≥ 2, finite. Unit: any. Pairs with an empty group are not estimable and do not count in the adjustment.</param>
    /// <param name="adjust">Adjustment over the pairs.</param>
    /// <returns>Pairs (0, 1), (0, 2), … in that order: difference of mean ranks with standard error, z, two-sided p. Not estimable when a group
    /// is empty or all values are equal.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Standard error √((N(N + 1)/12 − Σ(t³ − t)/(12(N − 1))) (1/nᵢ + 1/nⱼ)). R: <c>rstatix::dunn_test(y ~ group, p.adjust.method = "holm")</c>,
    /// whose z is second − first: the sign here is the opposite. Source: Dunn (1964), Technometrics 6:241–252. Oracle: Oracles/dunn.</remarks>
    public static ImmutableArray<PairwiseComparison> Compute(IReadOnlyList<double[]> groups, AdjustMethod adjust = AdjustMethod.Holm)
    {
        var ranks = Ranks.Doubled([.. groups.SelectMany(g => g)], out var ties);
        double n = ranks.Length;
        var variance = (n * (n + 1) / 12) - (n > 1 ? Ranks.TieCubes(ties) / (12 * (n - 1)) : 0);
        var means = new double[groups.Count];
        var start = 0;
        for (var g = 0; g < means.Length; g++)
        {
            means[g] = ranks.AsSpan(start, groups[g].Length).ToArray().Sum() / (2.0 * groups[g].Length);
            start += groups[g].Length;
        }

        var equal = ties.Length == 1 && ties[0] == ranks.Length;
        var pairs = (
            from first in Enumerable.Range(0, groups.Count)
            from second in Enumerable.Range(first + 1, groups.Count - first - 1)
            select (First: first, Second: second, Result: Pair(groups[first].Length, groups[second].Length, means[first] - means[second], variance, equal))).ToArray();
        var adjusted = PAdjust.Compute([.. pairs.Select(p => p.Result.PValue)], adjust);
        return [.. pairs.Zip(adjusted, (p, a) => new PairwiseComparison(p.First, p.Second, p.Result, a))];
    }

    private static TestResult Pair(int n1, int n2, double difference, double variance, bool equal)
    {
        var result = new TestResult
        {
            Method = new MethodDescription("Dunn's test", "rstatix::dunn_test(y ~ group, p.adjust.method = \"holm\")"),
            EstimateName = "mean rank of the first group − mean rank of the second",
            StatisticName = "z",
            SampleSizes = [n1, n2],
        };
        if (n1 == 0 || n2 == 0 || equal)
        {
            var none = Quantity.NotEstimable(n1 == 0 || n2 == 0 ? "a group is empty" : "all values are equal");
            return result with { Estimate = none, StandardError = none, Statistic = none, PValue = none };
        }

        var se = Math.Sqrt(variance * ((1.0 / n1) + (1.0 / n2)));
        return result with { Estimate = difference, StandardError = se, Statistic = difference / se, PValue = Tail.NormalTwoSided(difference / se) };
    }
}
