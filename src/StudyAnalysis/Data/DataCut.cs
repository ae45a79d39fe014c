using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Tables as they were known at the data cut.</summary>
/// <param name="Tables">The tables without later rows and later dates, in the order given.</param>
/// <param name="Rows">Rows left out, per table that lost any.</param>
/// <param name="Dates">Dates made missing, per field that lost any.</param>
public sealed record DataCutResult(ImmutableArray<DataTable> Tables, ImmutableArray<CutRows> Rows, ImmutableArray<CutDates> Dates);

/// <summary>Dates of a field that lie after the data cut in rows that lie before it.</summary>
/// <param name="Table">Table name.</param>
/// <param name="Field">Field name.</param>
/// <param name="Count">Dates made missing.</param>
public sealed record CutDates(string Table, string Field, int Count);

/// <summary>Cuts data at a date, so that nothing known later can prolong follow-up or count as an event.</summary>
public static class DataCut
{
    /// <summary>Leaves out every row whose row-date is later than the cut, and the rows that hang on such a row; makes other later dates missing.</summary>
    /// <param name="tables">All tables of the study.</param>
    /// <param name="asOf">Last day that is seen.</param>
    public static DataCutResult Apply(ImmutableArray<DataTable> tables, DateOnly asOf)
    {
        var cut = new Cut(tables, Value.Of(asOf).Number);
        var rows = ImmutableArray.CreateBuilder<CutRows>();
        var dates = ImmutableArray.CreateBuilder<CutDates>();
        var kept = ImmutableArray.CreateBuilder<DataTable>(tables.Length);
        foreach (var table in tables)
        {
            var late = cut.LateRows(table.Schema.Name);
            if (late.Count > 0)
            {
                rows.Add(new CutRows(table.Schema.Name, late.Count));
            }

            var before = late.Count == 0 ? table : table.Pick([.. Enumerable.Range(0, table.RowCount).Where(r => !late.Contains(r))]);
            kept.Add(WithoutLaterDates(before, cut, dates));
        }

        return new DataCutResult(kept.MoveToImmutable(), rows.ToImmutable(), dates.ToImmutable());
    }

    private static DataTable WithoutLaterDates(DataTable table, Cut cut, ImmutableArray<CutDates>.Builder dates)
    {
        var columns = table.Columns;
        for (var i = 0; i < columns.Length; i++)
        {
            var late = Enumerable.Range(0, table.RowCount).Count(r => cut.IsLater(table.Columns[i][r]));
            if (late > 0)
            {
                dates.Add(new CutDates(table.Schema.Name, columns[i].Field.Name, late));
                columns = columns.SetItem(i, Blank(columns[i], cut));
            }
        }

        return columns == table.Columns ? table : new DataTable(table.Schema, columns, table.RowCount, table.IsPresent, table.AbsentFields);
    }

    private static Column Blank(Column column, Cut cut)
    {
        var missing = Value.Missing(MissingReasons.AfterDataCut.In(Language.English));
        var rows = Enumerable.Range(0, column.Count).ToArray();
        return new Column(
            column.Field,
            Array.ConvertAll(rows, r => cut.IsLater(column[r]) ? missing : column[r]),
            Array.ConvertAll(rows, column.Cell),
            Array.ConvertAll(rows, column.AsTyped));
    }

    private sealed class Cut(ImmutableArray<DataTable> tables, double asOf)
    {
        private readonly Dictionary<string, HashSet<int>> _late = new(StringComparer.Ordinal);

        public bool IsLater(Value value) => value.Kind == ValueKind.Date && Math.Floor(value.Number) > asOf;

        public HashSet<int> LateRows(string name)
        {
            if (_late.TryGetValue(name, out var known))
            {
                return known;
            }

            // Entered before the parents are asked, so that keys that run in a circle end.
            var late = new HashSet<int>();
            _late.Add(name, late);
            var table = tables.First(t => t.Schema.Name == name);
            foreach (var column in table.Columns.Where(c => c.Field.Role == FieldRole.RowDate))
            {
                late.UnionWith(Enumerable.Range(0, table.RowCount).Where(r => IsLater(column[r])));
            }

            foreach (var key in table.Schema.ForeignKeys.Where(k => k.Table != name))
            {
                late.UnionWith(Orphaned(table, key));
            }

            return late;
        }

        private IEnumerable<int> Orphaned(DataTable table, ForeignKey key)
        {
            var parent = tables.First(t => t.Schema.Name == key.Table);
            var gone = LateRows(key.Table).Select(r => RowKey.Of(parent, key.TargetFields, r)).OfType<string>()
                .ToHashSet(StringComparer.Ordinal);
            return gone.Count == 0
                ? []
                : Enumerable.Range(0, table.RowCount).Where(r => RowKey.Of(table, key.Fields, r) is { } text && gone.Contains(text));
        }
    }
}
