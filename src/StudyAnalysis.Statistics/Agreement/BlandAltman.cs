using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Agreement;

/// <summary>Limits of agreement of two methods, a − b, unit as the values (for ratios: logarithms).</summary>
/// <param name="Bias">Mean difference with t interval.</param>
/// <param name="StandardDeviation">Standard deviation of the differences.</param>
/// <param name="Lower">Bias − z × SD, with approximate interval.</param>
/// <param name="Upper">Bias + z × SD, with approximate interval.</param>
public sealed record LimitsOfAgreement(TestResult Bias, Quantity StandardDeviation, TestResult Lower, TestResult Upper);

/// <summary>Bland and Altman's comparison of two methods of measurement.</summary>
public static class BlandAltman
{
    private const string Approximate = "t, variance of a limit";

    /// <summary>Bias and limits within which the share <paramref name="coverage"/> of differences is expected.</summary>
    /// <param name="a">First method; shape: n. Unit: U.</param>
    /// <param name="b">Second method on the same units in the same order; shape: n. Unit: U.</param>
    /// <param name="coverage">Share of differences inside the limits.</param>
    /// <param name="level">Confidence level of the intervals.</param>
    /// <returns>Bias and limits; limits are not estimable for n &lt; 2 or constant differences.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Standard error of a limit: s √(1/n + z² / (2(n − 1))). Source: Bland and Altman (1999), Stat Methods Med Res 8:135–160,
    /// section 2.1. R: written out. Oracle: Oracles/agreement.</remarks>
    public static LimitsOfAgreement Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double coverage = 0.95, double level = 0.95)
    {
        Guard.Level(coverage);
        var bias = Compare.TTest.Paired(a, b, level: level);
        if (!bias.StandardError.IsEstimable)
        {
            TestResult None(string name) => Limit(bias, name) with
            {
                Estimate = bias.StandardError, StandardError = bias.StandardError, Interval = ConfidenceInterval.NotEstimable(bias.StandardError.Reason, level, Approximate),
            };
            return new(bias, bias.StandardError, None("lower limit of agreement (a − b)"), None("upper limit of agreement (a − b)"));
        }

        double n = a.Length, sd = bias.StandardError.Value * Math.Sqrt(n), z = -Tail.NormalQuantile((1 - coverage) / 2);
        var se = sd * Math.Sqrt((1 / n) + (z * z / (2 * (n - 1))));
        TestResult At(string name, double value) => Limit(bias, name) with
        {
            Estimate = value, StandardError = se, Interval = Inference.Student(value, se, n - 1, Alternative.TwoSided, level, Approximate),
        };
        return new(
            bias,
            sd,
            At("lower limit of agreement (a − b)", bias.Estimate.Value - (z * sd)),
            At("upper limit of agreement (a − b)", bias.Estimate.Value + (z * sd)));
    }

    private static TestResult Limit(TestResult bias, string name) => new()
    {
        Method = new MethodDescription("Bland–Altman limits of agreement", "mean(d) + c(-1, 1) * qnorm(.975) * sd(d); se = sd(d) * sqrt(1/n + z^2/(2 * (n - 1)))"),
        EstimateName = name,
        SampleSizes = bias.SampleSizes,
    };
}
