using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Tests of a table of counts: Pearson's χ², Fisher's exact test of r × c, McNemar's test.</summary>
public static class ContingencyTable
{
    /// <summary>Largest work of the exact test of r × c, in steps of its network (about a second); above, random tables take its place.</summary>
    public const long LargestExactWork = 10_000_000;

    /// <summary>Pearson's χ² test of independence. R: <c>chisq.test(x, correct = FALSE)</c> or, for 2 × 2, <c>correct = TRUE</c>.</summary>
    /// <param name="counts">Counts, rows × columns, none negative. Rows and columns without a count are left out (noted).</param>
    /// <param name="yates">Yates' continuity correction; used for 2 × 2 only, as in R.</param>
    /// <returns>χ², degrees of freedom, p. Not estimable with fewer than two rows or columns in use. No effect: see the odds ratio or risks.</returns>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    /// <remarks>Source: Pearson (1900). A note names expected counts below 5. Oracle: Oracles/tables.</remarks>
    public static TestResult ChiSquare(int[,] counts, bool yates = false)
    {
        var used = Used(counts, out var dropped);
        int rows = used.GetLength(0), columns = used.GetLength(1);
        var result = Start(used, dropped, "Pearson's χ² test" + (yates ? ", Yates' correction" : string.Empty), $"chisq.test(x, correct = {(yates ? "TRUE" : "FALSE")})") with { StatisticName = "χ²" };
        if (rows < 2 || columns < 2)
        {
            var none = Quantity.NotEstimable("fewer than two rows or columns with counts");
            return result with { Statistic = none, DegreesOfFreedom = none, PValue = none };
        }

        var (rowSums, columnSums, total) = Margins(used);
        double Expected(int i, int j) => rowSums[i] * (double)columnSums[j] / total;
        var cells = Enumerable.Range(0, rows).SelectMany(i => Enumerable.Range(0, columns).Select(j => (O: used[i, j], E: Expected(i, j)))).ToArray();
        var move = yates && rows == 2 && columns == 2 ? Math.Min(0.5, cells.Min(c => Math.Abs(c.O - c.E))) : 0;
        var statistic = cells.Sum(c => (Math.Abs(c.O - c.E) - move) * (Math.Abs(c.O - c.E) - move) / c.E);
        var df = (rows - 1) * (columns - 1);
        var small = cells.Count(c => c.E < 5);
        return result with
        {
            Statistic = statistic,
            DegreesOfFreedom = df,
            PValue = Tail.ChiSquaredUpper(statistic, df),
            Notes = small == 0 ? result.Notes : [.. result.Notes, string.Create(CultureInfo.InvariantCulture, $"{small} of {cells.Length} expected counts are below 5: prefer the exact test")],
        };
    }

    /// <summary>Fisher's exact test of an r × c table (Freeman and Halton 1951, Biometrika 38:141–149). R: <c>fisher.test(x)</c>.</summary>
    /// <param name="counts">Counts, rows × columns, none negative. Rows and columns without a count are left out (noted).</param>
    /// <param name="options">Number and seed of the random tables where the network would take more than <see cref="LargestExactWork"/> steps; null = the defaults.</param>
    /// <returns>Two-sided p: all tables with these margins at most as likely (relative 1e-7). Not estimable with fewer than two rows or columns in use.</returns>
    /// <exception cref="ArgumentException">A count is negative, or no replicates.</exception>
    /// <remarks>Network of Mehta and Patel (1983). The switch depends on the margins and the table only through the work, which does not depend on the machine;
    /// beyond it R: <c>fisher.test(x, simulate.p.value = TRUE)</c>, and the method's name says Monte Carlo. Oracle: Oracles/tables.</remarks>
    public static TestResult FisherExact(int[,] counts, MonteCarloOptions? options = null)
    {
        options = MonteCarloOptions.Checked(options);
        var used = Used(counts, out var dropped);
        var result = Start(used, dropped, "Fisher's exact test, r × c", "fisher.test(x, workspace = 2e7)");
        if (used.GetLength(0) < 2 || used.GetLength(1) < 2)
        {
            return result with { PValue = Quantity.NotEstimable("fewer than two rows or columns with counts") };
        }

        var p = options.AlwaysMonteCarlo ? double.NaN : TableNetwork.PValue(used, LargestExactWork);
        if (!double.IsNaN(p))
        {
            return result with { PValue = p };
        }

        var drawn = string.Create(CultureInfo.InvariantCulture, $"{options.Replicates} random tables with the same margins, seed {options.Seed}");
        return result with
        {
            Method = new MethodDescription(
                "Fisher's exact test, r × c, Monte Carlo",
                Inference.Options(("tables", drawn)),
                string.Create(CultureInfo.InvariantCulture, $"fisher.test(x, simulate.p.value = TRUE, B = {options.Replicates})")),
            PValue = TableNetwork.MonteCarlo(used, options),
            Notes = [.. result.Notes, drawn],
        };
    }

