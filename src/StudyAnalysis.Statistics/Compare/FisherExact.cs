using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Fisher's exact test of a 2 × 2 table, with the conditional odds ratio and its exact interval.</summary>
public static class FisherExact
{
    private const string Construction = "exact conditional (Cornfield)";

    /// <summary>Test and conditional maximum-likelihood odds ratio of group 1 against group 2.</summary>
    /// <param name="events1">Group 1, with the feature.</param>
    /// <param name="others1">Group 1, without.</param>
    /// <param name="events2">Group 2, with the feature.</param>
    /// <param name="others2">Group 2, without.</param>
    /// <param name="alternative">Of the odds ratio (group 1 / group 2) against 1.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>p; conditional odds ratio (0 or ∞ at the ends) with exact interval. Not estimable when a margin is 0.</returns>
    /// <exception cref="ArgumentException">A count is negative, or the level is outside 0 … 1.</exception>
    /// <remarks>Two-sided p: all tables at most as likely as the one seen (relative 1e-7), as R. R: <c>fisher.test(matrix(c(a, c, b, d), 2))</c>,
    /// whose odds ratio and interval are found to about 1e-4 only; here to the last digits. Not the sample odds ratio ad/bc.
    /// Source: Fisher (1935); Cornfield (1956), Proc 3rd Berkeley Symp 4:135–148. Oracle: Oracles/fisher.</remarks>
    public static TestResult Compute(
        int events1, int others1, int events2, int others2, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Level(level);
        foreach (var (count, name) in new[] { (events1, nameof(events1)), (others1, nameof(others1)), (events2, nameof(events2)), (others2, nameof(others2)) })
        {
            if (count < 0)
            {
                throw new ArgumentException($"A count is not negative, as {count} is.", name);
            }
        }

        var result = new TestResult
        {
            Method = new MethodDescription(
                "Fisher's exact test",
                Inference.Options(("odds ratio", "conditional maximum likelihood"), ("two-sided p", "tables at most as likely")),
                $"fisher.test(rbind(c(events1, others1), c(events2, others2)), alternative = \"{alternative.Word()}\")"),
            EstimateName = "conditional odds ratio (group 1 / group 2)",
            Alternative = alternative,
            SampleSizes = [events1 + others1, events2 + others2],
        };
        int n1 = events1 + others1, n2 = events2 + others2, m = events1 + events2;
        if (n1 == 0 || n2 == 0 || m == 0 || others1 + others2 == 0)
        {
            var reason = n1 == 0 || n2 == 0 ? "a group is empty" : m == 0 ? "no event in either group" : "only events in both groups";
            var none = Quantity.NotEstimable(reason);
            return result with { Estimate = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(reason, level, Construction) };
        }

        var table = new Hypergeometric(n1, n2, m);
        return result with
        {
            Estimate = table.OddsRatio(events1),
            PValue = table.PValue(events1, alternative),
            Interval = new ConfidenceInterval(
                alternative == Alternative.Less ? 0 : table.LowerBound(events1, Inference.TailProbability(alternative, level)),
                alternative == Alternative.Greater ? double.PositiveInfinity : table.UpperBound(events1, Inference.TailProbability(alternative, level)),
                level,
                Construction),
        };
    }

    /// <summary>The count in group 1 given the margins, under any odds ratio.</summary>
    private sealed class Hypergeometric
    {
        private readonly int _low;
        private readonly ImmutableArray<double> _logs;

        public Hypergeometric(int n1, int n2, int m)
        {
            _low = Math.Max(0, m - n2);
            var logs = new double[Math.Min(m, n1) - _low + 1];
            for (var i = 1; i < logs.Length; i++)
            {
                double k = _low + i - 1;
                logs[i] = logs[i - 1] + Math.Log((n1 - k) * (m - k) / ((k + 1) * (n2 - m + k + 1)));
            }

            _logs = [.. logs];
        }

        private int High => _low + _logs.Length - 1;

        public double PValue(int x, Alternative alternative)
        {
            var p = Probabilities(0);
            var seen = p[x - _low] * (1 + 1e-7);
            return Math.Min(1, alternative switch
            {
                Alternative.Less => p.Take(x - _low + 1).Sum(),
                Alternative.Greater => p.Skip(x - _low).Sum(),
                _ => p.Where(v => v <= seen).Sum(),
            });
        }

        public double OddsRatio(int x)
        {
            if (x == _low || x == High)
            {
                return x == _low ? 0 : double.PositiveInfinity;
            }

            return Solve(log => Probabilities(log).Select((p, i) => p * (_low + i)).Sum() - x);
        }

        public double LowerBound(int x, double tail) =>
            x == _low ? 0 : Solve(log => Math.Log(Probabilities(log).Skip(x - _low).Sum() / tail));

        public double UpperBound(int x, double tail) =>
            x == High ? double.PositiveInfinity : Solve(log => Math.Log(tail / Probabilities(log).Take(x - _low + 1).Sum()));

        private static double Solve(Func<double, double> increasing) =>
            Math.Exp(Roots.Beyond(increasing, 0, increasing(0) > 0 ? -1 : 1));

        private double[] Probabilities(double logOddsRatio)
        {
            var weights = _logs.Select((l, i) => l + (i * logOddsRatio)).ToArray();
            var top = weights.Max();
            var p = Array.ConvertAll(weights, w => Math.Exp(w - top));
            var total = p.Sum();
            return Array.ConvertAll(p, v => v / total);
        }
    }
}
