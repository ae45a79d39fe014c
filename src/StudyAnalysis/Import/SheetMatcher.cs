using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Finds the sheet of each table, its header row and its columns.</summary>
internal sealed class SheetMatcher(RawWorkbook workbook, DataDictionary dictionary, Journal journal)
{
    /// <summary>Rows in which headers are looked for: titles above them are tolerated.</summary>
    public const int HeaderRows = 15;

    private readonly Dictionary<RawSheet, TableSchema> _tables = [];

    /// <summary>The sheets that stand for tables, by table name.</summary>
    public Dictionary<string, SheetMap> Match()
    {
        var maps = new Dictionary<string, SheetMap>(StringComparer.Ordinal);
        foreach (var table in dictionary.Tables)
        {
            var sheets = workbook.Sheets.Where(s => Names(table).Contains(Folding.Strong(s.Name)) && !_tables.ContainsKey(s))
                .OrderByDescending(s => s.Name == table.Sheet).ThenByDescending(s => table.SheetAliases.Contains(s.Name)).ToArray();
            foreach (var other in sheets.Skip(1))
            {
                journal.Find("IMP-004", other.Name, string.Empty, table.Sheet);
            }

            if (sheets.Length > 0)
            {
                _tables[sheets[0]] = table;
                maps[table.Name] = Map(sheets[0], table);
            }
        }

        Report(maps);
        return maps;
    }

    // A sheet name holds 31 characters: longer names are compared as far as they go.
    private static HashSet<string> Names(TableSchema table) => table.SheetAliases
        .Concat(table.Title.ByLanguage.Values).Append(table.Sheet).Append(table.Name)
        .SelectMany(n => n.Length > 31 ? new[] { n, n[..31] } : [n])
        .Select(Folding.Strong).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal);

    private SheetMap Map(RawSheet sheet, TableSchema table)
    {
        var index = new HeaderIndex(table);
        var rows = sheet.Rows().TakeWhile(r => sheet.Cells[r.Start].Row <= HeaderRows);
        var best = rows
            .Select(r => (Range: r, Hits: sheet.Cells[r].Count(c => c.Kind == RawKind.Text && index.Knows(c.Text!))))
            .OrderByDescending(r => r.Hits)
            .FirstOrDefault();
        if (best.Hits == 0)
        {
            return new SheetMap(sheet, table, 0, []);
        }

        var headers = sheet.Cells[best.Range];
        return new SheetMap(sheet, table, headers[0].Row, index.Map(headers, workbook.Uses1904));
    }

    private void Report(Dictionary<string, SheetMap> maps)
    {
        var free = workbook.Sheets.Where(s => !_tables.ContainsKey(s)).Select(s => s.Name).ToArray();
        foreach (var table in dictionary.Tables)
        {
            if (!maps.TryGetValue(table.Name, out var map))
            {
                var near = FieldText.Suggestion(Folding.Nearest(table.Sheet, free));
                journal.Find(table.Tier == Tier.Core ? "IMP-001" : "IMP-002", table.Sheet, string.Empty, table.Sheet, near);
            }
            else if (map.HeaderRow == 0)
            {
                var examples = string.Join(", ", table.Fields.Take(4).Select(f => f.Headers.FirstOrDefault(f.Name)));
                journal.Find("IMP-005", map.Sheet.Name, string.Empty, HeaderRows.ToString(CultureInfo.InvariantCulture), examples);
            }
            else
            {
                ReportColumns(map);
            }
        }

        foreach (var sheet in workbook.Sheets)
        {
            ReportSheet(sheet);
        }
    }

    private void ReportColumns(SheetMap map)
    {
        var unknown = map.Columns.Where(c => c.Use == ColumnUse.Unknown).Select(c => c.Header).ToArray();
        var absent = map.Absent();
        foreach (var field in absent.Where(f => map.Columns.All(c => c.Use is not (ColumnUse.WrongUnit or ColumnUse.Ambiguous) || c.Field != f)))
        {
            // A wide sheet states its analyte and unit by its columns.
            var isCore = field.Tier == Tier.Core && map.Table.Tier == Tier.Core && field.Role != FieldRole.CrossCheckOnly && !map.IsWide;
            var header = FieldText.Header(field);
            var near = FieldText.Suggestion(HeaderIndex.Spellings(field).Select(s => Folding.Nearest(s, unknown)).FirstOrDefault(n => n is not null));
            journal.Find(isCore ? "IMP-006" : "IMP-007", map.Sheet.Name, field.Headers.FirstOrDefault(field.Name), header, near);
        }

        var missing = absent.SelectMany(HeaderIndex.Spellings).ToArray();
        foreach (var column in map.Columns)
        {
            var cell = new CellReference(map.Sheet.Name, map.HeaderRow, column.Column);
            var issue = column.Use switch
            {
                ColumnUse.Unknown => new Issue("IMP-008", FieldText.Suggestion(Folding.Nearest(column.Header, missing))),
                ColumnUse.Duplicate => new Issue("IMP-009", FieldText.Header(column.Field!), column.Detail!),
                ColumnUse.Ambiguous => new Issue("IMP-017", column.Detail!),
                ColumnUse.Field or ColumnUse.Wide when column.Detail is { } remark => new Issue("IMP-018", remark, FieldText.Header(column.Field!)),
                ColumnUse.WrongUnit => new Issue("IMP-011", Units.List(column.Field!), column.Detail!),
                ColumnUse.Identifier => new Issue("IMP-060"),
                _ => null,
            };
            if (issue is not null)
            {
                journal.Find(issue, cell, column.Header, column.Header);
            }
        }
    }

    private void ReportSheet(RawSheet sheet)
    {
        var isTable = _tables.ContainsKey(sheet);
        var isList = sheet.Name == Writing.WorkbookWriter.ListSheetName;
        if (!isTable && !isList && sheet.Cells.Count > 0)
        {
            journal.Find("IMP-003", sheet.Name, string.Empty);
        }

        if (sheet.Identifier is { } identifier)
        {
            journal.Find("IMP-066", sheet.Name, string.Empty, identifier);
        }

        if (sheet.IsHidden && !isList)
        {
            journal.Find("IMP-015", sheet.Name, string.Empty);
        }

        var hidden = sheet.HiddenRows.Order().Select(r => r.ToString(CultureInfo.InvariantCulture))
            .Concat(sheet.HiddenColumns.Select(c => CellReference.ColumnLetters(c.First) + (c.Last == c.First ? string.Empty : $"–{CellReference.ColumnLetters(c.Last)}")))
            .Take(12).ToArray();
        if (isTable && hidden.Length > 0 && sheet.Cells.Count > 0)
        {
            journal.Find("IMP-014", sheet.Name, string.Empty, string.Join(", ", hidden));
        }
    }
}
