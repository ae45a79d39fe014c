using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Choices of a maximally selected rank statistic.</summary>
public sealed record MaximallySelectedOptions
{
    /// <summary>Smallest share of the subjects at or below a cut. R: <c>minprop</c>.</summary>
    public double MinimumShare { get; init; } = 0.1;

    /// <summary>Largest share of the subjects at or below a cut. R: <c>maxprop</c>.</summary>
    public double MaximumShare { get; init; } = 0.9;

    /// <summary>Permutations of the conditional Monte Carlo p; at least 99.</summary>
    public int Permutations { get; init; } = 9999;

    /// <summary>Resamples of the interval of the cut; 0 for none, else at least 100.</summary>
    public int Resamples { get; init; } = 999;

    /// <summary>Confidence level of the interval of the cut.</summary>
    public double Level { get; init; } = 0.95;
}

/// <summary>The two-group statistic at one cut.</summary>
/// <param name="Cut">Largest marker value of the lower group.</param>
/// <param name="AtOrBelow">Subjects at or below the cut.</param>
/// <param name="Statistic">Standardised; positive: the group above has the larger scores (more events than expected, or larger outcomes).</param>
public readonly record struct CutStatistic(double Cut, int AtOrBelow, double Statistic);

/// <summary>The best of all cuts of a marker, with p values that count the search.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Cut">The cut with the largest statistic: the groups are marker ≤ cut and marker &gt; cut. The lowest among equals.</param>
/// <param name="Statistic">M, the largest absolute standardised statistic.</param>
/// <param name="SignedStatistic">The statistic at the cut; positive: the group above has more events than expected (or larger outcomes).</param>
/// <param name="PValue">Conditional Monte Carlo, (1 + permutations with M at least as large) / (1 + permutations): valid at every n.</param>
/// <param name="MonteCarloError">Standard error of <paramref name="PValue"/>.</param>
/// <param name="LausenSchumacher1992">Asymptotic approximation over a continuum of cuts ("Lau92").</param>
/// <param name="LausenSchumacher1994">Improved Bonferroni approximation over the cuts there are ("Lau94").</param>
/// <param name="HothornLausen">Upper bound of the exact conditional p ("HL"), on whole-number scores; up to 150 subjects.</param>
/// <param name="Cuts">The statistic at every cut tried, ascending.</param>
/// <param name="CutInterval">Bootstrap percentile interval of the cut. It shows how unstable the cut is; its level is not exact (the cut has no
/// normal limit; 95 % intervals hold a true cut in about 80 % of samples of 12 to 40).</param>
/// <param name="SampleSize">Subjects.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record MaximallySelectedResult(
    MethodDescription Method,
    Quantity Cut,
    Quantity Statistic,
    Quantity SignedStatistic,
    Quantity PValue,
    Quantity MonteCarloError,
    Quantity LausenSchumacher1992,
    Quantity LausenSchumacher1994,
    Quantity HothornLausen,
    ImmutableArray<CutStatistic> Cuts,
    ConfidenceInterval CutInterval,
    int SampleSize,
    ImmutableArray<string> Notes);

/// <summary>Maximally selected rank statistics: a cut of a marker chosen by the outcome, with a p that pays for the choice.</summary>
/// <remarks>Lausen and Schumacher (1992), Biometrics 48:73–85, and (1994), in Computational Statistics, 483–496; Hothorn and Lausen (2003), Comput Stat Data
/// Anal 43:121–137. A naive p at the cut is not given. Oracle: tests/StudyAnalysis.Tests/Oracles/maxstat (R maxstat; full enumeration).</remarks>
public static class MaximallySelected
{
    private const string IntervalMethod = "bootstrap percentile";

    /// <summary>The best cut for a censored event time, by log-rank scores.</summary>
    /// <param name="time">End of follow-up; n finite values.</param>
    /// <param name="status">true where the end is the event; n values.</param>
    /// <param name="marker">The marker to cut; n finite values; ties are never parted.</param>
    /// <param name="seed">Same seed, same p and interval.</param>
    /// <param name="options">Shares, permutations, resamples; defaults when null.</param>
    /// <returns>Not estimable with the reason when no cut lies between the shares, or the scores do not vary (no event).</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or an option is out of its range.</exception>
    /// <remarks>R: <c>maxstat::maxstat.test(Surv(time, status) ~ marker, smethod = "LogRank", pmethod = …)</c>, with its scores
    /// δ − Σ over times up to t of δ / (n − rank + 1), ranks the largest of ties; <c>survminer::surv_cutpoint</c> finds the same cut.</remarks>
    public static MaximallySelectedResult LogRank(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> status, ReadOnlySpan<double> marker, ulong seed, MaximallySelectedOptions? options = null)
    {
        SurvivalInput.Check(ref time, status.Length, nameof(status));
        Check(time.Length, nameof(time), marker, options ??= new MaximallySelectedOptions());
        var (times, events) = (time.ToArray(), status.ToArray());
        return Run(
            "maximally selected log-rank statistic", "Surv(time, status) ~ marker, smethod = \"LogRank\"", marker.ToArray(), rows => LogRankScores(times, events, rows), seed, options);
    }

