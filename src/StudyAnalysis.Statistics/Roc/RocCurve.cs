using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Roc;

/// <summary>One point of an ROC curve: positive means value ≥ threshold.</summary>
/// <param name="Threshold">Smallest value called positive; +∞ for "none".</param>
/// <param name="Sensitivity">Share of those with the event that are positive.</param>
/// <param name="Specificity">Share of those without that are negative.</param>
public readonly record struct RocPoint(double Threshold, double Sensitivity, double Specificity);

/// <summary>Discrimination by a marker: larger values speak for the event (turn the sign for the opposite).</summary>
/// <remarks>Source: DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837–845. R: package pROC. Oracle: Oracles/roc.</remarks>
public static class RocCurve
{
    private const string Plain = "DeLong, cut at 0 and 1";
    private const string Logit = "DeLong, logit scale";

    /// <summary>Area under the curve, P(value with event &gt; value without), ties ½, with DeLong's standard error.</summary>
    /// <param name="withEvent">Values of those with the event; shape: n ≥ 1, finite. Unit: any.</param>
    /// <param name="without">Values of those without; shape: m ≥ 1.</param>
    /// <param name="level">Confidence level.</param>
    /// <param name="logit">Interval on the logit scale (better for small n or areas near 1); otherwise plain, as pROC.</param>
    /// <returns>Area with interval. Not estimable when a group is empty; the error needs two in each group; no interval for an area of 0 or 1.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pROC::ci.auc(roc(y, x, direction = "&lt;"), method = "delong")</c>. For a test against ½ use Mann–Whitney.</remarks>
    public static TestResult Area(ReadOnlySpan<double> withEvent, ReadOnlySpan<double> without, double level = 0.95, bool logit = true)
    {
        Guard.Finite(withEvent, nameof(withEvent));
        Guard.Finite(without, nameof(without));
        Guard.Level(level);
        var construction = logit ? Logit : Plain;
        var result = new TestResult
        {
            Method = new MethodDescription("Area under the ROC curve, " + construction, "pROC::ci.auc(pROC::roc(y, x, direction = \"<\"), method = \"delong\")" + (logit ? " on the logit scale" : string.Empty)),
            EstimateName = "area under the ROC curve (larger values for the event)",
            SampleSizes = [withEvent.Length, without.Length],
        };
        if (withEvent.IsEmpty || without.IsEmpty)
        {
            return Undefined(result, "a group is empty", level, construction) with { Estimate = Quantity.NotEstimable("a group is empty") };
        }

        var (area, upper, lower) = Placements(withEvent, without);
        if (withEvent.Length < 2 || without.Length < 2 || area is 0 or 1)
        {
            var reason = area is 0 or 1 ? "the groups do not overlap: no variance" : "a group has fewer than two values";
            return Undefined(result, reason, level, construction) with { Estimate = area };
        }

        var se = Math.Sqrt(Covariance(upper, upper) + Covariance(lower, lower));
        return result with { Estimate = area, StandardError = se, Interval = Interval(area, se, level, logit) };
    }

    /// <summary>Area with percentile and BCa intervals, resampling those with and those without the event apart.</summary>
    /// <param name="withEvent">Values of those with the event; shape: n ≥ 1, finite.</param>
    /// <param name="without">Values of those without; shape: m ≥ 1.</param>
    /// <param name="seed">Same seed, same result.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">A group is empty, a value not finite, too few replicates, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pROC::ci.auc(method = "bootstrap", boot.stratified = TRUE)</c> for the percentile interval; BCa: <see cref="Bootstrap"/>.</remarks>
    public static BootstrapResult BootstrapArea(double[] withEvent, double[] without, ulong seed, int replicates = 9999, double level = 0.95)
    {
        Guard.Finite(withEvent, nameof(withEvent));
        Guard.Finite(without, nameof(without));
        return Bootstrap.Compute(
            [withEvent.Length, without.Length],
            chosen => Placements(Array.ConvertAll(chosen[0], i => withEvent[i]), Array.ConvertAll(chosen[1], i => without[i])).Area,
            seed,
            replicates,
            level);
    }

    /// <summary>Hanley and McNeil's standard error of an area, from the area and the sizes alone (for published areas).</summary>
    /// <param name="area">Area, 0 … 1.</param>
    /// <param name="withEvent">Number with the event, at least 1.</param>
    /// <param name="without">Number without, at least 1.</param>
    /// <exception cref="ArgumentException">An area outside 0 … 1, or an empty group.</exception>
    /// <remarks>Source: Hanley and McNeil (1982), Radiology 143:29–36, exponential approximation.</remarks>
    public static double HanleyMcNeilStandardError(double area, int withEvent, int without)
    {
        if (!(area >= 0 && area <= 1) || withEvent < 1 || without < 1)
        {
            throw new ArgumentException($"An area within 0 … 1 and two groups are needed, not {area} of {withEvent} and {without}.", nameof(area));
        }

        double q1 = area / (2 - area), q2 = 2 * area * area / (1 + area);
        return Math.Sqrt(((area * (1 - area)) + ((withEvent - 1) * (q1 - (area * area))) + ((without - 1) * (q2 - (area * area)))) / ((double)withEvent * without));
    }

