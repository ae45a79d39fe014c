using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Analyses;

/// <summary>Why a unit has no time.</summary>
internal enum EndpointExclusion
{
    None,
    NoOrigin,
    NoFollowUp,
    Negative,
}

/// <summary>Time and cause of a unit, or why there is none.</summary>
internal readonly record struct EndpointOutcome(double Time, int Cause, string Source, EndpointExclusion Excluded);

/// <summary>The reasons, in the order in which they are counted.</summary>
internal sealed class EndpointReasons(Language language)
{
    public ImmutableArray<EndpointExclusion> InOrder { get; } =
        [EndpointExclusion.NoOrigin, EndpointExclusion.NoFollowUp, EndpointExclusion.Negative];

    public string Text(EndpointExclusion reason) => reason switch
    {
        EndpointExclusion.NoOrigin => language.Pick("no start of follow-up", "pas de début de suivi"),
        EndpointExclusion.NoFollowUp => language.Pick("no follow-up", "pas de suivi"),
        EndpointExclusion.Negative => language.Pick(
            "event or last follow-up before the start", "événement ou dernier suivi avant le début"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };
}

/// <summary>Times an endpoint unit by unit: days from origin, or the durations typed when the endpoint has no origin.</summary>
/// <remarks>The earliest event of interest and the earliest competing event count, whichever came first; on the same day the event of interest
/// did. Without one, observation ends at the censoring date and never after the data cut. An event after the data cut is not seen.</remarks>
internal sealed class EndpointClock(ExpressionEvaluator evaluator, Endpoint endpoint)
{
    private readonly string _table = evaluator.Data.Definition.Plan.Levels.First(l => l.Id == endpoint.Level).Table;
    private readonly double _asOf = Value.Of(evaluator.Data.AsOf).Number;

    public EndpointOutcome Read(int row)
    {
        var origin = endpoint.Origin is null ? Value.Of(0) : evaluator.Evaluate(endpoint.Origin, _table, row);
        if (origin.IsMissing)
        {
            return Without(EndpointExclusion.NoOrigin);
        }

        var start = Day(origin);
        var (time, source) = Earliest(endpoint.Events, row, start);
        var (competingTime, competing) = Earliest(endpoint.Competing, row, start);
        var end = End(row, start);
        if (competingTime is not null && IsLate(competingTime.Value, end))
        {
            (competingTime, competing) = (null, -1);
        }

        return Outcome(time, source, competingTime, competing, end);
    }

    private EndpointOutcome Outcome(double? time, int source, double? competingTime, int competing, double? end)
    {
        var outcome = time is not null && (competingTime is null || time <= competingTime)
            ? new EndpointOutcome(time.Value, 1, endpoint.Events[source].Id, EndpointExclusion.None)
            : competingTime is not null ? new EndpointOutcome(competingTime.Value, competing + 2, string.Empty, EndpointExclusion.None)
            : end is not null ? new EndpointOutcome(end.Value, 0, string.Empty, EndpointExclusion.None)
            : Without(EndpointExclusion.NoFollowUp);
        return outcome.Excluded == EndpointExclusion.None && outcome.Time < 0 ? Without(EndpointExclusion.Negative) : outcome;
    }

    private (double? Time, int Source) Earliest(ImmutableArray<EventSource> sources, int row, double start)
    {
        double? earliest = null;
        var source = -1;
        for (var i = 0; i < sources.Length; i++)
        {
            if (When(sources[i], row) is { } time && (earliest is null || time - start < earliest))
            {
                (earliest, source) = (time - start, i);
            }
        }

        return (earliest, source);
    }

    private double? When(EventSource source, int row)
    {
        if (source.When is not null && evaluator.Evaluate(source.When, _table, row) is not { IsMissing: false, Truth: true })
        {
            return null;
        }

        var at = evaluator.Evaluate(source.At, _table, row);
        return at.IsMissing || (endpoint.Origin is not null && Day(at) > _asOf) ? null : Day(at);
    }

    private double? End(int row, double start)
    {
        var end = evaluator.Evaluate(endpoint.Censor, _table, row);
        if (end.IsMissing)
        {
            return null;
        }

        return endpoint.Origin is null ? end.Number : Math.Min(Day(end), _asOf) - start;
    }

    private bool IsLate(double competing, double? lastAssessment) =>
        endpoint.LateCompeting == "censoredAtLastAssessment" && lastAssessment is { } last && competing > last
        && VisitSchedule.HasMissedVisit(endpoint.Schedule, last, competing);

    // Days are calendar days; durations are kept as typed.
    private double Day(Value value) => endpoint.Origin is null ? value.Number : Math.Floor(value.Number);

    private static EndpointOutcome Without(EndpointExclusion reason) => new(0, 0, string.Empty, reason);
}
