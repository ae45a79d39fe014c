using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data.Truncation;

/// <summary>Finds the cells that say more than was known at the data cut, in rows that were there.</summary>
internal sealed class CellTruncation
{
    private static readonly Value NotYetKnown = Value.Missing(MissingReasons.AfterDataCut.In(Language.English));

    private readonly ExpressionEvaluator _whole;
    private readonly double _asOf;
    private readonly FieldReads _reads;
    private readonly ImmutableArray<EndpointTruncation> _endpoints;
    private readonly Dictionary<FieldName, SortedDictionary<int, (Value Value, CutCellOutcome Outcome)>> _changes = [];

    public CellTruncation(ExpressionEvaluator whole, FieldReads reads, ImmutableArray<EndpointTruncation> endpoints)
    {
        _whole = whole;
        _asOf = Value.Of(whole.Data.AsOf).Number;
        _reads = reads;
        _endpoints = endpoints;
        foreach (var endpoint in endpoints)
        {
            Statuses(endpoint);
            Durations(endpoint);
            BlankContacts(endpoint);
        }

        foreach (var table in whole.Data.Tables)
        {
            Facts(table);
            Dates(table);
        }
    }

    /// <summary>The table with its cells as they were known, all rows still there.</summary>
    public DataTable Apply(DataTable table)
    {
        ImmutableArray<Column> columns =
            [.. table.Columns.Select(c => _changes.TryGetValue(new FieldName(table.Schema.Name, c.Field.Name), out var changes) ? Changed(c, changes) : c)];
        return columns.SequenceEqual(table.Columns)
            ? table
            : new DataTable(table.Schema, columns, table.RowCount, table.IsPresent, table.AbsentFields);
    }

    /// <summary>The cells changed in a table, by field, without those of rows that are gone.</summary>
    public IEnumerable<CutCells> Count(DataTable table, HashSet<int> gone) =>
        from column in table.Columns
        let name = new FieldName(table.Schema.Name, column.Field.Name)
        where _changes.ContainsKey(name)
        from outcome in _changes[name].Where(c => !gone.Contains(c.Key)).GroupBy(c => c.Value.Outcome).OrderBy(g => g.Key)
        select new CutCells(name.Table, name.Field, outcome.Key, outcome.Count());

    private static Column Changed(Column column, SortedDictionary<int, (Value Value, CutCellOutcome Outcome)> changes)
    {
        var rows = Enumerable.Range(0, column.Count).ToArray();
        return new Column(
            column.Field,
            Array.ConvertAll(rows, r => changes.TryGetValue(r, out var change) ? change.Value : column[r]),
            Array.ConvertAll(rows, column.Cell),
            Array.ConvertAll(rows, column.AsTyped));
    }

    // The first rule that speaks of a cell decides.
    private void Change(FieldName field, int row, Value value, CutCellOutcome outcome)
    {
        if (!_changes.TryGetValue(field, out var changes))
        {
            _changes.Add(field, changes = []);
        }

        changes.TryAdd(row, (value, outcome));
    }

    /// <summary>The status of an event counts from the event's date.</summary>
    private void Statuses(EndpointTruncation endpoint)
    {
        ImmutableArray<EventSource> sources = [.. endpoint.Endpoint.Events, .. endpoint.Endpoint.Competing];
        for (var i = 0; i < sources.Length; i++)
        {
            if (StatusField(sources[i], endpoint.Table) is not { } field)
            {
                continue;
            }

            var isBare = _reads.Bare(sources[i].When, endpoint.Table) == field;
            foreach (var row in Rows(endpoint).Where(r => endpoint.NotYet[i][r] && endpoint.Whens[i][r] is { Kind: ValueKind.Truth, Truth: true }))
            {
                Change(field, row, isBare ? Value.Of(false) : NotYetKnown, isBare ? CutCellOutcome.NotHappened : CutCellOutcome.NotYetKnown);
            }
        }
    }