    /// <summary>McNemar's test of paired yes/no answers, exact, with the odds ratio b / c and its exact interval.</summary>
    /// <param name="onlyFirst">Pairs with the feature in the first condition only (b).</param>
    /// <param name="onlySecond">Pairs with the feature in the second condition only (c).</param>
    /// <param name="alternative">Of the odds ratio (first / second) against 1.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>p by the binomial; odds ratio b / c with the Clopper–Pearson interval. Not estimable without a discordant pair.</returns>
    /// <exception cref="ArgumentException">A count is negative, or the level is outside 0 … 1.</exception>
    /// <remarks>R: <c>binom.test(b, b + c)</c>. Source: McNemar (1947), Psychometrika 12:153–157.</remarks>
    public static TestResult McNemarExact(int onlyFirst, int onlySecond, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Level(level);
        var result = McNemarStart(onlyFirst, onlySecond, "McNemar's test, exact", $"binom.test(b, b + c, alternative = \"{alternative.Word()}\")");
        var n = onlyFirst + onlySecond;
        if (n == 0)
        {
            var none = Quantity.NotEstimable("no discordant pair");
            return result with { Estimate = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, "Clopper–Pearson") };
        }

        var (low, high) = Proportions.ExactBounds(onlyFirst, n, Inference.TailProbability(alternative, level));
        return result with
        {
            Alternative = alternative,
            Estimate = (double)onlyFirst / onlySecond,
            PValue = Inference.PValue(alternative, Tail.BinomialLower(onlyFirst, n, 0.5), Tail.BinomialUpper(onlyFirst, n, 0.5)),
            Interval = new ConfidenceInterval(
                alternative == Alternative.Less ? 0 : low / (1 - low),
                alternative == Alternative.Greater ? double.PositiveInfinity : high / (1 - high),
                level,
                "Clopper–Pearson"),
        };
    }

    /// <summary>McNemar's χ² test. R: <c>mcnemar.test(x, correct = TRUE)</c>. Source: McNemar (1947), Psychometrika 12:153–157; correction: Edwards (1948),
    /// Psychometrika 13:185–187. Oracle: Oracles/tables.</summary>
    /// <param name="onlyFirst">Pairs with the feature in the first condition only (b).</param>
    /// <param name="onlySecond">Pairs with the feature in the second condition only (c).</param>
    /// <param name="continuity">Edwards' correction by 1.</param>
    /// <returns>χ² with 1 degree of freedom, p, odds ratio b / c. Not estimable without a discordant pair.</returns>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static TestResult McNemarChiSquare(int onlyFirst, int onlySecond, bool continuity = true)
    {
        var result = McNemarStart(
            onlyFirst, onlySecond, "McNemar's χ² test" + (continuity ? ", continuity correction" : string.Empty), $"mcnemar.test(x, correct = {(continuity ? "TRUE" : "FALSE")})");
        if (onlyFirst + onlySecond == 0)
        {
            var none = Quantity.NotEstimable("no discordant pair");
            return result with { Estimate = none, Statistic = none, DegreesOfFreedom = none, PValue = none };
        }

        double distance = Math.Abs(onlyFirst - onlySecond);
        distance -= continuity && distance > 0 ? 1 : 0;
        var statistic = distance * distance / (onlyFirst + onlySecond);
        return result with
        {
            Estimate = (double)onlyFirst / onlySecond,
            StatisticName = "χ²",
            Statistic = statistic,
            DegreesOfFreedom = 1,
            PValue = Tail.ChiSquaredUpper(statistic, 1),
        };
    }

    internal static (int[] Rows, int[] Columns, int Total) Margins(int[,] counts)
    {
        var rows = Enumerable.Range(0, counts.GetLength(0)).Select(i => Enumerable.Range(0, counts.GetLength(1)).Sum(j => counts[i, j])).ToArray();
        var columns = Enumerable.Range(0, counts.GetLength(1)).Select(j => Enumerable.Range(0, counts.GetLength(0)).Sum(i => counts[i, j])).ToArray();
        return (rows, columns, rows.Sum());
    }

    private static int[,] Used(int[,] counts, out bool dropped)
    {
        foreach (var count in counts)
        {
            if (count < 0)
            {
                throw new ArgumentException($"A count is not negative, as {count} is.", nameof(counts));
            }
        }

        var (rowSums, columnSums, _) = Margins(counts);
        var rows = Enumerable.Range(0, rowSums.Length).Where(i => rowSums[i] > 0).ToArray();
        var columns = Enumerable.Range(0, columnSums.Length).Where(j => columnSums[j] > 0).ToArray();
        dropped = rows.Length < rowSums.Length || columns.Length < columnSums.Length;
        var used = new int[rows.Length, columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                used[i, j] = counts[rows[i], columns[j]];
            }
        }

        return used;
    }

    private static TestResult Start(int[,] used, bool dropped, string name, string rCall) => new()
    {
        Method = new MethodDescription(name, rCall),
        EstimateName = "association of rows and columns",
        SampleSizes = [.. Margins(used).Rows],
        Notes = dropped ? ["rows or columns without any count left out"] : [],
    };

    private static TestResult McNemarStart(int onlyFirst, int onlySecond, string name, string rCall) => onlyFirst < 0 || onlySecond < 0
        ? throw new ArgumentException("A count of pairs is not negative.", onlyFirst < 0 ? nameof(onlyFirst) : nameof(onlySecond))
        : new()
        {
            Method = new MethodDescription(name, rCall),
            EstimateName = "odds ratio of discordant pairs (only first / only second)",
            SampleSizes = [onlyFirst + onlySecond],
        };
}
