using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Reads the cells of one sheet into the rows of its table; every cell is written down once.</summary>
internal sealed class TableReader
{
    private readonly SheetMap _map;
    private readonly TableBuilder _builder;
    private readonly Journal _journal;
    private readonly ImportTools _tools;
    private readonly Dictionary<int, Slot> _slots = [];
    private readonly FieldSchema? _unit;
    private readonly FieldSchema? _lower;
    private readonly FieldSchema? _upper;
    private readonly FieldSchema? _value;
    private readonly HashSet<int> _withoutHeader = [];
    private List<string> _display = [];

    public TableReader(SheetMap map, TableBuilder builder, Journal journal, ImportTools tools)
    {
        (_map, _builder, _journal, _tools) = (map, builder, journal, tools);
        foreach (var column in map.Columns)
        {
            _slots[column.Column] = new Slot(column, column.Use is ColumnUse.Field or ColumnUse.Wide ? Parser(column) : null);
        }

        _unit = builder.WithRole(FieldRole.UnitOfValue);
        _lower = builder.WithRole(FieldRole.LowerLimit);
        _upper = builder.WithRole(FieldRole.UpperLimit);
        _value = ValueField(map.Table);
    }

    private string Sheet => _map.Sheet.Name;

    /// <summary>Reads all rows.</summary>
    public void Read()
    {
        var rows = _map.Sheet.Rows();
        var data = rows.Where(r => _map.Sheet.Cells[r.Start].Row > _map.HeaderRow).ToList();
        foreach (var row in rows.Where(r => _map.Sheet.Cells[r.Start].Row <= _map.HeaderRow))
        {
            ReadHead(row);
        }

        var kinds = new RowKinds(_map, data);
        foreach (var row in data)
        {
            ReadRow(row, kinds.Of(row));
        }

        ReportColumns(data);
    }

    /// <summary>The field whose value the unit and the limits of a row are about.</summary>
    private static FieldSchema? ValueField(TableSchema table) =>
        (table.Unpivot is { } rule ? table.Find(rule.ValueField) : null)
        ?? table.Fields.FirstOrDefault(f => f.Censored)
        ?? table.Fields.FirstOrDefault(f => f.Type == FieldType.Number && f.Unit is not null && f.Role == FieldRole.None);

    private ColumnParser Parser(MappedColumn column) => new(column.Field!, column.Factor, _tools.Settings);

    private void ReadHead(Range row)
    {
        foreach (var cell in _map.Sheet.Cells[row])
        {
            var slot = cell.Row == _map.HeaderRow ? _slots.GetValueOrDefault(cell.Column) : null;
            if (slot is null)
            {
                _tools.Ignore(_journal, Sheet, cell, cell.Row == _map.HeaderRow ? "blank-text" : "above-header");
                continue;
            }

            if (cell.Kind == RawKind.Damaged)
            {
                _journal.Find(new Issue("IMP-043", FieldText.Damage(cell.Damage)), new CellReference(Sheet, cell.Row, cell.Column), string.Empty, string.Empty);
            }

            var used = slot.Column.Use is ColumnUse.Field or ColumnUse.Wide;
            _journal.Entries(Sheet).Add(new LedgerEntry(
                new CellReference(Sheet, cell.Row, cell.Column), slot.Column.Header.Length == 0 ? string.Empty : _journal.Display(cell), used ? CellOutcome.Used : CellOutcome.Ignored,
                _map.Table.Name, slot.Column.Field?.Name ?? string.Empty, string.Empty, "header"));
        }
    }

    /// <summary>Looks at all cells before any is read.</summary>
    public void Observe()
    {
        foreach (var cell in _map.Sheet.Cells.Where(c => c.Row > _map.HeaderRow))
        {
            if (_slots.TryGetValue(cell.Column, out var slot))
            {
                slot.Parser?.Observe(cell);
                slot.Formulas += cell.IsFormula ? 1 : 0;
            }
        }
    }

