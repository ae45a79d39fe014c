using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Resample;

/// <summary>A bootstrapped statistic.</summary>
/// <param name="Estimate">The statistic of the data.</param>
/// <param name="StandardError">Standard deviation of the replicates; not estimable, as the intervals, where all are equal.</param>
/// <param name="Percentile">Percentile interval.</param>
/// <param name="Bca">Bias-corrected and accelerated interval.</param>
/// <param name="Replicates">Replicates in their order; undefined ones are left out.</param>
/// <param name="Undefined">Replicates in which the statistic was not defined.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record BootstrapResult(
    Quantity Estimate,
    Quantity StandardError,
    ConfidenceInterval Percentile,
    ConfidenceInterval Bca,
    ImmutableArray<double> Replicates,
    int Undefined,
    ImmutableArray<string> Notes)
{
    /// <summary>The same, where resampling cannot tell how far the statistic varies.</summary>
    internal BootstrapResult WithoutSpread(string reason) => this with
    {
        StandardError = Quantity.NotEstimable(reason),
        Percentile = ConfidenceInterval.NotEstimable(reason, Percentile.Level, Percentile.Method),
        Bca = ConfidenceInterval.NotEstimable(reason, Bca.Level, Bca.Method),
        Notes = [reason],
    };
}

/// <summary>A statistic bootstrapped with its variance.</summary>
/// <param name="Estimate">The statistic of the data.</param>
/// <param name="StandardError">Root of its estimated variance in the data.</param>
/// <param name="Interval">Studentised (bootstrap-t) interval.</param>
/// <param name="Undefined">Replicates in which the statistic or its variance was not defined.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record StudentizedBootstrapResult(
    Quantity Estimate, Quantity StandardError, ConfidenceInterval Interval, int Undefined, ImmutableArray<string> Notes);

/// <summary>The nonparametric bootstrap, in strata where asked, from a seed: the same answer on any number of cores.</summary>
/// <remarks>Source: Davison and Hinkley (1997), chapter 5. Oracle: Oracles/bootstrap.</remarks>
public static class Bootstrap
{
    private const string PercentileName = "bootstrap percentile";
    private const string BcaName = "bootstrap BCa";
    private const string StudentizedName = "bootstrap studentised";

    /// <summary>Resamples the units of each stratum and takes the statistic.</summary>
    /// <param name="strataSizes">Units per stratum; one stratum for a plain bootstrap.</param>
    /// <param name="statistic">From the chosen unit numbers (from 0) of each stratum to the statistic; NaN = not defined. Called from several threads.</param>
    /// <param name="seed">Same seed, same result.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Estimate and intervals. Intervals are not estimable when the statistic of the data is not defined, more than 5 % of the
    /// replicates are not, or (BCa) all replicates lie on one side of the estimate.</returns>
    /// <exception cref="ArgumentException">No stratum, an empty stratum, fewer than 100 replicates, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>boot::boot(strata = …)</c>, <c>boot::boot.ci(type = c("perc", "bca"))</c>: quantiles interpolated on the normal scale. Acceleration by
    /// the jackknife in strata, each value over its stratum's size (Davison and Hinkley 1997, section 5.3.2). Source: Efron (1987),
    /// J Am Stat Assoc 82:171–185. Oracle: Oracles/bootstrap (intervals from R's own replicates).</remarks>
    public static BootstrapResult Compute(
        IReadOnlyList<int> strataSizes, Func<IReadOnlyList<int[]>, double> statistic, ulong seed, int replicates = 9999, double level = 0.95)
    {
        CheckDesign(strataSizes, replicates, level);
        int[][] whole = [.. strataSizes.Select(n => Enumerable.Range(0, n).ToArray())];
        var estimate = statistic(whole);
        if (double.IsNaN(estimate))
        {
            return Failed(Quantity.NotEstimable("the statistic of the data is not defined"), "the statistic of the data is not defined", level, [], 0);
        }

        var all = new double[replicates];
        Parallel.For(0, replicates, r => all[r] = statistic(Resampled(strataSizes, new CounterRandom(seed, (ulong)r))));
        double[] defined = [.. all.Where(double.IsFinite)];
        var undefined = replicates - defined.Length;
        if (undefined > 0.05 * replicates)
        {
            return Failed(estimate, string.Create(CultureInfo.InvariantCulture, $"{undefined} of {replicates} replicates are not defined"), level, defined, undefined);
        }

        var mean = Inference.Mean(defined);
        if (Inference.Variance(defined, mean) <= Math.Pow(1e-15 * mean, 2))
        {
            const string equal = "all replicates are equal: resampling shows no variation";
            return Failed(estimate, equal, level, defined, undefined) with { Bca = Bca(estimate, defined, Influences(whole, statistic, estimate), level) };
        }

        return new(
            estimate,
            Math.Sqrt(Inference.Variance(defined, mean)),
            Percentile(defined, level),
            Bca(estimate, defined, Influences(whole, statistic, estimate), level),
            [.. defined],
            undefined,
            undefined == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{undefined} of {replicates} replicates not defined and left out")]);
    }

    /// <summary>Percentile interval of replicates. R: <c>boot.ci(type = "perc")</c>.</summary>
    /// <param name="replicates">Finite replicates of the statistic, any order, at least 20.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">A replicate is not finite, too few, or a level outside 0 … 1.</exception>
    public static ConfidenceInterval Percentile(double[] replicates, double level = 0.95)
    {
        var sorted = Sorted(replicates, level);
        return new(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2), level, PercentileName);
    }

