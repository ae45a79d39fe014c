using StudyAnalysis.Data;

namespace StudyAnalysis.Import;

/// <summary>A finding of the catalog about a cell of accepted data.</summary>
internal static class CellFinding
{
    public static Finding Make(string id, DataTable table, string field, int row, TableBuilder builder)
    {
        var kind = FindingCatalog.Get(id);
        var column = table[field];
        var mapped = builder.Map?.Find(field);
        var cell = column.Cell(row);
        return new Finding
        {
            Id = id,
            Severity = kind.Severity,

            // An empty cell has no column of its own: that of its header stands for it.
            Cell = cell.Column > 0 ? cell : cell with { Column = mapped?.Column ?? 1 },
            Sheet = cell.Sheet,
            Column = mapped?.Header ?? field,
            Observed = column.AsTyped(row) ?? string.Empty,
            Message = kind.Message,
            Expected = kind.Expected,
            Action = kind.Action,
        };
    }
}
