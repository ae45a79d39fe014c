using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>A time-to-event endpoint on units, aligned with <see cref="Units"/>.</summary>
public sealed record TimeToEvent
{
    /// <summary>The endpoint.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Units at risk with follow-up; others are among its exclusions.</summary>
    public required AnalysisUnits Units { get; init; }

    /// <summary>Days from origin.</summary>
    public required ImmutableArray<double> Times { get; init; }

    /// <summary>0 censored, 1 the event of interest, 2 the first competing source, 3 the second, ….</summary>
    public required ImmutableArray<int> Causes { get; init; }

    /// <summary>Days from origin before snapping to the schedule.</summary>
    public required ImmutableArray<double> RawTimes { get; init; }

    /// <summary>Per unit whether it is censored at the data cut although it was seen later; empty: nobody is.</summary>
    public ImmutableArray<bool> IsSeenLater { get; init; } = [];

    /// <summary>Units left out because whether they had an event is not known.</summary>
    public int UnknownStatus { get; init; }

    /// <summary>Units left out because the event of interest happened at an unknown time.</summary>
    public int UndatedEvents { get; init; }

    /// <summary>Units left out because a competing event happened at an unknown time.</summary>
    public int UndatedCompeting { get; init; }

    /// <summary>Lower end of the interval in which the event happened: the last visit made without it, or the start; equal to the time when known exactly.</summary>
    public required ImmutableArray<double> IntervalStarts { get; init; }

    /// <summary>Labels of the causes, by cause number − 1.</summary>
    public required ImmutableArray<string> CauseLabels { get; init; }

    /// <summary>Ids of the causes, by cause number − 1. The id of a single event of interest is its source's; of several, the endpoint's.</summary>
    public required ImmutableArray<string> CauseIds { get; init; }

    /// <summary>Which source of the endpoint's events came first, per unit with cause 1; otherwise empty.</summary>
    public required ImmutableArray<string> EventSources { get; init; }
}
