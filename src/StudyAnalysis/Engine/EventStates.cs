using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Reads the events of an endpoint: happened, did not, happened at an unknown time, or not known.</summary>
internal sealed class EventStates
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly Endpoint _endpoint;
    private readonly FieldReads _reads;
    private readonly EndpointCut? _cut;
    private readonly string _table;

    public EventStates(ExpressionEvaluator evaluator, Endpoint endpoint)
    {
        _evaluator = evaluator;
        _endpoint = endpoint;
        _reads = new FieldReads(evaluator);
        _cut = evaluator.Data.EndpointCuts.GetValueOrDefault(endpoint.Id);
        _table = evaluator.Data.Definition.Plan.LevelOf(endpoint.Level).Table;
    }

    private enum State
    {
        None,
        Happened,
        Undated,
        Unknown,
    }

    /// <summary>Days are calendar days; durations are kept as typed.</summary>
    public double Day(Value value) => _endpoint.Origin is null ? value.Number : Math.Floor(value.Number);

    /// <summary>The events of a unit.</summary>
    /// <param name="first">Number of the first source among all of the endpoint's.</param>
    /// <param name="sources">Events of interest, or competing events.</param>
    /// <param name="row">Row of the unit.</param>
    /// <param name="start">Day 0.</param>
    /// <param name="limit">Days from the start to the data cut.</param>
    public EventReading Read(int first, ImmutableArray<EventSource> sources, int row, double start, double limit)
    {
        var reading = new EventReading(null, -1, HasUndated: false, HasUnknown: false);
        for (var i = 0; i < sources.Length; i++)
        {
            var (state, at) = IsNotYet(first + i, row) ? (State.None, 0) : Of(sources[i], row);
            reading = state switch
            {
                State.Happened when at - start <= limit && (reading.Time is null || at - start < reading.Time) =>
                    reading with { Time = at - start, Source = i },
                State.Undated => reading with { HasUndated = true },
                State.Unknown => reading with { HasUnknown = true },
                _ => reading,
            };
        }

        return reading;
    }

    private bool IsNotYet(int source, int row) => _cut?.NotYet[source][row] ?? false;

    private (State State, double At) Of(EventSource source, int row)
    {
        var when = source.When is null ? Value.Of(true) : _evaluator.Evaluate(source.When, _table, row);
        if (when is { IsMissing: false, Truth: false })
        {
            return (State.None, 0);
        }

        var at = _evaluator.Evaluate(source.At, _table, row);
        if (!at.IsMissing)
        {
            return when.IsMissing ? (State.Unknown, 0) : (State.Happened, Day(at));
        }

        return EventStatus.StatesEvent(_reads, source, _table)
            ? (when.IsMissing ? State.Unknown : State.Undated, 0)
            : (IsUndetermined(source, row) ? State.Unknown : State.None, 0);
    }

    // Rows below the unit that all fail to say whether they are the event: a status column left empty.
    private bool IsUndetermined(EventSource source, int row)
    {
        var (root, table) = _reads.Resolve(source.At.Root, _table);
        if (root is not Expression.Aggregate { Where: { } where } aggregate || table != _table)
        {
            return false;
        }

        var rows = _evaluator.Graph.ChildRows(_table, row, aggregate.Table);
        return !rows.IsEmpty && rows.All(r => _evaluator.Compile(where, aggregate.Table)(r).IsMissing);
    }
}
