using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>Summary of a sample with values below their limits of quantification; everything in the unit of the values.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="MeanInterval">Interval of the mean; not estimable where the method has none.</param>
/// <param name="StandardDeviation">Standard deviation.</param>
/// <param name="LowerQuartile">25 % quantile.</param>
/// <param name="Median">50 % quantile.</param>
/// <param name="UpperQuartile">75 % quantile.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Below">Of these, below their limit.</param>
/// <param name="Completed">Values with those below replaced by the model's, in the order given; empty where the method makes none. For the summary
/// only: they are no measurements and must not enter a test.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record CensoredSummaryResult(
    MethodDescription Method,
    Quantity Mean,
    ConfidenceInterval MeanInterval,
    Quantity StandardDeviation,
    Quantity LowerQuartile,
    Quantity Median,
    Quantity UpperQuartile,
    int Count,
    int Below,
    ImmutableArray<double> Completed,
    ImmutableArray<string> Notes);

/// <summary>Mean, spread and quartiles of samples with values below one or several limits (Helsel 2012).</summary>
public static class CensoredSummary
{
    private const string NoInterval = "not defined for this method";

    /// <summary>Kaplan–Meier on the turned scale: no distribution assumed.</summary>
    /// <param name="values">Measured value or, where below, the limit; shape: n, finite. Unit: U.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="level">Confidence level (kept in the interval's place).</param>
    /// <returns>Mean and standard deviation of the estimated distribution; the probability that is left under the lowest limit is put there, so that
    /// the mean is then an upper bound (noted). Quartiles that lie under every measured value are not estimable.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>NADA::cenfit</c>; <c>survfit(Surv(M - x, !below) ~ 1)</c>. Source: Helsel (2012), section 6.2; Gillespie et al. (2010),
    /// Epidemiology 21:S64–S70. Oracle: Oracles/censored_summary.</remarks>
    public static CensoredSummaryResult KaplanMeier(double[] values, IReadOnlyList<bool> below, double level = 0.95)
    {
        var method = new MethodDescription("Kaplan–Meier for left-censored values", "NADA::cenfit(values, below)");
        if (Start(values, below, level, method, positive: false) is { } failed)
        {
            return failed;
        }

        var points = Masses(values, below, out var left);
        var mean = points.Sum(p => p.Mass * p.Value);
        var spread = Math.Sqrt(points.Sum(p => p.Mass * (p.Value - mean) * (p.Value - mean)));
        return new(
            method, mean, ConfidenceInterval.NotEstimable(NoInterval, level, string.Empty), spread,
            BelowLimit.KaplanMeierQuantile(values, below, 0.25), BelowLimit.KaplanMeierQuantile(values, below), BelowLimit.KaplanMeierQuantile(values, below, 0.75),
            values.Length, below.Count(b => b), [],
            left > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{100 * left:0.#} % of the distribution lies below the lowest limit and is put at it")] : []);
    }

    /// <summary>Robust regression on order statistics: values below are read from a log-normal line through the measured ones.</summary>
    /// <param name="values">Measured value or, where below, the limit, above 0; shape: n. Unit: U.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="level">Confidence level (kept in the interval's place).</param>
    /// <returns>Summary of measured and modelled values together; more than 80 % below is noted as unreliable. Not estimable with fewer than 3
    /// measured values or no spread among them.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite or not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>Plotting positions of Hirsch and Stedinger (1987) for several limits. R: <c>NADA::ros(values, below)</c>. Source: Helsel and Cohn (1988),
    /// Water Resour Res 24:1997–2004; Lee and Helsel (2005), Comput Geosci 31:1241–1248. Oracle: Oracles/censored_summary.</remarks>
    public static CensoredSummaryResult RobustRos(double[] values, IReadOnlyList<bool> below, double level = 0.95)
    {
        var method = new MethodDescription("robust regression on order statistics (log-normal)", "NADA::ros(values, below)");
        if (Start(values, below, level, method, positive: true) is { } failed)
        {
            return failed;
        }

        var completed = OrderStatistics.Complete(values, below);
        if (completed is null)
        {
            return Failed(method, "fewer than three measured values, or no spread among them", values.Length, below.Count(b => b), level);
        }

        var mean = Inference.Mean(completed);
        var count = below.Count(b => b);
        return new(
            method, mean, ConfidenceInterval.NotEstimable(NoInterval, level, string.Empty), Math.Sqrt(Inference.Variance(completed, mean)),
            Quantiles.Compute(completed, 0.25), Quantiles.Compute(completed, 0.5), Quantiles.Compute(completed, 0.75), values.Length, count, [.. completed],
            5L * count > 4L * values.Length ? ["more than 80 % below the limits: unreliable"] : []);
    }

    /// <summary>Log-normal maximum likelihood.</summary>
    /// <param name="values">Measured value or, where below, the limit, above 0; shape: n. Unit: U.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Moments and quartiles of the fitted distribution; the mean with Cox's interval (delta method on its logarithm). Not estimable
    /// with fewer than 2 measured values or no spread.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite or not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>Mean exp(μ + σ²/2), SD mean × √(exp(σ²) − 1), quantile exp(μ + z σ). R: <c>NADA::cenmle(values, below)</c>,
    /// <c>survreg(Surv(values, !below, type = "left") ~ 1, dist = "lognormal")</c>. Source: Helsel (2012), section 6.1.
    /// Oracle: Oracles/censored_summary.</remarks>
    public static CensoredSummaryResult LogNormal(double[] values, IReadOnlyList<bool> below, double level = 0.95)
    {
        var method = new MethodDescription("log-normal maximum likelihood", "NADA::cenmle(values, below)");
        if (Start(values, below, level, method, positive: true) is { } failed)
        {
            return failed;
        }

        var fit = CensoredNormal.Sample(Array.ConvertAll(values, Math.Log), below, level);
        var count = below.Count(b => b);
        if (!fit.Sigma.Estimate.IsEstimable)
        {
            return Failed(method, fit.Sigma.Estimate.Reason, values.Length, count, level);
        }

        double mu = fit.Coefficients[0].Estimate.Value, sigma = fit.Sigma.Estimate.Value, square = sigma * sigma;
        var variance = fit.Covariance[0][0] + (2 * square * fit.Covariance[0][1]) + (square * square * fit.Covariance[1][1]);
        double Quantile(double p) => Math.Exp(mu + (Tail.NormalQuantile(p) * sigma));
        var mean = Math.Exp(mu + (square / 2));
        var interval = Inference.Normal(mu + (square / 2), Math.Sqrt(variance), Alternative.TwoSided, level, "Cox, delta method");
        return new(
            method, mean, Inference.Map(interval, Math.Exp), mean * Math.Sqrt(Accurate.Expm1(square)), Quantile(0.25), Quantile(0.5), Quantile(0.75),
            values.Length, count, [], 2L * count > values.Length ? ["more than half below the limits: rests on the log-normal shape"] : []);
    }

    private static CensoredSummaryResult? Start(double[] values, IReadOnlyList<bool> below, double level, MethodDescription method, bool positive)
    {
        Guard.Finite(values, nameof(values));
        Guard.SameLength(values.Length, below.Count, nameof(values), nameof(below));
        Guard.Level(level);
        var wrong = positive ? Array.FindIndex(values, v => v <= 0) : -1;
        if (wrong >= 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"values[{wrong}] is {values[wrong]}; a log-normal value lies above 0."), nameof(values));
        }

        return below.All(b => b) ? Failed(method, values.Length == 0 ? "no values" : "no measured value", values.Length, values.Length, level) : null;
    }

    private static CensoredSummaryResult Failed(MethodDescription method, string reason, int count, int below, double level)
    {
        var none = Quantity.NotEstimable(reason);
        return new(method, none, ConfidenceInterval.NotEstimable(reason, level, string.Empty), none, none, none, none, count, below, [], []);
    }

    // Steps of the curve from above; what is left goes to the lowest value or limit.
    private static List<(double Value, double Mass)> Masses(double[] values, IReadOnlyList<bool> below, out double left)
    {
        var points = new List<(double Value, double Mass)>();
        left = 1;
        foreach (var x in values.Where((_, i) => !below[i]).Distinct().OrderDescending())
        {
            var atRisk = values.Count(v => v <= x);
            var mass = left * values.Where((v, i) => !below[i] && v == x).Count() / atRisk;
            points.Add((x, mass));
            left -= mass;
        }

        left = left < 1e-12 ? 0 : left;
        points.Add((values.Min(), left));
        return points;
    }
}