    /// <summary>BCa interval of replicates. R: <c>boot.ci(type = "bca", L = influences)</c>.</summary>
    /// <param name="estimate">The statistic of the data.</param>
    /// <param name="replicates">Finite replicates, any order, at least 20.</param>
    /// <param name="influences">Empirical influence values, one a unit, scaled to the same total (for strata: each over its stratum's size).</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The interval; not estimable when all replicates lie on one side of the estimate or the statistic does not vary between units.</returns>
    /// <exception cref="ArgumentException">A replicate is not finite, too few, or a level outside 0 … 1.</exception>
    public static ConfidenceInterval Bca(double estimate, double[] replicates, double[] influences, double level = 0.95)
    {
        var sorted = Sorted(replicates, level);
        var below = sorted.Count(t => t < estimate);
        var squares = influences.Sum(l => l * l);
        if (below == 0 || below == sorted.Length || !(squares > 0))
        {
            return ConfidenceInterval.NotEstimable(squares > 0 ? "all replicates on one side of the estimate" : "the statistic does not vary between patients", level, BcaName);
        }

        var bias = Tail.NormalQuantile((double)below / sorted.Length);
        var acceleration = influences.Sum(l => l * l * l) / (6 * Math.Pow(squares, 1.5));
        double End(double probability)
        {
            var z = bias + Tail.NormalQuantile(probability);
            return Quantile(sorted, Tail.NormalUpper(-(bias + (z / (1 - (acceleration * z))))));
        }

        return new(End((1 - level) / 2), End((1 + level) / 2), level, BcaName);
    }

    /// <summary>Resamples the units of each stratum and takes the statistic with its variance: the studentised (bootstrap-t) interval.</summary>
    /// <param name="strataSizes">Units per stratum; one stratum for a plain bootstrap.</param>
    /// <param name="statistic">From the chosen unit numbers (from 0) of each stratum to the statistic and its estimated variance; NaN = not defined. Called from
    /// several threads.</param>
    /// <param name="seed">Same seed, same result.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Estimate and interval. The interval is not estimable when statistic or variance of the data is not defined (a variance must be positive) or
    /// more than 5 % of the replicates are not.</returns>
    /// <exception cref="ArgumentException">No stratum, an empty stratum, fewer than 100 replicates, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>boot::boot.ci(type = "stud")</c>. Source: Davison and Hinkley (1997), section 5.2.1, equation 5.6. Oracle: Oracles/bootstrap.</remarks>
    public static StudentizedBootstrapResult ComputeStudentized(
        IReadOnlyList<int> strataSizes,
        Func<IReadOnlyList<int[]>, (double Estimate, double Variance)> statistic,
        ulong seed,
        int replicates = 9999,
        double level = 0.95)
    {
        CheckDesign(strataSizes, replicates, level);
        int[][] whole = [.. strataSizes.Select(n => Enumerable.Range(0, n).ToArray())];
        var (estimate, variance) = statistic(whole);
        var all = new (double Estimate, double Variance)[replicates];
        if (double.IsFinite(estimate) && variance > 0)
        {
            Parallel.For(0, replicates, r => all[r] = statistic(Resampled(strataSizes, new CounterRandom(seed, (ulong)r))));
        }

        (double Estimate, double Variance)[] defined = [.. all.Where(t => double.IsFinite(t.Estimate) && t.Variance > 0 && double.IsFinite(t.Variance))];
        var undefined = replicates - defined.Length;
        var note = string.Create(CultureInfo.InvariantCulture, $"{undefined} of {replicates} replicates not defined");
        var problem = !double.IsFinite(estimate) || !(variance > 0) ? "the statistic of the data or its variance is not defined"
            : undefined > 0.05 * replicates ? note
            : null;
        var error = Quantity.OfOr(variance > 0 ? Math.Sqrt(variance) : double.NaN, "its variance is not positive");
        return problem is not null
            ? new(Quantity.OfOr(estimate, problem), error, ConfidenceInterval.NotEstimable(problem, level, StudentizedName), undefined, [problem])
            : new(
                estimate,
                error,
                Studentized(estimate, variance, Array.ConvertAll(defined, t => t.Estimate), Array.ConvertAll(defined, t => t.Variance), level),
                undefined,
                undefined == 0 ? [] : [note + " and left out"]);
    }

