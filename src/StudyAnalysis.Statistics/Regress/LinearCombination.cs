using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Σ weight × coefficient with its t test, for all linear models.</summary>
internal static class LinearCombination
{
    public static TestResult Compute(
        string name,
        ImmutableArray<TestResult> coefficients,
        ImmutableArray<ImmutableArray<double>> covariance,
        ReadOnlySpan<double> weights,
        double df,
        Alternative alternative,
        double level)
    {
        var first = coefficients[0];
        var result = new TestResult { Method = first.Method, EstimateName = name, StatisticName = first.StatisticName, Alternative = alternative, SampleSizes = first.SampleSizes };
        if (covariance.Length == 0)
        {
            return Failed(result, first.Estimate.Reason, level);
        }

        double estimate = 0, variance = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            estimate += weights[i] * coefficients[i].Estimate.Value;
            for (var j = 0; j < weights.Length; j++)
            {
                variance += weights[i] * weights[j] * covariance[i][j];
            }
        }

        return Finish(result with { Estimate = estimate, DegreesOfFreedom = df }, estimate, variance, df, level);
    }

    public static TestResult Finish(TestResult result, double estimate, double variance, double df, double level)
    {
        if (!(variance > 0))
        {
            var reason = double.IsNaN(variance) ? "an observation is fitted exactly (leverage 1)" : "no residual variance";
            return Failed(result, reason, level) with { Estimate = estimate };
        }

        return Inference.StudentTest(result, estimate, Math.Sqrt(variance), df, level, "t");
    }

    public static TestResult Failed(TestResult result, string reason, double level)
    {
        var none = Quantity.NotEstimable(reason);
        return result with
        {
            Estimate = none, StandardError = none, Statistic = none, DegreesOfFreedom = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(reason, level, "t"),
        };
    }
}
