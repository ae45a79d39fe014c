using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>When a unit's story ends: nothing is due after a fatal event.</summary>
/// <remarks>Fatal is what the plan calls so; unless it says otherwise, every competing event of an endpoint with dates, and every event with the date of one
/// that is fatal: the death that competes with relapse is the death of the survival endpoint.</remarks>
internal static class FatalEvents
{
    /// <summary>Values of an expression in rows of a table.</summary>
    internal delegate ImmutableArray<Value> Evaluate(SourcedExpression expression, string table, ImmutableArray<int> rows);

    /// <summary>Whether the plan has a fatal event at a level.</summary>
    public static bool Any(AnalysisPlan plan, string level) => Of(plan, level).Any();

    /// <summary>Per row the day of the earliest fatal event by the data cut, in days since 1970-01-01; null: none.</summary>
    /// <param name="data">The data, cut.</param>
    /// <param name="level">Level of the units.</param>
    /// <param name="rows">Rows of the level's table.</param>
    /// <param name="evaluate">Evaluates expressions.</param>
    public static double?[] Days(StudyData data, string level, ImmutableArray<int> rows, Evaluate evaluate)
    {
        var plan = data.Definition.Plan;
        var days = new double?[rows.Length];
        foreach (var (endpoint, source, number) in Of(plan, level))
        {
            var table = plan.LevelOf(level).Table;
            var at = evaluate(source.At, table, rows);
            var when = source.When is null ? default : evaluate(source.When, table, rows);
            var cut = data.EndpointCuts.GetValueOrDefault(endpoint.Id);
            for (var i = 0; i < rows.Length; i++)
            {
                var isTrue = when.IsDefault || when[i] is { Kind: ValueKind.Truth, Truth: true };
                if (isTrue && at[i].Kind == ValueKind.Date && cut?.NotYet[number][rows[i]] != true)
                {
                    var day = Math.Floor(at[i].Number);
                    days[i] = days[i] is { } earlier ? Math.Min(earlier, day) : day;
                }
            }
        }

        return days;
    }

    private static IEnumerable<(Endpoint Endpoint, EventSource Source, int Number)> Of(AnalysisPlan plan, string level)
    {
        var all = plan.Endpoints.Where(e => e.Level == level && e.Origin is not null)
            .SelectMany(e => e.Events.Concat(e.Competing).Select((s, i) => (Endpoint: e, Source: s, Number: i))).ToArray();
        var dates = all.Where(s => s.Source.IsFatal ?? s.Number >= s.Endpoint.Events.Length).Select(s => s.Source.At.Source).ToHashSet(StringComparer.Ordinal);
        return all.Where(s => s.Source.IsFatal ?? dates.Contains(s.Source.At.Source));
    }
}
