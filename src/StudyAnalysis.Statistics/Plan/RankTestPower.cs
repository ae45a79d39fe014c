using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>Power and sample size of the signed-rank and the Mann–Whitney test.</summary>
/// <remarks>By the asymptotic relative efficiency: the power of the t test with efficiency × n units (Lehmann 1975, Nonparametrics, sections 2.4 and 4.3; the
/// "A.R.E. method" of G*Power, Faul et al. 2007, Behav Res Methods 39:175–191). By Noether's formula (1987), J Am Stat Assoc 82:645–647, from P(first &gt;
/// second). By simulation: the exact test itself, for small groups. R: <c>pwr::pwr.t.test</c> with efficiency × n; simulated
/// <c>mean(replicate(R, wilcox.test(…)$p.value &lt;= alpha))</c>. Oracle: Oracles/power; simulation against R's <c>wilcox.test</c>.</remarks>
public static class RankTestPower
{
    private const string PairedEffect = "mean difference / SD of the differences";
    private const string TwoSampleEffect = "(mean of the first − mean of the second group) / SD";

    /// <summary>Asymptotic relative efficiency of the rank tests against the t test for a shift in a distribution of this shape.</summary>
    /// <param name="model">The shape.</param>
    public static double RelativeEfficiency(ShiftModel model) => ShiftModels.Efficiency(model);

    /// <summary>Power of the signed-rank test, by relative efficiency.</summary>
    /// <param name="pairs">Number of pairs, at least 4.</param>
    /// <param name="effectSize">Mean difference over the standard deviation of the differences; no unit.</param>
    /// <param name="model">Shape of the differences.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <exception cref="ArgumentException">Too few pairs, an effect that is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pwr::pwr.t.test(n * 3 / pi, d, type = "paired")</c> for normal differences.</remarks>
    public static PowerResult SignedRank(
        int pairs, double effectSize, ShiftModel model = ShiftModel.Normal, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(pairs, 4, nameof(pairs));
        SampleSizeSearch.Finite(effectSize, nameof(effectSize));
        SampleSizeSearch.Alpha(alpha);
        var n = pairs * RelativeEfficiency(model);
        return Result("signed-rank test", model, PairedEffect, effectSize, alpha, alternative) with
        {
            Power = TTestPower.Power(n - 1, Math.Sqrt(n) * effectSize, alpha, alternative),
            SampleSizes = [pairs],
        };
    }

    /// <summary>Pairs for the signed-rank test, by relative efficiency.</summary>
    /// <param name="effectSize">Mean difference over the standard deviation of the differences; no unit.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="model">Shape of the differences.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <returns>The smallest number of pairs and its power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An effect that is not finite, a power or level outside 0 … 1.</exception>
    public static PowerResult SignedRankSize(
        double effectSize, double power = 0.8, ShiftModel model = ShiftModel.Normal, double alpha = 0.05, Alternative alternative = Alternative.TwoSided) =>
        SampleSizeSearch.Solve(n => SignedRank(n, effectSize, model, alpha, alternative), power, 4);

    /// <summary>Power of the Mann–Whitney test, by relative efficiency.</summary>
    /// <param name="first">Size of the first group, at least 2.</param>
    /// <param name="second">Size of the second group, at least 2.</param>
    /// <param name="effectSize">Mean of the first − mean of the second group, over the common standard deviation; no unit.</param>
    /// <param name="model">Shape of both groups.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the shift first − second against 0.</param>
    /// <exception cref="ArgumentException">Too few units, an effect that is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>pwr::pwr.t.test(n * 3 / pi, d)</c> for equal normal groups.</remarks>
    public static PowerResult MannWhitney(
        int first,
        int second,
        double effectSize,
        ShiftModel model = ShiftModel.Normal,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.AtLeast(first, 2, nameof(first));
        SampleSizeSearch.AtLeast(second, 2, nameof(second));
        SampleSizeSearch.Finite(effectSize, nameof(effectSize));
        SampleSizeSearch.Alpha(alpha);
        var efficiency = RelativeEfficiency(model);
        var total = efficiency * ((double)first + second);
        var harmonic = efficiency * ((double)first * second / ((double)first + second));
        return Result("Mann–Whitney test", model, TwoSampleEffect, effectSize, alpha, alternative) with
        {
            Power = TTestPower.Power(total - 2, Math.Sqrt(harmonic) * effectSize, alpha, alternative),
            SampleSizes = [first, second],
        };
    }

    /// <summary>Group sizes for the Mann–Whitney test, by relative efficiency.</summary>
    /// <param name="effectSize">Mean of the first − mean of the second group, over the common standard deviation; no unit.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="model">Shape of both groups.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the shift first − second against 0.</param>
    /// <returns>The smallest groups and their power; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">An effect that is not finite, a power or level outside 0 … 1, or a ratio that is not positive.</exception>
    public static PowerResult MannWhitneySize(
        double effectSize,
        double power = 0.8,
        double ratio = 1,
        ShiftModel model = ShiftModel.Normal,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.Ratio(ratio);
        return SampleSizeSearch.Solve(
            n => MannWhitney(n, Math.Max(2, SampleSizeSearch.Partner(n, ratio)), effectSize, model, alpha, alternative), power, 2);
    }

