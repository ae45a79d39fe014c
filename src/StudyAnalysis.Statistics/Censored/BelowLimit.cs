namespace StudyAnalysis.Statistics.Censored;

/// <summary>How a predictor with values below the limit of quantification enters a model.</summary>
public enum PredictorRule
{
    /// <summary>Nothing below: as measured.</summary>
    AsMeasured,

    /// <summary>Up to 10 % below: LLOQ / √2.</summary>
    Substitute,

    /// <summary>Up to 50 %: multiple imputation from the truncated distribution.</summary>
    MultipleImputation,

    /// <summary>More: detected yes/no.</summary>
    DetectedOrNot,
}

/// <summary>Rules for values below the lower limit of quantification (LLOQ). Counts and % below are always shown beside.</summary>
/// <remarks>Oracle: Oracles/below_limit.</remarks>
public static class BelowLimit
{
    /// <summary>The rule of a predictor, from the share below. The share decides before any outcome is looked at. R: none, a rule of this library.</summary>
    /// <param name="below">Values below their limit.</param>
    /// <param name="total">All values; 0 counts as nothing below.</param>
    /// <exception cref="ArgumentException">Impossible counts.</exception>
    public static PredictorRule ForPredictor(int below, int total) => below < 0 || below > total
        ? throw new ArgumentException($"{below} of {total} is not a share.", nameof(below))
        : below == 0 ? PredictorRule.AsMeasured
        : 10L * below <= total ? PredictorRule.Substitute
        : 2L * below <= total ? PredictorRule.MultipleImputation
        : PredictorRule.DetectedOrNot;

    /// <summary>LLOQ / √2 (Hornung and Reed 1990, Appl Occup Environ Hyg 5:46–51). Unit as the limit. R: <c>limit / sqrt(2)</c>.</summary>
    /// <param name="limit">The limit, above 0.</param>
    public static double Substitute(double limit) => limit / Math.Sqrt(2);

    /// <summary>The difference later − earlier where values may be below: both below = 0, one below = the difference at its limit.</summary>
    /// <param name="later">Later value or its limit; unit U (for ratios: logarithms).</param>
    /// <param name="laterBelow">Whether the later value lies below that limit.</param>
    /// <param name="earlier">Earlier value or its limit.</param>
    /// <param name="earlierBelow">Whether the earlier value lies below.</param>
    /// <remarks>With one below the true difference is at least as large, in the direction it has: put a sign test beside.
    /// R: <c>ifelse(laterBelow &amp; earlierBelow, 0, later - earlier)</c>.</remarks>
    public static double Difference(double later, bool laterBelow, double earlier, bool earlierBelow) =>
        laterBelow && earlierBelow ? 0 : later - earlier;

    /// <summary>The differences of all pairs, each as <see cref="Difference"/>; those of equal size but for rounding (closer than 2⁻⁴⁰ of their values) are tied, those so near 0
    /// are 0.</summary>
    /// <param name="later">Later values or their limits; shape: n, finite. Unit U.</param>
    /// <param name="laterBelow">Whether each lies below; shape: n.</param>
    /// <param name="earlier">Earlier values or their limits, of the same units in the same order; shape: n.</param>
    /// <param name="earlierBelow">Whether each lies below; shape: n.</param>
    /// <returns>Differences for signed-rank, sign and paired t tests; shape: n.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a value not finite.</exception>
    /// <remarks>R: <c>round(ifelse(laterBelow &amp; earlierBelow, 0, later - earlier), k)</c> with the decimals k of the data.</remarks>
    public static double[] Differences(
        double[] later, IReadOnlyList<bool> laterBelow, double[] earlier, IReadOnlyList<bool> earlierBelow)
    {
        Guard.SameLength(later.Length, laterBelow.Count, nameof(later), nameof(laterBelow));
        Guard.SameLength(later.Length, earlierBelow.Count, nameof(later), nameof(earlierBelow));
        return [.. Compare.Pairs.Differences(later, earlier).Select((d, i) => laterBelow[i] && earlierBelow[i] ? 0 : d)];
    }

    /// <summary>Values for rank methods: everything below the highest limit met is one tie under all others.</summary>
    /// <param name="values">Measured value or, where below, the limit; shape: n, finite.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <returns>The values in their order; those below the highest limit (measured or not) are the largest number under it.
    /// Without any below: unchanged.</returns>
    /// <exception cref="ArgumentException">Different lengths or a value not finite.</exception>
    /// <remarks>Helsel (2012), Statistics for Censored Environmental Data Using Minitab and R, 2nd edition, section 9.2.
    /// R: none; ranks as <c>rank(ifelse(below | x &lt; max(x[below]), -Inf, x))</c>.</remarks>
    public static double[] RecensorAtHighestLimit(double[] values, IReadOnlyList<bool> below)
    {
        Guard.Finite(values, nameof(values));
        Guard.SameLength(values.Length, below.Count, nameof(values), nameof(below));
        if (!below.Contains(true))
        {
            return [.. values];
        }

        var highest = values.Where((_, i) => below[i]).Max();
        return [.. values.Select((v, i) => below[i] || v < highest ? Math.BitDecrement(highest) : v)];
    }

    /// <summary>A quantile of a left-censored sample by the Kaplan–Meier method on the turned scale.</summary>
    /// <param name="values">Measured value or, where below, the limit; shape: n, finite. Unit: U.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="probability">0 &lt; p &lt; 1; 0.5 for the median.</param>
    /// <returns>Unit U. Not estimable when the quantile lies below every measured value.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or p outside 0 … 1.</exception>
    /// <remarks>R: <c>-quantile(survfit(Surv(-x, !below) ~ 1), 1 - p)</c>: as there, the mean of two values where the curve meets p exactly.
    /// Source: Gillespie et al. (2010), Epidemiology 21:S64–S70. Oracle: Oracles/censored.</remarks>
    public static Quantity KaplanMeierQuantile(double[] values, IReadOnlyList<bool> below, double probability = 0.5)
    {
        Guard.Finite(values, nameof(values));
        Guard.SameLength(values.Length, below.Count, nameof(values), nameof(below));
        Guard.Level(probability);
        double[] measured = [.. values.Where((_, i) => !below[i]).Distinct().OrderDescending()];
        var survival = 1.0;
        for (var k = 0; k < measured.Length; k++)
        {
            var x = measured[k];
            var atRisk = values.Count(v => v <= x);
            var events = values.Where((v, i) => !below[i] && v == x).Count();
            survival *= 1 - ((double)events / atRisk);
            if (Math.Abs(survival - probability) < 1e-9)
            {
                return k + 1 < measured.Length ? (x + measured[k + 1]) / 2 : x;
            }

            if (survival < probability)
            {
                return x;
            }
        }

        return Quantity.NotEstimable(measured.Length == 0 ? "no measured value" : "the quantile lies below every measured value");
    }
}
