using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Times an endpoint unit by unit: days from origin, or the durations typed when the endpoint has no origin.</summary>
/// <remarks>The earliest event of interest and the earliest competing event count, whichever came first; on the same day the event of interest
/// did. Without one, observation ends at the censoring date, or at the data cut where something was seen after it. Whether an event happened, and when,
/// may not be known: such units have no time, and each reason is counted apart.</remarks>
internal sealed class EndpointClock
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly Endpoint _endpoint;
    private readonly EventStates _events;
    private readonly EndpointCut? _cut;
    private readonly string _table;
    private readonly double _asOf;

    public EndpointClock(ExpressionEvaluator evaluator, Endpoint endpoint)
    {
        _evaluator = evaluator;
        _endpoint = endpoint;
        _events = new EventStates(evaluator, endpoint);
        _cut = evaluator.Data.EndpointCuts.GetValueOrDefault(endpoint.Id);
        _table = evaluator.Data.Definition.Plan.LevelOf(endpoint.Level).Table;
        _asOf = evaluator.Data.CutDay;
    }

    public EndpointOutcome Read(int row)
    {
        var origin = _endpoint.Origin is null ? Value.Of(0) : _evaluator.Evaluate(_endpoint.Origin, _table, row);
        if (origin.IsMissing)
        {
            return EndpointOutcome.Without(EndpointExclusion.NoOrigin);
        }

        var start = _events.Day(origin);
        var limit = _endpoint.Origin is null ? _cut?.Limits[row] ?? double.PositiveInfinity : _asOf - start;
        var events = _events.Read(0, _endpoint.Events, row, start, limit);
        var competing = _events.Read(_endpoint.Events.Length, _endpoint.Competing, row, start, limit);
        var end = End(row, start, limit);
        var outcome = Outcome(events, competing, end);
        return outcome.Excluded != EndpointExclusion.None ? outcome
            : outcome.Time < 0 ? EndpointOutcome.Without(EndpointExclusion.Negative)
            : outcome with { EndsAtCut = outcome.Time >= limit, IsSeenLater = outcome.Cause == 0 && IsSeenLater(row) };
    }

    private EndpointOutcome Outcome(EventReading events, EventReading competing, double? end)
    {
        var isLate = competing.Time is { } late && IsLate(late, end);
        var competingTime = isLate ? null : competing.Time;
        if (events.Time is { } time && (competingTime is null || time <= competingTime))
        {
            return new EndpointOutcome(time, 1, _endpoint.Events[events.Source].Id);
        }

        var gap = Gap(events, EndpointExclusion.NoEventTime);
        if (gap == EndpointExclusion.None && competingTime is { } other)
        {
            return new EndpointOutcome(other, competing.Source + 2, string.Empty);
        }

        gap = gap == EndpointExclusion.None ? Gap(competing, EndpointExclusion.NoCompetingTime) : gap;
        return gap != EndpointExclusion.None ? EndpointOutcome.Without(gap)
            : end is not null ? new EndpointOutcome(end.Value, 0, string.Empty)
            : EndpointOutcome.Without(EndpointExclusion.NoFollowUp);
    }

    // An event with a time answers for the others: what is not known of them cannot come before it in the same patient's story.
    private static EndpointExclusion Gap(EventReading reading, EndpointExclusion undated) =>
        reading.Time is not null ? EndpointExclusion.None
        : reading.HasUndated ? undated
        : reading.HasUnknown ? EndpointExclusion.UnknownStatus
        : EndpointExclusion.None;

    private bool IsSeenLater(int row) => _cut?.IsSeenLater[row] ?? false;

    private double? End(int row, double start, double limit)
    {
        if (IsSeenLater(row))
        {
            return limit;
        }

        var end = _evaluator.Evaluate(_endpoint.Censor, _table, row);
        return end.IsMissing ? null : Math.Min(_events.Day(end) - start, limit);
    }

    private bool IsLate(double competing, double? lastAssessment) =>
        _endpoint.LateCompeting == "censoredAtLastAssessment" && lastAssessment is { } last && competing > last
        && VisitSchedule.HasMissedVisit(_endpoint.Schedule, last, competing);
}
