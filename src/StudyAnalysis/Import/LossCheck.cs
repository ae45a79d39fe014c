using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Counts what was refused, row by row and column by column: many small findings may be one large loss.</summary>
internal sealed class LossCheck(IReadOnlyDictionary<string, TableBuilder> tables, Journal journal)
{
    /// <summary>The losses of rows in every table, and of the core columns that lost too much.</summary>
    public ImmutableArray<Loss> Run() => [.. tables.Values.Where(t => t.Map is { HeaderRow: > 0 }).SelectMany(Losses)];

    private IEnumerable<Loss> Losses(TableBuilder table)
    {
        var isCore = table.Schema.Tier == Tier.Core;
        var refused = Enumerable.Range(0, table.RowCount).Count(r => !table.IsKept[r] && !table.Opposed.Contains(r)) + table.RowsWithoutKey;
        var total = table.RowCount - table.Opposed.Count + table.RowsWithoutKey;
        var rows = new Loss(table.Schema.Sheet, null, refused, total, isCore && Loss.IsTooMuch(refused, total));
        if (refused > 0)
        {
            yield return rows;
        }

        if (rows.IsBlocking)
        {
            journal.Find("IMP-057", table.Sheet, string.Empty, Text(refused), Text(total));
        }

        foreach (var loss in isCore ? Columns(table, rows.IsBlocking) : [])
        {
            journal.Find("IMP-058", table.Sheet, loss.Column!.In(Language.English), Text(loss.Refused), Text(loss.Total));
            yield return loss;
        }
    }

    private IEnumerable<Loss> Columns(TableBuilder table, bool rowsAreLost)
    {
        var cells = journal.Entries(table.Sheet)
            .Where(e => e.Table == table.Schema.Name && e.Rule != "header" && e.Outcome != CellOutcome.Ignored)
            .ToLookup(e => e.Field, StringComparer.Ordinal);
        foreach (var field in table.Schema.Fields.Where(f => f.Tier == Tier.Core))
        {
            var refused = cells[field.Name].Where(e => e.Outcome == CellOutcome.Refused).ToArray();

            // Where whole rows are lost, a column that lost nothing else has nothing to add.
            var isSaid = rowsAreLost && Array.TrueForAll(refused, e => !table.HasKept(e.Cell.Row));
            var total = cells[field.Name].Count();
            if (!isSaid && Loss.IsTooMuch(refused.Length, total))
            {
                yield return new Loss(table.Schema.Sheet, FieldText.Header(field), refused.Length, total, IsBlocking: true);
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
