using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Finds the last visit made without the event before it was found.</summary>
/// <remarks>The visits are those of the endpoint's rule; without one, the rows over which the event's date is taken: those that do not fulfil its
/// condition. A row that does not say is no visit. Without any, the event is only known to lie after the start.</remarks>
internal sealed class AssessmentReader(ExpressionEvaluator evaluator, Endpoint endpoint)
{
    private readonly string _table = evaluator.Data.Definition.Plan.LevelOf(endpoint.Level).Table;
    private readonly FieldReads _reads = new(evaluator);

    /// <summary>Days from the start to the last negative visit before a time; 0 without one.</summary>
    public double LastNegative(int row, string source, double time)
    {
        var visits = Visits(endpoint.Events.First(e => e.Id == source), row);
        var origin = endpoint.Origin is null ? Value.Of(0) : evaluator.Evaluate(endpoint.Origin, _table, row);
        return visits.Select(v => Day(v) - Day(origin)).Where(d => d > 0 && d < time).DefaultIfEmpty(0).Max();
    }

    private IEnumerable<Value> Visits(EventSource source, int row)
    {
        if (endpoint.Assessments is { } rule)
        {
            return Rows(rule.Table, row)
                .Where(r => evaluator.Evaluate(rule.Negative, rule.Table, r) is { Kind: ValueKind.Truth, Truth: true })
                .Select(r => evaluator.Evaluate(rule.Date, rule.Table, r)).Where(d => !d.IsMissing);
        }

        var (root, table) = _reads.Resolve(source.At.Root, _table);
        return root is Expression.Aggregate { Of: { } of, Where: { } where } aggregate && table == _table
            ? Rows(aggregate.Table, row)
                .Where(r => evaluator.Compile(where, aggregate.Table)(r) is { Kind: ValueKind.Truth, Truth: false })
                .Select(evaluator.Compile(of, aggregate.Table)).Where(d => !d.IsMissing)
            : [];
    }

    private ImmutableArray<int> Rows(string table, int row) => evaluator.Graph.ChildRows(_table, row, table);

    private double Day(Value value) => endpoint.Origin is null ? value.Number : Math.Floor(value.Number);
}
