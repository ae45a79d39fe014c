using System.IO.Compression;
using System.Text;
using System.Xml;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import.Reading;

/// <summary>Reads the parts of an .xlsx or .xlsm: transitional and strict namespaces alike, since only local names are looked at.</summary>
internal sealed class XlsxReader(ZipArchive zip, string path, ReadLimits limits)
{
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
            Properties = _entries.ContainsKey("docProps/core.xml") ? PropertyTexts() : string.Empty,
        };
        var sheets = SheetList(main, workbook);
        var strings = SharedStrings(Part(relations, "sharedStrings"));
        var styles = Styles(Part(relations, "styles"));
        var budget = new CellBudget(limits, path);
        foreach (var (name, isHidden, id) in sheets)
        {
            if (relations.TryGetValue(id, out var relation) && relation.Type == "worksheet" && _entries.ContainsKey(relation.Target))
            {
                var sheet = new RawSheet(name, isHidden);
                using var xml = Open(relation.Target);
                new WorksheetReader(xml, sheet, strings, styles, budget, path).Read();
                workbook.Sheets.Add(sheet);
            }
        }

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
            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

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

    private XmlReader Open(string part)
    {
        var entry = _entries[part];
        var isBomb = entry.Length > limits.RatioFromBytes && entry.Length > limits.Ratio * Math.Max(1, entry.CompressedLength);
        if (entry.Length > limits.EntryBytes || isBomb || (_total += entry.Length) > limits.TotalBytes)
        {
            throw Unreadable.TooLarge(path, $"{part}, {entry.Length >> 20} MB");
        }

        var stream = new LimitedStream(entry.Open(), entry.Length, () => new InvalidDataException(part));
        return XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    private string PropertyTexts()
    {
        var text = new StringBuilder();
        using var xml = Open("docProps/core.xml");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Text)
            {
                text.Append(xml.Value).Append('\n');
            }
        }

        return text.ToString();
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
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                var type = xml.GetAttribute("Type") ?? string.Empty;
                result[id] = (type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
            }
        }

        return result;
    }

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
        relations.Values.FirstOrDefault(r => r.Type == type).Target is { } target && _entries.ContainsKey(target) ? target : null;

    private List<(string Name, bool IsHidden, string Id)> SheetList(string main, RawWorkbook workbook)
    {
        var sheets = new List<(string, bool, string)>();
        using var xml = Open(main);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                workbook.Uses1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet" && xml.GetAttribute("name") is { } name)
            {
                sheets.Add((CellText.Unescape(name), xml.GetAttribute("state") is "hidden" or "veryHidden", RelationId(xml)));
            }
        }

        return sheets;
    }

    // r:id by local name: its namespace differs between transitional and strict.
    private static string RelationId(XmlReader xml)
    {
        var id = string.Empty;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
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
        using var xml = Open(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
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
        using var xml = Open(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                isInCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt")
            {
                codes[NumberFormats.Id(xml.GetAttribute("numFmtId"))] = NumberFormats.OfCode(xml.GetAttribute("formatCode") ?? string.Empty);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && isInCellFormats)
            {
                var id = NumberFormats.Id(xml.GetAttribute("numFmtId"));
                styles.Add(codes.TryGetValue(id, out var style) ? style : NumberFormats.BuiltIn(id));
            }
        }

        return styles;
    }
}
