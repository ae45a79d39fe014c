using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>Power and sample size of comparing two independent proportions.</summary>
/// <remarks>R: <c>pwr::pwr.2p2n.test</c>; for Fisher's test the sum of <c>dbinom(x1, n1, p1) * dbinom(x2, n2, p2)</c> where
/// <c>fisher.test(…)$p.value &lt;= alpha</c>. Oracle: Oracles/power; Fisher's test against every pair of outcomes judged by R's fisher.test.</remarks>
public static class ProportionPower
{
    private const string EffectName = "proportion of the first − proportion of the second group";

    /// <summary>Power of the normal test, by the arcsine transformation.</summary>
    /// <param name="first">Size of the first group, at least 1.</param>
    /// <param name="second">Size of the second group, at least 1.</param>
    /// <param name="proportion1">Proportion in the first group, 0 … 1.</param>
    /// <param name="proportion2">Proportion in the second group, 0 … 1.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second against 0.</param>
    /// <exception cref="ArgumentException">A size, proportion or level out of range.</exception>
    /// <remarks>Source: Cohen (1988), chapter 6. R: <c>pwr::pwr.2p2n.test(h = ES.h(p1, p2), n1, n2)</c>. Optimistic for small groups; see <see cref="FisherExact"/>.</remarks>
    public static PowerResult TwoSample(
        int first, int second, double proportion1, double proportion2, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Check(first, second, proportion1, proportion2, alpha);
        var h = (2 * Math.Asin(Math.Sqrt(proportion1))) - (2 * Math.Asin(Math.Sqrt(proportion2)));
        var expected = h * Math.Sqrt((double)first * second / ((double)first + second));
        return Result(
            "Power of comparing two proportions, arcsine transformation",
            $"pwr::pwr.2p2n.test(ES.h(p1, p2), n1, n2, alternative = \"{alternative.Word()}\")",
            SampleSizeSearch.NormalPower(expected, alpha, alternative),
            (first, second, proportion1, proportion2, alpha, alternative));
    }

    /// <summary>Group sizes for the normal test, by the arcsine transformation.</summary>
    /// <param name="proportion1">Proportion in the first group, 0 … 1.</param>
    /// <param name="proportion2">Proportion in the second group, 0 … 1.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second against 0.</param>
    /// <returns>The smallest groups and their power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">A proportion, power, ratio or level out of range.</exception>
    /// <remarks>R: <c>pwr::pwr.2p.test(h, power = power)</c> for equal groups.</remarks>
    public static PowerResult TwoSampleSize(
        double proportion1, double proportion2, double power = 0.8, double ratio = 1, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.Ratio(ratio);
        return SampleSizeSearch.Solve(n => TwoSample(n, SampleSizeSearch.Partner(n, ratio), proportion1, proportion2, alpha, alternative), power, 1);
    }

    /// <summary>Exact power of Fisher's exact test: the probability of all outcomes it rejects.</summary>
    /// <inheritdoc cref="TwoSample" path="/param"/>
    /// <exception cref="ArgumentException">A size, proportion or level out of range, or more than 2,000 units in all.</exception>
    /// <remarks>Two-sided p as R's: tables at most as probable as the observed one. Same as summing <c>dbinom</c> over the outcomes with
    /// <c>fisher.test(…)$p.value &lt;= alpha</c> (statmod::power.fisher.test estimates it by simulation).</remarks>
    public static PowerResult FisherExact(
        int first, int second, double proportion1, double proportion2, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Check(first, second, proportion1, proportion2, alpha);
        if (first + second > FisherRejection.LargestTotal)
        {
            throw new ArgumentException($"At most {FisherRejection.LargestTotal} units in all; use TwoSample beyond.", nameof(first));
        }

        return Result(
            "Power of Fisher's exact test, exact",
            "sum of dbinom(x1, n1, p1) * dbinom(x2, n2, p2) over fisher.test(…)$p.value <= alpha",
            FisherRejection.Power(first, second, proportion1, proportion2, alpha, alternative),
            (first, second, proportion1, proportion2, alpha, alternative));
    }

    /// <summary>Group sizes for Fisher's exact test.</summary>
    /// <inheritdoc cref="TwoSampleSize" path="/param"/>
    /// <returns>The smallest equal or proportional groups whose exact power reaches it (the power of an exact test is not monotone: a few more units may
    /// fall below it again); not estimable when none up to 2,000 units in all reaches it.</returns>
    /// <exception cref="ArgumentException">A proportion, power, ratio or level out of range.</exception>
    public static PowerResult FisherExactSize(
        double proportion1, double proportion2, double power = 0.8, double ratio = 1, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.Ratio(ratio);
        SampleSizeSearch.Probability(power, nameof(power));
        var result = FisherExact(1, SampleSizeSearch.Partner(1, ratio), proportion1, proportion2, alpha, alternative);
        for (var n = 1; n + SampleSizeSearch.Partner(n, ratio) <= FisherRejection.LargestTotal && proportion1 != proportion2; n++)
        {
            result = FisherExact(n, SampleSizeSearch.Partner(n, ratio), proportion1, proportion2, alpha, alternative);
            if (result.Power.Value >= power)
            {
                return result;
            }
        }

        return result with { Power = Quantity.NotEstimable(SampleSizeSearch.NotReached), SampleSizes = [], Notes = [SampleSizeSearch.NotReached] };
    }

    private static PowerResult Result(
        string name, string call, double power, (int First, int Second, double P1, double P2, double Alpha, Alternative Alternative) plan) => new()
    {
        Method = new MethodDescription(name, call),
        EffectName = EffectName,
        Effect = plan.P1 - plan.P2,
        Alpha = plan.Alpha,
        Alternative = plan.Alternative,
        Power = power,
        SampleSizes = [plan.First, plan.Second],
    };

    private static void Check(int first, int second, double proportion1, double proportion2, double alpha)
    {
        SampleSizeSearch.AtLeast(first, 1, nameof(first));
        SampleSizeSearch.AtLeast(second, 1, nameof(second));
        SampleSizeSearch.Alpha(alpha);
        if (!(proportion1 >= 0 && proportion1 <= 1) || !(proportion2 >= 0 && proportion2 <= 1))
        {
            var argument = proportion1 >= 0 && proportion1 <= 1 ? nameof(proportion2) : nameof(proportion1);
            throw new ArgumentException($"A proportion lies within 0 … 1, not {proportion1} and {proportion2}.", argument);
        }
    }
}
