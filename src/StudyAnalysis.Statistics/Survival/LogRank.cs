using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>The weights of a log-rank type test: each is a test of its own and is named in the result.</summary>
public enum LogRankWeights
{
    /// <summary>w = 1: the log-rank (Mantel–Cox) test. R: <c>survdiff(…)</c>.</summary>
    LogRank,

    /// <summary>w = n at risk: Gehan's generalised Wilcoxon, with hypergeometric variance.</summary>
    Gehan,

    /// <summary>w = √n at risk: Tarone–Ware.</summary>
    TaroneWare,

    /// <summary>w = S̃(t), the product of 1 − d/(n + 1) up to and including t: Peto–Peto. Not <c>survdiff(rho = 1)</c>.</summary>
    PetoPeto,

    /// <summary>w = S(t−)^ρ (1 − S(t−))^γ with the pooled Kaplan–Meier curve: Fleming–Harrington. R: <c>survdiff(rho = ρ)</c> for γ = 0.</summary>
    FlemingHarrington,
}

/// <summary>One group in a log-rank type test.</summary>
/// <param name="Group">The group's code.</param>
/// <param name="Size">Subjects.</param>
/// <param name="Observed">Events, weighted when the test is.</param>
/// <param name="Expected">Events expected if the hazards are equal, weighted when the test is.</param>
public sealed record LogRankGroup(int Group, int Size, double Observed, double Expected);

/// <summary>The outcome of a log-rank type test.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Statistic">χ².</param>
/// <param name="DegreesOfFreedom">Groups with expected events, less one.</param>
/// <param name="PValue">Upper tail of χ² (the test has no side).</param>
/// <param name="Groups">Sizes, observed and expected events, in ascending order of the group codes.</param>
/// <param name="Variance">Variance–covariance matrix of observed − expected, in the order of <paramref name="Groups"/>, by rows.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record LogRankResult(
    MethodDescription Method,
    Quantity Statistic,
    Quantity DegreesOfFreedom,
    Quantity PValue,
    ImmutableArray<LogRankGroup> Groups,
    ImmutableArray<ImmutableArray<double>> Variance,
    ImmutableArray<string> Notes);

/// <summary>Log-rank type tests of equal hazards in two or more groups.</summary>
/// <remarks>R: <c>survdiff(Surv(time, status) ~ group + strata(s), rho = ρ)</c> for the log-rank test and Fleming–Harrington with γ = 0; the other weights,
/// and late entry, in survdiff's formulas written out. Source: Mantel (1966); Gehan (1965); Tarone and Ware (1977); Peto and Peto (1972); Fleming and
/// Harrington (1982); Klein and Moeschberger (2003), section 7.3, has them all in one notation. Oracle: Oracles/logrank.</remarks>
public static class LogRank
{
    /// <summary>The test.</summary>
    /// <param name="time">End of follow-up; any order, finite.</param>
    /// <param name="status">true where the end is the event.</param>
    /// <param name="group">Group code of each subject; two or more different codes.</param>
    /// <param name="strata">Stratum code of each subject; empty for an unstratified test. Observed, expected and variance add up over strata,
    /// and weights are made within each.</param>
    /// <param name="entry">Start of observation of each subject (left truncation), before its time; empty when everyone is observed from the origin.</param>
    /// <param name="weights">Which test.</param>
    /// <param name="rho">ρ of Fleming–Harrington; ignored by the others.</param>
    /// <param name="gamma">γ of Fleming–Harrington; ignored by the others.</param>
    /// <returns>Not estimable with the reason when there is one group only, no event, or no time with more than one group at risk.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is not finite, or ρ or γ is negative.</exception>
    public static LogRankResult Test(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> status,
        ReadOnlySpan<int> group,
        ReadOnlySpan<int> strata = default,
        ReadOnlySpan<double> entry = default,
        LogRankWeights weights = LogRankWeights.LogRank,
        double rho = 0,
        double gamma = 0)
    {
        SurvivalInput.Check(ref time, status.Length, nameof(status), ref entry);
        Guard.SameLength(time.Length, group.Length, nameof(time), nameof(group));
        if (strata.Length > 0)
        {
            Guard.SameLength(time.Length, strata.Length, nameof(time), nameof(strata));
        }

        if (!(rho >= 0 && gamma >= 0))
        {
            throw new ArgumentException($"ρ and γ are not negative, as {rho} and {gamma} are.", nameof(rho));
        }

        var groupOf = SurvivalInput.Levels(group, out var codes);
        var stratumOf = strata.Length > 0 ? SurvivalInput.Levels(strata, out _) : new int[time.Length];
        var sums = new LogRankSums(codes.Length);
        foreach (var stratum in Strata(time, status, groupOf, stratumOf, entry))
        {
            sums.Add(stratum, (n, left, peto) => Weight(weights, rho, gamma, n, left, peto));
        }

        return Result(Describe(weights, rho, gamma, strata.Length > 0, entry.Length > 0), codes, groupOf, sums);
    }

