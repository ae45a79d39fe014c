using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>An estimate pooled over completed data sets.</summary>
/// <param name="Test">Pooled estimate, standard error, t with Barnard and Rubin's degrees of freedom, p and interval.</param>
/// <param name="Within">Mean squared standard error within data sets.</param>
/// <param name="Between">Variance of the estimates between data sets.</param>
/// <param name="RelativeIncrease">r = (1 + 1/m) between / within: what missing values add to the variance.</param>
/// <param name="FractionMissing">Fraction of the information that is missing (γ), (r + 2 / (df + 3)) / (1 + r).</param>
public sealed record PooledEstimate(TestResult Test, Quantity Within, Quantity Between, Quantity RelativeIncrease, Quantity FractionMissing);

/// <summary>Rubin's rules.</summary>
public static class RubinsRules
{
    /// <summary>Pools an estimate over completed data sets.</summary>
    /// <param name="name">What is estimated.</param>
    /// <param name="estimates">Estimate per data set, on a scale where it is about normal (log odds, log hazard); shape: m ≥ 2.</param>
    /// <param name="variances">Squared standard error per data set; shape: m.</param>
    /// <param name="completeDegreesOfFreedom">Degrees of freedom with complete data; +∞ for a z test.</param>
    /// <param name="alternative">Of the estimate against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The pooled estimate. Its p and interval are not estimable when the variance is 0.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 data sets, different lengths, a value not finite, a variance below 0, degrees of
    /// freedom not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>mice::pool.scalar(Q, U, n, k)</c>, <c>summary(mice::pool(fits))</c>. Source: Rubin (1987); Barnard and Rubin (1999), Biometrika
    /// 86:948–955. Oracles: Oracles/censored, Oracles/imputation.</remarks>
    public static PooledEstimate Pool(
        string name,
        double[] estimates,
        double[] variances,
        double completeDegreesOfFreedom = double.PositiveInfinity,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95)
    {
        Check(estimates, variances, completeDegreesOfFreedom);
        Guard.Level(level);
        double m = estimates.Length, mean = Inference.Mean(estimates), within = Inference.Mean(variances), between = Inference.Variance(estimates, mean);
        var added = (1 + (1 / m)) * between;
        var total = within + added;
        var lambda = total > 0 ? added / total : 0;
        var df = DegreesOfFreedom(m, lambda, completeDegreesOfFreedom);
        var increase = within > 0 ? Quantity.Of(added / within) : Quantity.NotEstimable("no variance within the data sets");
        var result = new TestResult
        {
            Method = new MethodDescription("Rubin's rules, Barnard–Rubin degrees of freedom", "mice::pool.scalar(Q, U, n, k)"),
            EstimateName = name,
            Estimate = mean,
            StatisticName = "t",
            DegreesOfFreedom = df,
            Alternative = alternative,
            SampleSizes = [estimates.Length],
        };
        var missing = increase.IsEstimable ? Quantity.Of((increase.Value + (2 / (df + 3))) / (increase.Value + 1)) : increase;
        return new(LinearCombination.Finish(result, mean, total, df, level), within, between, increase, missing);
    }

    private static double DegreesOfFreedom(double m, double lambda, double complete)
    {
        var old = lambda > 0 ? (m - 1) / (lambda * lambda) : double.PositiveInfinity;
        var observed = double.IsFinite(complete) ? (complete + 1) / (complete + 3) * complete * (1 - lambda) : double.PositiveInfinity;
        return double.IsInfinity(old) ? observed : double.IsInfinity(observed) ? old : old * observed / (old + observed);
    }

    private static void Check(double[] estimates, double[] variances, double completeDegreesOfFreedom)
    {
        Guard.Finite(estimates, nameof(estimates));
        Guard.Finite(variances, nameof(variances));
        Guard.SameLength(estimates.Length, variances.Length, nameof(estimates), nameof(variances));
        if (estimates.Length < 2)
        {
            throw new ArgumentException("Pooling needs at least 2 data sets.", nameof(estimates));
        }

        if (variances.Any(v => v < 0))
        {
            throw new ArgumentException("A variance is not negative.", nameof(variances));
        }

        if (!(completeDegreesOfFreedom > 0))
        {
            throw new ArgumentException($"Degrees of freedom are above 0, not {completeDegreesOfFreedom}.", nameof(completeDegreesOfFreedom));
        }
    }
}
