using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>An innermost interval of interval-censored data with its probability.</summary>
/// <param name="Lower">Left end; not part of the interval, unless it equals <paramref name="Upper"/> (an exact time).</param>
/// <param name="Upper">Right end, part of the interval; +∞ for what lies after the last right end.</param>
/// <param name="Probability">Mass of the maximum-likelihood estimate. How it spreads inside the interval the data do not say.</param>
public readonly record struct InnermostInterval(double Lower, double Upper, double Probability);

/// <summary>The non-parametric maximum-likelihood estimate from interval-censored times.</summary>
public sealed record TurnbullEstimate
{
    /// <summary>Name, options and equal R call.</summary>
    public required MethodDescription Method { get; init; }

    /// <summary>The innermost (Turnbull) intervals, ascending, those of probability 0 included.</summary>
    public required ImmutableArray<InnermostInterval> Intervals { get; init; }

    /// <summary>Log likelihood at the maximum.</summary>
    public required Quantity LogLikelihood { get; init; }

    /// <summary>Largest violation of the Kuhn–Tucker conditions, relative to n: the likelihood can rise by at most n times this.</summary>
    public required double Gap { get; init; }

    /// <summary>Whether the gap is below 1e-9.</summary>
    public required bool Converged { get; init; }

    /// <summary>Subjects.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Newton and EM steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>Bounds of the probability of being free of the event after a time: they differ inside an innermost interval only.</summary>
    /// <param name="time">Time, in the unit of the data; not NaN.</param>
    /// <returns>Smallest and largest survival that the estimate allows; not estimable without subjects.</returns>
    /// <exception cref="ArgumentException">The time is NaN.</exception>
    public (Quantity Low, Quantity High) SurvivalAt(double time)
    {
        if (double.IsNaN(time))
        {
            throw new ArgumentException("A time is needed, not NaN.", nameof(time));
        }

        if (SampleSize == 0 || !Converged)
        {
            var none = Quantity.NotEstimable(SampleSize == 0 ? Turnbull.NoSubjects : Turnbull.DidNotConverge);
            return (none, none);
        }

        var (low, high) = (0.0, 0.0);
        foreach (var interval in Intervals)
        {
            low += interval.Lower >= time && interval.Upper > time ? interval.Probability : 0;
            high += interval.Upper > time ? interval.Probability : 0;
        }

        return (Math.Min(1, low), Math.Min(1, high));
    }

    /// <summary>The innermost interval that holds a quantile of the event time.</summary>
    /// <param name="probability">Share of events, 0 &lt; p &lt; 1; 0.5 for the median.</param>
    /// <returns>Ends of the interval in which the distribution function passes p; the upper end may be +∞. Not estimable without subjects.</returns>
    /// <exception cref="ArgumentException">The probability is not between 0 and 1.</exception>
    public (Quantity Lower, Quantity Upper) QuantileInterval(double probability = 0.5)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentException($"probability must lie between 0 and 1, not {probability}.", nameof(probability));
        }

        var sum = 0.0;
        foreach (var interval in Converged ? Intervals : [])
        {
            sum += interval.Probability;

            // The masses come from an iteration: a sum that reaches p to 1e-9 has reached it.
            if (interval.Probability > 0 && sum >= probability - 1e-9)
            {
                return (interval.Lower, interval.Upper);
            }
        }

        var none = Quantity.NotEstimable(SampleSize == 0 ? Turnbull.NoSubjects : Turnbull.DidNotConverge);
        return (none, none);
    }
}

/// <summary>Survival from times known only to lie in intervals, such as between two visits.</summary>
/// <remarks>Turnbull (1976), J R Stat Soc B 38:290–295; Kuhn–Tucker check Gentleman and Geyer (1994), Biometrika 81:618–623. EM to come near,
/// then Newton steps on the probabilities above 0, taking in those that the conditions ask for (Groeneboom, Jongbloed and Wellner 2008, Scand J
/// Stat 35:385–399). The probabilities are unique, as every innermost interval
/// ends some subject's. No confidence interval is given: the estimate converges at the rate n^⅓ and has no usual variance.
/// Oracle: tests/StudyAnalysis.Tests/Oracles/turnbull.</remarks>
public static class Turnbull
{
    internal const string NoSubjects = "no subject in the group";
    internal const string DidNotConverge = "the search did not converge";

    /// <summary>The estimate of one group.</summary>
    /// <param name="lower">Last time known free of the event, not part of the interval; n values, −∞ or 0 for left-censored ones.</param>
    /// <param name="upper">First time known to have had it, part of the interval; +∞ for right-censored ones, equal to lower for exact times.</param>
    /// <returns>Innermost intervals with probabilities, with the check of the maximum. An empty sample has no interval.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is NaN, lower is above upper, or an exact time is not finite.</exception>
    /// <remarks>R: <c>survfit(Surv(lower, upper, type = "interval2") ~ 1)</c>, whose EM stops at changes of 5e-5; <c>interval::icfit</c>.</remarks>
    public static TurnbullEstimate Estimate(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Check(lower, upper);
        var method = new MethodDescription("non-parametric maximum likelihood for interval-censored times (Turnbull)", "survfit(Surv(lower, upper, type = \"interval2\") ~ 1)");
        if (lower.IsEmpty)
        {
            return new TurnbullEstimate
            {
                Method = method,
                Intervals = [],
                LogLikelihood = Quantity.NotEstimable(NoSubjects),
                Gap = 0,
                Converged = true,
                SampleSize = 0,
                Iterations = 0,
            };
        }

        var problem = TurnbullProblem.Of(lower, upper);
        var (mass, gap, iterations) = problem.Solve();
        return new TurnbullEstimate
        {
            Method = method,
            Intervals = [.. mass.Select((p, j) => new InnermostInterval(problem.Lower[j], problem.Upper[j], p))],
            LogLikelihood = gap < 1e-9 ? problem.LogLikelihood(mass) : Quantity.NotEstimable(DidNotConverge),
            Gap = gap,
            Converged = gap < 1e-9,
            SampleSize = lower.Length,
            Iterations = iterations,
        };
    }

    private static void Check(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Guard.SameLength(lower.Length, upper.Length, nameof(lower), nameof(upper));
        for (var i = 0; i < lower.Length; i++)
        {
            if (!(lower[i] <= upper[i]) || (lower[i] == upper[i] && !double.IsFinite(lower[i])))
            {
                throw new ArgumentException($"lower[{i}] = {lower[i]} and upper[{i}] = {upper[i]} are no interval; remove missing values before the call and count them.", nameof(lower));
            }
        }
    }
}