    /// <summary>The test against a trend of the hazard over ordered groups.</summary>
    /// <param name="time">End of follow-up; any order, finite.</param>
    /// <param name="status">true where the end is the event.</param>
    /// <param name="group">Group code of each subject; the codes are the scores of the trend, so doses may be used as they are.</param>
    /// <param name="strata">Stratum code of each subject; empty for an unstratified test.</param>
    /// <param name="entry">Start of observation (left truncation); empty when everyone is observed from the origin.</param>
    /// <param name="weights">Which test.</param>
    /// <param name="rho">ρ of Fleming–Harrington; ignored by the others.</param>
    /// <param name="gamma">γ of Fleming–Harrington; ignored by the others.</param>
    /// <param name="alternative">Of the trend against 0: greater means more events than expected in groups with higher codes.</param>
    /// <returns>Σ score · (observed − expected) with its standard error, z and p. Not estimable with the reason as <see cref="Test"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Test"/>.</exception>
    /// <remarks>Tarone (1975), Biometrika 62:679–682; Klein and Moeschberger (2003), section 7.4. R: from survdiff's obs, exp and var,
    /// <c>z = sum(s * (obs - exp)) / sqrt(s %*% var %*% s)</c>; the score test of <c>coxph(Surv(time, status) ~ score)</c> without ties.</remarks>
    public static TestResult Trend(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> status,
        ReadOnlySpan<int> group,
        ReadOnlySpan<int> strata = default,
        ReadOnlySpan<double> entry = default,
        LogRankWeights weights = LogRankWeights.LogRank,
        double rho = 0,
        double gamma = 0,
        Alternative alternative = Alternative.TwoSided)
    {
        var test = Test(time, status, group, strata, entry, weights, rho, gamma);
        var result = new TestResult
        {
            Method = test.Method with { Name = test.Method.Name + " for trend", RCall = test.Method.RCall + "; z = sum(s * (obs - exp)) / sqrt(s %*% var %*% s)" },
            EstimateName = "sum of score × (observed − expected); positive: more events in groups with higher codes",
            StatisticName = "z",
            Alternative = alternative,
            SampleSizes = [.. test.Groups.Select(g => g.Size)],
            Notes = test.Notes,
        };
        if (!test.Statistic.IsEstimable)
        {
            var none = Quantity.NotEstimable(test.Statistic.Reason);
            return result with { Estimate = none, StandardError = none, Statistic = none, PValue = none };
        }

        var (trend, variance) = (0.0, 0.0);
        for (var g = 0; g < test.Groups.Length; g++)
        {
            trend += (double)(test.Groups[g].Group - test.Groups[0].Group) * (test.Groups[g].Observed - test.Groups[g].Expected);
            for (var h = 0; h < test.Groups.Length; h++)
            {
                // Differences from the first code: large codes would cost digits, and Σ variance over a row is 0.
                variance += (double)(test.Groups[g].Group - test.Groups[0].Group) * (test.Groups[h].Group - test.Groups[0].Group) * test.Variance[g][h];
            }
        }

        var z = trend / Math.Sqrt(variance);
        return result with { Estimate = trend, StandardError = Math.Sqrt(variance), Statistic = z, PValue = Inference.NormalP(alternative, z) };
    }

    private static double Weight(LogRankWeights weights, double rho, double gamma, int atRisk, double left, double peto) => weights switch
    {
        LogRankWeights.LogRank => 1,
        LogRankWeights.Gehan => atRisk,
        LogRankWeights.TaroneWare => Math.Sqrt(atRisk),
        LogRankWeights.PetoPeto => peto,
        LogRankWeights.FlemingHarrington => (rho == 0 ? 1 : Math.Pow(left, rho)) * (gamma == 0 ? 1 : Math.Pow(1 - left, gamma)),
        _ => throw new ArgumentException($"No such test: {weights}.", nameof(weights)),
    };

