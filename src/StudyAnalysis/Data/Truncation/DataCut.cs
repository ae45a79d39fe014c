using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Cuts data at a day, so that nothing known later can count: the one place that does so, before anything is computed.</summary>
/// <remarks>Rows dated after the cut do not exist, nor what hangs on them. An event after the cut has not happened, and its status neither. A last
/// contact after the cut becomes the cut. Other dates after the cut, and facts known on such a date, are missing. Durations end at the cut where a start
/// date says when that is. The rules are in data-schema/README.md.</remarks>
public static class DataCut
{
    /// <summary>The data as they were known on their day <see cref="StudyData.AsOf"/>, with an account of what lies after it.</summary>
    /// <param name="whole">All data of the workbook.</param>
    public static StudyData Apply(StudyData whole)
    {
        if (whole.CutKind == CutKind.None)
        {
            return whole;
        }

        var evaluator = new ExpressionEvaluator(whole);
        var reads = new FieldReads(evaluator);
        var late = new LateRows(evaluator);
        ImmutableArray<EndpointTruncation> endpoints =
            [.. whole.Definition.Plan.Endpoints.Select(e => new EndpointTruncation(evaluator, reads, e))];
        var cells = new CellTruncation(evaluator, reads, endpoints);
        var kept = whole.Tables.ToDictionary(t => t.Schema.Name, t => Kept(t.RowCount, late.Of(t.Schema.Name)), StringComparer.Ordinal);
        return whole.WithCut(
            [.. whole.Tables.Select(t => Kept(cells.Apply(t), kept[t.Schema.Name]))],
            Account(whole, reads, late, cells, endpoints),
            endpoints.ToImmutableDictionary(e => e.Endpoint.Id, e => e.Cut().Pick(kept[e.Table]), StringComparer.Ordinal));
    }

    private static ImmutableArray<int> Kept(int rows, HashSet<int> late) => [.. Enumerable.Range(0, rows).Where(r => late.Count == 0 || !late.Contains(r))];

    private static DataTable Kept(DataTable table, ImmutableArray<int> rows) => rows.Length == table.RowCount ? table : table.Pick(rows);

    private static CutAccount Account(
        StudyData whole, FieldReads reads, LateRows late, CellTruncation cells, ImmutableArray<EndpointTruncation> endpoints) => new()
    {
        LatestDate = LatestDate(whole),
        IsBeforeAllPatients = Patients(whole) is { RowCount: > 0 } patients && late.Of(patients.Schema.Name).Count == patients.RowCount,
        Rows = [.. whole.Tables.Select(t => new CutRows(t.Schema.Name, late.Of(t.Schema.Name).Count)).Where(r => r.Rows > 0)],
        Cells = [.. whole.Tables.SelectMany(t => cells.Count(t, late.Of(t.Schema.Name)))],
        Uncut = UncutFinder.Facts(whole, reads, endpoints),
        DurationsWithoutStart = [.. endpoints.Where(e => !e.HasStart).Select(e => e.Endpoint.Label)],
        UndatedTables = [.. whole.Tables.Where(t => t.RowCount > 0 && !late.IsDated(t.Schema)).Select(t => t.Schema.Name)],
    };

    private static DataTable? Patients(StudyData whole) => whole.Definition.Plan.Levels.FirstOrDefault() is { } level ? whole[level.Table] : null;

    private static DateOnly? LatestDate(StudyData whole)
    {
        var cut = Value.Of(whole.AsOf).Number;
        var days = whole.Tables.SelectMany(t => t.Days).Where(d => d <= cut).ToArray();
        return days.Length == 0 ? null : Value.OfDays(days.Max()).Day;
    }
}