    private void ReadRow(Range range, RowKind kind)
    {
        var cells = _map.Sheet.Cells[range];
        var start = _journal.Entries(Sheet).Count;
        switch (kind)
        {
            case RowKind.Blank:
                cells.ForEach(c => _journal.Ignore(Sheet, c, "blank-text"));
                break;
            case RowKind.NoData:
                cells.ForEach(c => _tools.Ignore(_journal, Sheet, c, "no-data-row", _slots.GetValueOrDefault(c.Column)?.IsSecret == true));
                _journal.Find(new Issue("IMP-055"), new CellReference(Sheet, cells[0].Row, cells[0].Column), string.Empty, string.Empty);
                break;
            case RowKind.NoKey:
                _builder.RowsWithoutKey++;
                cells.ForEach(c => _tools.Ignore(_journal, Sheet, c, "no-key", _slots.GetValueOrDefault(c.Column)?.IsSecret == true, CellOutcome.Refused));
                _journal.Find(new Issue("IMP-054", KeyText()), new CellReference(Sheet, cells[0].Row, cells[0].Column), string.Empty, string.Empty);
                break;
            default:
                ReadData(cells);
                _builder.LedgerRows[cells[0].Row] = (start, _journal.Entries(Sheet).Count - start);
                break;
        }
    }

    private string KeyText() => string.Join(" + ", _map.Table.PrimaryKey.Select(k => _map.Find(k)?.Header ?? k));

    private void ReadData(List<RawCell> cells)
    {
        var parsed = new ParsedCell[cells.Count];

        // Made once: the ledger and the column keep the same text.
        _display = cells.ConvertAll(c => _journal.Display(c));
        var isDone = new bool[cells.Count];
        var context = ParseUnit(cells, parsed, isDone);
        context = context with
        {
            Lower = ParseLimit(cells, parsed, isDone, _lower, context),
            Upper = ParseLimit(cells, parsed, isDone, _upper, context),
        };
        for (var i = 0; i < cells.Count; i++)
        {
            var slot = _slots.GetValueOrDefault(cells[i].Column);
            if (slot?.Parser is { } parser && !isDone[i])
            {
                parsed[i] = Parse(parser, cells, i, slot.Column.Wide is { } wide ? WideContext(wide, slot.Column, context)
                    : parser.Field == _value ? context with { IsUnitContradicted = Contradict(slot.Column.IsOwnHeader ? null : slot.Column.Factor, context.UnitFactor) } : default);
                slot.Contradicted += parsed[i].Rule == "unit-contradicted" ? 1 : 0;
            }
        }

        AddRows(cells, parsed);
        WriteDown(cells, parsed);
    }

    private ParsedCell Parse(ColumnParser parser, List<RawCell> cells, int index, in RowContext context)
    {
        var cell = cells[index];
        var parsed = parser.Parse(cell, _display[index], context);
        var isOpen = parsed.Outcome == CellOutcome.Refused || (parsed.Value.Kind == ValueKind.Text && !parser.Field.IsCoded);
        return isOpen && !parsed.IsRedacted && Identifier(cell, parser.Field) is { } identifier
            ? ParsedCell.Redacted("direct-identifier", "IMP-061", identifier)
            : parsed;
    }

    private LocalizedText? Identifier(in RawCell cell, FieldSchema field) =>
        _tools.Scan.Find(cell) ?? (field.Type == FieldType.Text && !field.IsCoded ? _tools.BirthDate(cell) : null);

    // The unit comes first: the limits and the value of the row are in it.
    private RowContext ParseUnit(List<RawCell> cells, ParsedCell[] parsed, bool[] isDone)
    {
        if (_unit is null || _value?.Unit is null || _map.Find(_unit.Name) is not { } column)
        {
            return default;
        }

        var at = cells.FindIndex(c => c.Column == column.Column);
        var unit = at < 0 ? default : Parse(_slots[column.Column].Parser!, cells, at, default);
        if (at < 0 || (unit.Value.IsMissing && unit.Outcome != CellOutcome.Refused))
        {
            return new RowContext(IsUnitMissing: true);
        }

        isDone[at] = true;
        parsed[at] = unit;
        var factor = unit.Value.IsMissing ? null : Units.Factor(_value, unit.Value.ToString());
        if (factor is null && unit.Outcome != CellOutcome.Refused)
        {
            parsed[at] = ParsedCell.Refused("unit-not-accepted", "IMP-040", Units.List(_value));
        }
        else if (factor is not null && unit.Value.ToString() != _value.Unit)
        {
            parsed[at] = ParsedCell.Converted(Value.Of(_value.Unit), "unit");
        }

        return new RowContext(factor, IsUnitRefused: factor is null);
    }

