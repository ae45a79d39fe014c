using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Counts the negative times of each endpoint: a few are slips, many mean that two columns were exchanged.</summary>
internal static class NegativeTimes
{
    private const string TooMany = "IMP-084";

    /// <summary>The endpoints that lose too many units, with a blocking finding for each.</summary>
    /// <param name="data">The data at the cut: units that the report is made of.</param>
    /// <param name="sheets">The sheet of each table.</param>
    /// <param name="journal">Takes the findings.</param>
    public static ImmutableArray<Loss> Run(StudyData data, Func<string, string> sheets, Journal journal)
    {
        var evaluator = new ExpressionEvaluator(data);
        var losses = data.Definition.Plan.Endpoints.Select(e => Of(evaluator, e)).Where(l => l.IsBlocking).ToImmutableArray();
        foreach (var loss in losses)
        {
            journal.Find(TooMany, sheets(loss.Table), string.Empty, Text(loss.Refused), Text(loss.Total), loss.Endpoint!);
        }

        return [.. losses.Select(l => l with { Table = data[l.Table].Schema.Sheet })];
    }

    private static Loss Of(ExpressionEvaluator evaluator, Endpoint endpoint)
    {
        var table = evaluator.Data.Definition.Plan.LevelOf(endpoint.Level).Table;
        var times = Enumerable.Range(0, evaluator.Data[table].RowCount)
            .Where(r => endpoint.AtRisk is null || IsTrue(evaluator.Evaluate(endpoint.AtRisk, table, r)))
            .Select(r => Time(evaluator, endpoint, table, r)).OfType<double>().ToArray();
        var negative = times.Count(t => t < 0);
        return new Loss(table, null, negative, times.Length, Loss.IsTooMuch(negative, times.Length)) { Endpoint = endpoint.Label };
    }

    // The earliest event decides; without one, the end of observation.
    private static double? Time(ExpressionEvaluator evaluator, Endpoint endpoint, string table, int row)
    {
        var start = endpoint.Origin is null ? 0 : EndpointChecks.Day(evaluator.Evaluate(endpoint.Origin, table, row));
        var events = endpoint.Events.Concat(endpoint.Competing)
            .Where(s => s.When is null || IsTrue(evaluator.Evaluate(s.When, table, row)))
            .Select(s => EndpointChecks.Day(evaluator.Evaluate(s.At, table, row)) - start);
        return events.Min() ?? EndpointChecks.Day(evaluator.Evaluate(endpoint.Censor, table, row)) - start;
    }

    private static bool IsTrue(Value value) => value is { Kind: ValueKind.Truth, Truth: true };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
