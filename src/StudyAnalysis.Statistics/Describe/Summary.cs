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

    private static ConfidenceInterval MeanInterval(ReadOnlySpan<double> values, double mean, double level) => values.Length < 2
        ? ConfidenceInterval.NotEstimable("one value has no interval", level, StudentInterval)
        : Inference.Student(
            mean, Math.Sqrt(Inference.Variance(values, mean) / values.Length), values.Length - 1, Alternative.TwoSided, level, StudentInterval);
}
