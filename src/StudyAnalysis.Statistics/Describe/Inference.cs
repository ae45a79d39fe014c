using System.Collections.Immutable;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>What every test does alike: the p of an alternative, an interval around an estimate, options by name.</summary>
internal static class Inference
{
    /// <summary>p from the two tails; two-sided is twice the smaller, at most 1.</summary>
    public static double PValue(Alternative alternative, double lower, double upper) => alternative switch
    {
        Alternative.Less => Math.Min(1, lower),
        Alternative.Greater => Math.Min(1, upper),
        _ => Math.Min(1, 2 * Math.Min(lower, upper)),
    };

    /// <summary>p of a standard normal statistic.</summary>
    public static double NormalP(Alternative alternative, double z) =>
        PValue(alternative, Tail.NormalUpper(-z), Tail.NormalUpper(z));

    /// <summary>p of a t statistic.</summary>
    public static double StudentP(Alternative alternative, double t, double df) =>
        PValue(alternative, Tail.StudentTUpper(-t, df), Tail.StudentTUpper(t, df));

    /// <summary>The probability in one tail outside an interval of this level and direction.</summary>
    public static double TailProbability(Alternative alternative, double level) =>
        alternative == Alternative.TwoSided ? (1 - level) / 2 : 1 - level;

    /// <summary>estimate ± t × se, one-sided where the alternative is (R's convention: "less" has an upper bound only).</summary>
    public static ConfidenceInterval Student(double estimate, double se, double df, Alternative alternative, double level, string method)
    {
        var half = -Tail.StudentTQuantile(TailProbability(alternative, level), df) * se;
        return Around(estimate, half, alternative, level, method);
    }

    /// <summary>A t test of the estimate against 0 in the direction of the result, with its interval.</summary>
    public static TestResult StudentTest(TestResult result, double estimate, double se, double df, double level, string construction) => result with
    {
        Estimate = estimate,
        StandardError = se,
        Statistic = estimate / se,
        DegreesOfFreedom = df,
        PValue = StudentP(result.Alternative, estimate / se, df),
        Interval = Student(estimate, se, df, result.Alternative, level, construction),
    };

    /// <summary>estimate ± z × se.</summary>
    public static ConfidenceInterval Normal(double estimate, double se, Alternative alternative, double level, string method) =>
        Around(estimate, -Tail.NormalQuantile(TailProbability(alternative, level)) * se, alternative, level, method);

    public static ConfidenceInterval Around(double estimate, double half, Alternative alternative, double level, string method) => new(
        alternative == Alternative.Less ? double.NegativeInfinity : estimate - half,
        alternative == Alternative.Greater ? double.PositiveInfinity : estimate + half,
        level,
        method);

    /// <summary>The interval with both ends transformed by an increasing function.</summary>
    public static ConfidenceInterval Map(ConfidenceInterval interval, Func<double, double> increasing) => interval with
    {
        Low = interval.Low.IsEstimable ? increasing(interval.Low.Value) : interval.Low,
        High = interval.High.IsEstimable ? increasing(interval.High.Value) : interval.High,
    };

    /// <summary>The interval of 1 − p.</summary>
    public static ConfidenceInterval Complement(ConfidenceInterval interval) => interval with
    {
        Low = interval.High.IsEstimable ? 1 - interval.High.Value : interval.High,
        High = interval.Low.IsEstimable ? 1 - interval.Low.Value : interval.Low,
    };

    public static ImmutableSortedDictionary<string, string> Options(params ReadOnlySpan<(string Name, string Value)> options)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in options)
        {
            builder[name] = value;
        }

        return builder.ToImmutable();
    }

    /// <summary>R's word for the alternative.</summary>
    public static string Word(this Alternative alternative) => alternative switch
    {
        Alternative.Less => "less",
        Alternative.Greater => "greater",
        _ => "two.sided",
    };

    public static double Mean(ReadOnlySpan<double> values)
    {
        // Two passes: the second removes the rounding of the first (NIST NumAcc4 needs it).
        var mean = Sum(values, 0) / values.Length;
        return mean + (Sum(values, mean) / values.Length);
    }

    public static double Variance(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0, sum = 0;
        foreach (var value in values)
        {
            var d = value - mean;
            squares += d * d;
            sum += d;
        }

        return Math.Max(0, squares - (sum * sum / values.Length)) / (values.Length - 1);
    }

    public static bool IsConstant(ReadOnlySpan<double> values) => !values.ContainsAnyExcept(values.Length > 0 ? values[0] : 0);

    private static double Sum(ReadOnlySpan<double> values, double centre)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var d = value - centre;
            var next = sum + d;
            lost += Math.Abs(sum) >= Math.Abs(d) ? sum - next + d : d - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}
