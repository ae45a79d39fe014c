using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>What a row of a sheet is.</summary>
internal enum RowKind
{
    /// <summary>Data.</summary>
    Data,

    /// <summary>Only white space.</summary>
    Blank,

    /// <summary>Total, note or source.</summary>
    NoData,

    /// <summary>Values without a key.</summary>
    NoKey,
}

/// <summary>Tells data rows from totals, notes and rows without a key.</summary>
internal sealed class RowKinds
{
    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal)
    {
        "total", "totaux", "soustotal", "subtotal", "grandtotal", "somme", "sum", "moyenne", "mean", "average", "mediane", "median",
        "ecarttype", "sd", "min", "max", "effectif",
    };

    private readonly SheetMap _map;
    private readonly HashSet<int> _keys;
    private readonly int _lastRow;

    public RowKinds(SheetMap map, IEnumerable<Range> rows)
    {
        _map = map;
        var names = map.Table.PrimaryKey.Concat(map.Table.Fields.Where(f => f.Role == FieldRole.Pseudonym).Select(f => f.Name)).ToHashSet(StringComparer.Ordinal);
        _keys = [.. map.Columns.Where(c => c.Use == ColumnUse.Field && names.Contains(c.Field!.Name)).Select(c => c.Column)];
        _lastRow = rows.Select(Cells).Where(c => HasKey(c) && !IsTotal(c) && !IsNote(c)).Select(c => c[0].Row).LastOrDefault();
    }

    /// <summary>What a row is.</summary>
    public RowKind Of(Range row)
    {
        var cells = Cells(row);
        if (cells.TrueForAll(IsBlank))
        {
            return RowKind.Blank;
        }

        if (IsTotal(cells))
        {
            return RowKind.NoData;
        }

        var isTrailing = cells[0].Row > _lastRow;
        if (_keys.Count == 0 || HasKey(cells))
        {
            return isTrailing && IsNote(cells) ? RowKind.NoData : RowKind.Data;
        }

        return isTrailing ? RowKind.NoData : RowKind.NoKey;
    }

    private List<RawCell> Cells(Range row) => _map.Sheet.Cells[row];

    private bool HasKey(List<RawCell> cells) => cells.Exists(c => _keys.Contains(c.Column) && !IsBlank(c));

    // A total stands in the key's column, or in a row that has no key.
    private bool IsTotal(List<RawCell> cells)
    {
        var hasKey = HasKey(cells);
        return cells.Exists(c => c.Kind == RawKind.Text && (_keys.Contains(c.Column) || !hasKey) && Totals.Contains(Folding.Strong(c.Text!)));
    }

    // One text alone in a row of a wider table that reads like a remark.
    private bool IsNote(List<RawCell> cells)
    {
        if (_map.Columns.Length < 3 || cells.Count(c => !IsBlank(c)) != 1)
        {
            return false;
        }

        var cell = cells.Find(c => !IsBlank(c));
        var text = Folding.Trim(cell.Text ?? string.Empty);
        return cell.Kind == RawKind.Text && (text.StartsWith('*') || text.EndsWith(':') || text.Length > 25 || text.Count(c => c == ' ') >= 2);
    }

    private static bool IsBlank(RawCell cell) => cell.Kind == RawKind.Text && Folding.Trim(cell.Text!).Length == 0;
}
