namespace StudyAnalysis.Statistics.Describe;

/// <summary>Descriptive statistics of one sample. Everything has the unit of the values; an empty sample has a reason everywhere.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Standard deviation, divisor n − 1.</param>
/// <param name="Median">Median (quantile R type 7).</param>
/// <param name="LowerQuartile">25 % quantile of the type asked for.</param>
/// <param name="UpperQuartile">75 % quantile of the type asked for.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="MeanInterval">Student interval of the mean.</param>
public sealed record SummaryStatistics(
    int Count,
    Quantity Mean,
    Quantity StandardDeviation,
    Quantity Median,
    Quantity LowerQuartile,
    Quantity UpperQuartile,
    Quantity Minimum,
    Quantity Maximum,
    ConfidenceInterval MeanInterval);

/// <summary>Describing one sample of numbers.</summary>
/// <remarks>Oracles: Oracles/nist_univariate (NIST StRD), Oracles/describe.</remarks>
public static class Summary
{
    private const string StudentInterval = "Student t interval of the mean";

    /// <summary>n, mean, SD, median, quartiles, extremes. R: <c>length, mean, sd, median, quantile, range, t.test(x)$conf.int</c>.</summary>
    /// <param name="values">Finite values, any order; shape: n ≥ 0. Unit: U. Missing values: the caller removes and counts them.</param>
    /// <param name="level">Confidence level of the mean's interval.</param>
    /// <param name="type">Quantile definition of the quartiles.</param>
    /// <exception cref="ArgumentException">A value is not finite (message names the index), or the level is outside 0 … 1.</exception>
    public static SummaryStatistics Compute(ReadOnlySpan<double> values, double level = 0.95, QuantileType type = QuantileType.R7)
    {
        Guard.Finite(values, nameof(values));
        Guard.Level(level);
        if (values.Length == 0)
        {
            var none = Quantity.NotEstimable("no values");
            return new(0, none, none, none, none, none, none, none, ConfidenceInterval.NotEstimable("no values", level, StudentInterval));
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var mean = Inference.Mean(values);
        return new(
            values.Length,
            mean,
            values.Length > 1 ? Math.Sqrt(Inference.Variance(values, mean)) : Quantity.NotEstimable("one value has no standard deviation"),
            Quantiles.OfSorted(sorted, 0.5),
            Quantiles.OfSorted(sorted, 0.25, type),
            Quantiles.OfSorted(sorted, 0.75, type),
            sorted[0],
            sorted[^1],
            MeanInterval(values, mean, level));
    }

    /// <summary>Geometric mean with the Student interval of the mean logarithm, transformed back. R: <c>exp(mean(log(x)))</c>, <c>exp(t.test(log(x))$conf.int)</c>.</summary>
    /// <param name="values">Values, any order; shape: n ≥ 0. Unit: U; the result has the same unit.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Not estimable when a value is 0 or below, or there is none; the interval needs two values.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the level is outside 0 … 1.</exception>
    public static TestResult GeometricMean(ReadOnlySpan<double> values, double level = 0.95)
    {
        Guard.Finite(values, nameof(values));
        Guard.Level(level);
        var result = new TestResult
        {
            Method = new MethodDescription("Geometric mean, Student interval on the log scale", "exp(mean(log(x))); exp(t.test(log(x))$conf.int)"),
            EstimateName = "geometric mean",
            SampleSizes = [values.Length],
        };
        var problem = values.Length == 0 ? "no values" : values.IndexOfAnyExceptInRange(double.Epsilon, double.MaxValue) >= 0 ? "a value is 0 or below" : null;
        if (problem is not null)
        {
            return result with
            {
                Estimate = Quantity.NotEstimable(problem),
                Interval = ConfidenceInterval.NotEstimable(problem, level, StudentInterval),
            };
        }

        var logs = values.ToArray();
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(logs[i]);
        }

        var mean = Inference.Mean(logs);
        return result with
        {
            Estimate = Math.Exp(mean),
            Interval = Inference.Map(MeanInterval(logs, mean, level), Math.Exp) with { Method = "Student t interval of the mean logarithm" },
        };
    }

    /// <summary>Geometric standard deviation, a factor without unit, with the χ² interval of the variance of the logarithms.
    /// R: <c>exp(sd(log(x)))</c>.</summary>
    /// <param name="values">Values, any order; shape: n ≥ 0. Unit: any.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Factor ≥ 1 with n − 1 degrees of freedom. Not estimable when a value is 0 or below, for n &lt; 2, or when all values are equal.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the level is outside 0 … 1.</exception>
    /// <remarks>Interval: exp(√((n − 1) s² / χ²)), s the standard deviation of the logarithms; assumes them normal.
    /// Source: Kirkwood (1979), Biometrics 35:908–909. Oracle: Oracles/describe.</remarks>
    public static TestResult GeometricStandardDeviation(ReadOnlySpan<double> values, double level = 0.95)
    {
        Guard.Finite(values, nameof(values));
        Guard.Level(level);
        const string construction = "χ² of the variance of the logarithms";
        var result = new TestResult
        {
            Method = new MethodDescription("Geometric standard deviation", "exp(sd(log(x))); exp(sqrt((n - 1) * var(log(x)) / qchisq(c(.975, .025), n - 1)))"),
            EstimateName = "geometric standard deviation (factor)",
            SampleSizes = [values.Length],
        };
        var problem = values.Length < 2 ? "fewer than two values"
            : values.IndexOfAnyExceptInRange(double.Epsilon, double.MaxValue) >= 0 ? "a value is 0 or below"
            : Inference.IsConstant(values) ? "no spread: all values are equal" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return result with { Estimate = none, DegreesOfFreedom = none, Interval = ConfidenceInterval.NotEstimable(problem, level, construction) };
        }

        var logs = Array.ConvertAll(values.ToArray(), Math.Log);
        var df = values.Length - 1;
        var variance = Inference.Variance(logs, Inference.Mean(logs));
        double Bound(double upper) => Math.Exp(Math.Sqrt(df * variance / Agreement.ReplicateVariation.ChiSquaredQuantileUpper(upper, df)));
        return result with
        {
            Estimate = Math.Exp(Math.Sqrt(variance)),
            DegreesOfFreedom = df,
            Interval = new ConfidenceInterval(Bound((1 - level) / 2), Bound((1 + level) / 2), level, construction),
        };
    }

    private static ConfidenceInterval MeanInterval(ReadOnlySpan<double> values, double mean, double level) => values.Length < 2
        ? ConfidenceInterval.NotEstimable("one value has no interval", level, StudentInterval)
        : Inference.Student(
            mean, Math.Sqrt(Inference.Variance(values, mean) / values.Length), values.Length - 1, Alternative.TwoSided, level, StudentInterval);
}
