using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Roc;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>The variance an area under the curve is planned with.</summary>
public enum AucVariance
{
    /// <summary>Hanley and McNeil (1982), Radiology 143:29–36, exponential approximation.</summary>
    HanleyMcNeil,

    /// <summary>Obuchowski and McClish (1997), Stat Med 16:1529–1542: binormal ratings.</summary>
    Obuchowski,
}

/// <summary>The precision a planned study would give an area.</summary>
/// <param name="Method">How it was computed.</param>
/// <param name="Area">The area planned for.</param>
/// <param name="StandardError">Its expected standard error; not estimable when no size reaches the precision asked for.</param>
/// <param name="HalfWidth">Half the expected width of the Wald interval.</param>
/// <param name="Level">Confidence level.</param>
/// <param name="WithEvent">Units with the event; 0 when none.</param>
/// <param name="Without">Units without.</param>
public sealed record AucPrecision(
    MethodDescription Method, double Area, Quantity StandardError, Quantity HalfWidth, double Level, int WithEvent, int Without);

/// <summary>Precision, power and sample size of an area under the ROC curve.</summary>
/// <remarks>R: the formulas of Hanley and McNeil written out, or <c>pROC:::var.theta.obuchowski(auc, kappa)</c>. Oracle: Oracles/power (pROC::power.roc.test;
/// Hanley and McNeil 1982).</remarks>
public static class AucPower
{
    // As printed: Obuchowski writes 1.414 for √2, and 0.0792 for the variance of an area of ½, and so does pROC.
    private const double PrintedRoot2 = 1.414;
    private const double NullVariance = 0.0792;

    /// <summary>Precision at given sizes.</summary>
    /// <param name="area">Area expected, 0 &lt; A &lt; 1.</param>
    /// <param name="withEvent">Units with the event, at least 1.</param>
    /// <param name="without">Units without, at least 1.</param>
    /// <param name="variance">The variance.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">An area, size or level out of range.</exception>
    public static AucPrecision Precision(double area, int withEvent, int without, AucVariance variance = AucVariance.HanleyMcNeil, double level = 0.95)
    {
        Check(area, withEvent, without);
        Guard.Level(level);
        var error = Math.Sqrt(Variance(area, withEvent, without, variance));
        return new(Describe(variance), area, error, -Tail.NormalQuantile((1 - level) / 2) * error, level, withEvent, without);
    }

    /// <summary>Sizes for an interval of a given half width.</summary>
    /// <param name="area">Area expected, 0 &lt; A &lt; 1.</param>
    /// <param name="halfWidth">Half width to reach, above 0.</param>
    /// <param name="ratio">Units without the event over units with it.</param>
    /// <param name="variance">The variance.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The smallest sizes and their precision; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An area, width, ratio or level out of range.</exception>
    public static AucPrecision PrecisionSize(
        double area, double halfWidth, double ratio = 1, AucVariance variance = AucVariance.HanleyMcNeil, double level = 0.95)
    {
        SampleSizeSearch.Ratio(ratio);
        if (!(halfWidth > 0))
        {
            throw new ArgumentException($"A half width is above 0, not {halfWidth}.", nameof(halfWidth));
        }

        AucPrecision At(int n) => Precision(area, n, SampleSizeSearch.Partner(n, ratio), variance, level);
        if (SampleSizeSearch.Smallest(n => -At(n).HalfWidth.Value, -halfWidth, 1) is { } size)
        {
            return At(size);
        }

        var none = Quantity.NotEstimable("no size up to ten million is so precise");
        return At(1) with { StandardError = none, HalfWidth = none, WithEvent = 0, Without = 0 };
    }

    /// <summary>Power of the test that an area is ½.</summary>
    /// <param name="area">Area expected, 0 &lt; A &lt; 1.</param>
    /// <param name="withEvent">Units with the event, at least 1.</param>
    /// <param name="without">Units without, at least 1.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1; one tail counts, half of it when two-sided, as in pROC.</param>
    /// <param name="twoSided">Whether α is over both tails.</param>
    /// <exception cref="ArgumentException">An area, size or level out of range.</exception>
    /// <remarks>R: <c>pROC::power.roc.test(auc, ncases, ncontrols)</c>. Source: Obuchowski and McClish (1997).</remarks>
    public static PowerResult Test(double area, int withEvent, int without, double alpha = 0.05, bool twoSided = true)
    {
        Check(area, withEvent, without);
        SampleSizeSearch.Alpha(alpha);
        var null0 = NullVariance * (1 + ((double)withEvent / without)) / withEvent;
        var z = -Tail.NormalQuantile(twoSided ? alpha / 2 : alpha);
        var shift = twoSided ? Math.Abs(area - 0.5) : area - 0.5;
        var beta = (shift - (z * Math.Sqrt(null0))) / Math.Sqrt(Variance(area, withEvent, without, AucVariance.Obuchowski));
        return new()
        {
            Method = new MethodDescription("Power of the test that an area is ½, Obuchowski", "pROC::power.roc.test(auc, ncases, ncontrols)"),
            EffectName = "area under the ROC curve",
            Effect = area,
            Alpha = alpha,
            Alternative = twoSided ? Alternative.TwoSided : Alternative.Greater,
            Power = Tail.NormalUpper(-beta),
            SampleSizes = [withEvent, without],
        };
    }

    /// <summary>Sizes for the test that an area is ½.</summary>
    /// <param name="area">Area expected, 0 &lt; A &lt; 1.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Units without the event over units with it.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="twoSided">Whether α is over both tails.</param>
    /// <returns>The smallest sizes and their power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An area, power, ratio or level out of range.</exception>
    /// <remarks>R: <c>pROC::power.roc.test(auc, power, kappa)</c>, rounded up.</remarks>
    public static PowerResult TestSize(double area, double power = 0.8, double ratio = 1, double alpha = 0.05, bool twoSided = true)
    {
        SampleSizeSearch.Ratio(ratio);
        return SampleSizeSearch.Solve(n => Test(area, n, SampleSizeSearch.Partner(n, ratio), alpha, twoSided), power, 1);
    }

    private static double Variance(double area, int withEvent, int without, AucVariance variance)
    {
        if (variance == AucVariance.HanleyMcNeil)
        {
            return Math.Pow(RocCurve.HanleyMcNeilStandardError(area, withEvent, without), 2);
        }

        var a = PrintedRoot2 * Tail.NormalQuantile(area);
        var kappa = (double)without / withEvent;
        return 0.0099 * Math.Exp(-a * a / 2) * ((5 * a * a) + 8 + (((a * a) + 8) / kappa)) / withEvent;
    }

    private static MethodDescription Describe(AucVariance variance) => variance == AucVariance.HanleyMcNeil
        ? new("Precision of an area, Hanley–McNeil", "Hanley and McNeil (1982), equations 1 and 2")
        : new("Precision of an area, Obuchowski", "pROC:::var.theta.obuchowski(auc, kappa) / ncases");

    private static void Check(double area, int withEvent, int without)
    {
        SampleSizeSearch.Probability(area, nameof(area));
        SampleSizeSearch.AtLeast(withEvent, 1, nameof(withEvent));
        SampleSizeSearch.AtLeast(without, 1, nameof(without));
    }
}
