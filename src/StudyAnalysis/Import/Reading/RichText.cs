using System.Text;
using System.Xml;
using StudyAnalysis.Import.Writing;

namespace StudyAnalysis.Import.Reading;

/// <summary>Text of a string item: one text or several formatted runs; phonetic hints are left out.</summary>
internal static class RichText
{
    /// <summary>Reads the element the reader stands on, up to its end.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return string.Empty;
        }

        var depth = xml.Depth;
        string? single = null;
        StringBuilder? several = null;
        var phonetic = 0;
        var isText = false;
        while (SpreadsheetXml.Next(xml) && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when !xml.IsEmptyElement:
                    isText = SpreadsheetXml.Is(xml, "t");
                    phonetic += SpreadsheetXml.Is(xml, "rPh") ? 1 : 0;
                    break;
                case XmlNodeType.EndElement:
                    isText = false;
                    phonetic -= SpreadsheetXml.Is(xml, "rPh") ? 1 : 0;
                    break;
                case XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA when isText && phonetic == 0:
                    Add(xml.Value, ref single, ref several);
                    break;
                default:
                    break;
            }
        }

        return CellText.Unescape(several?.ToString() ?? single ?? string.Empty);
    }

    private static void Add(string text, ref string? single, ref StringBuilder? several)
    {
        if (single is null)
        {
            single = text;
            return;
        }

        several ??= new StringBuilder(single);
        several.Append(text);
    }
}
