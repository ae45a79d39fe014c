using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Events;

/// <summary>Events counted per unit and per event.</summary>
public sealed record EventsResult : AnalysisResult
{
    /// <summary>Key over all events: n (units with any), n.event, N, prop.</summary>
    public static StatisticKey All { get; } = new("events");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public EventsResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Breakdowns in order.</summary>
    public ImmutableArray<EventBreakdown> Breakdowns { get; init; } = [];
}
