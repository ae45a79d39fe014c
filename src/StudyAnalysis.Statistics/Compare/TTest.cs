using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Student's and Welch's t tests.</summary>
public static class TTest
{
    private const string Construction = "Student t";

    /// <summary>Paired t test of mean(a − b) against 0.</summary>
    /// <param name="a">First measurement; shape: n. Unit: U (any).</param>
    /// <param name="b">Second measurement of the same units in the same order; shape: n. Unit: U.</param>
    /// <param name="alternative">Of mean(a − b) against 0.</param>
    /// <param name="level">Confidence level, 0 &lt; level &lt; 1.</param>
    /// <returns>t, n − 1 degrees of freedom, p, mean(a − b) with interval, unit U. Not estimable for n &lt; 2 or differences constant but for rounding (differences
    /// closer than 2⁻⁴⁰ of their values are one).</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>t.test(a, b, paired = TRUE)</c>. Source: Student (1908), Biometrika 6:1–25. Oracle: Oracles/t_test.</remarks>
    public static TestResult Paired(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided, double level = 0.95) =>
        OneSample(Pairs.Differences(a, b), alternative, level) with
        {
            Method = new MethodDescription("Paired t test", $"t.test(a, b, paired = TRUE, alternative = \"{alternative.Word()}\")"),
            EstimateName = "mean of the differences a − b",
        };

    /// <summary>One-sample t test of the mean against 0. R: <c>t.test(x)</c>. Source: Student (1908), Biometrika 6:1–25. Oracle: Oracles/t_test.</summary>
    /// <param name="values">Finite values; shape: n. Unit: U.</param>
    /// <param name="alternative">Of the mean against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>t, n − 1, p, mean with interval, unit U. Not estimable for n &lt; 2 or values constant but for rounding (the mean still is).</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    public static TestResult OneSample(ReadOnlySpan<double> values, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(values, nameof(values));
        Guard.Level(level);
        var result = new TestResult
        {
            Method = new MethodDescription("One-sample t test", $"t.test(x, alternative = \"{alternative.Word()}\")"),
            EstimateName = "mean",
            StatisticName = "t",
            Alternative = alternative,
            SampleSizes = [values.Length],
        };
        if (values.Length == 0)
        {
            return Undefined(result, "no values", level) with { Estimate = Quantity.NotEstimable("no values") };
        }

        var mean = Inference.Mean(values);
        var problem = values.Length < 2 ? "fewer than two values" : Inference.IsConstant(values) ? "no spread: all values are equal" : null;
        var error = problem is null ? Math.Sqrt(Inference.Variance(values, mean) / values.Length) : 0;
        problem ??= IsRounding(error, mean) ? "no spread: all values are equal but for rounding" : null;
        return problem is not null
            ? Undefined(result, problem, level) with { Estimate = mean }
            : Inference.StudentTest(result, mean, error, values.Length - 1, level, Construction);
    }

    /// <summary>Welch's two-sample t test of equal means, without assuming equal variances.</summary>
    /// <param name="a">Sample A; shape: n ≥ 2, any order. Unit: U.</param>
    /// <param name="b">Sample B, not paired with A; shape: m ≥ 2. Unit: U.</param>
    /// <param name="alternative">Of mean(A) − mean(B) against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>t and Welch–Satterthwaite df; p; mean(A) − mean(B) with interval, unit U. Not estimable when a sample has fewer than two
    /// values or both are constant but for rounding.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>t.test(a, b, var.equal = FALSE)</c>. Source: Welch (1947), Biometrika 34:28–35. Oracle: Oracles/t_test.</remarks>
    public static TestResult Welch(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        Guard.Level(level);
        var result = new TestResult
        {
            Method = new MethodDescription("Welch two-sample t test", $"t.test(a, b, var.equal = FALSE, alternative = \"{alternative.Word()}\")"),
            EstimateName = "difference of means (a − b)",
            StatisticName = "t",
            Alternative = alternative,
            SampleSizes = [a.Length, b.Length],
        };
        if (a.Length == 0 || b.Length == 0)
        {
            return Undefined(result, "a sample is empty", level) with { Estimate = Quantity.NotEstimable("a sample is empty") };
        }

        double ma = Inference.Mean(a), mb = Inference.Mean(b);
        var problem = a.Length < 2 || b.Length < 2 ? "a sample has fewer than two values"
            : Inference.IsConstant(a) && Inference.IsConstant(b) ? "no spread in either sample" : null;
        if (problem is not null)
        {
            return Undefined(result, problem, level) with { Estimate = ma - mb };
        }

        double va = Inference.Variance(a, ma) / a.Length, vb = Inference.Variance(b, mb) / b.Length;
        if (IsRounding(Math.Sqrt(va + vb), Math.Max(Math.Abs(ma), Math.Abs(mb))))
        {
            return Undefined(result, "no spread in either sample but for rounding", level) with { Estimate = ma - mb };
        }

        var df = (va + vb) * (va + vb) / ((va * va / (a.Length - 1)) + (vb * vb / (b.Length - 1)));
        return Inference.StudentTest(result, ma - mb, Math.Sqrt(va + vb), df, level, Construction);
    }

    // R's limit of "essentially constant".
    private static bool IsRounding(double error, double mean) => error <= 10 * Math.ScaleB(1, -52) * Math.Abs(mean);

    private static TestResult Undefined(TestResult result, string reason, double level)
    {
        var none = Quantity.NotEstimable(reason);
        return result with
        {
            StandardError = none,
            Interval = ConfidenceInterval.NotEstimable(reason, level, Construction),
            Statistic = none,
            DegreesOfFreedom = none,
            PValue = none,
        };
    }
}
