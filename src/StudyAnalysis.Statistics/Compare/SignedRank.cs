using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Wilcoxon's signed-rank test of paired differences, exact under ties and zeros.</summary>
public static class SignedRank
{
    /// <summary>Above this number of ranked differences <see cref="Computation.BySize"/> is asymptotic.</summary>
    public const int LargestExact = 200;

    /// <summary>Largest number of differences for <see cref="PseudomedianInterval"/>, which tests each of their n(n + 1)/2 averages.</summary>
    public const int LargestInversion = 100;

    /// <summary>The test of pairs: a (first measurement) and b (second), one unit U, the same subjects in the same order; differences are
    /// a[i] − b[i]. Differences of equal size but for rounding (closer than 2⁻⁴⁰ of their values) are tied, those so near 0 are 0.
    /// R: <c>wilcox.test(a, b, paired = TRUE, conf.int = TRUE)</c>, with <c>digits.rank = 12</c> where decimals are rounded. Parameters, result, other equal R calls and source as
    /// <see cref="Compute"/>. Oracle: Oracles/signed_rank.</summary>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    public static TestResult Paired(
        ReadOnlySpan<double> a,
        ReadOnlySpan<double> b,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        ZeroRule zeros = ZeroRule.Wilcoxon,
        Computation computation = Computation.BySize,
        bool continuity = true,
        int? rankDigits = null) =>
        Compute(Pairs.Differences(a, b), alternative, level, zeros, computation, continuity, rankDigits) with { EstimateName = "Hodges–Lehmann pseudomedian of the differences a − b" };

    /// <summary>Test, Hodges–Lehmann pseudomedian and its interval, of differences already formed.</summary>
    /// <param name="differences">Finite differences, any order; shape: n ≥ 0. Unit: U. The direction is the caller's.</param>
    /// <param name="alternative">Of the pseudomedian against 0.</param>
    /// <param name="level">Confidence level asked for; the interval carries the level achieved.</param>
    /// <param name="zeros">What happens to differences of 0 in the test.</param>
    /// <param name="computation">Exact up to <see cref="LargestExact"/> ranked differences by default.</param>
    /// <param name="continuity">Correction by ½ of the asymptotic test.</param>
    /// <param name="rankDigits">Significant digits in which absolute differences are compared, 1 … 15, as R's <c>digits.rank</c>; null = all.
    /// Differences of rounded data tie only up to rounding (0.3 − 0.2 against 0.2 − 0.1): 12 restores such ties and zeros stay zeros.</param>
    /// <returns>V (sum of the ranks of positive differences), p, pseudomedian (unit U) with interval. p is not estimable without a
    /// non-zero difference, the interval when the level is not attainable (95 % below n = 6).</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Estimate and interval use all differences with the zeros (removing them would move the estimate away from 0); the interval
    /// inverts the test without ties and is conservative under ties. R:
    /// <c>wilcox.test(d, exact = TRUE, conf.int = TRUE)</c> without ties and zeros; with them p equals <c>exactRankTests::wilcox.exact(d)</c> (Wilcoxon) and
    /// <c>coin::wilcoxsign_test(distribution = "exact", zero.method = "Pratt")</c>.
    /// Source: Streitberg and Röhmel (1986); Hollander and Wolfe (1999) 3.1–3.3. Oracle: Oracles/signed_rank.</remarks>
    public static TestResult Compute(
        ReadOnlySpan<double> differences,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        ZeroRule zeros = ZeroRule.Wilcoxon,
        Computation computation = Computation.BySize,
        bool continuity = true,
        int? rankDigits = null)
    {
        Guard.Finite(differences, nameof(differences));
        Guard.Level(level);
        if (rankDigits is < 1 or > 15)
        {
            throw new ArgumentException($"Significant digits lie between 1 and 15, not {rankDigits}.", nameof(rankDigits));
        }

        var ranked = Ranked.From(differences, zeros, rankDigits);
        var exact = computation == Computation.Exact || (computation == Computation.BySize && ranked.Ranks.Length <= LargestExact);
        var result = new TestResult
        {
            Method = Describe(alternative, zeros, exact, continuity, ranked),
            EstimateName = "Hodges–Lehmann pseudomedian of the differences",
            StatisticName = "V",
            Alternative = alternative,
            SampleSizes = [differences.Length],
            Notes = Notes(ranked, zeros),
        };
        return WithTest(WithEstimate(result, differences, alternative, level, computation), ranked, alternative, exact, continuity);
    }

    private static TestResult WithEstimate(
        TestResult result, ReadOnlySpan<double> differences, Alternative alternative, double level, Computation computation)
    {
        var n = differences.Length;
        if (n == 0)
        {
            return result with
            {
                Estimate = Quantity.NotEstimable("no differences"),
                Interval = ConfidenceInterval.NotEstimable("no differences", level, HodgesLehmann.Construction),
            };
        }

        var walsh = HodgesLehmann.WalshAverages(differences);
        var interval = n <= LargestExact || computation == Computation.Exact
            ? HodgesLehmann.Exact(walsh, ExactDistribution.OfSigns([.. Enumerable.Range(1, n)]), alternative, level, string.Create(CultureInfo.InvariantCulture, $"n = {n}"))
            : HodgesLehmann.Asymptotic(walsh, n * (n + 1.0) / 4, Math.Sqrt(n * (n + 1.0) * ((2.0 * n) + 1) / 24), alternative, level);
        return result with { Estimate = HodgesLehmann.Median(walsh), Interval = interval };
    }

    /// <summary>Interval of the pseudomedian by inverting the exact test, given the ties and zeros every centre makes: narrower under ties than that of
    /// <see cref="Compute"/>.</summary>
    /// <param name="differences">Finite differences, any order; shape: n ≥ 1. Unit: U.</param>
    /// <param name="alternative">TwoSided for both ends (α/2 each); Less for an upper end only, Greater for a lower end only.</param>
    /// <param name="level">Confidence level; the coverage is never below.</param>
    /// <param name="zeros">What happens to differences equal to the centre tested.</param>
    /// <returns>All centres, unit U, that neither one-sided exact test rejects, and what lies between them. Not estimable without differences, with more than
    /// <see cref="LargestInversion"/>, or when the level is not attainable.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>wilcox.test(d, exact = TRUE, conf.int = TRUE)$conf.int</c> without ties; with ties see <see cref="MannWhitney.ShiftInterval"/>.
    /// Source: Bauer (1972), J Am Stat Assoc 67:687–690. Oracle: Oracles/shift_interval.</remarks>
    public static ConfidenceInterval PseudomedianInterval(
        ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided, double level = 0.95, ZeroRule zeros = ZeroRule.Wilcoxon)
    {
        Guard.Finite(differences, nameof(differences));
        Guard.Level(level);
        var problem = differences.Length == 0 ? "no differences" : differences.Length > LargestInversion ? "too many differences to invert the exact test" : null;
        return problem is not null
            ? ConfidenceInterval.NotEstimable(problem, level, TestInversion.Construction)
            : TestInversion.Pseudomedian(differences.ToArray(), HodgesLehmann.WalshAverages(differences), zeros, alternative, level);
    }

    private static TestResult WithTest(TestResult result, Ranked ranked, Alternative alternative, bool exact, bool continuity)
    {
        if (ranked.Ranks.Length == 0)
        {
            var reason = Quantity.NotEstimable(ranked.Zeros == 0 ? "no differences" : "all differences are 0");
            return result with { Statistic = reason, PValue = reason };
        }

        var p = exact
            ? ExactDistribution.OfSigns(ranked.Ranks).PValue(alternative, ranked.PositiveSum, ranked.Ranks.Sum())
            : AsymptoticP(ranked, alternative, continuity);
        return result with { Statistic = ranked.PositiveSum / 2.0, PValue = p };
    }

    private static double AsymptoticP(Ranked ranked, Alternative alternative, bool continuity)
    {
        var distance = (ranked.PositiveSum / 2.0) - (ranked.Ranks.Sum(r => (double)r) / 4);
        var sd = Math.Sqrt(ranked.Ranks.Sum(r => (double)r * r) / 16);
        return Inference.NormalP(alternative, (distance - (continuity ? Pairs.Correction(alternative, distance) : 0)) / sd);
    }

    private static MethodDescription Describe(Alternative alternative, ZeroRule zeros, bool exact, bool continuity, Ranked ranked)
    {
        var word = alternative.Word();
        var plain = ranked is { HasTies: false, Zeros: 0 };
        var call = (exact, zeros) switch
        {
            (true, _) when plain => $"wilcox.test(d, exact = TRUE, conf.int = TRUE, alternative = \"{word}\")",
            (true, ZeroRule.Wilcoxon) => $"exactRankTests::wilcox.exact(d, alternative = \"{word}\")",
            (true, _) => $"coin::wilcoxsign_test(a ~ b, distribution = \"exact\", zero.method = \"Pratt\", alternative = \"{word}\")",
            (_, ZeroRule.Wilcoxon) => $"wilcox.test(d, exact = FALSE, correct = {(continuity ? "TRUE" : "FALSE")}, alternative = \"{word}\")",
            _ => $"coin::wilcoxsign_test(a ~ b, zero.method = \"Pratt\", alternative = \"{word}\"){(continuity ? " with V moved by 1/2" : string.Empty)}",
        };
        return new(
            $"Wilcoxon signed-rank test, {(exact ? "exact" : "asymptotic")}",
            Inference.Options(
                ("zeros", zeros == ZeroRule.Wilcoxon ? "Wilcoxon" : "Pratt"),
                ("ties", "average ranks"),
                ("continuity correction", exact ? "none" : continuity ? "1/2" : "none"),
                ("switch", string.Create(CultureInfo.InvariantCulture, $"exact up to {LargestExact} ranked differences"))),
            call);
    }

    private static ImmutableArray<string> Notes(Ranked ranked, ZeroRule zeros)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (ranked.Zeros > 0)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{ranked.Zeros} differences of 0: {(zeros == ZeroRule.Wilcoxon ? "removed before ranking (Wilcoxon)" : "ranked, then removed (Pratt)")} in the test, kept in the estimate and interval"));
        }

        if (ranked.HasTies)
        {
            notes.Add("tied absolute differences: average ranks, p given the ties; the interval is conservative");
        }

        return notes.ToImmutable();
    }

    /// <summary>Doubled ranks of the non-zero differences, and the doubled sum of the positive ones.</summary>
    private sealed record Ranked(int[] Ranks, int PositiveSum, int Zeros, bool HasTies)
    {
        public static Ranked From(ReadOnlySpan<double> differences, ZeroRule zeros, int? digits)
        {
            var all = differences.ToArray();
            var used = zeros == ZeroRule.Pratt ? all : [.. all.Where(d => d != 0)];
            var doubled = Statistics.Describe.Ranks.Doubled(Array.ConvertAll(used, d => Significant(Math.Abs(d), digits)), out _);
            var kept = used.Zip(doubled).Where(p => p.First != 0).ToArray();
            return new(
                [.. kept.Select(p => p.Second)],
                kept.Where(p => p.First > 0).Sum(p => p.Second),
                all.Count(d => d == 0),
                kept.Select(p => p.Second).Distinct().Count() < kept.Length);
        }

        private static double Significant(double value, int? digits) => digits is null || value == 0
            ? value
            : double.Parse(value.ToString("E" + (digits.Value - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
