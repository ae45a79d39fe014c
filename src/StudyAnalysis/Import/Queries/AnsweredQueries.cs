using System.Collections.Immutable;
using System.IO.Compression;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Queries;

/// <summary>What the data manager filled into an earlier query list, to be carried into the next one.</summary>
public sealed class AnsweredQueries
{
    private AnsweredQueries(ImmutableArray<AnsweredQuery> rows, string contentHash, bool holdsMore)
    {
        Rows = rows;
        ContentHash = contentHash;
        HoldsMore = holdsMore;
    }

    /// <summary>Nothing was answered.</summary>
    public static AnsweredQueries None { get; } = new([], string.Empty, holdsMore: false);

    /// <summary>The rows with an answer; those of the list itself come first.</summary>
    public ImmutableArray<AnsweredQuery> Rows { get; }

    /// <summary>The hash of what the program wrote of the list, without what the data manager fills in.</summary>
    public string ContentHash { get; }

    /// <summary>Whether people added what is not carried: notes, links, pictures, or formulas in the place of answers.</summary>
    public bool HoldsMore { get; }

    /// <summary>Reads a query list.</summary>
    /// <param name="workbook">Its bytes, as a spreadsheet may have saved them since.</param>
    /// <returns>Null when it is no workbook any more.</returns>
    public static AnsweredQueries? Read(byte[] workbook)
    {
        RawWorkbook raw;
        try
        {
            raw = WorkbookReader.Read(workbook, string.Empty, null, ReadLimits.Default);
        }
        catch (UnreadableWorkbookException)
        {
            return null;
        }

        var rows = raw.Sheets.Where(IsList).Concat(raw.Sheets.Where(IsAnswered)).SelectMany(s => Answered(s, raw.Uses1904));
        return new AnsweredQueries(
            [.. rows.DistinctBy(r => string.Join('\u001F', r.Cells))],
            CellHash.Of(raw, s => !IsAnswered(s), (s, cell) => !IsList(s) || !IsTheirs(cell)),
            raw.IsLimited || HasParts(workbook) || raw.Sheets.Where(IsList).Any(s => s.Cells.Any(c => c.IsFormula && IsTheirs(c))));
    }

    // A header is the program's, and so are columns that nobody was asked to fill in: who renames or adds one keeps the file as it is.
    private static bool IsTheirs(RawCell cell) => cell.Row > 1 && cell.Column is >= QueryColumns.Status and <= QueryColumns.Comment;

    private static bool HasParts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook, writable: false), ZipArchiveMode.Read);
        return zip.Entries.Any(e => e.FullName.Contains("omments", StringComparison.Ordinal) || e.FullName.Contains("/drawings/", StringComparison.Ordinal) || HasLinks(e));
    }

    private static bool HasLinks(ZipArchiveEntry entry)
    {
        if (!entry.FullName.Contains("worksheets/", StringComparison.Ordinal) || !entry.FullName.EndsWith(".xml", StringComparison.Ordinal))
        {
            return false;
        }

        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().Contains("<hyperlink ", StringComparison.Ordinal);
    }

    private static bool IsList(RawSheet sheet) => QueryColumns.ListSheet.ByLanguage.ContainsValue(sheet.Name);

    private static bool IsAnswered(RawSheet sheet) => QueryColumns.AnsweredSheet.ByLanguage.ContainsValue(sheet.Name);

    // By its headers: who works on a list may move a column, or put one of their own in between.
    private static IEnumerable<AnsweredQuery> Answered(RawSheet sheet, bool uses1904)
    {
        var rows = sheet.Rows();
        if (rows.Count == 0 || Columns(sheet, rows[0]) is not { } columns)
        {
            yield break;
        }

        foreach (var row in rows.Skip(1))
        {
            var texts = new string[columns.Count];
            Array.Fill(texts, string.Empty);
            foreach (var cell in sheet.Cells[row].Where(c => columns.ContainsKey(c.Column)))
            {
                texts[columns[cell.Column]] = Serial.Display(cell, uses1904).ReplaceLineEndings("\n");
            }

            var query = new AnsweredQuery([.. texts]);
            if (!QueryColumns.IsUntouched(query.Status) || query.Answer.Length > 0 || query.Comment.Length > 0)
            {
                yield return query;
            }
        }
    }

    private static Dictionary<int, int>? Columns(RawSheet sheet, Range header)
    {
        foreach (var language in new[] { Language.English, Language.French })
        {
            var headers = QueryColumns.Headers(language);
            var columns = sheet.Cells[header].Where(c => c is { Kind: RawKind.Text, Text: not null } && headers.Contains(c.Text))
                .DistinctBy(c => c.Text, StringComparer.Ordinal).ToDictionary(c => c.Column, c => headers.IndexOf(c.Text!));
            if (columns.Count == headers.Length)
            {
                return columns;
            }
        }

        return null;
    }
}
