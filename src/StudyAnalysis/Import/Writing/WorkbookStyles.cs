using System.Globalization;
using System.Text;

namespace StudyAnalysis.Import.Writing;

/// <summary>The one style sheet of every workbook written here.</summary>
internal static class WorkbookStyles
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int DateFormat = 164;
    private const int DateTimeFormat = 165;

    /// <summary>Index of a cell's format: five looks, each also with the mark "this is text" (quotePrefix), then dates.</summary>
    public static int Index(CellContent cell) => cell.Kind switch
    {
        CellContentKind.Date => 10,
        CellContentKind.DateTime => 11,
        CellContentKind.Text when CellText.LooksLikeFormula(cell.Text) => 5 + (int)cell.Style,
        _ => (int)cell.Style,
    };

    /// <summary>styles.xml.</summary>
    public static string Xml()
    {
        var formats = new StringBuilder();
        for (var quote = 0; quote < 2; quote++)
        {
            formats.Append(Format(0, 0, 0, quote, string.Empty));
            formats.Append(Format(0, 1, 2, quote, Wrap));
            formats.Append(Format(0, 2, 0, quote, string.Empty));
            formats.Append(Format(0, 0, 0, quote, Wrap));
            formats.Append(Format(0, 1, 3, quote, Wrap));
        }

        formats.Append(Format(DateFormat, 0, 0, 0, string.Empty)).Append(Format(DateTimeFormat, 0, 0, 0, string.Empty));
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="{DateFormat}" formatCode="dd/mm/yyyy"/><numFmt numFmtId="{DateTimeFormat}" formatCode="dd/mm/yyyy\ hh:mm"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{Fill("FFE7E6E6")}{Fill("FFFFF2CC")}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="12">{formats}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }

    private const string Wrap = "<alignment vertical=\"top\" wrapText=\"1\"/>";

    private static string Fill(string colour) =>
        $"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>";

    private static string Format(int number, int font, int fill, int quote, string alignment) => string.Create(
        CultureInfo.InvariantCulture,
        $"<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"{(quote == 1 ? " quotePrefix=\"1\"" : string.Empty)}>{alignment}</xf>");
}
