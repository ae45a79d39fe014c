using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Describe;

/// <summary>One proportion, and two compared. Group 1 always comes first: differences are 1 − 2, ratios 1 / 2.</summary>
public static class Proportions
{
    /// <summary>Below any Clopper–Pearson bound at levels in use, and its logarithm is finite.</summary>
    private const double SmallestProbability = 1e-25;

    private const string NoTrials = "no observations";

    /// <summary>A proportion with Wilson's score interval. R: <c>prop.test(events, n, correct = FALSE)$conf.int</c>.</summary>
    /// <param name="events">Number with the feature, 0 … <paramref name="total"/>.</param>
    /// <param name="total">Number observed; 0 is not estimable.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Negative counts, more events than observations, or a level outside 0 … 1.</exception>
    /// <remarks>Source: Wilson (1927), J Am Stat Assoc 22:209–212; Newcombe (1998), Stat Med 17:857–872, method 3.</remarks>
    public static TestResult Wilson(int events, int total, double level = 0.95)
    {
        Check(events, total, level, nameof(events));
        var interval = total == 0 ? ConfidenceInterval.NotEstimable(NoTrials, level, "Wilson") : WilsonInterval(events, total, level);
        return Single(events, total, interval, "prop.test(events, n, correct = FALSE)$conf.int");
    }

    /// <summary>A proportion with the exact interval of Clopper and Pearson. R: <c>binom.test(events, n)$conf.int</c>.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    /// <inheritdoc cref="Wilson" path="/exception"/>
    /// <remarks>Source: Clopper and Pearson (1934), Biometrika 26:404–413. Conservative.</remarks>
    public static TestResult ClopperPearson(int events, int total, double level = 0.95)
    {
        Check(events, total, level, nameof(events));
        const string name = "Clopper–Pearson";
        if (total == 0)
        {
            return Single(events, total, ConfidenceInterval.NotEstimable(NoTrials, level, name), "binom.test(events, n)$conf.int");
        }

        var (low, high) = ExactBounds(events, total, (1 - level) / 2);
        return Single(events, total, new ConfidenceInterval(low, high, level, name), "binom.test(events, n)$conf.int");
    }

    /// <summary>Difference of two independent proportions, 1 − 2, with Newcombe's hybrid score interval.</summary>
    /// <param name="events1">Number with the feature in group 1.</param>
    /// <param name="total1">Size of group 1.</param>
    /// <param name="events2">Number with the feature in group 2.</param>
    /// <param name="total2">Size of group 2.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference of proportions in −1 … 1; not estimable when a group is empty.</returns>
    /// <exception cref="ArgumentException">Negative counts, more events than observations, or a level outside 0 … 1.</exception>
    /// <remarks>Source: Newcombe (1998), Stat Med 17:873–890, method 10, no continuity correction. R: <c>prop.test(correct = FALSE)</c> intervals
    /// of each group, combined. Oracle: Oracles/describe.</remarks>
    public static TestResult Difference(int events1, int total1, int events2, int total2, double level = 0.95)
    {
        var result = Start(events1, total1, events2, total2, level, "Difference of proportions, Newcombe's hybrid score interval", "proportion 1 − proportion 2", "prop.test(correct = FALSE) intervals of each group combined as in Newcombe (1998), method 10");
        if (total1 == 0 || total2 == 0)
        {
            return Empty(result, level, "Newcombe hybrid score");
        }

        double p1 = (double)events1 / total1, p2 = (double)events2 / total2;
        var (w1, w2) = (WilsonInterval(events1, total1, level), WilsonInterval(events2, total2, level));
        var low = Math.Sqrt(Square(p1 - w1.Low.Value) + Square(w2.High.Value - p2));
        var high = Math.Sqrt(Square(w1.High.Value - p1) + Square(p2 - w2.Low.Value));
        return result with
        {
            Estimate = p1 - p2,
            Interval = new ConfidenceInterval(p1 - p2 - low, p1 - p2 + high, level, "Newcombe hybrid score"),
        };
    }

    /// <summary>Risk ratio, group 1 over group 2, with the Wald interval of its logarithm (Katz).</summary>
    /// <inheritdoc cref="Difference" path="/param"/>
    /// <inheritdoc cref="Difference" path="/exception"/>
    /// <returns>Ratio; not estimable when a group is empty or has no event.</returns>
    /// <remarks>Source: Katz et al. (1978), Biometrics 34:469–474. SE is of the logarithm. R: <c>epitools::riskratio(method = "wald")</c>.</remarks>
    public static TestResult RiskRatio(int events1, int total1, int events2, int total2, double level = 0.95)
    {
        var result = Start(events1, total1, events2, total2, level, "Risk ratio, Wald interval of the logarithm", "risk ratio (group 1 / group 2)", "log(p1 / p2) ± qnorm × sqrt(1/x1 − 1/n1 + 1/x2 − 1/n2)");
        if (total1 == 0 || total2 == 0)
        {
            return Empty(result, level, "Wald, log scale");
        }

        var variance = (1.0 / events1) - (1.0 / total1) + (1.0 / events2) - (1.0 / total2);
        return events1 == 0 || events2 == 0
            ? Reason(result, "a group has no event", level)
            : LogRatio(result, Math.Log((double)events1 / total1 / ((double)events2 / total2)), variance, level);
    }

