using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>What is known of a subject at a horizon.</summary>
public enum StatusAtHorizon
{
    /// <summary>Had the event of interest by the horizon.</summary>
    Event,

    /// <summary>Had another event by the horizon.</summary>
    CompetingEvent,

    /// <summary>Followed to the horizon without an event.</summary>
    EventFree,

    /// <summary>Censored before the horizon: unknown, weight 0.</summary>
    Unknown,
}

/// <summary>Status and weight of every subject at a horizon.</summary>
/// <param name="Horizon">The horizon, in the unit of time.</param>
/// <param name="Status">Status of each subject.</param>
/// <param name="Weights">Inverse probability of being uncensored of each subject; 0 where the status is unknown. They add up to n.</param>
/// <param name="Risk">Weighted share of subjects with the event of interest: the Aalen–Johansen risk at the horizon.</param>
public sealed record HorizonStatus(
    double Horizon, ImmutableArray<StatusAtHorizon> Status, ImmutableArray<double> Weights, Quantity Risk)
{
    /// <summary>Subjects with a status.</summary>
    public int Count(StatusAtHorizon status) => Status.Count(s => s == status);

    /// <summary>Status and inverse-probability-of-censoring weights at a horizon.</summary>
    /// <param name="time">End of follow-up.</param>
    /// <param name="cause">0 censored, else the code of the event.</param>
    /// <param name="horizon">Horizon, finite.</param>
    /// <param name="causeOfInterest">Code of the event of interest.</param>
    /// <returns>A subject censored exactly at the horizon is known to be event-free there. Weights 1/G(T−) for events, 1/G(horizon−) for the
    /// event-free, with G by Kaplan–Meier; at one time events come before censorings. The risk is not estimable when nobody was followed to
    /// the horizon.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a code is negative.</exception>
    /// <remarks>Graf et al. (1999), Stat Med 18:2529–2545; Satten and Datta (2001), Am Stat 55:207–210, for the equality with the product-limit
    /// estimate. R: <c>riskRegression::ipcw</c>. Oracle: tests/StudyAnalysis.Tests/Oracles/horizon.</remarks>
    public static HorizonStatus At(ReadOnlySpan<double> time, ReadOnlySpan<int> cause, double horizon, int causeOfInterest = 1)
    {
        SurvivalInput.Check(ref time, cause.Length, nameof(cause));
        SurvivalInput.CheckCauses(cause);
        Guard.Finite([horizon], nameof(horizon));
        horizon = SurvivalTimes.Snap(horizon, time);
        var n = time.Length;
        var status = ImmutableArray.CreateBuilder<StatusAtHorizon>(n);
        for (var i = 0; i < n; i++)
        {
            status.Add(time[i] > horizon || (time[i] == horizon && cause[i] == 0) ? StatusAtHorizon.EventFree
                : cause[i] == 0 ? StatusAtHorizon.Unknown
                : cause[i] == causeOfInterest ? StatusAtHorizon.Event
                : StatusAtHorizon.CompetingEvent);
        }

        var weights = WeightsOf(time, cause, horizon, status);
        var reason = n == 0 ? "no subject in the group"
            : AllKnownOrFollowed(time, status, horizon) ? string.Empty
            : "nobody was followed to the horizon";
        var risk = 0.0;
        for (var i = 0; i < n; i++)
        {
            risk += status[i] == StatusAtHorizon.Event ? weights[i] / n : 0;
        }

        return new HorizonStatus(horizon, status.MoveToImmutable(), weights, reason.Length > 0 ? Quantity.NotEstimable(reason) : risk);
    }

    private static bool AllKnownOrFollowed(ReadOnlySpan<double> time, ImmutableArray<StatusAtHorizon>.Builder status, double horizon)
    {
        var last = double.NegativeInfinity;
        var lastCensored = false;
        for (var i = 0; i < time.Length; i++)
        {
            if (time[i] >= horizon)
            {
                return true;
            }

            lastCensored = time[i] > last ? status[i] == StatusAtHorizon.Unknown : lastCensored || (time[i] == last && status[i] == StatusAtHorizon.Unknown);
            last = Math.Max(last, time[i]);
        }

        return !lastCensored;
    }

    private static ImmutableArray<double> WeightsOf(
        ReadOnlySpan<double> time, ReadOnlySpan<int> cause, double horizon, ImmutableArray<StatusAtHorizon>.Builder status)
    {
        var anyEvent = new bool[time.Length];
        for (var i = 0; i < anyEvent.Length; i++)
        {
            anyEvent[i] = cause[i] != 0;
        }

        var censoring = new CensoringDistribution(time, anyEvent);
        var weights = ImmutableArray.CreateBuilder<double>(time.Length);
        for (var i = 0; i < anyEvent.Length; i++)
        {
            weights.Add(status[i] switch
            {
                StatusAtHorizon.Unknown => 0,
                StatusAtHorizon.EventFree => 1 / censoring.Before(horizon),
                _ => 1 / censoring.Before(time[i]),
            });
        }

        return weights.MoveToImmutable();
    }
}