    /// <summary>Group sizes for the Mann–Whitney test from P(first &gt; second), an area under the curve: Noether's formula.</summary>
    /// <param name="probability">P(first &gt; second) + ½ P(equal), 0 … 1.</param>
    /// <param name="power">Power to reach, 0 … 1.</param>
    /// <param name="ratio">Size of the second group over that of the first.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of the probability against ½.</param>
    /// <returns>The smallest groups and their power by the same formula; not estimable when none up to ten million reaches it.</returns>
    /// <exception cref="ArgumentException">A probability, power, ratio or level out of range.</exception>
    /// <remarks>R: <c>(qnorm(1 - alpha / 2) + qnorm(power))^2 / (12 * c * (1 - c) * (p - 0.5)^2)</c> units in all, rounded up per group.</remarks>
    public static PowerResult NoetherSize(
        double probability, double power = 0.8, double ratio = 1, double alpha = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        SampleSizeSearch.Ratio(ratio);
        SampleSizeSearch.Alpha(alpha);
        SampleSizeSearch.Probability(probability, nameof(probability));
        PowerResult At(int first)
        {
            var second = SampleSizeSearch.Partner(first, ratio);
            var expected = Math.Sqrt(12.0 * first * second / ((double)first + second)) * (probability - 0.5);
            return new()
            {
                Method = new MethodDescription(
                    "Power of the Mann–Whitney test, Noether",
                    Inference.Options(("alternative", alternative.Word())),
                    "(qnorm(1 - alpha / 2) + qnorm(power))^2 / (12 * c * (1 - c) * (p - 0.5)^2)"),
                EffectName = "P(first > second)",
                Effect = probability,
                Alpha = alpha,
                Alternative = alternative,
                Power = SampleSizeSearch.NormalPower(expected, alpha, alternative),
                SampleSizes = [first, second],
            };
        }

        return SampleSizeSearch.Solve(At, power, 1);
    }

    /// <summary>Simulated power of the signed-rank test (exact up to its usual size) for differences without ties.</summary>
    /// <param name="pairs">Number of pairs, at least 4.</param>
    /// <param name="effectSize">Mean difference over the standard deviation of the differences; no unit.</param>
    /// <param name="seed">Same seed, same power on any number of cores.</param>
    /// <param name="replicates">Simulated studies, at least 100.</param>
    /// <param name="model">Shape of the differences.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second, or of the difference, against 0.</param>
    /// <returns>Rejection rate with its 95 % Monte Carlo interval.</returns>
    /// <exception cref="ArgumentException">Too few pairs or replicates, an effect that is not finite, or a level outside 0 … 1.</exception>
    public static PowerResult SimulateSignedRank(
        int pairs,
        double effectSize,
        ulong seed,
        int replicates = 10_000,
        ShiftModel model = ShiftModel.Normal,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        var planned = SignedRank(pairs, effectSize, model, alpha, alternative);
        var rejects = RankRejection.SignedRank(pairs, alpha, alternative);
        var simulated = OperatingCharacteristics.Simulate(
            ["rejected"],
            random =>
            {
                var differences = new double[pairs];
                for (var i = 0; i < pairs; i++)
                {
                    differences[i] = effectSize + ShiftModels.Draw(model, random);
                }

                return differences;
            },
            differences => [rejects[RankRejection.PositiveRankSum(differences)]],
            seed,
            replicates);
        return Simulated(planned, simulated[0]);
    }

    /// <summary>Simulated power of the Mann–Whitney test (exact up to its usual size) for values without ties.</summary>
    /// <param name="first">Size of the first group, at least 2.</param>
    /// <param name="second">Size of the second group, at least 2.</param>
    /// <param name="effectSize">Mean of the first − mean of the second group, over the common standard deviation; no unit.</param>
    /// <param name="seed">Same seed, same power on any number of cores.</param>
    /// <param name="replicates">Simulated studies, at least 100.</param>
    /// <param name="model">Shape of both groups.</param>
    /// <param name="alpha">Level, 0 &lt; α &lt; 1.</param>
    /// <param name="alternative">Of first − second, or of the difference, against 0.</param>
    /// <returns>Rejection rate with its 95 % Monte Carlo interval.</returns>
    /// <exception cref="ArgumentException">Too few units or replicates, an effect that is not finite, or a level outside 0 … 1.</exception>
    public static PowerResult SimulateMannWhitney(
        int first,
        int second,
        double effectSize,
        ulong seed,
        int replicates = 10_000,
        ShiftModel model = ShiftModel.Normal,
        double alpha = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        var planned = MannWhitney(first, second, effectSize, model, alpha, alternative);
        var rejects = RankRejection.MannWhitney(first, second, alpha, alternative);
        var simulated = OperatingCharacteristics.Simulate(
            ["rejected"],
            random =>
            {
                var values = new double[first + second];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (i < first ? effectSize : 0) + ShiftModels.Draw(model, random);
                }

                return values;
            },
            values => [rejects[RankRejection.PairsWon(values, first)]],
            seed,
            replicates);
        return Simulated(planned, simulated[0]);
    }

    private static PowerResult Simulated(PowerResult planned, OperatingCharacteristic rejected) => planned with
    {
        Method = new MethodDescription(
            planned.Method.Name.Replace("relative efficiency", "simulation", StringComparison.Ordinal),
            planned.Method.Options.SetItem("replicates", rejected.Replicates.ToString(CultureInfo.InvariantCulture)),
            "mean(replicate(R, wilcox.test(…)$p.value <= alpha))"),
        Power = rejected.Rate,
        MonteCarlo = rejected.MonteCarlo,
    };

    private static PowerResult Result(string test, ShiftModel model, string effectName, double effect, double alpha, Alternative alternative) => new()
    {
        Method = new MethodDescription(
            $"Power of the {test} by relative efficiency",
            Inference.Options(("alternative", alternative.Word()), ("shape", model.ToString())),
            "pwr::pwr.t.test(n * efficiency, d)"),
        EffectName = effectName,
        Effect = effect,
        Alpha = alpha,
        Alternative = alternative,
        Power = TestResult.Undefined,
    };
}
