using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Agreement;

/// <summary>Cohen's κ of two raters.</summary>
public static class CohenKappa
{
    /// <summary>Unweighted κ with the large-sample standard error of Fleiss, Cohen and Everitt.</summary>
    /// <param name="counts">Square table: row = category by rater 1, column = by rater 2; none negative.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>κ with Wald interval. Not estimable without ratings or when both raters use one category only.</returns>
    /// <exception cref="ArgumentException">Not square, a negative count, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>psych::cohen.kappa(x)</c>. Source: Fleiss, Cohen and Everitt (1969), Psychol Bull 72:323–327. Oracle: Oracles/agreement.</remarks>
    public static TestResult Compute(int[,] counts, double level = 0.95)
    {
        Guard.Level(level);
        var k = counts.GetLength(0);
        Guard.SameLength(k, counts.GetLength(1), nameof(counts), nameof(counts));
        double n = 0;
        foreach (var count in counts)
        {
            n += count >= 0 ? count : throw new ArgumentException($"A count is not negative, as {count} is.", nameof(counts));
        }

        var result = new TestResult
        {
            Method = new MethodDescription("Cohen's κ", "psych::cohen.kappa(x)"), EstimateName = "κ (rater 1 against rater 2)", SampleSizes = [(int)n],
        };
        double[] rows = [.. Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Sum(j => counts[i, j] / n))];
        double[] columns = [.. Enumerable.Range(0, k).Select(j => Enumerable.Range(0, k).Sum(i => counts[i, j] / n))];
        var expected = rows.Zip(columns, (r, c) => r * c).Sum();
        if (!(expected < 1))
        {
            var none = Quantity.NotEstimable(n == 0 ? "no ratings" : "both raters use one category only");
            return result with { Estimate = none, StandardError = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, "Wald") };
        }

        var observed = Enumerable.Range(0, k).Sum(i => counts[i, i] / n);
        var kappa = (observed - expected) / (1 - expected);
        double variance = -Math.Pow(kappa - (expected * (1 - kappa)), 2);
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var term = i == j ? 1 - ((rows[i] + columns[i]) * (1 - kappa)) : (columns[i] + rows[j]) * (1 - kappa);
                variance += counts[i, j] / n * term * term;
            }
        }

        var se = Math.Sqrt(Math.Max(0, variance) / n) / (1 - expected);
        return result with { Estimate = kappa, StandardError = se, Interval = Inference.Normal(kappa, se, Alternative.TwoSided, level, "Wald") };
    }
}