    /// <summary>The best cut for a measured outcome, by ranks.</summary>
    /// <param name="outcome">The outcome; n finite values; ties share their mean rank.</param>
    /// <param name="marker">The marker to cut; n finite values.</param>
    /// <param name="seed">Same seed, same p and interval.</param>
    /// <param name="options">Shares, permutations, resamples; defaults when null.</param>
    /// <returns>Not estimable with the reason when no cut lies between the shares, or the outcome does not vary.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or an option is out of its range.</exception>
    /// <remarks>R: <c>maxstat::maxstat.test(outcome ~ marker, smethod = "Wilcoxon", pmethod = …)</c>.</remarks>
    public static MaximallySelectedResult Rank(
        ReadOnlySpan<double> outcome, ReadOnlySpan<double> marker, ulong seed, MaximallySelectedOptions? options = null)
    {
        Guard.Finite(outcome, nameof(outcome));
        Check(outcome.Length, nameof(outcome), marker, options ??= new MaximallySelectedOptions());
        var values = outcome.ToArray();
        return Run(
            "maximally selected Wilcoxon statistic",
            "outcome ~ marker, smethod = \"Wilcoxon\"",
            marker.ToArray(),
            rows => [.. Ranks.Average(Array.ConvertAll(rows, i => values[i]))],
            seed,
            options);
    }

    internal static double[] LogRankScores(double[] time, bool[] status, int[] rows)
    {
        var n = rows.Length;
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(Array.ConvertAll(rows, i => time[i]), order);
        var scores = new double[n];
        var hazard = 0.0;
        for (var start = 0; start < n;)
        {
            var (end, events) = (start, 0);
            for (; end < n && time[rows[order[end]]] == time[rows[order[start]]]; end++)
            {
                events += status[rows[order[end]]] ? 1 : 0;
            }

            hazard += (double)events / (n - end + 1);
            for (; start < end; start++)
            {
                scores[order[start]] = (status[rows[order[start]]] ? 1 : 0) - hazard;
            }
        }

        return scores;
    }

    private static MaximallySelectedResult Run(
        string name, string formula, double[] marker, Func<int[], double[]> scoresOf, ulong seed, MaximallySelectedOptions options)
    {
        int[] all = [.. Enumerable.Range(0, marker.Length)];
        var method = new MethodDescription(
            name,
            Inference.Options(("maxprop", Text(options.MaximumShare)), ("minprop", Text(options.MinimumShare)), ("permutations", Text(options.Permutations)), ("seed", Text(seed))),
            string.Create(CultureInfo.InvariantCulture, $"maxstat::maxstat.test({formula}, pmethod = \"condMC\", minprop = {options.MinimumShare}, maxprop = {options.MaximumShare})"));
        var search = CutSearch.Of(marker, scoresOf(all), options);
        if (search.Reason.Length > 0)
        {
            var none = Quantity.NotEstimable(search.Reason);
            return new MaximallySelectedResult(
                method, none, none, none, none, none, none, none, none, [], ConfidenceInterval.NotEstimable(search.Reason, options.Level, IntervalMethod), marker.Length, []);
        }

        var best = search.Best();
        var statistic = Math.Abs(best.Statistic);
        var p = search.MonteCarlo(statistic, options.Permutations, seed);
        var cutInterval = CutBootstrap.Interval(marker, scoresOf, seed, options, IntervalMethod);
        return new MaximallySelectedResult(
            method,
            best.Cut,
            statistic,
            best.Statistic,
            p,
            Math.Sqrt(p * (1 - p) / options.Permutations),
            CutApproximations.LausenSchumacher1992(statistic, options.MinimumShare, options.MaximumShare),
            CutApproximations.LausenSchumacher1994(statistic, marker.Length, search.Sizes),
            HothornLausen.UpperBound(search),
            search.Statistics(),
            cutInterval,
            marker.Length,
            ["The cut was chosen by the outcome: it needs confirmation in other data."]);
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static void Check(int n, string argument, ReadOnlySpan<double> marker, MaximallySelectedOptions options)
    {
        Guard.SameLength(n, marker.Length, argument, nameof(marker));
        Guard.Finite(marker, nameof(marker));
        Guard.Level(options.Level);
        if (!(options.MinimumShare >= 0 && options.MinimumShare < options.MaximumShare && options.MaximumShare <= 1))
        {
            throw new ArgumentException($"Shares ascend within 0 … 1, not {options.MinimumShare} and {options.MaximumShare}.", nameof(options));
        }

        if (options.Permutations < 99 || (options.Resamples != 0 && options.Resamples < 100))
        {
            throw new ArgumentException($"At least 99 permutations and 100 resamples (or 0), not {options.Permutations} and {options.Resamples}.", nameof(options));
        }
    }
}
