using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>A cell of the workbook.</summary>
/// <param name="Sheet">Sheet name as in the workbook.</param>
/// <param name="Row">Row, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct CellReference(string Sheet, int Row, int Column)
{
    /// <summary>Column letters and row, for example F17.</summary>
    public string Address => ColumnLetters(Column) + Row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Sheet}!{Address}";

    /// <summary>Letters of a column number from 1: A, B, …, Z, AA, ….</summary>
    public static string ColumnLetters(int column)
    {
        var letters = string.Empty;
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}

/// <summary>A typed column of a table: values, and for each the cell it came from and its text as typed.</summary>
public sealed class Column
{
    private readonly Value[] _values;
    private readonly CellReference[] _cells;
    private readonly string?[] _asTyped;

    /// <summary>A column; the three arrays are one entry per row and are not copied: the caller gives them away.</summary>
    public Column(FieldSchema field, Value[] values, CellReference[] cells, string?[] asTyped)
    {
        Field = field;
        _values = values;
        _cells = cells;
        _asTyped = asTyped;
    }

    /// <summary>The field.</summary>
    public FieldSchema Field { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _values.Length;

    /// <summary>The value in a row; numbers are in the field's unit.</summary>
    public Value this[int row] => _values[row];

    /// <summary>All values.</summary>
    public ReadOnlySpan<Value> Values => _values;

    /// <summary>The cell a value came from.</summary>
    public CellReference Cell(int row) => _cells[row];

    /// <summary>The text as typed; null for an empty cell.</summary>
    public string? AsTyped(int row) => _asTyped[row];

    /// <summary>The column with only some rows, in the order given.</summary>
    public Column Pick(ReadOnlySpan<int> rows)
    {
        var values = new Value[rows.Length];
        var cells = new CellReference[rows.Length];
        var typed = new string?[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = _values[rows[i]];
            cells[i] = _cells[rows[i]];
            typed[i] = _asTyped[rows[i]];
        }

        return new Column(Field, values, cells, typed);
    }
}
