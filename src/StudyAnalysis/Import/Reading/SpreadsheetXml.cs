using System.Xml;

namespace StudyAnalysis.Import.Reading;

/// <summary>What belongs to a workbook in its XML: elements by namespace, extensions passed over, and of alternate contents the fallback.</summary>
internal static class SpreadsheetXml
{
    private const string Transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    /// <summary>Moves to the next node that belongs to the workbook; false at the end.</summary>
    public static bool Next(XmlReader xml) => xml.Read() && PassOver(xml);

    /// <summary>Moves on from a node that does not belong to the workbook; false at the end.</summary>
    public static bool PassOver(XmlReader xml)
    {
        while (IsForeign(xml))
        {
            xml.Skip();
        }

        return !xml.EOF;
    }

    /// <summary>Whether the reader stands at the start or end of this element of a workbook.</summary>
    public static bool Is(XmlReader xml, string name) => xml.LocalName == name && IsMain(xml.NamespaceURI);

    /// <summary>Whether the reader stands at the start of this element of a workbook.</summary>
    public static bool Starts(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && Is(xml, name);

    // ECMA-376 part 3: a Choice asks for an extension, and none is understood here. What extensions hold has names of its own,
    // which may be those of the workbook: Excel writes a second workbookPr.
    private static bool IsForeign(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element)
        {
            return false;
        }

        return IsMain(xml.NamespaceURI)
            ? xml.LocalName == "extLst"
            : xml.NamespaceURI != Compatibility || xml.LocalName is not ("AlternateContent" or "Fallback");
    }

    private static bool IsMain(string name) => name is Transitional or Strict;
}