    /// <summary>Odds ratio of the sample, group 1 over group 2, with the Wald interval of its logarithm (Woolf).</summary>
    /// <inheritdoc cref="Difference" path="/param"/>
    /// <inheritdoc cref="Difference" path="/exception"/>
    /// <returns>Ratio; not estimable when one of the four cells is 0 (use the exact conditional odds ratio).</returns>
    /// <remarks>Source: Woolf (1955), Ann Hum Genet 19:251–253. SE is of the logarithm. R: <c>glm(family = binomial)</c>, <c>confint.default</c>.</remarks>
    public static TestResult OddsRatio(int events1, int total1, int events2, int total2, double level = 0.95)
    {
        var result = Start(events1, total1, events2, total2, level, "Odds ratio, Wald interval of the logarithm", "odds ratio (group 1 / group 2)", "log(ad/bc) ± qnorm × sqrt(1/a + 1/b + 1/c + 1/d)");
        var (b, d) = (total1 - events1, total2 - events2);
        return events1 == 0 || events2 == 0 || b == 0 || d == 0
            ? Reason(result, "a cell is 0", level)
            : LogRatio(
                result,
                Math.Log((double)events1 * d / ((double)b * events2)),
                (1.0 / events1) + (1.0 / b) + (1.0 / events2) + (1.0 / d),
                level);
    }

    /// <summary>Bounds of Clopper and Pearson with this probability outside each.</summary>
    internal static (double Low, double High) ExactBounds(int events, int total, double tail)
    {
        var log = Math.Log(tail);
        var low = events == 0 ? 0 : Roots.Brent(p => LogTail(events, total, p) - log, SmallestProbability, 1);
        var high = events == total ? 1 : 1 - Roots.Brent(q => LogTail(total - events, total, q) - log, SmallestProbability, 1);
        return (low, high);
    }

    // Where the tail underflows, a finite floor keeps the root finder's arithmetic finite.
    private static double LogTail(int k, int n, double p) => Math.Log(Math.Max(double.Epsilon, Tail.BinomialUpper(k, n, p)));

    internal static ConfidenceInterval WilsonInterval(int events, int total, double level)
    {
        var z = -Tail.NormalQuantile((1 - level) / 2);
        double n = total, p = events / n;
        var centre = p + (z * z / (2 * n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        var scale = 1 + (z * z / n);

        // The ends are exactly 0 and 1 there; the formula leaves rounding.
        return new(events == 0 ? 0 : (centre - half) / scale, events == total ? 1 : (centre + half) / scale, level, "Wilson");
    }

    private static TestResult LogRatio(TestResult result, double log, double variance, double level)
    {
        var se = Math.Sqrt(variance);
        return result with
        {
            Estimate = Math.Exp(log),
            StandardError = se,
            Interval = Inference.Map(Inference.Normal(log, se, Alternative.TwoSided, level, "Wald, log scale"), Math.Exp),
        };
    }

    private static TestResult Single(int events, int total, ConfidenceInterval interval, string rCall) => new()
    {
        Method = new MethodDescription($"Proportion, {interval.Method} interval", rCall),
        EstimateName = "proportion",
        Estimate = total == 0 ? Quantity.NotEstimable(NoTrials) : (double)events / total,
        Interval = interval,
        SampleSizes = [total],
    };

    private static TestResult Start(int events1, int total1, int events2, int total2, double level, string method, string estimate, string rCall)
    {
        Check(events1, total1, level, nameof(events1));
        Check(events2, total2, level, nameof(events2));
        return new TestResult { Method = new MethodDescription(method, rCall), EstimateName = estimate, SampleSizes = [total1, total2] };
    }

    private static TestResult Empty(TestResult result, double level, string method) =>
        Reason(result, NoTrials + " in a group", level) with { Interval = ConfidenceInterval.NotEstimable(NoTrials + " in a group", level, method) };

    private static TestResult Reason(TestResult result, string reason, double level) => result with
    {
        Estimate = Quantity.NotEstimable(reason),
        StandardError = Quantity.NotEstimable(reason),
        Interval = ConfidenceInterval.NotEstimable(reason, level, "Wald, log scale"),
    };

    private static void Check(int events, int total, double level, string argument)
    {
        Guard.Level(level);
        if (events < 0 || total < events)
        {
            throw new ArgumentException($"{events} of {total} is not a proportion.", argument);
        }
    }

    private static double Square(double x) => x * x;
}
