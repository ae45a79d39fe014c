using System.IO.Compression;
using System.Xml;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import.Reading;

/// <summary>Reads the parts of an .xlsx or .xlsm, in the transitional and the strict namespaces.</summary>
internal sealed class XlsxReader(ZipArchive zip, string path, ReadLimits limits)
{
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string TransitionalRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private long _total;

    /// <summary>The workbook.</summary>
    public RawWorkbook Read()
    {
        IndexEntries();
        var main = MainPart();
        var relations = Relations(main);
        var workbook = new RawWorkbook
        {
            HasMacros = _entries.Keys.Any(k => k.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)),
            HasExternalLinks = _entries.Keys.Any(k => k.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase)),
        };
        ReadCustom(Part(Relations(string.Empty), "custom-properties"), workbook.Custom);
        var sheets = SheetList(main, workbook);
        var strings = SharedStrings(Part(relations, "sharedStrings"));
        var styles = Styles(Part(relations, "styles"));
        var budget = new CellBudget(limits, path);
        foreach (var (name, isHidden, id) in sheets)
        {
            var (type, target) = relations.TryGetValue(id, out var relation) ? relation : throw Unreadable.MissingPart(path, $"{main}, {id}");
            if (type == "worksheet")
            {
                var sheet = new RawSheet(name, isHidden);
                using var xml = Open(Existing(target), "worksheet");
                new WorksheetReader(xml, sheet, strings, styles, budget, path).Read();
                workbook.Sheets.Add(sheet);
            }
        }

        CheckOtherParts();
        return workbook.Sheets.Count > 0 ? workbook : throw Unreadable.NoSheet(path);
    }

    private void IndexEntries()
    {
        if (zip.Entries.Count > limits.Entries)
        {
            throw Unreadable.TooLarge(path, $"{limits.Entries} parts");
        }

        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName.Replace('\\', '/').TrimStart('/');
            if (!name.EndsWith('/') && !_entries.TryAdd(name, entry))
            {
                throw Unreadable.TwoParts(path, name);
            }
        }
    }

    // What is not read is held against its checksum all the same: a file that is damaged somewhere is not the file that was saved.
    private void CheckOtherParts()
    {
        var buffer = new byte[1 << 16];
        foreach (var part in _entries.Keys.Where(k => !_read.Contains(k)).ToArray())
        {
            using var stream = Content(part);
            while (stream.Read(buffer) > 0)
            {
                // Reading to the end is the check.
            }
        }
    }

    private string Existing(string part) => _entries.ContainsKey(part) ? part : throw Unreadable.MissingPart(path, part);

    private string MainPart()
    {
        if (_entries.Keys.Any(k => k.EndsWith("workbook.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw Unreadable.Binary(path);
        }

        if (_entries.ContainsKey("word/document.xml"))
        {
            throw Unreadable.OtherDocument(path, "Word");
        }

        if (_entries.ContainsKey("ppt/presentation.xml"))
        {
            throw Unreadable.OtherDocument(path, "PowerPoint");
        }

        if (_entries.ContainsKey("mimetype") && _entries.ContainsKey("content.xml"))
        {
            throw Unreadable.OtherDocument(path, "OpenDocument");
        }

        if (!_entries.ContainsKey("_rels/.rels"))
        {
            throw Unreadable.NotAWorkbook(path);
        }

        var main = Relations(string.Empty).Values.FirstOrDefault(r => r.Type == "officeDocument").Target;
        return main is not null && _entries.ContainsKey(main) ? main : throw Unreadable.NotAWorkbook(path);
    }

    private PartStream Content(string part)
    {
        var entry = _entries[part];
        var isBomb = entry.Length > limits.RatioFromBytes && entry.Length > limits.Ratio * Math.Max(1, entry.CompressedLength);
        if (entry.Length > limits.EntryBytes || isBomb || (_total += entry.Length) > limits.TotalBytes)
        {
            throw Unreadable.TooLarge(path, $"{part}, {entry.Length >> 20} MB");
        }

        _read.Add(part);
        return new PartStream(entry.Open(), entry.Length, entry.Crc32, () => Unreadable.WrongChecksum(path, part));
    }

    private XmlReader Open(string part) => XmlReader.Create(Content(part), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    });

    private XmlReader Open(string part, string root)
    {
        var xml = Open(part);
        xml.MoveToContent();
        return SpreadsheetXml.Starts(xml, root) ? xml : throw Unreadable.Damaged(path, part);
    }

    // Of two properties of one name the first counts.
    private void ReadCustom(string? part, Dictionary<string, string> custom)
    {
        if (part is null)
        {
            return;
        }

        string? name = null;
        using var xml = Open(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "property")
            {
                name = xml.GetAttribute("name");
            }
            else if (xml.NodeType == XmlNodeType.Text && name is not null)
            {
                custom.TryAdd(name, xml.Value);
            }
        }
    }

    /// <summary>Relations of a part by id: short type name and full target; external targets are left out, so never followed.</summary>
    private Dictionary<string, (string Type, string Target)> Relations(string part)
    {
        var result = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? string.Empty : part[..(slash + 1)];
        var file = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        if (!_entries.ContainsKey(file))
        {
            return result;
        }

        using var xml = Open(file);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.NamespaceURI == PackageRelations
                && xml.GetAttribute("TargetMode") != "External" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                result[id] = (TypeName(xml.GetAttribute("Type") ?? string.Empty), Resolve(folder, target));
            }
        }

        return result;
    }

    // Extensions have relations whose types end alike.
    private static string TypeName(string type) =>
        type.LastIndexOf('/') is var slash and > 0 && type[..slash] is TransitionalRelations or StrictRelations ? type[(slash + 1)..] : type;

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : folder + target).Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private string? Part(Dictionary<string, (string Type, string Target)> relations, string type) =>
        relations.Values.FirstOrDefault(r => r.Type == type).Target is { } target ? Existing(target) : null;

    private List<(string Name, bool IsHidden, string Id)> SheetList(string main, RawWorkbook workbook)
    {
        var sheets = new List<(string, bool, string)>();
        using var xml = Open(main, "workbook");
        while (SpreadsheetXml.Next(xml))
        {
            if (SpreadsheetXml.Starts(xml, "workbookPr"))
            {
                workbook.Uses1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (SpreadsheetXml.Starts(xml, "sheet") && xml.GetAttribute("name") is { } name)
            {
                sheets.Add((CellText.Unescape(name), xml.GetAttribute("state") is "hidden" or "veryHidden", RelationId(xml)));
            }
        }

        return sheets;
    }

    private static string RelationId(XmlReader xml)
    {
        var id = string.Empty;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI is TransitionalRelations or StrictRelations)
            {
                id = xml.Value;
            }
        }

        xml.MoveToElement();
        return id;
    }

    private List<string> SharedStrings(string? part)
    {
        var strings = new List<string>();
        if (part is null)
        {
            return strings;
        }

        var budget = new CellBudget(limits, path);
        using var xml = Open(part, "sst");
        while (SpreadsheetXml.Next(xml))
        {
            if (SpreadsheetXml.Starts(xml, "si"))
            {
                strings.Add(budget.Text(RichText.Read(xml)));
            }
        }

        return strings;
    }

    private List<RawStyle> Styles(string? part)
    {
        var styles = new List<RawStyle>();
        if (part is null)
        {
            return styles;
        }

        var codes = new Dictionary<int, RawStyle>();
        var isInCellFormats = false;
        using var xml = Open(part, "styleSheet");
        while (SpreadsheetXml.Next(xml))
        {
            if (SpreadsheetXml.Is(xml, "cellXfs"))
            {
                isInCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (SpreadsheetXml.Starts(xml, "numFmt"))
            {
                codes[NumberFormats.Id(xml.GetAttribute("numFmtId"))] = NumberFormats.OfCode(xml.GetAttribute("formatCode") ?? string.Empty);
            }
            else if (SpreadsheetXml.Starts(xml, "xf") && isInCellFormats)
            {
                var id = NumberFormats.Id(xml.GetAttribute("numFmtId"));
                styles.Add(codes.TryGetValue(id, out var style) ? style : NumberFormats.BuiltIn(id));
            }
        }

        return styles;
    }
}
