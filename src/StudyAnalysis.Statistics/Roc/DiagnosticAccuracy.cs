using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Roc;

/// <summary>Accuracy of a yes/no test, each share with Wilson's interval.</summary>
/// <param name="Sensitivity">TP / (TP + FN).</param>
/// <param name="Specificity">TN / (TN + FP).</param>
/// <param name="PositivePredictiveValue">TP / (TP + FP), at the share of events in these data.</param>
/// <param name="NegativePredictiveValue">TN / (TN + FN), at the share of events in these data.</param>
public sealed record DiagnosticAccuracy(
    TestResult Sensitivity, TestResult Specificity, TestResult PositivePredictiveValue, TestResult NegativePredictiveValue)
{
    /// <summary>From the four counts.</summary>
    /// <param name="truePositive">Event, test positive.</param>
    /// <param name="falsePositive">No event, test positive.</param>
    /// <param name="falseNegative">Event, test negative.</param>
    /// <param name="trueNegative">No event, test negative.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">A count is negative, or a level outside 0 … 1.</exception>
    public static DiagnosticAccuracy Compute(int truePositive, int falsePositive, int falseNegative, int trueNegative, double level = 0.95) => new(
        Share(truePositive, truePositive + falseNegative, "sensitivity", level),
        Share(trueNegative, trueNegative + falsePositive, "specificity", level),
        Share(truePositive, truePositive + falsePositive, "positive predictive value", level),
        Share(trueNegative, trueNegative + falseNegative, "negative predictive value", level));

    private static TestResult Share(int events, int total, string name, double level) => Proportions.Wilson(events, total, level) with { EstimateName = name };
}
