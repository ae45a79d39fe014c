using System.Collections.Immutable;
using StudyAnalysis.Import.Queries;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Tests.Import;

namespace StudyAnalysis.Tests.Cli;

/// <summary>A query list as the data manager fills it in: read, changed and written again by another writer than the one that made it.</summary>
internal static class FilledList
{
    /// <summary>Fills in a row; returns the key of its query.</summary>
    public static string Fill(string list, int row, string status, string answer, string comment)
    {
        Type(list, row, QueryColumns.Status, status);
        Type(list, row, QueryColumns.Answer, answer);
        Type(list, row, QueryColumns.Comment, comment);
        return Read(list)[0].Cells.Single(c => c.Row == row && c.Column == QueryColumns.Key).Text!;
    }

    /// <summary>Types a text into a cell of the first sheet.</summary>
    public static void Type(string list, int row, int column, string text)
    {
        var sheets = Read(list);
        var cells = sheets[0].Cells;
        cells.RemoveAll(c => c.Row == row && c.Column == column);
        cells.Add(new RawCell(row, column, RawKind.Text, RawStyle.Number, false, 0, text));
        File.WriteAllBytes(list, WorkbookWriter.ToBytes(new WorkbookContent([.. sheets.Select(Content)])));
    }

    /// <summary>Status, answer and comment by key.</summary>
    public static Dictionary<string, (string Status, string Answer, string Comment)> Answers(string list) => ByKey(
        list, row => (Text(row, QueryColumns.Status), Text(row, QueryColumns.Answer), Text(row, QueryColumns.Comment)));

    /// <summary>What stands in the cell, by key.</summary>
    public static Dictionary<string, string> Typed(string list) => ByKey(list, row => Text(row, QueryColumns.Typed));

    /// <summary>Rows of a sheet as text, without the header; none when there is no such sheet.</summary>
    public static string[] Rows(string list, string sheet) =>
        [.. Read(list).Where(s => s.Name == sheet).SelectMany(s => s.Cells.GroupBy(c => c.Row).Skip(1)).Select(r => string.Join('|', r.Select(c => c.Text)))];

    /// <summary>A definition with one table whose weights are asked about when unusual.</summary>
    public static string Definition(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "datapackage.json"), """
            { "name": "small", "version": "1", "resources": [ { "name": "people", "sheet": "People", "tier": "core", "schema": { "primaryKey": ["person"], "fields": [
              { "name": "person", "type": "string", "headers": ["Person"], "role": "pseudonym", "constraints": { "required": true } },
              { "name": "informed", "type": "date", "headers": ["Informed"], "role": "information-date" },
              { "name": "weight", "type": "number", "headers": ["Weight"], "plausible": [40, 150] } ] } } ] }
            """);
        File.WriteAllText(Path.Combine(folder, "plan.json"), """
            { "version": "1", "date": "2026-01-01", "study": { "id": "small", "title": { "en": "Small", "fr": "Petite" } },
              "levels": [ { "id": "person", "table": "people", "label": { "en": "person", "fr": "personne" }, "plural": { "en": "people", "fr": "personnes" } } ],
              "populations": [ { "id": "all", "label": { "en": "All", "fr": "Toutes" }, "level": "person", "steps": [] } ],
              "analyses": [ { "id": "baseline", "kind": "describe", "role": "descriptive", "title": { "en": "Weight", "fr": "Poids" }, "question": { "en": "How heavy?", "fr": "Quel poids ?" },
                "population": "all", "variables": ["weight"] } ] }
            """);
        return folder;
    }

    /// <summary>A workbook for it: two people, the second with an unusual weight, with rows inserted before them.</summary>
    public static string People(string path, double weight, int shift)
    {
        var rows = new List<object?[]> { new object?[] { "Person", "Informed", "Weight" } };
        rows.AddRange(Enumerable.Range(0, shift).Select(i => new object?[] { $"N{i}", new DateOnly(2025, 1, 5), 70.0 }));
        rows.Add(["P1", new DateOnly(2025, 1, 5), weight]);
        rows.Add(["P2", new DateOnly(2025, 1, 5), 260.0]);
        File.WriteAllBytes(path, TestStudy.Workbook(TestStudy.Sheet("People", [.. rows])));
        return path;
    }

    private static Dictionary<string, T> ByKey<T>(string list, Func<RawCell[], T> value) => Read(list)[0].Cells.GroupBy(c => c.Row).Skip(1)
        .ToDictionary(r => Text([.. r], QueryColumns.Key), r => value([.. r]), StringComparer.Ordinal);

    private static string Text(RawCell[] row, int column) => row.FirstOrDefault(c => c.Column == column).Text ?? string.Empty;

    private static List<RawSheet> Read(string list) => WorkbookReader.Read(File.ReadAllBytes(list), list, null, ReadLimits.Default).Sheets;

    private static SheetContent Content(RawSheet sheet) => new()
    {
        Name = sheet.Name,
        Rows =
        [
            .. Enumerable.Range(1, sheet.Cells.Max(c => c.Row)).Select(row => Enumerable.Range(1, sheet.Cells.Max(c => c.Column))
                .Select(column => sheet.Cells.FirstOrDefault(c => c.Row == row && c.Column == column) is { Kind: not RawKind.Nothing } cell
                    ? cell.Kind == RawKind.Text ? CellContent.Of(cell.Text) : CellContent.Of(cell.Number)
                    : CellContent.Blank).ToImmutableArray()),
        ],
    };
}