    private static LogRankStratum[] Strata(ReadOnlySpan<double> time, ReadOnlySpan<bool> status, int[] groupOf, int[] stratumOf, ReadOnlySpan<double> entry)
    {
        if (!stratumOf.AsSpan().ContainsAnyExcept(0))
        {
            return [LogRankStratum.Of(time.ToArray(), status, groupOf, entry.ToArray())];
        }

        var result = new List<LogRankStratum>();
        foreach (var rows in Enumerable.Range(0, stratumOf.Length).GroupBy(i => stratumOf[i]).OrderBy(g => g.Key).Select(g => g.ToArray()))
        {
            var (times, ends, groups, entries) = (new double[rows.Length], new bool[rows.Length], new int[rows.Length], new double[entry.Length == 0 ? 0 : rows.Length]);
            foreach (var (k, row) in rows.Index())
            {
                (times[k], ends[k], groups[k]) = (time[row], status[row], groupOf[row]);
                if (entries.Length > 0)
                {
                    entries[k] = entry[row];
                }
            }

            result.Add(LogRankStratum.Of(times, ends, groups, entries));
        }

        return [.. result];
    }

    private static MethodDescription Describe(LogRankWeights weights, double rho, double gamma, bool stratified, bool truncated)
    {
        var (name, call) = weights switch
        {
            LogRankWeights.LogRank => ("log-rank test", "survdiff(Surv(time, status) ~ group)"),
            LogRankWeights.Gehan => ("Gehan's generalised Wilcoxon test, hypergeometric variance", "weights n at risk in survdiff's formulas (no argument in survdiff)"),
            LogRankWeights.TaroneWare => ("Tarone–Ware test", "weights sqrt(n at risk) in survdiff's formulas (no argument in survdiff)"),
            LogRankWeights.PetoPeto => ("Peto–Peto test", "weights cumprod(1 - d/(n + 1)) in survdiff's formulas (survdiff(rho = 1) is Fleming–Harrington)"),
            _ => ("Fleming–Harrington test", gamma == 0
                ? string.Create(CultureInfo.InvariantCulture, $"survdiff(Surv(time, status) ~ group, rho = {rho})")
                : string.Create(CultureInfo.InvariantCulture, $"weights S(t-)^{rho} (1 - S(t-))^{gamma} in survdiff's formulas")),
        };
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (weights == LogRankWeights.FlemingHarrington)
        {
            options.Add("rho", rho.ToString(CultureInfo.InvariantCulture));
            options.Add("gamma", gamma.ToString(CultureInfo.InvariantCulture));
        }

        if (truncated)
        {
            (name, call) = (name + ", left-truncated", weights == LogRankWeights.LogRank
                ? "coxph(Surv(entry, time, status) ~ group, ties = \"exact\")$score"
                : call.Replace("Surv(time", "Surv(entry, time", StringComparison.Ordinal) + " over risk sets entry < t <= time");
        }

        return stratified
            ? new MethodDescription("stratified " + name, options.ToImmutable(), call.Replace("~ group", "~ group + strata(stratum)", StringComparison.Ordinal))
            : new MethodDescription(name, options.ToImmutable(), call);
    }

    private static LogRankResult Result(MethodDescription method, int[] codes, int[] groupOf, LogRankSums sums)
    {
        var sizes = groupOf.CountBy(g => g).ToDictionary();
        ImmutableArray<LogRankGroup> groups = [.. codes.Select((code, g) => new LogRankGroup(code, sizes[g], sums.Observed[g], sums.Expected[g]))];
        ImmutableArray<ImmutableArray<double>> variance =
            [.. codes.Select((_, i) => codes.Select((_, j) => sums.Variance[i, j]).ToImmutableArray())];
        var used = Enumerable.Range(0, codes.Length).Where(g => sums.Expected[g] > 0).ToArray();
        var reason = codes.Length < 2 ? "only one group"
            : sums.Events == 0 ? "no event in any group"
            : used.Length < 2 ? "subjects of one group only were at risk when events happened"
            : string.Empty;
        ImmutableArray<string> notes = used.Length is > 0 && used.Length < codes.Length
            ? ["Groups without expected events do not enter the statistic and its degrees of freedom."]
            : [];
        if (reason.Length == 0)
        {
            // Observed − expected add up to 0, so one group is left out; leaving out the largest variance keeps the rest well-conditioned.
            var left = used.MaxBy(g => sums.Variance[g, g]);
            var kept = used.Where(g => g != left).ToArray();
            var difference = kept.Select(g => sums.Observed[g] - sums.Expected[g]).ToArray();
            var statistic = SymmetricMatrix.QuadraticForm(SymmetricMatrix.Sub(sums.Variance, kept), difference);
            if (!double.IsNaN(statistic))
            {
                return new LogRankResult(
                    method, statistic, kept.Length, Tail.ChiSquaredUpper(statistic, kept.Length), groups, variance, notes);
            }

            reason = "the variance of observed − expected is singular";
        }

        var none = Quantity.NotEstimable(reason);
        return new LogRankResult(method, none, none, none, groups, variance, notes);
    }
}
