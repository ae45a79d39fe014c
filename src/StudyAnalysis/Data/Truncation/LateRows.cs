using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Rows that do not exist at the data cut: dated after it, or hanging on such a row.</summary>
/// <remarks>A row's date is its row-date field. A patient exists from the row date, else from the date of information, else from the plan's day 0.
/// A count of a month exists when the month has ended.</remarks>
internal sealed class LateRows(ExpressionEvaluator whole)
{
    private readonly double _asOf = Value.Of(whole.Data.AsOf).Number;
    private readonly string? _patients = whole.Data.Definition.Plan.Levels.FirstOrDefault()?.Table;
    private readonly Dictionary<string, HashSet<int>> _late = new(StringComparer.Ordinal);

    /// <summary>Rows of a table that are not there yet.</summary>
    public HashSet<int> Of(string name)
    {
        if (_late.TryGetValue(name, out var known))
        {
            return known;
        }

        // Entered before the parents are asked, so that keys that run in a circle end.
        var late = new HashSet<int>();
        _late.Add(name, late);
        var table = whole.Data[name];
        late.UnionWith(LaterStarts(table));
        foreach (var key in table.Schema.ForeignKeys.Where(k => k.Table != name))
        {
            late.UnionWith(Orphaned(table, key));
        }

        return late;
    }

    /// <summary>Whether anything says from when the rows of a table exist.</summary>
    public bool IsDated(TableSchema table) =>
        table.Fields.Any(f => f.Role is FieldRole.RowDate or FieldRole.InformationDate) || Months(table.Name).Any()
        || (table.Name == _patients && whole.Data.Definition.Plan.Origin is not null)
        || (table.Name != _patients && table.ForeignKeys.Any(
            k => k.Table != table.Name && k.Table != _patients && IsDated(whole.Data[k.Table].Schema)));

    private IEnumerable<int> LaterStarts(DataTable table)
    {
        var months = Months(table.Schema.Name).ToHashSet(StringComparer.Ordinal);
        var dates = table.Columns.Where(c => c.Field.Role == FieldRole.RowDate || months.Contains(c.Field.Name)).ToArray();
        var isPatients = table.Schema.Name == _patients;
        var informed = table.Columns.FirstOrDefault(c => c.Field.Role == FieldRole.InformationDate);
        var origin = isPatients ? whole.Data.Definition.Plan.Origin : null;
        return dates.Length == 0 && informed is null && origin is null
            ? []
            : Enumerable.Range(0, table.RowCount).Where(r => Start(table, r, dates, informed, origin) > _asOf);
    }

    /// <summary>The day from which a row exists, or null when nothing says so.</summary>
    private double? Start(DataTable table, int row, Column[] dates, Column? informed, SourcedExpression? origin)
    {
        if (Array.Find(dates, c => c[row].Kind == ValueKind.Date) is { } own)
        {
            return own.Field.Type == FieldType.YearMonth ? LastDay(own[row]) : Math.Floor(own[row].Number);
        }

        var start = informed is not null && informed[row].Kind == ValueKind.Date ? informed[row]
            : origin is null ? default
            : whole.Evaluate(origin, table.Schema.Name, row);
        return start.Kind == ValueKind.Date ? Math.Floor(start.Number) : null;
    }

    // Monthly counts, whether or not the dictionary calls the month the date of its row.
    private IEnumerable<string> Months(string table) => whole.Data.Definition.Plan.Analyses
        .Select(a => a.Options.ValueKind == System.Text.Json.JsonValueKind.Object ? a.Options.ObjectOrNull("counts") : null)
        .Where(c => c?.TextOrNull("table") == table)
        .Select(c => c?.TextOrNull("month"))
        .OfType<string>();

    private static double LastDay(Value month)
    {
        var first = month.Day;
        return Value.Of(new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month))).Number;
    }

    private IEnumerable<int> Orphaned(DataTable table, ForeignKey key)
    {
        var parent = whole.Data[key.Table];
        var gone = Of(key.Table).Select(r => RowKey.Of(parent, key.TargetFields, r)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return gone.Count == 0
            ? []
            : Enumerable.Range(0, table.RowCount).Where(r => RowKey.Of(table, key.Fields, r) is { } text && gone.Contains(text));
    }
}
