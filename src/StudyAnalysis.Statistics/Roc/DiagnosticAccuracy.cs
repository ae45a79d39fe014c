using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Roc;

/// <summary>Accuracy of a yes/no test, each share with Wilson's interval.</summary>
/// <param name="Sensitivity">TP / (TP + FN).</param>
/// <param name="Specificity">TN / (TN + FP).</param>
/// <param name="PositivePredictiveValue">TP / (TP + FP), at the share of events in these data.</param>
/// <param name="NegativePredictiveValue">TN / (TN + FN), at the share of events in these data.</param>
public sealed record DiagnosticAccuracy(
    TestResult Sensitivity, TestResult Specificity, TestResult PositivePredictiveValue, TestResult NegativePredictiveValue)
{
    private const string LogMethod = "Simel, Samsa and Matchar, on the log scale";

    /// <summary>Sensitivity / (1 − specificity): how much a positive test multiplies the odds of the event.</summary>
    public required TestResult PositiveLikelihoodRatio { get; init; }

    /// <summary>(1 − sensitivity) / specificity: how much a negative test multiplies the odds of the event.</summary>
    public required TestResult NegativeLikelihoodRatio { get; init; }

    /// <summary>From the four counts.</summary>
    /// <param name="truePositive">Event, test positive.</param>
    /// <param name="falsePositive">No event, test positive.</param>
    /// <param name="falseNegative">Event, test negative.</param>
    /// <param name="trueNegative">No event, test negative.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Shares with Wilson's intervals; likelihood ratios with the interval of Simel, Samsa and Matchar (1991), J Clin Epidemiol 44:763–770.
    /// What an empty row, column or cell leaves undefined is not estimable.</returns>
    /// <remarks>R: <c>epiR::epi.tests(c(tp, fp, fn, tn), method = "wilson")</c>. Oracle: tests/StudyAnalysis.Tests/Oracles/diagnostic.</remarks>
    /// <exception cref="ArgumentException">A count is negative, or a level outside 0 … 1.</exception>
    public static DiagnosticAccuracy Compute(int truePositive, int falsePositive, int falseNegative, int trueNegative, double level = 0.95) => new(
        Share(truePositive, truePositive + falseNegative, "sensitivity", level),
        Share(trueNegative, trueNegative + falsePositive, "specificity", level),
        Share(truePositive, truePositive + falsePositive, "positive predictive value", level),
        Share(trueNegative, trueNegative + falseNegative, "negative predictive value", level))
    {
        PositiveLikelihoodRatio = Ratio(truePositive, truePositive + falseNegative, falsePositive, trueNegative + falsePositive, "positive likelihood ratio", level),
        NegativeLikelihoodRatio = Ratio(falseNegative, truePositive + falseNegative, trueNegative, trueNegative + falsePositive, "negative likelihood ratio", level),
    };

    // Share among those with the event over share among those without.
    private static TestResult Ratio(int with, int allWith, int without, int allWithout, string name, double level)
    {
        var result = new TestResult
        {
            Method = new MethodDescription("Likelihood ratio of a test", "epiR::epi.tests(c(tp, fp, fn, tn))"),
            EstimateName = name,
            SampleSizes = [allWith, allWithout],
        };
        var reason = allWith == 0 || allWithout == 0 ? "nobody with, or nobody without, the event"
            : without == 0 ? "the denominator is 0"
            : with == 0 ? "the ratio is 0: no interval"
            : string.Empty;
        var ratio = (double)with / allWith / ((double)without / allWithout);
        if (reason.Length > 0)
        {
            return result with { Estimate = with == 0 && without > 0 && allWith > 0 ? 0 : Quantity.NotEstimable(reason), Interval = ConfidenceInterval.NotEstimable(reason, level, LogMethod) };
        }

        var error = Math.Sqrt((1.0 / with) - (1.0 / allWith) + (1.0 / without) - (1.0 / allWithout));
        var margin = -Tail.NormalQuantile((1 - level) / 2) * error;
        return result with { Estimate = ratio, Interval = new ConfidenceInterval(ratio * Math.Exp(-margin), ratio * Math.Exp(margin), level, LogMethod) };
    }

    private static TestResult Share(int events, int total, string name, double level) => Proportions.Wilson(events, total, level) with { EstimateName = name };
}