    /// <summary>Difference of the areas of two markers measured on the same units, first − second.</summary>
    /// <param name="first">First marker; shape: n, finite.</param>
    /// <param name="second">Second marker of the same units in the same order; shape: n.</param>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference with standard error, z, p and Wald interval. Not estimable with fewer than two in a group or no variance.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pROC::roc.test(roc1, roc2, method = "delong", paired = TRUE)</c>.</remarks>
    public static TestResult ComparePaired(
        double[] first, double[] second, IReadOnlyList<bool> outcome, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(first, nameof(first));
        Guard.Finite(second, nameof(second));
        Guard.SameLength(first.Length, second.Length, nameof(first), nameof(second));
        Guard.SameLength(first.Length, outcome.Count, nameof(first), nameof(outcome));
        Guard.Level(level);
        double[] Of(double[] v, bool y) => [.. v.Where((_, i) => outcome[i] == y)];
        var events = outcome.Count(y => y);
        var result = new TestResult
        {
            Method = new MethodDescription("Difference of two correlated areas under the ROC curve, DeLong", "pROC::roc.test(roc1, roc2, method = \"delong\", paired = TRUE)"),
            EstimateName = "difference of areas (first − second marker)",
            StatisticName = "z",
            Alternative = alternative,
            SampleSizes = [events, outcome.Count - events],
        };
        if (events < 2 || outcome.Count - events < 2)
        {
            return Undefined(result, "a group has fewer than two values", level, "DeLong, Wald") with { Estimate = Quantity.NotEstimable("a group has fewer than two values") };
        }

        var a = Placements(Of(first, true), Of(first, false));
        var b = Placements(Of(second, true), Of(second, false));
        double[] upper = [.. a.Upper.Zip(b.Upper, (u, v) => u - v)], lower = [.. a.Lower.Zip(b.Lower, (u, v) => u - v)];
        var variance = Covariance(upper, upper) + Covariance(lower, lower);
        var difference = a.Area - b.Area;
        if (!(variance > 1e-30))
        {
            return Undefined(result, "the two markers order the groups alike: no variance", level, "DeLong, Wald") with { Estimate = difference };
        }

        var z = difference / Math.Sqrt(variance);
        return result with
        {
            Estimate = difference,
            StandardError = Math.Sqrt(variance),
            Statistic = z,
            PValue = Inference.NormalP(alternative, z),
            Interval = Inference.Normal(difference, Math.Sqrt(variance), alternative, level, "DeLong, Wald"),
        };
    }

    /// <summary>The empirical curve, from "none positive" to "all positive", one point a distinct value.</summary>
    /// <param name="withEvent">Values of those with the event; at least one.</param>
    /// <param name="without">Values of those without; at least one.</param>
    /// <returns>Points by falling threshold; empty when a group is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ImmutableArray<RocPoint> Points(double[] withEvent, double[] without)
    {
        Guard.Finite(withEvent, nameof(withEvent));
        Guard.Finite(without, nameof(without));
        return withEvent.Length == 0 || without.Length == 0
            ? []
            :
            [
                .. withEvent.Concat(without).Append(double.PositiveInfinity).Distinct().OrderDescending().Select(t => new RocPoint(
                    t, (double)withEvent.Count(v => v >= t) / withEvent.Length, (double)without.Count(v => v < t) / without.Length)),
            ];
    }

    /// <summary>The point with the largest sensitivity + specificity − 1 (the highest threshold among equals). For display: a cut chosen by the
    /// data is never tested here.</summary>
    /// <param name="withEvent">Values of those with the event.</param>
    /// <param name="without">Values of those without.</param>
    /// <returns>The point, or null when a group is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static RocPoint? YoudenCut(double[] withEvent, double[] without)
    {
        var points = Points(withEvent, without);
        return points.IsEmpty ? null : points.MaxBy(p => Math.Round(p.Sensitivity + p.Specificity, 12));
    }

    private static (double Area, double[] Upper, double[] Lower) Placements(ReadOnlySpan<double> withEvent, ReadOnlySpan<double> without)
    {
        var upper = new double[withEvent.Length];
        var lower = new double[without.Length];
        for (var i = 0; i < upper.Length; i++)
        {
            for (var j = 0; j < lower.Length; j++)
            {
                var win = withEvent[i] > without[j] ? 1 : withEvent[i] == without[j] ? 0.5 : 0;
                upper[i] += win;
                lower[j] += win;
            }
        }

        var area = upper.Sum() / ((double)upper.Length * lower.Length);
        var (n, m) = (upper.Length, lower.Length);
        return (area, Array.ConvertAll(upper, v => v / m), Array.ConvertAll(lower, v => v / n));
    }

    /// <summary>Covariance of two placements divided by their number: their part in the variance of the area.</summary>
    private static double Covariance(double[] a, double[] b)
    {
        double ma = a.Average(), mb = b.Average();
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum() / (a.Length - 1) / a.Length;
    }

    private static ConfidenceInterval Interval(double area, double se, double level, bool logit)
    {
        if (!logit)
        {
            return Inference.Map(Inference.Normal(area, se, Alternative.TwoSided, level, Plain), v => Math.Clamp(v, 0, 1));
        }

        var log = Math.Log(area / (1 - area));
        return Inference.Map(Inference.Normal(log, se / (area * (1 - area)), Alternative.TwoSided, level, Logit), v => 1 / (1 + Math.Exp(-v)));
    }

    private static TestResult Undefined(TestResult result, string reason, double level, string construction)
    {
        var none = Quantity.NotEstimable(reason);
        return result with { StandardError = none, Statistic = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(reason, level, construction) };
    }
}
