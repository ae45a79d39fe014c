using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Agreement;

/// <summary>Within-run variation from replicate measurements.</summary>
public static class ReplicateVariation
{
    private const string ChiSquare = "χ² of the pooled variance, log scale";

    /// <summary>Within-run coefficient of variation, pooled on the log scale: √(exp(s²) − 1).</summary>
    /// <param name="replicates">One array a sample of its replicates, all above 0; samples with one replicate do not count. Unit: any.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>CV as a fraction with the χ² interval; degrees of freedom Σ(mᵢ − 1). Not estimable without a replicated sample or with a value
    /// of 0 or below.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>sigma(aov(log(y) ~ factor(sample)))</c>. Source: Bland and Altman (1996), BMJ 313:106; Quan and Shih (1996), Biometrics
    /// 52:1195–1203. Oracle: Oracles/agreement.</remarks>
    public static TestResult LogScale(IReadOnlyList<double[]> replicates, double level = 0.95)
    {
        Guard.Level(level);
        var used = Checked(replicates);
        var df = used.Sum(r => r.Length - 1);
        var result = Start("Within-run CV, log scale", "sqrt(exp(sigma(aov(log(y) ~ factor(sample)))^2) - 1)", replicates, used);
        if (df == 0 || used.Any(r => r.Any(v => v <= 0)))
        {
            var none = Quantity.NotEstimable(df == 0 ? "no sample has two replicates" : "a value is 0 or below");
            return result with { Estimate = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, ChiSquare) };
        }

        var squares = used.Sum(r => Squares(Array.ConvertAll(r, Math.Log)));
        double Bound(double upper) => Cv(squares / ChiSquaredQuantileUpper(upper, df));
        return result with
        {
            Estimate = Cv(squares / df),
            DegreesOfFreedom = df,
            Interval = new ConfidenceInterval(Bound((1 - level) / 2), Bound((1 + level) / 2), level, ChiSquare),
        };
    }

    /// <summary>Within-run coefficient of variation as the root mean square of the samples' CVs, without an interval.</summary>
    /// <param name="replicates">One array a sample of its replicates; samples with one replicate do not count. Unit: any, ratio scale.</param>
    /// <returns>CV as a fraction. Not estimable without a replicated sample or with a mean of 0 or below.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>R: <c>sqrt(mean((sd / mean)^2))</c> over samples. Source: Bland and Altman (1996). Oracle: Oracles/agreement.</remarks>
    public static TestResult RootMeanSquare(IReadOnlyList<double[]> replicates)
    {
        var used = Checked(replicates);
        var result = Start("Within-run CV, root mean square", "sqrt(mean((sd / mean)^2)) over samples", replicates, used);
        var means = used.Select(r => Inference.Mean(r)).ToArray();
        return used.Length == 0 || means.Any(m => m <= 0)
            ? result with { Estimate = Quantity.NotEstimable(used.Length == 0 ? "no sample has two replicates" : "a sample's mean is 0 or below") }
            : result with { Estimate = Math.Sqrt(used.Select((r, i) => Inference.Variance(r, means[i]) / (means[i] * means[i])).Average()) };
    }

    internal static double ChiSquaredQuantileUpper(double upper, double df)
    {
        var log = Math.Log(upper);
        double F(double logX) => log - Math.Log(Math.Max(double.Epsilon, Tail.ChiSquaredUpper(Math.Exp(logX), df)));
        return Math.Exp(Roots.Beyond(F, Math.Log(df), F(Math.Log(df)) > 0 ? -0.5 : 0.5));
    }

    private static double Cv(double variance) => Math.Sqrt(Math.Exp(variance) - 1);

    private static double Squares(double[] values) => Inference.Variance(values, Inference.Mean(values)) * (values.Length - 1);

    private static double[][] Checked(IReadOnlyList<double[]> replicates)
    {
        foreach (var sample in replicates)
        {
            Guard.Finite(sample, nameof(replicates));
        }

        return [.. replicates.Where(r => r.Length > 1)];
    }

    private static TestResult Start(string name, string rCall, IReadOnlyList<double[]> all, double[][] used) => new()
    {
        Method = new MethodDescription(name, rCall),
        EstimateName = "within-run coefficient of variation (fraction)",
        SampleSizes = [used.Length],
        Notes = used.Length < all.Count ? ["samples with a single replicate do not count"] : [],
    };
}
