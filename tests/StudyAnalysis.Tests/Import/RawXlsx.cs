using System.IO.Compression;
using System.Text;

namespace StudyAnalysis.Tests.Import;

/// <summary>Workbooks written part by part, with what no writer of ours writes: formulas, errors, strict namespaces, hostile parts.</summary>
internal sealed class RawXlsx
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private readonly List<(string Name, string Xml, bool IsHidden)> _sheets = [];
    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    public bool IsStrict { get; init; }

    public bool Uses1904 { get; init; }

    /// <summary>sst content, without the root element.</summary>
    public string SharedStrings { get; init; } = string.Empty;

    private string Namespace => IsStrict ? StrictMain : Main;

    private string RelationNamespace => IsStrict ? StrictRelations : Relations;

    /// <summary>Adds a sheet: the XML inside the worksheet element.</summary>
    public RawXlsx Sheet(string name, string xml, bool isHidden = false)
    {
        _sheets.Add((name, xml, isHidden));
        return this;
    }

    /// <summary>Adds or replaces a part.</summary>
    public RawXlsx Part(string name, string text) => Part(name, Encoding.UTF8.GetBytes(text));

    public RawXlsx Part(string name, byte[] bytes)
    {
        _parts[name] = bytes;
        return this;
    }

    public byte[] ToBytes()
    {
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        void Add(string name, string text) => parts[name] = Encoding.UTF8.GetBytes(text);
        Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{RelationNamespace}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add("xl/workbook.xml", $"<workbook xmlns=\"{Namespace}\" xmlns:r=\"{RelationNamespace}\"><workbookPr{(Uses1904 ? " date1904=\"1\"" : string.Empty)}/><sheets>{string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\"{(s.IsHidden ? " state=\"hidden\"" : string.Empty)} r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");
        Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{RelationNamespace}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id=\"rIdS\" Type=\"{RelationNamespace}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rIdT\" Type=\"{RelationNamespace}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>");

        // Styles: 0 number, 1 date dd/mm/yyyy, 2 built-in date 14, 3 per cent, 4 "days" in quotes, 5 elapsed hours.
        Add("xl/styles.xml", $"<styleSheet xmlns=\"{Namespace}\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"[$-40C]dd/mm/yyyy;@\"/><numFmt numFmtId=\"165\" formatCode=\"0.0&quot; days&quot;\\ [Red]\"/><numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>");
        Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Namespace}\">{SharedStrings}</sst>");
        for (var i = 0; i < _sheets.Count; i++)
        {
            Add($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Namespace}\">{_sheets[i].Xml}</worksheet>");
        }

        foreach (var (name, bytes) in _parts)
        {
            parts[name] = bytes;
        }

        return Zip(parts);
    }

    public static byte[] Zip(IReadOnlyDictionary<string, byte[]> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Rows of cells: text inline, or the XML of a cell's inside given as "&lt;…" with its attributes before a bar.</summary>
    public static string Rows(params string[][] rows) => "<sheetData>" + string.Concat(rows.Select((cells, r) =>
        $"<row r=\"{r + 1}\">{string.Concat(cells.Select((c, i) => CellXml(c, r + 1, i)))}</row>")) + "</sheetData>";

    private static string CellXml(string content, int row, int column)
    {
        var address = $"{(char)('A' + column)}{row}";
        var bar = content.IndexOf("|<", StringComparison.Ordinal);
        return content.Length == 0 ? string.Empty
            : bar >= 0 ? $"<c r=\"{address}\" {content[..bar]}>{content[(bar + 1)..]}</c>"
            : $"<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{content}</t></is></c>";
    }
}
