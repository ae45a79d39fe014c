using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The Cochran–Armitage test of a trend in proportions over ordered groups.</summary>
public static class CochranArmitage
{
    /// <summary>Trend of events / totals along the scores.</summary>
    /// <param name="events">Events per group, in the order of the hypothesis; shape: k ≥ 2.</param>
    /// <param name="totals">Sizes of the groups; shape: k.</param>
    /// <param name="scores">Score per group (any unit); null = 1 … k. Shape: k.</param>
    /// <param name="alternative">Of the slope against 0.</param>
    /// <param name="computation">By default exact up to 100 observations, given the margins; asymptotic above.</param>
    /// <returns>Exact: Σ score × events with p from its distribution given the margins (two-sided: at least as far from the mean).
    /// Asymptotic: z, whose square R gives. Estimate: slope of the proportion per unit of score. Not estimable without both events and
    /// non-events, or with all observations at one score.</returns>
    /// <exception cref="ArgumentException">Different lengths, impossible counts, or a score that is not finite.</exception>
    /// <remarks>R: <c>prop.trend.test(events, totals, score)</c> (asymptotic), <c>coin::independence_test(score ~ factor(event), distribution = "exact")</c> (exact).
    /// Source: Armitage (1955), Biometrics 11:375–386. Oracle: Oracles/several_groups.</remarks>
    public static TestResult Compute(
        IReadOnlyList<int> events,
        IReadOnlyList<int> totals,
        double[]? scores = null,
        Alternative alternative = Alternative.TwoSided,
        Computation computation = Computation.BySize)
    {
        scores ??= [.. Enumerable.Range(1, totals.Count).Select(i => (double)i)];
        Guard.SameLength(events.Count, totals.Count, nameof(events), nameof(totals));
        Guard.SameLength(events.Count, scores.Length, nameof(events), nameof(scores));
        Guard.Finite(scores, nameof(scores));
        if (events.Zip(totals).Any(g => g.First < 0 || g.First > g.Second))
        {
            throw new ArgumentException("Events lie between 0 and the total of each group.", nameof(events));
        }

        var exact = computation == Computation.Exact || (computation == Computation.BySize && totals.Sum() <= 100);
        var result = new TestResult
        {
            Method = new MethodDescription(
                $"Cochran–Armitage trend test, {(exact ? "exact" : "asymptotic")}",
                Inference.Options(("two-sided p", exact ? "at least as far from the mean" : "twice the smaller tail"), ("switch", "exact up to 100 observations")),
                exact ? "coin::independence_test(score ~ factor(event), distribution = \"exact\")" : "prop.trend.test(events, totals, score)"),
            EstimateName = "slope of the proportion per unit of score",
            StatisticName = exact ? "T" : "z",
            Alternative = alternative,
            SampleSizes = [.. totals],
        };
        return Finish(result, [.. events], [.. totals], scores, exact);
    }

    private static TestResult Finish(TestResult result, int[] events, int[] totals, double[] scores, bool exact)
    {
        double n = totals.Sum(), all = events.Sum();
        var mean = n == 0 ? 0 : totals.Zip(scores, (t, s) => t * s).Sum() / n;
        var spread = totals.Zip(scores, (t, s) => t * (s - mean) * (s - mean)).Sum();
        var problem = n == 0 ? "no observations" : all == 0 ? "no event in any group" : all == n ? "only events in every group" : spread == 0 ? "all observations at one score" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return result with { Estimate = none, Statistic = none, PValue = none };
        }

        var distance = events.Zip(scores, (e, s) => e * (s - mean)).Sum();
        var p = all / n;
        var z = distance / Math.Sqrt(p * (1 - p) * spread);
        return result with
        {
            Estimate = distance / spread,
            Statistic = exact ? events.Zip(scores, (e, s) => e * s).Sum() : z,
            PValue = exact ? ExactP(events, totals, [.. scores.Select(s => s - mean)], distance, result.Alternative) : Inference.NormalP(result.Alternative, z),
        };
    }

    /// <summary>Groups are added one at a time; a state is (events so far, Σ centred score × events), counted by binomial coefficients.</summary>
    private static double ExactP(int[] events, int[] totals, double[] centred, double seen, Alternative alternative)
    {
        var all = events.Sum();
        var quantum = 1e-9 * centred.Max(Math.Abs);
        var states = new Dictionary<(int Events, long Sum), double> { [(0, 0)] = 1 };
        for (var g = 0; g < totals.Length; g++)
        {
            var next = new Dictionary<(int Events, long Sum), double>();
            foreach (var ((used, sum), ways) in states)
            {
                var choose = 1.0;
                for (var k = 0; k <= Math.Min(totals[g], all - used); k++)
                {
                    var key = (used + k, sum + (long)Math.Round(k * centred[g] / quantum));
                    next[key] = next.GetValueOrDefault(key) + (ways * choose);
                    choose = choose * (totals[g] - k) / (k + 1);
                }
            }

            states = next;
        }

        var final = states.Where(s => s.Key.Events == all).ToArray();
        var limit = (long)Math.Round(seen / quantum);
        var slack = 1000L;
        var total = final.Sum(s => s.Value);
        return Math.Min(1, final.Where(s => alternative switch
        {
            Alternative.Less => s.Key.Sum <= limit + slack,
            Alternative.Greater => s.Key.Sum >= limit - slack,
            _ => Math.Abs(s.Key.Sum) >= Math.Abs(limit) - slack,
        }).Sum(s => s.Value) / total);
    }
}
