using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The sign test of paired differences, exact.</summary>
public static class SignTest
{
    private const string Construction = "exact order statistics of the differences";

    /// <summary>Number of positive among the non-zero differences against one half, with the median difference.</summary>
    /// <param name="differences">Finite differences; shape: n ≥ 0. Unit: U.</param>
    /// <param name="alternative">Of the median difference against 0.</param>
    /// <param name="level">Confidence level asked for; the interval carries the level achieved.</param>
    /// <returns>Number positive, exact p, median of all differences (zeros included) with the order-statistic interval.
    /// p is not estimable when every difference is 0; the interval when the level is not attainable.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>binom.test(sum(d &gt; 0), sum(d != 0))</c>. Source: Hollander and Wolfe (1999) 3.4–3.6.</remarks>
    public static TestResult Compute(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(differences, nameof(differences));
        Guard.Level(level);
        var sorted = differences.ToArray();
        Array.Sort(sorted);
        var positive = sorted.Count(d => d > 0);
        var used = sorted.Count(d => d != 0);
        var zeros = sorted.Length - used;
        var none = Quantity.NotEstimable(sorted.Length == 0 ? "no differences" : "all differences are 0");
        return new TestResult
        {
            Method = new MethodDescription(
                "Sign test, exact",
                Inference.Options(("zeros", "removed")),
                $"binom.test(sum(d > 0), sum(d != 0), alternative = \"{alternative.Word()}\")"),
            EstimateName = "median of the differences",
            Estimate = sorted.Length == 0 ? none : HodgesLehmann.Median(sorted),
            Interval = sorted.Length == 0
                ? ConfidenceInterval.NotEstimable(none.Reason, level, Construction)
                : MedianInterval.OfSorted(sorted, alternative, level, Construction),
            StatisticName = "number positive",
            Statistic = positive,
            PValue = used == 0
                ? none
                : Inference.PValue(alternative, Tail.BinomialLower(positive, used, 0.5), Tail.BinomialUpper(positive, used, 0.5)),
            Alternative = alternative,
            SampleSizes = [sorted.Length],
            Notes = zeros == 0
                ? []
                : [string.Create(CultureInfo.InvariantCulture, $"{zeros} differences of 0: removed in the test, kept in the median and its interval")],
        };
    }
}
