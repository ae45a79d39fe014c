using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Estimates with Wald z, normal interval and p, for models fitted by likelihood.</summary>
internal static class WaldResult
{
    private const string Wald = "Wald";

    public static TestResult Of(TestResult template, string name, double estimate, double variance, double level)
    {
        var result = template with { EstimateName = name, StatisticName = "z", Alternative = Alternative.TwoSided, Estimate = estimate };
        if (!(variance > 0 && double.IsFinite(variance)))
        {
            var none = Quantity.NotEstimable("the information is singular");
            return result with { StandardError = none, Statistic = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, Wald) };
        }

        var se = Math.Sqrt(variance);
        return result with
        {
            StandardError = se,
            Statistic = estimate / se,
            PValue = Inference.NormalP(Alternative.TwoSided, estimate / se),
            Interval = Inference.Normal(estimate, se, Alternative.TwoSided, level, Wald),
        };
    }

    public static TestResult Failed(TestResult template, string name, string reason, double level)
    {
        var none = Quantity.NotEstimable(reason);
        return template with
        {
            EstimateName = name, StatisticName = "z", Estimate = none, StandardError = none, Statistic = none, PValue = none,
            Interval = ConfidenceInterval.NotEstimable(reason, level, Wald),
        };
    }

    /// <summary>The same effect as a ratio: estimate and interval through exp, statistic and p kept.</summary>
    public static TestResult Ratio(TestResult coefficient, string ratioName) => coefficient with
    {
        EstimateName = $"{ratioName} per unit of {coefficient.EstimateName}",
        Estimate = coefficient.Estimate.IsEstimable ? Math.Exp(coefficient.Estimate.Value) : coefficient.Estimate,
        StandardError = TestResult.Undefined,
        Interval = coefficient.Interval is { } interval ? Inference.Map(interval, Math.Exp) : null,
    };
}