    /// <summary>Studentised interval of replicates. R: <c>boot.ci(type = "stud", var.t0 = variance, var.t = variances)</c>.</summary>
    /// <param name="estimate">The statistic of the data.</param>
    /// <param name="variance">Its estimated variance, above 0.</param>
    /// <param name="replicates">Finite replicates, any order, at least 20.</param>
    /// <param name="variances">Estimated variance of each replicate, above 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">A replicate is not finite, a variance not positive, too few replicates, different lengths, or a level outside 0 … 1.</exception>
    public static ConfidenceInterval Studentized(double estimate, double variance, double[] replicates, double[] variances, double level = 0.95)
    {
        Guard.SameLength(replicates.Length, variances.Length, nameof(replicates), nameof(variances));
        Guard.Finite(variances, nameof(variances));
        if (!(variance > 0) || Array.Exists(variances, v => !(v > 0)))
        {
            throw new ArgumentException("Every variance is above 0.", variance > 0 ? nameof(variances) : nameof(variance));
        }

        Guard.Finite(replicates, nameof(replicates));
        var sorted = Sorted([.. replicates.Select((t, i) => (t - estimate) / Math.Sqrt(variances[i]))], level);
        var error = Math.Sqrt(variance);
        return new(
            estimate - (error * Quantile(sorted, (1 + level) / 2)),
            estimate - (error * Quantile(sorted, (1 - level) / 2)),
            level,
            StudentizedName);
    }

    private static void CheckDesign(IReadOnlyList<int> strataSizes, int replicates, double level)
    {
        Guard.Level(level);
        if (strataSizes.Count == 0 || strataSizes.Any(n => n < 1))
        {
            throw new ArgumentException("Every stratum holds at least one unit, and there is at least one stratum.", nameof(strataSizes));
        }

        if (replicates < 100)
        {
            throw new ArgumentException($"At least 100 replicates, not {replicates}.", nameof(replicates));
        }
    }

    private static double[] Sorted(double[] replicates, double level)
    {
        Guard.Finite(replicates, nameof(replicates));
        Guard.Level(level);
        if (replicates.Length < 20)
        {
            throw new ArgumentException($"At least 20 replicates, not {replicates.Length}.", nameof(replicates));
        }

        return [.. replicates.Order()];
    }

    /// <summary>Order statistic (R + 1)p, interpolated on the normal quantile scale (Davison and Hinkley 1997, equation 5.8).</summary>
    private static double Quantile(double[] sorted, double p)
    {
        var count = sorted.Length;
        var rank = (count + 1) * p;
        var k = (int)Math.Floor(rank);
        if (k < 1 || k >= count)
        {
            return k < 1 ? sorted[0] : sorted[^1];
        }

        if (k == rank)
        {
            return sorted[k - 1];
        }

        double z = Tail.NormalQuantile(p), z0 = Tail.NormalQuantile(k / (count + 1.0)), z1 = Tail.NormalQuantile((k + 1) / (count + 1.0));
        return sorted[k - 1] + ((z - z0) / (z1 - z0) * (sorted[k] - sorted[k - 1]));
    }

    private static int[][] Resampled(IReadOnlyList<int> sizes, CounterRandom random)
    {
        var index = 0UL;
        var chosen = new int[sizes.Count][];
        for (var s = 0; s < sizes.Count; s++)
        {
            chosen[s] = new int[sizes[s]];
            for (var i = 0; i < chosen[s].Length; i++)
            {
                chosen[s][i] = random.Integer(index++, sizes[s]);
            }
        }

        return chosen;
    }

    private static double[] Influences(int[][] whole, Func<IReadOnlyList<int[]>, double> statistic, double estimate)
    {
        var influences = new List<double>();
        for (var s = 0; s < whole.Length; s++)
        {
            for (var i = 0; whole[s].Length > 1 && i < whole[s].Length; i++)
            {
                var without = (int[][])whole.Clone();
                without[s] = [.. whole[s].Where((_, k) => k != i)];
                var value = statistic(without);
                influences.Add(double.IsFinite(value) ? (whole[s].Length - 1.0) * (estimate - value) / whole[s].Length : 0);
            }
        }

        return [.. influences];
    }

    private static BootstrapResult Failed(Quantity estimate, string reason, double level, double[] replicates, int undefined) => new(
        estimate,
        Quantity.NotEstimable(reason),
        ConfidenceInterval.NotEstimable(reason, level, PercentileName),
        ConfidenceInterval.NotEstimable(reason, level, BcaName),
        [.. replicates],
        undefined,
        [reason]);
}
