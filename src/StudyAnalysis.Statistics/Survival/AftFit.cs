using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>One coefficient of an accelerated failure time model. Whatever is not estimable says why in each place.</summary>
/// <param name="Name">Column name, "(Intercept)", or "Log(scale)".</param>
/// <param name="Estimate">Effect on the logarithm of time, per unit of the covariate.</param>
/// <param name="StandardError">From the observed information.</param>
/// <param name="RobustStandardError">Cluster-robust; not estimable when no clusters were given.</param>
/// <param name="Statistic">z = estimate / standard error (robust with clusters).</param>
/// <param name="PValue">Two-sided p of 0.</param>
/// <param name="Interval">Wald interval of the estimate.</param>
/// <param name="TimeRatio">exp(estimate): the factor on every quantile of time. For "Log(scale)" the scale itself.</param>
/// <param name="TimeRatioInterval">The interval, exponentiated.</param>
public sealed record AftCoefficient(
    string Name,
    Quantity Estimate,
    Quantity StandardError,
    Quantity RobustStandardError,
    Quantity Statistic,
    Quantity PValue,
    ConfidenceInterval Interval,
    Quantity TimeRatio,
    ConfidenceInterval TimeRatioInterval);

/// <summary>A fitted accelerated failure time model: log T = intercept + x β + scale · W.</summary>
public sealed record AftFit
{
    /// <summary>Name, options and equal R call.</summary>
    public required MethodDescription Method { get; init; }

    /// <summary>Intercept first, then the columns in their order.</summary>
    public required ImmutableArray<AftCoefficient> Coefficients { get; init; }

    /// <summary>Logarithm of the scale σ (1 / σ is the Weibull shape); exactly 0 and without error for the exponential.</summary>
    public required AftCoefficient LogScale { get; init; }

    /// <summary>Covariance (robust with clusters) of intercept, columns and, unless exponential, log scale, by rows; NaN where not estimable.</summary>
    public required ImmutableArray<ImmutableArray<double>> Variance { get; init; }

    /// <summary>Log likelihood of the times (not of their logarithms).</summary>
    public required Quantity LogLikelihood { get; init; }

    /// <summary>The same with intercept and scale only.</summary>
    public required Quantity LogLikelihoodNull { get; init; }

    /// <summary>Likelihood-ratio test of all covariates.</summary>
    public required ChiSquaredTest LikelihoodRatioTest { get; init; }

    /// <summary>Rows.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Exact times.</summary>
    public required int Events { get; init; }

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the maximum was found.</summary>
    public required bool Converged { get; init; }

    /// <summary>What the reader must know.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    internal AftDistribution Distribution { get; init; }

    internal double Level { get; init; }

    internal string Reason { get; init; } = string.Empty;

    /// <summary>A quantile of the event time for a subject.</summary>
    /// <param name="covariates">One value for each column; columns not estimated do not matter.</param>
    /// <param name="probability">Share of events, 0 &lt; p &lt; 1; 0.5 for the median.</param>
    /// <returns>Time with an interval by the delta method on the log scale.</returns>
    /// <exception cref="ArgumentException">The number of covariates is not that of the columns, one is not finite, or p is not between 0 and 1.</exception>
    /// <remarks>R: <c>predict(fit, newdata, type = "uquantile", p = p, se.fit = TRUE)</c>, exponentiated.</remarks>
    public SurvivalQuantile Quantile(ReadOnlySpan<double> covariates, double probability = 0.5)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentException($"probability must lie between 0 and 1, not {probability}.", nameof(probability));
        }

        const string method = "delta method on the log scale";
        var x = Row(covariates);
        if (!Converged)
        {
            return new SurvivalQuantile(probability, Quantity.NotEstimable(Reason), ConfidenceInterval.NotEstimable(Reason, Level, method));
        }

        var scale = Math.Exp(LogScale.Estimate.Value);
        var w = new AftError(Distribution).Quantile(probability);
        var log = Predictor(x) + (scale * w);
        var margin = Margin([.. x, scale * w]);
        return new SurvivalQuantile(probability, Math.Exp(log), new ConfidenceInterval(Math.Exp(log - margin), Math.Exp(log + margin), Level, method));
    }

    /// <summary>Probability of being free of the event after a time, for a subject.</summary>
    /// <param name="covariates">One value for each column.</param>
    /// <param name="time">Time, positive and finite.</param>
    /// <returns>Probability with an interval by the delta method on the scale of (log t − x β) / σ.</returns>
    /// <exception cref="ArgumentException">The number of covariates is not that of the columns, or a value is not finite or positive.</exception>
    public (Quantity Estimate, ConfidenceInterval Interval) SurvivalAt(ReadOnlySpan<double> covariates, double time)
    {
        if (!(time > 0 && double.IsFinite(time)))
        {
            throw new ArgumentException($"time must be positive and finite, not {time}.", nameof(time));
        }

        const string method = "delta method on the scale of the error";
        var x = Row(covariates);
        if (!Converged)
        {
            return (Quantity.NotEstimable(Reason), ConfidenceInterval.NotEstimable(Reason, Level, method));
        }

        var (scale, error) = (Math.Exp(LogScale.Estimate.Value), new AftError(Distribution));
        var z = (Math.Log(time) - Predictor(x)) / scale;
        var margin = Margin([.. x.Select(v => -v / scale), -z]);
        return (Math.Exp(error.LogUpper(z)), new ConfidenceInterval(Math.Exp(error.LogUpper(z + margin)), Math.Exp(error.LogUpper(z - margin)), Level, method));
    }

    private double[] Row(ReadOnlySpan<double> covariates)
    {
        Guard.SameLength(Coefficients.Length - 1, covariates.Length, "columns of the input", nameof(covariates));
        Guard.Finite(covariates, nameof(covariates));
        return [1, .. covariates];
    }

    private double Predictor(double[] x) => x.Select((v, k) => Coefficients[k].Estimate.IsEstimable ? v * Coefficients[k].Estimate.Value : 0).Sum();

    private double Margin(double[] gradient)
    {
        var variance = 0.0;
        for (var a = 0; a < Variance.Length; a++)
        {
            for (var b = 0; b < Variance.Length; b++)
            {
                variance += double.IsNaN(Variance[a][b]) ? 0 : gradient[a] * gradient[b] * Variance[a][b];
            }
        }

        return -Distributions.Tail.NormalQuantile((1 - Level) / 2) * Math.Sqrt(variance);
    }
}
