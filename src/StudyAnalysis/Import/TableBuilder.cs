using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>The rows of a table while they are read and checked.</summary>
internal sealed class TableBuilder
{
    /// <summary>Reason of a missing value whose cell was refused.</summary>
    public static readonly string RefusedReason = MissingReasons.Refused.In(Language.English);

    private readonly List<Value>[] _values;
    private readonly List<int>[] _columns;
    private readonly List<string?>[] _asTyped;
    private readonly Dictionary<string, int> _index;

    public TableBuilder(TableSchema schema, SheetMap? map)
    {
        Schema = schema;
        Map = map;
        _values = Make<Value>(schema);
        _columns = Make<int>(schema);
        _asTyped = Make<string?>(schema);
        _index = schema.Fields.Select((f, i) => (f.Name, i)).ToDictionary(f => f.Name, f => f.i, StringComparer.Ordinal);
    }

    public TableSchema Schema { get; }

    /// <summary>The sheet, or null when the table has none.</summary>
    public SheetMap? Map { get; }

    public string Sheet => Map?.Sheet.Name ?? Schema.Sheet;

    /// <summary>Sheet row of every data row.</summary>
    public List<int> SheetRows { get; } = [];

    /// <summary>Patient of every data row, when known.</summary>
    public List<string> Patients { get; } = [];

    /// <summary>Whether a data row is used.</summary>
    public List<bool> IsKept { get; } = [];

    /// <summary>First ledger entry and number of entries of a sheet row.</summary>
    public Dictionary<int, (int Start, int Count)> LedgerRows { get; } = [];

    /// <summary>Data rows of patients who opposed.</summary>
    public HashSet<int> Opposed { get; } = [];

    /// <summary>Sheet rows that have values and no key, of which no data row was made.</summary>
    public int RowsWithoutKey { get; set; }

    private readonly Dictionary<int, int> _keptOfSheetRow = [];

    public int RowCount => SheetRows.Count;

    /// <summary>Whether rows of the sheet become several data rows.</summary>
    public bool IsWide => Map?.IsWide == true;

    public int IndexOf(string field) => _index[field];

    /// <summary>The first field with a role, or null.</summary>
    public FieldSchema? WithRole(FieldRole role) => Schema.Fields.FirstOrDefault(f => f.Role == role);

    /// <summary>Starts a data row with every value missing.</summary>
    public int AddRow(int sheetRow)
    {
        SheetRows.Add(sheetRow);
        Patients.Add(string.Empty);
        IsKept.Add(true);
        _keptOfSheetRow[sheetRow] = _keptOfSheetRow.GetValueOrDefault(sheetRow) + 1;
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Add(Value.Missing());
            _columns[i].Add(0);
            _asTyped[i].Add(null);
        }

        return RowCount - 1;
    }

    /// <summary>Takes a data row out; true when no row of its sheet row is left.</summary>
    public bool Drop(int row)
    {
        if (IsKept[row])
        {
            IsKept[row] = false;
            _keptOfSheetRow[SheetRows[row]]--;
        }

        return _keptOfSheetRow[SheetRows[row]] == 0;
    }

    /// <summary>Whether a data row of a sheet row is used.</summary>
    public bool HasKept(int sheetRow) => _keptOfSheetRow.GetValueOrDefault(sheetRow) > 0;

    public void Set(int row, int field, Value value, int column, string? asTyped)
    {
        _values[field][row] = value;
        _columns[field][row] = column;
        _asTyped[field][row] = asTyped;
    }

    public void SetValue(int row, int field, Value value) => _values[field][row] = value;

    public Value Get(int row, int field) => _values[field][row];

    public Value Get(int row, string field) => _values[_index[field]][row];

    public string? AsTyped(int row, int field) => _asTyped[field][row];

    public CellReference Cell(int row, int field) => new(Sheet, SheetRows[row], _columns[field][row]);

    /// <summary>Values of some fields as one text; null when one is missing.</summary>
    public string? Key(int row, ImmutableArray<string> fields)
    {
        if (fields.Length == 1)
        {
            var only = Get(row, fields[0]);
            return only.IsMissing ? null : only.ToString();
        }

        var parts = new string[fields.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var value = Get(row, fields[i]);
            if (value.IsMissing)
            {
                return null;
            }

            parts[i] = value.ToString();
        }

        return string.Join('\u001F', parts);
    }

    /// <summary>The table with the rows that are used.</summary>
    public DataTable ToTable()
    {
        var rows = Enumerable.Range(0, RowCount).Where(r => IsKept[r]).ToArray();
        var columns = Schema.Fields.Select((f, i) => new Column(
            f,
            Array.ConvertAll(rows, r => _values[i][r]),
            Array.ConvertAll(rows, r => Cell(r, i)),
            Array.ConvertAll(rows, r => _asTyped[i][r])));
        var absent = Map is null || Map.HeaderRow == 0 ? Schema.Fields : Map.Absent();
        return new DataTable(
            Schema, [.. columns], rows.Length, Map is not null, absent.Select(f => f.Name).ToImmutableHashSet(StringComparer.Ordinal));
    }

    private static List<T>[] Make<T>(TableSchema schema) => [.. schema.Fields.Select(_ => new List<T>())];
}
