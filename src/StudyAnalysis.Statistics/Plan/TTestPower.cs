using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>Power and sample size of t tests, by the noncentral t distribution.</summary>
/// <remarks>Source: Cohen (1988), Statistical Power Analysis, chapter 2. R: <c>pwr::pwr.t.test</c>, <c>pwr::pwr.t2n.test</c>, <c>power.t.test(strict = TRUE)</c>.
/// Oracle: Oracles/power.</remarks>
public static class TTestPower
{
    /// <summary>Power of the paired t test.</summary>
    /// <param name="pairs">Number of pairs, at least 2.</param>
    /// <param name="effectSize">Mean difference over the standard deviation of the differences; no unit.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the mean difference against 0.</param>
    /// <exception cref="ArgumentException">Fewer than two pairs, an effect that is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pwr.t.test(n, d, type = "paired")</c>.</remarks>
    public static PowerResult Paired(int pairs, double effectSize, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(pairs, 2, nameof(pairs));
        return PairedAt(pairs, effectSize, alpha, alternative);
    }

    /// <summary>Pairs for a paired t test.</summary>
    /// <param name="effectSize">Mean difference over the standard deviation of the differences; no unit.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the mean difference against 0.</param>
    /// <returns>The smallest number of pairs and its power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An effect that is not finite, a power or level outside 0 … 1.</exception>
    public static PowerResult PairedSize(double effectSize, double power = 0.8, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        SampleSizeSearch.Solve(n => PairedAt(n, effectSize, alpha, alternative), power, 2);

    /// <summary>Power of the two-sample t test with equal variances (Welch's test has nearly the same).</summary>
    /// <param name="first">Size of the first group; at least 1, three in all.</param>
    /// <param name="second">Size of the second group.</param>
    /// <param name="effectSize">Mean of the first − mean of the second group, over the common standard deviation; no unit.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second against 0.</param>
    /// <exception cref="ArgumentException">Too few units, an effect that is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pwr.t2n.test(n1, n2, d)</c>.</remarks>
    public static PowerResult TwoSample(int first, int second, double effectSize, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(first, 1, nameof(first));
        SampleSizeSearch.AtLeast(second, first == 1 ? 2 : 1, nameof(second));
        return TwoSampleAt(first, second, effectSize, alpha, alternative);
    }

    /// <summary>Group sizes for a two-sample t test.</summary>
    /// <param name="effectSize">Mean of the first − mean of the second group, over the common standard deviation; no unit.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second against 0.</param>
    /// <returns>The smallest groups and their power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An effect that is not finite, a power or level outside 0 … 1, or a ratio that is not positive.</exception>
    public static PowerResult TwoSampleSize(
        double effectSize, double power = 0.8, double ratio = 1, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.Ratio(ratio);
        return SampleSizeSearch.Solve(n => TwoSampleAt(n, SampleSizeSearch.Partner(n, ratio), effectSize, alpha, alternative), power, 2);
    }

    /// <summary>Power of a t statistic with so many degrees of freedom and this noncentrality.</summary>
    internal static double Power(double df, double noncentrality, double alpha, Alternative alternative)
    {
        var t = -Tail.StudentTQuantile(alternative == Alternative.TwoSided ? alpha / 2 : alpha, df);
        return alternative switch
        {
            Alternative.Greater => NoncentralT.Upper(t, df, noncentrality),
            Alternative.Less => NoncentralT.Upper(t, df, -noncentrality),
            _ => Math.Min(1, NoncentralT.Upper(t, df, noncentrality) + NoncentralT.Upper(t, df, -noncentrality)),
        };
    }

    private static PowerResult PairedAt(int pairs, double effectSize, double alpha, Alternative alternative)
    {
        Check(effectSize, alpha);
        return new()
        {
            Method = new MethodDescription("Power of the paired t test", $"pwr::pwr.t.test(n, d, type = \"paired\", alternative = \"{alternative.Word()}\")"),
            EffectName = "mean difference / SD of the differences",
            Effect = effectSize,
            Alpha = alpha,
            Alternative = alternative,
            Power = Power(pairs - 1, Math.Sqrt(pairs) * effectSize, alpha, alternative),
            SampleSizes = [pairs],
        };
    }

    private static PowerResult TwoSampleAt(int first, int second, double effectSize, double alpha, Alternative alternative)
    {
        Check(effectSize, alpha);
        var harmonic = (double)first * second / ((double)first + second);
        return new()
        {
            Method = new MethodDescription("Power of the two-sample t test", $"pwr::pwr.t2n.test(n1, n2, d, alternative = \"{alternative.Word()}\")"),
            EffectName = "(mean of the first − mean of the second group) / SD",
            Effect = effectSize,
            Alpha = alpha,
            Alternative = alternative,
            Power = Power((double)first + second - 2, Math.Sqrt(harmonic) * effectSize, alpha, alternative),
            SampleSizes = [first, second],
        };
    }

    private static void Check(double effectSize, double alpha)
    {
        SampleSizeSearch.Finite(effectSize, nameof(effectSize));
        SampleSizeSearch.Alpha(alpha);
    }
}