    private double? ParseLimit(List<RawCell> cells, ParsedCell[] parsed, bool[] isDone, FieldSchema? limit, in RowContext context)
    {
        var at = limit is null || _map.Find(limit.Name) is not { } column ? -1 : cells.FindIndex(c => c.Column == column.Column);
        if (at < 0)
        {
            return null;
        }

        isDone[at] = true;
        var raw = Parse(_slots[cells[at].Column].Parser!, cells, at, default);
        if (raw.Value.Kind == ValueKind.Number && context.UnitFactor is { } factor && factor != 1)
        {
            raw = ParsedCell.Converted(Value.Of(Units.Scale(raw.Value.Number, factor)), "unit") with { Issue = raw.Issue };
        }

        parsed[at] = raw;
        return raw.Value.Kind == ValueKind.Number ? raw.Value.Number : null;
    }

    private RowContext WideContext(UnpivotColumn wide, MappedColumn column, in RowContext context)
    {
        var unit = _unit is not null && wide.Set.TryGetValue(_unit.Name, out var text) && column.Factor is null ? Units.Factor(_value!, text) : column.Factor;
        return context with
        {
            UnitFactor = unit ?? context.UnitFactor,
            IsUnitMissing = false,
            IsUnitContradicted = Contradict(unit, context.UnitFactor),
            Lower = SetLimit(wide, _lower, unit) ?? context.Lower,
            Upper = SetLimit(wide, _upper, unit) ?? context.Upper,
        };
    }

    private static bool Contradict(double? one, double? other) => one is { } a && other is { } b && Math.Abs(a - b) > 1e-9 * Math.Abs(b);

