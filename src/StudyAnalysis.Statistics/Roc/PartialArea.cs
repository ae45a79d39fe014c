using System.Globalization;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Roc;

/// <summary>The axis along which a part of the ROC curve is cut out. R: <c>partial.auc.focus</c>.</summary>
public enum RocAxis
{
    /// <summary>A range of specificities ("specificity").</summary>
    Specificity,

    /// <summary>A range of sensitivities ("sensitivity").</summary>
    Sensitivity,
}

/// <summary>Area under a part of the ROC curve.</summary>
/// <remarks>McClish (1989), Med Decis Making 9:190–195, for the area and its standardisation. Oracle: tests/StudyAnalysis.Tests/Oracles/roc (pROC).</remarks>
public static class PartialArea
{
    /// <summary>The partial area.</summary>
    /// <param name="withEvent">Values of those with the event; larger values speak for the event; finite.</param>
    /// <param name="without">Values of those without; finite.</param>
    /// <param name="low">Lower end of the range, 0 ≤ low &lt; high.</param>
    /// <param name="high">Upper end of the range, at most 1.</param>
    /// <param name="axis">Which share the range is of.</param>
    /// <param name="standardized">Whether to map the area so that ½ is chance and 1 is perfect, as the whole area has it.</param>
    /// <returns>The area, straight lines between the points of the curve. Not estimable when a group is empty, or standardised below the chance
    /// line, where the standardisation has no meaning.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the range is not within 0 … 1.</exception>
    /// <remarks>R: <c>pROC::auc(roc, partial.auc = c(high, low), partial.auc.focus = …, partial.auc.correct = standardized)</c> as a share, not in %.</remarks>
    public static Quantity Compute(
        ReadOnlySpan<double> withEvent,
        ReadOnlySpan<double> without,
        double low,
        double high,
        RocAxis axis = RocAxis.Specificity,
        bool standardized = false)
    {
        Check(withEvent, without, low, high);
        return withEvent.IsEmpty || without.IsEmpty
            ? Quantity.NotEstimable("a group is empty")
            : Quantity.OfOr(Area(withEvent.ToArray(), without.ToArray(), low, high, axis, standardized), "the curve lies below the chance line");
    }

    /// <summary>The partial area with percentile and BCa intervals, resampling those with and those without the event apart.</summary>
    /// <param name="withEvent">Values of those with the event; at least one.</param>
    /// <param name="without">Values of those without; at least one.</param>
    /// <param name="low">Lower end of the range.</param>
    /// <param name="high">Upper end of the range.</param>
    /// <param name="seed">Same seed, same result.</param>
    /// <param name="axis">Which share the range is of.</param>
    /// <param name="standardized">As for <see cref="Compute"/>.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>As <see cref="Bootstrap.Compute"/> has it; percentile intervals of a narrow range are too short at small n (84, 88 and 92 % at 12, 20 and 40 patients from
    /// specificity .8 on).</returns>
    /// <exception cref="ArgumentException">A group is empty, a value not finite, the range or the level wrong, or too few replicates.</exception>
    /// <remarks>R: <c>pROC::ci.auc(roc, partial.auc = …, method = "bootstrap", boot.stratified = TRUE)</c> for the percentile interval.</remarks>
    public static BootstrapResult Bootstrapped(
        double[] withEvent,
        double[] without,
        double low,
        double high,
        ulong seed,
        RocAxis axis = RocAxis.Specificity,
        bool standardized = false,
        int replicates = 9999,
        double level = 0.95)
    {
        Check(withEvent, without, low, high);
        return Bootstrap.Compute(
            [withEvent.Length, without.Length],
            chosen => Area(Array.ConvertAll(chosen[0], i => withEvent[i]), Array.ConvertAll(chosen[1], i => without[i]), low, high, axis, standardized),
            seed,
            replicates,
            level);
    }

    private static void Check(ReadOnlySpan<double> withEvent, ReadOnlySpan<double> without, double low, double high)
    {
        Guard.Finite(withEvent, nameof(withEvent));
        Guard.Finite(without, nameof(without));
        if (!(low >= 0 && low < high && high <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A range within 0 … 1 ascends, unlike {low} … {high}."), nameof(low));
        }
    }

    private static double Area(double[] withEvent, double[] without, double low, double high, RocAxis axis, bool standardized)
    {
        var points = RocCurve.PointsOf(withEvent, without);
        var area = 0.0;
        for (var k = 1; k < points.Length; k++)
        {
            var (a, b) = axis == RocAxis.Specificity
                ? ((At: points[k].Specificity, Height: points[k].Sensitivity), (At: points[k - 1].Specificity, Height: points[k - 1].Sensitivity))
                : ((At: points[k - 1].Sensitivity, Height: points[k - 1].Specificity), (At: points[k].Sensitivity, Height: points[k].Specificity));
            var (from, to) = (Math.Max(a.At, low), Math.Min(b.At, high));
            if (to > from)
            {
                double Height(double at) => a.Height + ((b.Height - a.Height) * (at - a.At) / (b.At - a.At));
                area += (to - from) * (Height(from) + Height(to)) / 2;
            }
        }

        if (!standardized)
        {
            return area;
        }

        // On the chance line one share is 1 less the other.
        var chance = (high - low) * (2 - low - high) / 2;
        return area < chance - 1e-15 ? double.NaN : (1 + ((area - chance) / (high - low - chance))) / 2;
    }
}
