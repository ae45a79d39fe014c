using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The Mann–Whitney (Wilcoxon rank-sum) test of two independent samples, exact under ties.</summary>
public static class MannWhitney
{
    /// <summary>Above this total size <see cref="Computation.BySize"/> is asymptotic.</summary>
    public const int LargestExact = 100;

    /// <summary>Test, Hodges–Lehmann shift and its interval.</summary>
    /// <param name="a">Sample A; shape: n ≥ 0, any order. Unit: U.</param>
    /// <param name="b">Sample B; shape: m ≥ 0. Unit: U.</param>
    /// <param name="alternative">Of the shift A − B against 0.</param>
    /// <param name="level">Confidence level asked for; the exact interval carries the level achieved.</param>
    /// <param name="computation">Exact up to <see cref="LargestExact"/> values in all by default.</param>
    /// <param name="continuity">Correction by ½ of the asymptotic test.</param>
    /// <returns>W (pairs in which A is larger, ties ½), p, median of all a − b (unit U) with interval. Not estimable when a sample is
    /// empty; asymptotic p also when all values are equal; the interval when the level is not attainable.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Exact two-sided p: P(|W − E| ≥ |w − E|) given the ties. R: <c>coin::wilcox_test(distribution = "exact")</c>,
    /// <c>exactRankTests::wilcox.exact</c>; without ties <c>wilcox.test(a, b, exact = TRUE, conf.int = TRUE)</c>; asymptotic
    /// <c>wilcox.test(a, b, exact = FALSE, correct = TRUE)</c>. The interval inverts the test without ties and is conservative under ties.
    /// Source: Streitberg and Röhmel (1986); Hollander and Wolfe (1999) 4.1–4.3. Oracle: Oracles/mann_whitney.</remarks>
    public static TestResult Compute(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        Computation computation = Computation.BySize,
        bool continuity = true)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        Guard.Level(level);
        var exact = computation == Computation.Exact || (computation == Computation.BySize && a.Length + b.Length <= LargestExact);
        var ranks = Ranks.Doubled([.. a, .. b], out var ties);
        var result = new TestResult
        {
            Method = Describe(alternative, exact, continuity, ties.Length > 0),
            EstimateName = "Hodges–Lehmann shift (a − b)",
            StatisticName = "W",
            Alternative = alternative,
            SampleSizes = [a.Length, b.Length],
            Notes = ties.Length == 0 ? [] : ["tied values: average ranks, p given the ties; the interval is conservative"],
        };
        if (a.Length == 0 || b.Length == 0)
        {
            var none = Quantity.NotEstimable("a sample is empty");
            var noInterval = ConfidenceInterval.NotEstimable(none.Reason, level, HodgesLehmann.Construction);
            return result with { Estimate = none, Statistic = none, PValue = none, Interval = noInterval };
        }

        var differences = HodgesLehmann.PairwiseDifferences(a, b);
        var sum = ranks.Take(a.Length).Sum();
        return result with
        {
            Estimate = HodgesLehmann.Median(differences),
            Interval = Interval(differences, a.Length, b.Length, alternative, level, computation),
            Statistic = (sum / 2.0) - (a.Length * (a.Length + 1.0) / 2),
            PValue = exact
                ? ExactDistribution.OfSubsetSums(ranks, a.Length).PValue(alternative, sum, 2 * a.Length * (ranks.Length + 1))
                : AsymptoticP(sum, a.Length, b.Length, ties, alternative, continuity),
        };
    }

    /// <summary>Interval of the shift by inverting the exact test, given the ties every shift makes: narrower under ties than that of <see cref="Compute"/>.</summary>
    /// <param name="a">Sample A; shape: n ≥ 1. Unit: U.</param>
    /// <param name="b">Sample B; shape: m ≥ 1. Unit: U.</param>
    /// <param name="alternative">TwoSided for both ends (α/2 each); Less for an upper end only, Greater for a lower end only.</param>
    /// <param name="level">Confidence level; the coverage is never below.</param>
    /// <returns>All shifts A − B, unit U, that neither one-sided exact test rejects, and what lies between them. Not estimable when a sample is empty, with more than
    /// <see cref="LargestExact"/> values in all, or when the level is not attainable.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>wilcox.test(a, b, exact = TRUE, conf.int = TRUE)$conf.int</c> without ties. With ties <c>exactRankTests::wilcox.exact</c> keeps the
    /// distribution at shift 0 for all shifts, and <c>coin</c> that of the data as they are; here each shift has its own. Work: n m tests; a second for 50 and 50.
    /// Source: Bauer (1972), J Am Stat Assoc 67:687–690. Oracle: Oracles/shift_interval.</remarks>
    public static ConfidenceInterval ShiftInterval(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Finite(a, nameof(a));
        Guard.Finite(b, nameof(b));
        Guard.Level(level);
        var problem = a.Length == 0 || b.Length == 0 ? "a sample is empty" : a.Length + b.Length > LargestExact ? "too many values to invert the exact test" : null;
        return problem is not null
            ? ConfidenceInterval.NotEstimable(problem, level, TestInversion.Construction)
            : TestInversion.Shift(a.ToArray(), b.ToArray(), alternative, level);
    }

    private static ConfidenceInterval Interval(double[] differences, int n, int m, Alternative alternative, double level, Computation computation)
    {
        if (n + m > LargestExact && computation != Computation.Exact)
        {
            return HodgesLehmann.Asymptotic(differences, n * (double)m / 2, Math.Sqrt(n * (double)m * (n + m + 1) / 12), alternative, level);
        }

        // The smallest possible rank sum is 1 + … + n; counted from there the sum is W.
        var sums = ExactDistribution.OfSubsetSums([.. Enumerable.Range(1, n + m)], n);
        return HodgesLehmann.Exact(
            differences, sums.From(n * (n + 1) / 2), alternative, level, string.Create(CultureInfo.InvariantCulture, $"n = {n} and {m}"));
    }

    private static Quantity AsymptoticP(int doubledSum, int n, int m, int[] ties, Alternative alternative, bool continuity)
    {
        double total = n + m;
        var variance = n * (double)m / 12 * (total + 1 - (Ranks.TieCubes(ties) / (total * (total - 1))));
        if (ties.Length == 1 && ties[0] == n + m)
        {
            return Quantity.NotEstimable("all values are equal");
        }

        var distance = (doubledSum / 2.0) - (n * (total + 1) / 2);
        return Inference.NormalP(alternative, (distance - (continuity ? Pairs.Correction(alternative, distance) : 0)) / Math.Sqrt(variance));
    }

    private static MethodDescription Describe(Alternative alternative, bool exact, bool continuity, bool ties)
    {
        var word = alternative.Word();
        return new(
            $"Mann–Whitney test, {(exact ? "exact" : "asymptotic")}",
            Inference.Options(
                ("ties", "average ranks"),
                ("two-sided p", exact ? "W at least as far from its mean" : "twice the smaller tail"),
                ("continuity correction", !exact && continuity ? "1/2" : "none"),
                ("switch", string.Create(CultureInfo.InvariantCulture, $"exact up to {LargestExact} values in all"))),
            (exact, ties) switch
            {
                (true, false) => $"wilcox.test(a, b, exact = TRUE, conf.int = TRUE, alternative = \"{word}\")",
                (true, true) => $"coin::wilcox_test(y ~ group, distribution = \"exact\", alternative = \"{word}\")",
                _ => $"wilcox.test(a, b, exact = FALSE, correct = {(continuity ? "TRUE" : "FALSE")}, alternative = \"{word}\")",
            });
    }
}
