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

        var (area, upper, lower) = RocPlacements.Of(withEvent, without);
        if (withEvent.Length < 2 || without.Length < 2 || area is 0 or 1)
        {
            var reason = area is 0 or 1 ? "the groups do not overlap: no variance" : "a group has fewer than two values";
            return Undefined(result, reason, level, construction) with { Estimate = area };
        }

        var se = Math.Sqrt(RocPlacements.Covariance(upper, upper) + RocPlacements.Covariance(lower, lower));
        if (se == 0)
        {
            return Undefined(result, "no variance among the placements: all values are tied", level, construction) with { Estimate = area };
        }

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
        var result = Bootstrap.Compute(
            [withEvent.Length, without.Length],
            chosen => RocPlacements.AreaOf(Array.ConvertAll(chosen[0], i => withEvent[i]), Array.ConvertAll(chosen[1], i => without[i])),
            seed,
            replicates,
            level);
        return result.Estimate is { IsEstimable: true, Value: 0 or 1 } ? result.WithoutSpread("the groups do not overlap: no variance") : result;
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

        var a = RocPlacements.Of(Part(first, outcome, true), Part(first, outcome, false));
        var b = RocPlacements.Of(Part(second, outcome, true), Part(second, outcome, false));
        var (upper, lower) = (Differences(a.Upper, b.Upper), Differences(a.Lower, b.Lower));
        var variance = RocPlacements.Covariance(upper, upper) + RocPlacements.Covariance(lower, lower);
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

    /// <summary>Difference of the areas of one or two markers in two independent sets of units, first − second.</summary>
    /// <param name="firstWithEvent">First set, values of those with the event; finite.</param>
    /// <param name="firstWithout">First set, values of those without.</param>
    /// <param name="secondWithEvent">Second set, values of those with the event.</param>
    /// <param name="secondWithout">Second set, values of those without.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference with standard error, t with Welch–Satterthwaite degrees of freedom, p and interval. Not estimable with fewer than two in
    /// a group or no variance.</returns>
    /// <exception cref="ArgumentException">A value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pROC::roc.test(roc1, roc2, method = "delong", paired = FALSE)</c>, which takes t with degrees of freedom from the sizes of the sets.</remarks>
    public static TestResult CompareUnpaired(
        ReadOnlySpan<double> firstWithEvent,
        ReadOnlySpan<double> firstWithout,
        ReadOnlySpan<double> secondWithEvent,
        ReadOnlySpan<double> secondWithout,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95)
    {
        const string construction = "DeLong, t";
        var (first, second) = (Area(firstWithEvent, firstWithout, level, logit: false), Area(secondWithEvent, secondWithout, level, logit: false));
        var result = new TestResult
        {
            Method = new MethodDescription("Difference of two independent areas under the ROC curve, DeLong", "pROC::roc.test(roc1, roc2, method = \"delong\", paired = FALSE)"),
            EstimateName = "difference of areas (first − second set)",
            StatisticName = "t",
            Alternative = alternative,
            SampleSizes = [firstWithEvent.Length, firstWithout.Length, secondWithEvent.Length, secondWithout.Length],
        };
        if (!first.Estimate.IsEstimable || !second.Estimate.IsEstimable)
        {
            return Undefined(result, "a group is empty", level, construction) with { Estimate = Quantity.NotEstimable("a group is empty") };
        }

        var difference = first.Estimate.Value - second.Estimate.Value;
        if (!first.StandardError.IsEstimable || !second.StandardError.IsEstimable)
        {
            var reason = first.StandardError.IsEstimable ? second.StandardError.Reason : first.StandardError.Reason;
            return Undefined(result, reason, level, construction) with { Estimate = difference };
        }

        var (v1, v2) = (Math.Pow(first.StandardError.Value, 2), Math.Pow(second.StandardError.Value, 2));
        if (!(v1 + v2 > 0))
        {
            return Undefined(result, "neither area varies", level, construction) with { Estimate = difference };
        }

        var (n1, n2) = (firstWithEvent.Length + firstWithout.Length, secondWithEvent.Length + secondWithout.Length);
        var df = (v1 + v2) * (v1 + v2) / ((v1 * v1 / (n1 - 1)) + (v2 * v2 / (n2 - 1)));
        return Inference.StudentTest(result, difference, Math.Sqrt(v1 + v2), df, level, construction);
    }

    /// <summary>Difference of the areas of two markers of the same units with percentile and BCa intervals, first − second.</summary>
    /// <param name="first">First marker; shape: n, finite.</param>
    /// <param name="second">Second marker of the same units in the same order; shape: n.</param>
    /// <param name="outcome">Event yes/no; shape: n; at least one of each.</param>
    /// <param name="seed">Same seed, same result.</param>
    /// <param name="replicates">Number of resamples; units with and without the event are drawn apart, each with both its values.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, one outcome only, too few replicates, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pROC::roc.test(roc1, roc2, method = "bootstrap")</c> resamples in the same way and tests D / sd.</remarks>
    public static BootstrapResult BootstrapDifference(
        double[] first, double[] second, IReadOnlyList<bool> outcome, ulong seed, int replicates = 9999, double level = 0.95)
    {
        Guard.Finite(first, nameof(first));
        Guard.Finite(second, nameof(second));
        Guard.SameLength(first.Length, second.Length, nameof(first), nameof(second));
        Guard.SameLength(first.Length, outcome.Count, nameof(first), nameof(outcome));
        var (a1, a0, b1, b0) = (Part(first, outcome, true), Part(first, outcome, false), Part(second, outcome, true), Part(second, outcome, false));
        static double AreaAt(double[] with, double[] without, IReadOnlyList<int[]> chosen) =>
            RocPlacements.AreaOf(Array.ConvertAll(chosen[0], i => with[i]), Array.ConvertAll(chosen[1], i => without[i]));
        return Bootstrap.Compute([a1.Length, a0.Length], chosen => AreaAt(a1, a0, chosen) - AreaAt(b1, b0, chosen), seed, replicates, level);
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
        return withEvent.Length == 0 || without.Length == 0 ? [] : [.. PointsOf([.. withEvent], [.. without])];
    }

    /// <summary>The point with the largest sensitivity + specificity − 1 (the highest threshold among equals). For display: a cut chosen by the
    /// data is never tested here.</summary>
    /// <param name="withEvent">Values of those with the event.</param>
    /// <param name="without">Values of those without.</param>
    /// <returns>The point, or null when a group is empty.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static RocPoint? YoudenCut(double[] withEvent, double[] without)
    {
        Guard.Finite(withEvent, nameof(withEvent));
        Guard.Finite(without, nameof(without));
        return withEvent.Length == 0 || without.Length == 0 ? null : BestOf(PointsOf([.. withEvent], [.. without]));
    }

    /// <summary>The points by falling threshold; sorts the two arrays in place.</summary>
    internal static RocPoint[] PointsOf(double[] withEvent, double[] without)
    {
        Array.Sort(withEvent);
        Array.Sort(without);
        var points = new List<RocPoint>(withEvent.Length + without.Length + 1) { new(double.PositiveInfinity, 0, 1) };
        var (i, j) = (withEvent.Length, without.Length);
        while (i > 0 || j > 0)
        {
            var threshold = Math.Max(i > 0 ? withEvent[i - 1] : double.NegativeInfinity, j > 0 ? without[j - 1] : double.NegativeInfinity);
            while (i > 0 && withEvent[i - 1] == threshold)
            {
                i--;
            }

            while (j > 0 && without[j - 1] == threshold)
            {
                j--;
            }

            points.Add(new RocPoint(threshold, (double)(withEvent.Length - i) / withEvent.Length, (double)j / without.Length));
        }

        return [.. points];
    }

    /// <summary>The first point with the largest sum of the two shares, equal to rounding.</summary>
    internal static RocPoint BestOf(RocPoint[] points)
    {
        var best = points[0];
        foreach (var point in points)
        {
            best = point.Sensitivity + point.Specificity > best.Sensitivity + best.Specificity + 1e-12 ? point : best;
        }

        return best;
    }

    private static double[] Part(double[] values, IReadOnlyList<bool> outcome, bool wanted)
    {
        var part = new List<double>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (outcome[i] == wanted)
            {
                part.Add(values[i]);
            }
        }

        return [.. part];
    }

    private static double[] Differences(double[] a, double[] b)
    {
        var differences = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            differences[i] = a[i] - b[i];
        }

        return differences;
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
