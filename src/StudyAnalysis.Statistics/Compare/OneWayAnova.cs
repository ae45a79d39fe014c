using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>A one-way analysis-of-variance table. Unit of the values: U; sums and means of squares: U².</summary>
/// <param name="BetweenSquares">Sum of squares between groups.</param>
/// <param name="WithinSquares">Sum of squares within groups.</param>
/// <param name="BetweenMeanSquare">Between, divided by k − 1.</param>
/// <param name="WithinMeanSquare">Within, divided by N − k.</param>
/// <param name="ResidualStandardDeviation">√ of the within mean square, unit U.</param>
/// <param name="Test">F with both degrees of freedom and p; the estimate is R² (η²), the share of variance between groups.</param>
public sealed record AnovaTable(
    Quantity BetweenSquares,
    Quantity WithinSquares,
    Quantity BetweenMeanSquare,
    Quantity WithinMeanSquare,
    Quantity ResidualStandardDeviation,
    TestResult Test);

/// <summary>One-way analysis of variance: equal means of several independent groups.</summary>
public static class OneWayAnova
{
    /// <summary>Classical analysis of variance, assuming equal variances.</summary>
    /// <param name="groups">One array a group, order free; shape: k ≥ 2 groups with values, N &gt; k. Unit: U. Empty groups are left out (noted).</param>
    /// <returns>The table. F and p are not estimable with fewer than two groups, N = k, or when no group has any spread.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Values are centred at the grand mean before they are squared, so that leading constant digits cost nothing.
    /// R: <c>summary(aov(y ~ group))</c>, <c>oneway.test(y ~ group, var.equal = TRUE)</c>. Source: Fisher (1925).
    /// Oracle: Oracles/anova, Oracles/nist_anova.</remarks>
    public static AnovaTable Compute(IReadOnlyList<double[]> groups)
    {
        var used = Used(groups);
        var start = Start(groups, used, "One-way analysis of variance", "summary(aov(y ~ group))") with { EstimateName = "R² (share of the variance between groups)" };
        int k = used.Length, total = used.Sum(g => g.Length);
        var problem = k < 2 ? "fewer than two groups with values" : total == k ? "one value in every group" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return new(none, none, none, none, none, WithoutTest(start, problem) with { Estimate = none });
        }

        var (between, within) = SumsOfSquares(used);
        var table = new AnovaTable(between, within, between / (k - 1), within / (total - k), Math.Sqrt(within / (total - k)), start);
        var share = between + within == 0 ? Quantity.NotEstimable("all values are equal") : between / (between + within);
        if (used.All(g => Inference.IsConstant(g)))
        {
            return table with { Test = WithoutTest(start, "no spread within any group") with { Estimate = share } };
        }

        var f = between / (k - 1) / (within / (total - k));
        return table with
        {
            Test = start with
            {
                Estimate = share,
                Statistic = f,
                DegreesOfFreedom = k - 1,
                DenominatorDegreesOfFreedom = total - k,
                PValue = Tail.FUpper(f, k - 1, total - k),
            },
        };
    }

    /// <summary>Welch's test of equal means without assuming equal variances.</summary>
    /// <param name="groups">One array a group, order free; shape: k ≥ 2 groups of at least two values. Unit: U. Empty groups are left out (noted).</param>
    /// <returns>F, k − 1 and Welch's denominator degrees of freedom, p; no estimate. With two groups F is the square of Welch's t. Not estimable
    /// with fewer than two groups, a group of one value, or a group without spread.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>R: <c>oneway.test(y ~ group)</c>. Source: Welch (1951), Biometrika 38:330–336. Oracle: Oracles/anova.</remarks>
    public static TestResult Welch(IReadOnlyList<double[]> groups)
    {
        var used = Used(groups);
        var start = Start(groups, used, "Welch's one-way test of means", "oneway.test(y ~ group)") with { EstimateName = "difference between the groups" };
        var problem = used.Length < 2 ? "fewer than two groups with values"
            : used.Any(g => g.Length < 2) ? "a group has one value"
            : used.Any(g => Inference.IsConstant(g)) ? "no spread in a group" : null;
        if (problem is not null)
        {
            return WithoutTest(start, problem);
        }

        double k = used.Length;
        var centred = Centred(used);
        double[] means = [.. centred.Select(g => Inference.Mean(g))];
        double[] weights = [.. centred.Select((g, i) => g.Length / Inference.Variance(g, means[i]))];
        var sum = weights.Sum();
        var mean = weights.Zip(means, (w, m) => w * m).Sum() / sum;
        var unequal = centred.Select((g, i) => (1 - (weights[i] / sum)) * (1 - (weights[i] / sum)) / (g.Length - 1)).Sum() / ((k * k) - 1);
        var f = weights.Zip(means, (w, m) => w * (m - mean) * (m - mean)).Sum() / ((k - 1) * (1 + (2 * (k - 2) * unequal)));
        return start with
        {
            Statistic = f,
            DegreesOfFreedom = k - 1,
            DenominatorDegreesOfFreedom = 1 / (3 * unequal),
            PValue = Tail.FUpper(f, k - 1, 1 / (3 * unequal)),
        };
    }

    private static (double Between, double Within) SumsOfSquares(double[][] groups)
    {
        double between = 0, within = 0;
        foreach (var group in Centred(groups))
        {
            var mean = Inference.Mean(group);
            between += group.Length * mean * mean;
            within += group.Length > 1 ? Inference.Variance(group, mean) * (group.Length - 1) : 0;
        }

        return (between, within);
    }

    /// <summary>Minus the grand mean: the differences are exact where many leading digits agree. A second pass removes what the mean's own rounding left.</summary>
    private static double[][] Centred(double[][] groups)
    {
        var all = groups.SelectMany(g => g).ToArray();
        var grand = Inference.Mean(all);
        var rest = Inference.Mean(Array.ConvertAll(all, v => v - grand));
        return Array.ConvertAll(groups, g => Array.ConvertAll(g, v => v - grand - rest));
    }

    private static double[][] Used(IReadOnlyList<double[]> groups)
    {
        foreach (var group in groups)
        {
            Guard.Finite(group, nameof(groups));
        }

        return [.. groups.Where(g => g.Length > 0)];
    }

    private static TestResult Start(IReadOnlyList<double[]> groups, double[][] used, string name, string rCall) => new()
    {
        Method = new MethodDescription(name, rCall),
        EstimateName = string.Empty,
        StatisticName = "F",
        SampleSizes = [.. groups.Select(g => g.Length)],
        Notes = used.Length < groups.Count ? ["groups without values left out"] : [],
    };

    private static TestResult WithoutTest(TestResult result, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return result with { Statistic = none, DegreesOfFreedom = none, DenominatorDegreesOfFreedom = none, PValue = none };
    }
}
