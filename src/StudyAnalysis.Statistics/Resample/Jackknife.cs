using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Resample;

/// <summary>A jackknifed statistic.</summary>
/// <param name="Estimate">The statistic of the data.</param>
/// <param name="Bias">Estimated bias, (n − 1)(mean of the values − estimate).</param>
/// <param name="Corrected">Estimate − bias.</param>
/// <param name="StandardError">√((n − 1)/n · Σ(value − mean of the values)²).</param>
/// <param name="Values">The statistic without unit 0, 1, …; NaN where it is not defined.</param>
public sealed record JackknifeResult(
    Quantity Estimate, Quantity Bias, Quantity Corrected, Quantity StandardError, ImmutableArray<double> Values);

/// <summary>The delete-one jackknife: bias and standard error of a smooth statistic.</summary>
public static class Jackknife
{
    /// <summary>Takes the statistic without each unit in turn.</summary>
    /// <param name="units">Number of units.</param>
    /// <param name="statistic">From the unit numbers kept (from 0, ascending) to the statistic; NaN = not defined. Called from several threads.</param>
    /// <returns>Bias and standard error; not estimable with fewer than two units or when a value is not defined.</returns>
    /// <exception cref="ArgumentException">A negative number of units.</exception>
    /// <remarks>Not for medians and other statistics that jump. R: <c>bootstrap::jackknife</c>; <c>sapply(1:n, function(i) theta(x[-i]))</c>.
    /// Source: Quenouille (1956), Biometrika 43:353–360; Tukey (1958), Ann Math Stat 29:614; Efron (1982), chapter 2. Oracle: Oracles/jackknife.</remarks>
    public static JackknifeResult Compute(int units, Func<int[], double> statistic)
    {
        if (units < 0)
        {
            throw new ArgumentException($"A number of units is not negative, as {units} is.", nameof(units));
        }

        var whole = Enumerable.Range(0, units).ToArray();
        var estimate = units == 0 ? double.NaN : statistic(whole);
        var values = new double[units < 2 ? 0 : units];
        Parallel.For(0, values.Length, i => values[i] = statistic([.. whole.Where(k => k != i)]));
        var problem = double.IsNaN(estimate) ? "the statistic of the data is not defined"
            : units < 2 ? "fewer than two units"
            : Array.Exists(values, v => !double.IsFinite(v)) ? "the statistic is not defined without one of the units"
            : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return new(Quantity.OfOr(estimate, problem), none, none, none, [.. values]);
        }

        var mean = Inference.Mean(values);
        var bias = (units - 1) * (mean - estimate);
        var error = (units - 1) * Math.Sqrt(Inference.Variance(values, mean) / units);
        return new(estimate, bias, estimate - bias, error, [.. values]);
    }
}
