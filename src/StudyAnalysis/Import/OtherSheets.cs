using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import;

/// <summary>Sheets that stand for no table: their cells are written down as ignored, identifiers in them are found.</summary>
internal static class OtherSheets
{
    /// <summary>Writes down the cells of a sheet.</summary>
    public static void Ignore(RawSheet sheet, string rule, Journal journal, ImportTools tools)
    {
        if (sheet.Name == WorkbookWriter.ListSheetName)
        {
            sheet.Cells.ForEach(c => journal.Ignore(sheet.Name, c, "list-sheet"));
            return;
        }

        var secret = SecretColumns(sheet);
        foreach (var (cell, row) in secret.Values.OrderBy(s => s.Cell.Column))
        {
            journal.Find(new Issue("IMP-060"), new CellReference(sheet.Name, row, cell.Column), journal.Display(cell), string.Empty);
        }

        foreach (var cell in sheet.Cells)
        {
            tools.Ignore(journal, sheet.Name, cell, rule, secret.TryGetValue(cell.Column, out var s) && cell.Row > s.Row);
        }
    }

    // A header row of a foreign table: at least two texts, one of which names an identifier.
    private static Dictionary<int, (RawCell Cell, int Row)> SecretColumns(RawSheet sheet)
    {
        var columns = new Dictionary<int, (RawCell, int)>();
        foreach (var row in sheet.Rows().TakeWhile(r => sheet.Cells[r.Start].Row <= SheetMatcher.HeaderRows))
        {
            var texts = sheet.Cells[row].Where(c => c.Kind == RawKind.Text && c.Text!.Length <= 40).ToArray();
            foreach (var cell in texts.Where(c => texts.Length > 1 && IdentifierHeaders.Matches(c.Text!, isAlone: false)))
            {
                columns.TryAdd(cell.Column, (cell, cell.Row));
            }
        }

        return columns;
    }
}
