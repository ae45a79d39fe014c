using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using StudyAnalysis.Data;

namespace StudyAnalysis.Import.Writing;

/// <summary>Writes workbooks (.xlsx): the same content gives the same bytes, and no text is ever run as a formula.</summary>
public static class WorkbookWriter
{
    /// <summary>Hidden sheet with the lists that are too long to stand in a validation; import passes over it.</summary>
    public const string ListSheetName = "_lists";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // Excel's limit on a list written into the validation itself.
    private const int InlineListLimit = 255;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("[]:*?/\\");
    private static readonly DateTimeOffset EntryTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The workbook's bytes.</summary>
    /// <exception cref="ArgumentException">There is no visible sheet, or a sheet name is not allowed or occurs twice.</exception>
    public static byte[] ToBytes(WorkbookContent workbook)
    {
        var withLists = AddListSheet(workbook, out var lists);
        CheckNames(withLists);
        using var package = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
        {
            WriteParts(document, withLists, lists);
        }

        return Normalised(package);
    }

    private static void WriteParts(SpreadsheetDocument document, WorkbookContent workbook, ImmutableDictionary<ColumnValidation, string> lists)
    {
        var main = document.AddWorkbookPart();
        document.ChangeIdOfPart(main, "rId1");
        for (var i = 0; i < workbook.Sheets.Length; i++)
        {
            var part = main.AddNewPart<WorksheetPart>(SheetId(i));
            using (var xml = Xml(part))
            {
                new SheetXml(xml, workbook.Sheets[i], lists).Write();
            }

            NotesXml.Write(part, workbook.Sheets[i].Notes);
        }

        WriteText(main.AddNewPart<WorkbookStylesPart>("rIdStyles"), WorkbookStyles.Xml());
        WriteText(main, MainXml(workbook));
        var core = document.AddCoreFilePropertiesPart();
        document.ChangeIdOfPart(core, "rId2");
        WriteText(core, CoreXml(workbook));
        if (!workbook.Custom.IsEmpty)
        {
            var custom = document.AddCustomFilePropertiesPart();
            document.ChangeIdOfPart(custom, "rId3");
            WriteText(custom, CustomXml(workbook));
        }
    }

    private static string MainXml(WorkbookContent workbook)
    {
        var sheets = new StringBuilder();
        for (var i = 0; i < workbook.Sheets.Length; i++)
        {
            var sheet = workbook.Sheets[i];
            sheets.Append(
                CultureInfo.InvariantCulture,
                $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{i + 1}\"{(sheet.IsHidden ? " state=\"hidden\"" : string.Empty)} r:id=\"{SheetId(i)}\"/>");
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>
            """;
    }

    private static string CoreXml(WorkbookContent workbook)
    {
        var created = workbook.Created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{Escaped(workbook.Title)}</dc:title><cp:keywords>{Escaped(workbook.Keywords)}</cp:keywords><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified></cp:coreProperties>
            """;
    }

    // Ids of custom properties begin with 2.
    private static string CustomXml(WorkbookContent workbook) => $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{string.Concat(workbook.Custom.Select((p, i) =>
            $"<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{(i + 2).ToString(CultureInfo.InvariantCulture)}\" name=\"{Escaped(p.Key)}\"><vt:lpwstr>{Escaped(p.Value)}</vt:lpwstr></property>"))}</Properties>
        """;

    private static WorkbookContent AddListSheet(WorkbookContent workbook, out ImmutableDictionary<ColumnValidation, string> lists)
    {
        var formulas = ImmutableDictionary.CreateBuilder<ColumnValidation, string>(ReferenceEqualityComparer.Instance);
        var columns = new List<ImmutableArray<string>>();
        foreach (var validation in workbook.Sheets.SelectMany(s => s.Validations).Where(v => v.Kind == ValidationKind.List))
        {
            formulas[validation] = InlineList(validation.Values) ?? ListRange(columns, validation.Values);
        }

        lists = formulas.ToImmutable();
        return columns.Count == 0 ? workbook : workbook with { Sheets = workbook.Sheets.Add(ListSheet(columns)) };
    }

    private static string? InlineList(ImmutableArray<string> values)
    {
        var list = string.Join(',', values);
        var isPlain = values.All(v => !v.Contains(',') && !v.Contains('"') && v.Length > 0 && v.Trim() == v);
        return isPlain && list.Length <= InlineListLimit ? $"\"{list}\"" : null;
    }

    private static string ListRange(List<ImmutableArray<string>> columns, ImmutableArray<string> values)
    {
        var at = columns.FindIndex(c => c.SequenceEqual(values));
        if (at < 0)
        {
            at = columns.Count;
            columns.Add(values);
        }

        var letters = CellReference.ColumnLetters(at + 1);
        return string.Create(CultureInfo.InvariantCulture, $"'{ListSheetName}'!${letters}$1:${letters}${Math.Max(1, values.Length)}");
    }

    private static SheetContent ListSheet(List<ImmutableArray<string>> columns) => new()
    {
        Name = ListSheetName,
        IsHidden = true,
        Rows =
        [
            .. Enumerable.Range(0, columns.Max(c => c.Length))
                .Select(row => columns.Select(c => row < c.Length ? CellContent.Of(c[row]) : CellContent.Blank).ToImmutableArray()),
        ],
    };

    private static void CheckNames(WorkbookContent workbook)
    {
        if (workbook.Sheets.All(s => s.IsHidden))
        {
            throw new ArgumentException("A workbook needs a visible sheet.", nameof(workbook));
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in workbook.Sheets.Select(s => s.Name))
        {
            if (name.Length is 0 or > 31 || name.AsSpan().ContainsAny(Forbidden) || name[0] == '\'' || name[^1] == '\'' || !seen.Add(name))
            {
                throw new ArgumentException($"\"{name}\" cannot be a sheet name here: 1 to 31 characters, none of [ ] : * ? / \\, no name twice.", nameof(workbook));
            }
        }
    }

    // The packaging layer stamps the clock on every entry: copied with one fixed time and in one order.
    private static byte[] Normalised(MemoryStream package)
    {
        package.Position = 0;
        using var result = new MemoryStream();
        using (var source = new ZipArchive(package, ZipArchiveMode.Read))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = EntryTime;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        }

        return result.ToArray();
    }

    private static XmlWriter Xml(OpenXmlPart part) => XmlWriter.Create(
        part.GetStream(FileMode.Create, FileAccess.Write),
        new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = true });

    internal static void WriteText(OpenXmlPart part, string text)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    internal static string Escaped(string text) => SecurityElement.Escape(CellText.Escape(text));

    private static string SheetId(int index) => string.Create(CultureInfo.InvariantCulture, $"rId{index + 1}");
}
