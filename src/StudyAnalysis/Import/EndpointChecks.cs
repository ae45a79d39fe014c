using StudyAnalysis.Data;
using StudyAnalysis.Data.Truncation;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Checks what endpoints are read from: an event without its date, and times before the start.</summary>
internal static class EndpointChecks
{
    private const string NoDate = "IMP-080";
    private const string BeforeStart = "IMP-081";

    /// <summary>One finding for each cell, however many endpoints read it.</summary>
    public static IEnumerable<Finding> Run(StudyData whole, IReadOnlyDictionary<string, TableBuilder> tables)
    {
        var evaluator = new ExpressionEvaluator(whole);
        var reads = new FieldReads(evaluator);
        var seen = new HashSet<(string Id, FieldName Field, int Row)>();
        foreach (var endpoint in whole.Definition.Plan.Endpoints)
        {
            var table = whole.Definition.Plan.LevelOf(endpoint.Level).Table;
            foreach (var (id, field, row) in Undated(evaluator, reads, endpoint, table).Concat(Negative(evaluator, reads, endpoint, table)))
            {
                if (seen.Add((id, field, row)))
                {
                    yield return CellFinding.Make(id, whole[field.Table], field.Field, row, tables[field.Table]);
                }
            }
        }
    }

    private static IEnumerable<(string Id, FieldName Field, int Row)> Undated(
        ExpressionEvaluator evaluator, FieldReads reads, Endpoint endpoint, string table) =>
        from source in endpoint.Events.Concat(endpoint.Competing)
        where EventStatus.StatesEvent(reads, source, table)
        let field = FieldOf(evaluator, reads, source.At, table)
        from row in Enumerable.Range(0, evaluator.Data[table].RowCount)
        where evaluator.Evaluate(source.When!, table, row) is { Kind: ValueKind.Truth, Truth: true } && evaluator.Evaluate(source.At, table, row).IsMissing
        select (NoDate, field, row);

    private static IEnumerable<(string Id, FieldName Field, int Row)> Negative(
        ExpressionEvaluator evaluator, FieldReads reads, Endpoint endpoint, string table)
    {
        var times = endpoint.Events.Concat(endpoint.Competing).Select(s => (s.At, s.When)).Append((endpoint.Censor, null)).ToArray();
        foreach (var (time, when) in times)
        {
            var field = FieldOf(evaluator, reads, time, table);
            for (var row = 0; row < evaluator.Data[table].RowCount; row++)
            {
                if (IsBefore(evaluator, endpoint, time, table, row) && (when is null || evaluator.Evaluate(when, table, row) is { Kind: ValueKind.Truth, Truth: true }))
                {
                    yield return (BeforeStart, field, row);
                }
            }
        }
    }

    /// <summary>A date in whole days, a duration as it is; null when it is neither.</summary>
    public static double? Day(Value time) => time.Kind switch
    {
        ValueKind.Date => Math.Floor(time.Number),
        ValueKind.Number => time.Number,
        _ => null,
    };

    private static bool IsBefore(ExpressionEvaluator evaluator, Endpoint endpoint, SourcedExpression time, string table, int row) =>
        Day(evaluator.Evaluate(time, table, row)) < (endpoint.Origin is null ? 0 : Day(evaluator.Evaluate(endpoint.Origin, table, row)));

    // A time taken from other rows is asked for at the key of the unit.
    private static FieldName FieldOf(ExpressionEvaluator evaluator, FieldReads reads, SourcedExpression time, string table)
    {
        var schema = evaluator.Data[table].Schema;
        var own = reads.Passed(time, table).Where(f => f.Table == table).ToArray();
        return own.Length > 0 ? own[0] : new FieldName(table, schema.PrimaryKey.IsEmpty ? schema.Fields[0].Name : schema.PrimaryKey[0]);
    }
}
