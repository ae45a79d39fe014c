using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Agreement;

/// <summary>Limits of agreement of two methods, a − b, unit as the values (for ratios: logarithms).</summary>
/// <param name="Bias">Mean difference with t interval.</param>
/// <param name="StandardDeviation">Standard deviation of the differences.</param>
/// <param name="Lower">Bias − z × SD, with interval.</param>
/// <param name="Upper">Bias + z × SD, with interval.</param>
public sealed record LimitsOfAgreement(TestResult Bias, Quantity StandardDeviation, TestResult Lower, TestResult Upper);

/// <summary>How the interval of a limit of agreement is made.</summary>
public enum LimitInterval
{
    /// <summary>Bland and Altman (1999): t around the limit with s √(1/n + z² / (2(n − 1))). Our default, what readers expect.</summary>
    Approximate,

    /// <summary>Carkeet (2015), Optom Vis Sci 92:e71–e80: from the noncentral t, exact for normal differences; wider outwards in small samples.</summary>
    Exact,
}

/// <summary>Bland and Altman's comparison of two methods of measurement.</summary>
public static class BlandAltman
{
    private const string Approximate = "t, variance of a limit";
    private const string Exact = "exact, noncentral t (Carkeet)";

    /// <summary>Bias and limits within which the share <paramref name="coverage"/> of differences is expected.</summary>
    /// <param name="a">First method; shape: n. Unit: U.</param>
    /// <param name="b">Second method on the same units in the same order; shape: n. Unit: U.</param>
    /// <param name="coverage">Share of differences inside the limits.</param>
    /// <param name="level">Confidence level of the intervals.</param>
    /// <param name="interval">How the intervals of the limits are made.</param>
    /// <returns>Bias and limits; limits are not estimable for n &lt; 2 or constant differences.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Standard error of a limit: s √(1/n + z² / (2(n − 1))). Source: Bland and Altman (1999), Stat Methods Med Res 8:135–160,
    /// section 2.1. R: written out; exact: <c>mean(d) + sd(d) * qt(c(.025, .975), n - 1, ncp = qnorm(.975) * sqrt(n)) / sqrt(n)</c>. Oracle: Oracles/agreement.</remarks>
    public static LimitsOfAgreement Compute(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, double coverage = 0.95, double level = 0.95, LimitInterval interval = LimitInterval.Approximate)
    {
        var construction = interval == LimitInterval.Exact ? Exact : Approximate;
        Guard.Level(coverage);
        var bias = Compare.TTest.Paired(a, b, level: level);
        if (!bias.StandardError.IsEstimable)
        {
            TestResult None(string name) => Limit(bias, name) with
            {
                Estimate = bias.StandardError, StandardError = bias.StandardError, Interval = ConfidenceInterval.NotEstimable(bias.StandardError.Reason, level, construction),
            };
            return new(bias, bias.StandardError, None("lower limit of agreement (a − b)"), None("upper limit of agreement (a − b)"));
        }

        double n = a.Length, sd = bias.StandardError.Value * Math.Sqrt(n), z = -Tail.NormalQuantile((1 - coverage) / 2);
        var se = sd * Math.Sqrt((1 / n) + (z * z / (2 * (n - 1))));
        var half = -Tail.StudentTQuantile((1 - level) / 2, n - 1) * se;
        var (inner, outer) = interval == LimitInterval.Exact
            ? (sd * Factor((1 - level) / 2, n, z), sd * Factor((1 + level) / 2, n, z))
            : ((z * sd) - half, (z * sd) + half);
        var mean = bias.Estimate.Value;
        TestResult At(string name, double value, double low, double high) => Limit(bias, name) with
        {
            Estimate = value, StandardError = se, Interval = new ConfidenceInterval(low, high, level, construction),
        };
        return new(
            bias,
            sd,
            At("lower limit of agreement (a − b)", mean - (z * sd), mean - outer, mean - inner),
            At("upper limit of agreement (a − b)", mean + (z * sd), mean + inner, mean + outer));
    }

    /// <summary>How many standard deviations from the mean the limit's bound with this probability lies: a quantile of the noncentral t, over √n.</summary>
    private static double Factor(double probability, double n, double z)
    {
        var shift = z * Math.Sqrt(n);
        double Excess(double t) => probability < 0.5
            ? Math.Log(Tail.NoncentralTLower(t, n - 1, shift) / probability)
            : Math.Log((1 - probability) / Tail.NoncentralTUpper(t, n - 1, shift));
        return Roots.Beyond(Excess, shift, Excess(shift) > 0 ? -0.5 : 0.5) / Math.Sqrt(n);
    }

    private static TestResult Limit(TestResult bias, string name) => new()
    {
        Method = new MethodDescription("Bland–Altman limits of agreement", "mean(d) + c(-1, 1) * qnorm(.975) * sd(d); se = sd(d) * sqrt(1/n + z^2/(2 * (n - 1)))"),
        EstimateName = name,
        SampleSizes = bias.SampleSizes,
    };
}