    private static double? SetLimit(UnpivotColumn wide, FieldSchema? limit, double? factor) =>
        limit is not null && wide.Set.TryGetValue(limit.Name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Units.Scale(number, factor ?? 1)
            : null;

    private void AddRows(List<RawCell> cells, ParsedCell[] parsed)
    {
        var sheetRow = cells[0].Row;
        if (!_map.IsWide)
        {
            Fill(_builder.AddRow(sheetRow), cells, parsed);
            return;
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (_slots.GetValueOrDefault(cells[i].Column) is { Column.Wide: { } wide } slot && parsed[i].Rule != "blank-text")
            {
                var row = _builder.AddRow(sheetRow);
                Fill(row, cells, parsed);
                _builder.Set(row, _builder.IndexOf(slot.Column.Field!.Name), parsed[i].Value, cells[i].Column, Typed(i, parsed[i]));
                SetFixed(row, wide, cells[i].Column);
            }
        }
    }

    private void Fill(int row, List<RawCell> cells, ParsedCell[] parsed)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (_slots.GetValueOrDefault(cells[i].Column) is { Column.Use: ColumnUse.Field } slot && parsed[i].Outcome != CellOutcome.Ignored)
            {
                _builder.Set(row, _builder.IndexOf(slot.Column.Field!.Name), parsed[i].Value, cells[i].Column, Typed(i, parsed[i]));
            }
        }
    }

    private void SetFixed(int row, UnpivotColumn wide, int column)
    {
        foreach (var (name, text) in wide.Set)
        {
            if (_map.Table.Find(name) is { } field)
            {
                var typed = field == _unit && _value?.Unit is { } unit && Units.Factor(_value, text) is not null ? unit : text;
                var cell = new RawCell(1, column, RawKind.Text, RawStyle.Number, false, 0, typed);
                _builder.Set(row, _builder.IndexOf(name), _tools.FixedParser(field).Parse(cell, typed, default).Value, column, text);
            }
        }
    }

    private string? Typed(int index, in ParsedCell parsed) => parsed.IsRedacted ? null : _display[index];

    private void WriteDown(List<RawCell> cells, ParsedCell[] parsed)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (_slots.GetValueOrDefault(cell.Column) is not { } slot)
            {
                IgnoreOutside(cell);
            }
            else if (slot.Parser is null)
            {
                IgnoreColumn(cell, slot);
            }
            else
            {
                WriteDown(cell, Typed(i, parsed[i]) ?? string.Empty, parsed[i], slot);
            }
        }

    }

    private void WriteDown(in RawCell cell, string typed, in ParsedCell parsed, Slot slot)
    {
        var at = new CellReference(Sheet, cell.Row, cell.Column);
        var to = parsed.Outcome == CellOutcome.Converted
            ? parsed.Value.IsMissing ? $"missing: {parsed.Value.MissingReason}" : parsed.Value.ToString()
            : string.Empty;
        _journal.Entries(Sheet).Add(new LedgerEntry(at, typed, parsed.Outcome, _map.Table.Name, slot.Column.Field!.Name, to, parsed.Rule));
        if (parsed.Issue is { } issue)
        {
            _journal.Find(issue, at, slot.Column.Header, typed);
        }
    }

    private void IgnoreOutside(in RawCell cell)
    {
        if (cell.Kind == RawKind.Text && Folding.Trim(cell.Text!).Length == 0)
        {
            _journal.Ignore(Sheet, cell, "blank-text", _map.Table.Name);
            return;
        }

        _tools.Ignore(_journal, Sheet, cell, "no-header");
        if (_withoutHeader.Add(cell.Column))
        {
            _journal.Find(new Issue("IMP-010"), new CellReference(Sheet, cell.Row, cell.Column), string.Empty, string.Empty);
        }
    }

    private void IgnoreColumn(in RawCell cell, Slot slot)
    {
        switch (slot.Column.Use)
        {
            case ColumnUse.Identifier:
                _journal.Ignore(Sheet, cell, "direct-identifier", _map.Table.Name, isRedacted: true, CellOutcome.Refused);
                break;
            case ColumnUse.Duplicate:
                _tools.Ignore(_journal, Sheet, cell, "duplicate-header", isSecret: false, CellOutcome.Refused);
                break;
            case ColumnUse.Ambiguous:
                _tools.Ignore(_journal, Sheet, cell, "ambiguous-header", isSecret: false, CellOutcome.Refused);
                break;
            case ColumnUse.WrongUnit:
                _tools.Ignore(_journal, Sheet, cell, "unit-not-accepted", isSecret: false, CellOutcome.Refused);
                break;
            default:
                _tools.Ignore(_journal, Sheet, cell, "unknown-column");
                break;
        }
    }

    private void ReportColumns(List<Range> rows)
    {
        foreach (var slot in _slots.Values.Where(s => s.Formulas > 0).OrderBy(s => s.Column.Column))
        {
            var cell = new CellReference(Sheet, _map.HeaderRow, slot.Column.Column);
            _journal.Find(new Issue("IMP-016", FieldText.Counted(slot.Formulas, ("cell", "cells"), ("cellule", "cellules"))), cell, slot.Column.Header, string.Empty);
        }

        foreach (var slot in _slots.Values.Where(s => s.Contradicted > 0).OrderBy(s => s.Column.Column))
        {
            var cell = new CellReference(Sheet, _map.HeaderRow, slot.Column.Column);
            _journal.Find(new Issue("IMP-019", FieldText.Counted(
                slot.Contradicted,
                ("row; its value was not used", "rows; their values were not used"),
                ("ligne ; sa valeur n'a pas été utilisée", "lignes ; leurs valeurs n'ont pas été utilisées"))), cell, slot.Column.Header, slot.Column.Header);
        }

        var last = rows.Count == 0 ? 0 : _map.Sheet.Cells[rows[^1].Start].Row;
        foreach (var merge in _map.Sheet.Merges.Where(m => m.LastRow > _map.HeaderRow && m.FirstRow <= last))
        {
            var range = $"{new CellReference(Sheet, merge.FirstRow, merge.FirstColumn).Address}:{new CellReference(Sheet, merge.LastRow, merge.LastColumn).Address}";
            _journal.Find(new Issue("IMP-013", range), new CellReference(Sheet, merge.FirstRow, merge.FirstColumn), string.Empty, string.Empty);
        }

        if (_builder.RowCount == 0)
        {
            _journal.Find("IMP-012", Sheet, string.Empty);
        }
    }

    private sealed class Slot(MappedColumn column, ColumnParser? parser)
    {
        public MappedColumn Column { get; } = column;

        public ColumnParser? Parser { get; } = parser;

        public int Formulas { get; set; }

        /// <summary>Rows whose unit contradicts the header's.</summary>
        public int Contradicted { get; set; }

        /// <summary>Whether nothing of the column may be copied.</summary>
        public bool IsSecret => Column.Use == ColumnUse.Identifier;
    }
}