    // A condition on several fields may read what was known long before.
    private FieldName? StatusField(EventSource source, string table)
    {
        var fields = _reads.Read(source.When, table).Where(f => f.Table == table && TypeOf(f) is FieldType.Boolean or FieldType.Text or FieldType.Integer).ToArray();
        return fields.Length == 1 ? fields[0] : null;
    }

    private void Durations(EndpointTruncation endpoint)
    {
        if (endpoint.Endpoint.Origin is not null)
        {
            return;
        }

        var events = endpoint.Endpoint.Events.Concat(endpoint.Endpoint.Competing).SelectMany(s => _reads.Passed(s.At, endpoint.Table));
        foreach (var field in endpoint.Contacts.Concat(events).Distinct().Where(f => f.Table == endpoint.Table && TypeOf(f) is FieldType.Number or FieldType.Integer))
        {
            var column = _whole.Data[field.Table][field.Field];
            foreach (var row in Rows(endpoint).Where(r => column[r].Kind == ValueKind.Number && column[r].Number > endpoint.Limits[r]))
            {
                var isEnd = endpoint.Contacts.Contains(field);
                Change(
                    field, row, isEnd ? Value.Of(endpoint.Limits[row]) : NotYetKnown, isEnd ? CutCellOutcome.EndsAtCut : CutCellOutcome.NotYetKnown);
            }
        }
    }

    /// <summary>Who has an event after the cut was in contact at the cut, also when the column is blank, as it often is for the dead.</summary>
    private void BlankContacts(EndpointTruncation endpoint)
    {
        var field = endpoint.Contacts.FirstOrDefault();
        if (endpoint.Contacts.Count != 1 || field.Table != endpoint.Table || !IsDate(field))
        {
            return;
        }

        var column = _whole.Data[field.Table][field.Field];
        foreach (var row in Rows(endpoint).Where(r => column[r].IsMissing && endpoint.HasLaterEvent(r)))
        {
            Change(field, row, Value.OfDays(_asOf), CutCellOutcome.EndsAtCut);
        }
    }

    /// <summary>Facts that count from another date of their row.</summary>
    private void Facts(DataTable table)
    {
        foreach (var column in table.Columns.Where(c => c.Field.KnownOn is not null))
        {
            var known = table[column.Field.KnownOn!];
            foreach (var row in Enumerable.Range(0, table.RowCount).Where(r => !column[r].IsMissing && IsLater(known[r])))
            {
                Change(new FieldName(table.Schema.Name, column.Field.Name), row, NotYetKnown, CutCellOutcome.NotYetKnown);
            }
        }
    }

    private void Dates(DataTable table)
    {
        foreach (var column in table.Columns.Where(c => c.Field.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth or FieldType.Year))
        {
            var field = new FieldName(table.Schema.Name, column.Field.Name);
            var isContact = _endpoints.Any(e => e.Contacts.Contains(field));
            foreach (var row in Enumerable.Range(0, table.RowCount).Where(r => IsLater(column[r]) || IsLaterYear(column, r)))
            {
                Change(field, row, isContact ? Value.OfDays(_asOf) : NotYetKnown, isContact ? CutCellOutcome.EndsAtCut : CutCellOutcome.NotYetKnown);
            }
        }
    }

    private IEnumerable<int> Rows(EndpointTruncation endpoint) => Enumerable.Range(0, _whole.Data[endpoint.Table].RowCount);

    private FieldType? TypeOf(FieldName name) => _whole.Data[name.Table].Schema.Find(name.Field)?.Type;

    private bool IsDate(FieldName name) => TypeOf(name) is FieldType.Date or FieldType.DateTime;

    private bool IsLaterYear(Column column, int row) =>
        column.Field.Type == FieldType.Year && column[row].Kind == ValueKind.Number && column[row].Number > _whole.Data.AsOf.Year;

    private bool IsLater(Value value) => value.Kind == ValueKind.Date && Math.Floor(value.Number) > _asOf;
}
