using System.Collections.Immutable;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Pearson, Spearman and Kendall correlation of two paired variables. All without unit, −1 … 1.</summary>
public static class Correlation
{
    /// <summary>Largest n for which <see cref="Spearman"/> counts all permutations (R's "exact" is an Edgeworth series above 9).</summary>
    public const int LargestExactSpearman = 10;

    /// <summary>Largest n for which <see cref="Kendall"/> is exact by default: always where at most one variable has ties (R: without ties only); with ties in both
    /// as long as the permutations can be counted (see <see cref="Kendall"/>).</summary>
    public const int LargestExactKendall = 49;

    private const string Fisher = "Fisher z";

    /// <summary>Pearson's r. R: <c>cor.test(x, y)</c>.</summary>
    /// <param name="x">First variable; shape: n, finite. Unit: any.</param>
    /// <param name="y">Second variable of the same units in the same order; shape: n.</param>
    /// <param name="alternative">Of r against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>r, t with n − 2 degrees of freedom, p, Fisher z interval (n ≥ 4). Not estimable for n &lt; 3 or a constant variable.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Source: Fisher (1915, 1921). Oracle: Oracles/correlation.</remarks>
    public static TestResult Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Check(x, y, level);
        var result = Start("Pearson correlation", $"cor.test(x, y, alternative = \"{alternative.Word()}\")", "Pearson r", alternative, x.Length);
        return Problem(x, y) is { } problem
            ? Undefined(result, problem, level, Fisher)
            : StudentT(result, Product(x, y), x.Length - 2, 1 / Math.Sqrt(x.Length - 3.0), level, Fisher);
    }

    /// <summary>Spearman's ρ, average ranks. R: <c>cor.test(x, y, method = "spearman")</c>.</summary>
    /// <param name="x">First variable; shape: n, finite.</param>
    /// <param name="y">Second variable; shape: n.</param>
    /// <param name="alternative">Of ρ against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <param name="computation">By default all permutations given the ties up to n = <see cref="LargestExactSpearman"/>, t approximation above.</param>
    /// <param name="continuity">R's continuity correction of the t approximation (its default is none).</param>
    /// <returns>ρ, S = (n³ − n)(1 − ρ) / 6, p, interval by Fisher z with the standard error of Bonett and Wright √((1 + ρ²/2) / (n − 3)).
    /// Not estimable for n &lt; 3 or a constant variable.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Asymptotic: <c>cor.test(method = "spearman", exact = FALSE, continuity = …)</c>. Two-sided exact p under ties: at least as far
    /// from 0. Source: Spearman (1904); Bonett and Wright (2000), Psychometrika 65:23–28. Oracle: Oracles/correlation.</remarks>
    public static TestResult Spearman(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        Computation computation = Computation.BySize,
        bool continuity = false)
    {
        Check(x, y, level);
        var n = x.Length;
        var exact = computation != Computation.Asymptotic && n <= LargestExactSpearman;
        var call = exact && n == 10 ? "all 10! permutations (cor.test is an Edgeworth series above n = 9)" : exact
            ? $"cor.test(x, y, method = \"spearman\", exact = TRUE, alternative = \"{alternative.Word()}\"); with ties all permutations"
            : $"cor.test(x, y, method = \"spearman\", exact = FALSE, continuity = {(continuity ? "TRUE" : "FALSE")}, alternative = \"{alternative.Word()}\")";
        var result = Start($"Spearman correlation, {(exact ? "exact" : "t approximation")}", call, "Spearman ρ", alternative, n) with { StatisticName = "S" };
        const string construction = "Fisher z, Bonett–Wright standard error";
        if (Problem(x, y) is { } problem)
        {
            return Undefined(result, problem, level, construction);
        }

        int[] rx = Ranks.Doubled(x, out var tx), ry = Ranks.Doubled(y, out var ty);
        ImmutableArray<string> notes = computation == Computation.Exact && !exact ? ["n is too large for all permutations: t approximation"] : [];
        var rho = Product(Array.ConvertAll(rx, r => r / 2.0), Array.ConvertAll(ry, r => r / 2.0));
        var cubes = ((double)n * n * n) - n;
        return result with
        {
            Estimate = rho,
            Interval = FisherInterval(rho, BonettWright(rho, n), alternative, level, construction),
            Statistic = cubes * (1 - rho) / 6,
            PValue = exact ? PermutationP(rx, ry, alternative) : ApproximateP(rho, n, cubes / 6, alternative, continuity),
            Notes = tx.Length + ty.Length == 0 ? notes : notes.Add("tied values: average ranks"),
        };
    }

    /// <summary>Kendall's τ-b, exact also under ties. R: <c>cor.test(x, y, method = "kendall")</c>.</summary>
    /// <param name="x">First variable; shape: n, finite.</param>
    /// <param name="y">Second variable; shape: n.</param>
    /// <param name="alternative">Of τ against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <param name="computation">By default exact up to n = <see cref="LargestExactKendall"/> where the permutations can be counted, asymptotic otherwise.</param>
    /// <param name="continuity">Correction by 1 of S in the asymptotic test, as R's <c>continuity = TRUE</c>.</param>
    /// <returns>τ-b; exact: S (concordant less discordant pairs; without ties T, the concordant ones, as R) with p over all permutations given the ties;
    /// asymptotic: z with variance under ties; interval by Fisher z with √(0.437 / (n − 4)), n ≥ 5. Not estimable for n &lt; 3 or a constant variable.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Without ties R: <c>cor.test(exact = TRUE)</c>; asymptotic <c>exact = FALSE</c>. Under ties R has no exact p: given the blocks of ties of one variable,
    /// S is a Jonckheere–Terpstra statistic of the other. With ties in both the counting table must stay below
    /// <see cref="JonckheereTerpstra.LargestExact"/> cells. Two-sided: |S| at least as large. Source: Kendall (1938, 1945); interval: Fieller, Hartley and
    /// Pearson (1957), Biometrika 44:470–481. Oracle: Oracles/correlation.</remarks>
    public static TestResult Kendall(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        Computation computation = Computation.BySize,
        bool continuity = false)
    {
        Check(x, y, level);
        var n = x.Length;
        _ = Ranks.Doubled(x, out var tx);
        _ = Ranks.Doubled(y, out var ty);
        var ties = tx.Length + ty.Length > 0;
        var wanted = computation == Computation.Exact || (computation == Computation.BySize && n <= LargestExactKendall);
        var distribution = wanted && Problem(x, y) is null ? KendallDistribution.Of(x, y, tx, ty) : null;
        var exact = distribution is not null;
        var result = Start(
            $"Kendall correlation τ-b, {(exact ? "exact" : "asymptotic")}",
            exact && ties
                ? "all permutations given the ties (cor.test has none)"
                : $"cor.test(x, y, method = \"kendall\", exact = {(exact ? "TRUE" : "FALSE")}, continuity = {(continuity ? "TRUE" : "FALSE")}, alternative = \"{alternative.Word()}\")",
            "Kendall τ-b",
            alternative,
            n) with
        {
            StatisticName = !exact ? "z" : ties ? "S" : "T",
            Notes = !ties ? [] : exact ? ["tied values: τ-b, p given the ties"] : ["tied values: τ-b, asymptotic p with the variance under ties"],
        };
        const string construction = "Fisher z, Fieller–Hartley–Pearson standard error";
        if (Problem(x, y) is { } problem)
        {
            return Undefined(result, problem, level, construction);
        }

        var s = KendallDistribution.Score(x, y);
        var all = n * (n - 1.0) / 2;

        // One root of whole numbers: a perfect order is 1 to the last bit.
        var tau = Math.Clamp(s / Math.Sqrt((all - PairsIn(tx)) * (all - PairsIn(ty))), -1, 1);
        result = result with
        {
            Estimate = tau,
            Interval = FisherInterval(tau, n > 4 ? Math.Sqrt(0.437 / (n - 4)) : double.NaN, alternative, level, construction),
        };
        if (distribution is not null)
        {
            return result with { Statistic = ties ? s : (s + all) / 2, PValue = distribution.PValue(alternative, s) };
        }

        var z = (continuity ? Math.Sign(s) * (Math.Abs(s) - 1.0) : s) / Math.Sqrt(KendallVariance(n, tx, ty));
        return result with { Statistic = z, PValue = Inference.NormalP(alternative, z) };
    }

    internal static TestResult StudentT(TestResult result, double r, double df, double se, double level, string construction)
    {
        var t = r * Math.Sqrt(df / (1 - (r * r)));
        return result with
        {
            Estimate = r,
            Interval = FisherInterval(r, se, result.Alternative, level, construction),
            StatisticName = "t",
            Statistic = t,
            DegreesOfFreedom = df,
            PValue = Inference.StudentP(result.Alternative, t, df),
            Notes = Math.Abs(r) == 1 ? ["perfect correlation: the points lie on a line"] : [],
        };
    }

    internal static double BonettWright(double rho, double n) => Math.Sqrt((1 + (rho * rho / 2)) / (n - 3));

    internal static ConfidenceInterval FisherInterval(double r, double se, Alternative alternative, double level, string construction)
    {
        if (!double.IsFinite(se))
        {
            return ConfidenceInterval.NotEstimable("too few pairs for an interval", level, construction);
        }

        // An interval from ±1 to ±1 would say that the correlation is known.
        if (Math.Abs(r) >= 1)
        {
            return ConfidenceInterval.NotEstimable(r > 0 ? "the correlation is 1: no interval" : "the correlation is −1: no interval", level, construction);
        }

        var interval = Inference.Map(Inference.Normal(Math.Atanh(r), se, alternative, level, construction), Math.Tanh);
        return interval with
        {
            Low = alternative == Alternative.Less ? -1 : interval.Low,
            High = alternative == Alternative.Greater ? 1 : interval.High,
        };
    }

    internal static TestResult Undefined(TestResult result, string reason, double level, string construction)
    {
        var none = Quantity.NotEstimable(reason);
        return result with
        {
            Estimate = none, Statistic = none, DegreesOfFreedom = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(reason, level, construction),
        };
    }

    internal static double Product(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double mx = Inference.Mean(x), my = Inference.Mean(y), xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            double dx = x[i] - mx, dy = y[i] - my;
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }

        // Within rounding of ±1 the variables are proportional; 1 − r² would be noise.
        var r = xy / (Math.Sqrt(xx) * Math.Sqrt(yy));
        return 1 - Math.Abs(r) < 1e-15 ? Math.Sign(r) : r;
    }

    internal static string? Problem(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        x.Length < 3 ? "fewer than three pairs" : Inference.IsConstant(x) || Inference.IsConstant(y) ? "a variable is constant" : null;

    internal static TestResult Start(string method, string rCall, string estimate, Alternative alternative, int n) => new()
    {
        Method = new MethodDescription(method, rCall), EstimateName = estimate, Alternative = alternative, SampleSizes = [n],
    };

    internal static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level)
    {
        Guard.Finite(x, nameof(x));
        Guard.Finite(y, nameof(y));
        Guard.SameLength(x.Length, y.Length, nameof(x), nameof(y));
        Guard.Level(level);
    }

    /// <summary>Σ of products of doubled ranks over all n! pairings, counted over subsets of y already used.</summary>
    private static double PermutationP(int[] rx, int[] ry, Alternative alternative)
    {
        var n = rx.Length;
        var largest = rx.Order().Zip(ry.Order(), (a, b) => a * b).Sum();
        var counts = new double[1 << n][];
        counts[0] = new double[largest + 1];
        counts[0][0] = 1;
        for (var used = 0; used < counts.Length - 1; used++)
        {
            var next = rx[int.PopCount(used)];
            for (var j = 0; j < n; j++)
            {
                if ((used & (1 << j)) == 0)
                {
                    Shift(counts[used], counts[used | (1 << j)] ??= new double[largest + 1], next * ry[j]);
                }
            }

            counts[used] = [];
        }

        var seen = rx.Zip(ry, (a, b) => a * b).Sum();
        return ExactDistribution.OfCounts(counts[^1]).PValue(alternative, seen, 2 * n * (n + 1) * (n + 1));
    }

    private static void Shift(double[] from, double[] to, int by)
    {
        for (var s = to.Length - 1; s >= by; s--)
        {
            to[s] += from[s - by];
        }
    }

    private static double ApproximateP(double rho, int n, double denominator, Alternative alternative, bool continuity)
    {
        // R corrects the denominator of ρ, not the numerator of t.
        var r = continuity ? 1 - (denominator * (1 - rho) / (denominator + 1)) : rho;
        return Inference.StudentP(alternative, r / Math.Sqrt((1 - (r * r)) / (n - 2)), n - 2);
    }

    private static double PairsIn(int[] ties) => ties.Sum(t => t * (t - 1.0) / 2);

    private static double KendallVariance(double n, int[] tx, int[] ty)
    {
        static double Five(int t) => t * (t - 1.0) * ((2.0 * t) + 5);
        static double Three(int t) => t * (t - 1.0) * (t - 2.0);
        static double Two(int t) => t * (t - 1.0);
        return (((n * (n - 1) * ((2 * n) + 5)) - tx.Sum(Five) - ty.Sum(Five)) / 18)
            + (tx.Sum(Two) * ty.Sum(Two) / (2 * n * (n - 1)))
            + (tx.Sum(Three) * ty.Sum(Three) / (9 * n * (n - 1) * (n - 2)));
    }
}
