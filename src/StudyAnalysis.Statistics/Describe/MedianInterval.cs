using System.Globalization;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>The median of one sample with its distribution-free interval.</summary>
public static class MedianInterval
{
    private const string Construction = "exact binomial order statistics (sign test inverted)";

    /// <summary>Median and the interval between two order statistics, by inverting the exact sign test.</summary>
    /// <param name="values">Finite values, any order; shape: n ≥ 0. Unit: U.</param>
    /// <param name="alternative">TwoSided for both ends; Less for an upper end only, Greater for a lower end only (R's convention).</param>
    /// <param name="level">Confidence level asked for; the interval carries the level achieved, which is never below.</param>
    /// <returns>Median and interval, unit U. Not estimable for an empty sample; the interval when the level is not attainable (95 % below n = 6).</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the level is outside 0 … 1.</exception>
    /// <remarks>The k-th smallest to the k-th largest, k the largest with P(X ≤ k − 1) ≤ α/2 for X binomial(n, ½); under ties the coverage is
    /// higher. R: <c>sort(x)[c(k, n + 1 - k)]</c> with <c>k = qbinom(0.025, n, 0.5)</c>, as <c>DescTools::MedianCI(x, method = "exact")</c>.
    /// Source: Thompson (1936), Ann Math Stat 7:122–128; Hollander and Wolfe (1999) 3.6. Oracle: Oracles/median.</remarks>
    public static TestResult Compute(ReadOnlySpan<double> values, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(values, nameof(values));
        Guard.Level(level);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new TestResult
        {
            Method = new MethodDescription("Median, exact order-statistic interval", "DescTools::MedianCI(x, method = \"exact\")"),
            EstimateName = "median",
            Estimate = sorted.Length == 0 ? Quantity.NotEstimable("no values") : Quantiles.OfSorted(sorted, 0.5),
            Interval = OfSorted(sorted, alternative, level, Construction),
            Alternative = alternative,
            SampleSizes = [sorted.Length],
        };
    }

    /// <summary>The interval of sorted values.</summary>
    internal static ConfidenceInterval OfSorted(double[] sorted, Alternative alternative, double level, string construction)
    {
        var n = sorted.Length;
        if (n == 0)
        {
            return ConfidenceInterval.NotEstimable("no values", level, construction);
        }

        var k = OrderStatistic(n, Inference.TailProbability(alternative, level));
        var sides = alternative == Alternative.TwoSided ? 2 : 1;
        if (k == 0)
        {
            var most = 1 - (sides * Math.Pow(0.5, n));
            return ConfidenceInterval.NotEstimable(
                string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % not attainable with n = {n}: at most {100 * most:0.##} %"), level, construction);
        }

        return new ConfidenceInterval(
            alternative == Alternative.Less ? double.NegativeInfinity : sorted[k - 1],
            alternative == Alternative.Greater ? double.PositiveInfinity : sorted[n - k],
            1 - (sides * Tail.BinomialLower(k - 1, n, 0.5)),
            construction);
    }

    /// <summary>The largest k with P(X ≤ k − 1) at most the tail, by bisection; 0 when there is none.</summary>
    private static int OrderStatistic(int n, double tail)
    {
        int low = 0, high = (n / 2) + 1;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Tail.BinomialLower(middle - 1, n, 0.5) <= tail * (1 + 1e-12) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
