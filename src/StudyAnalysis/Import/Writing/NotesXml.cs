using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using StudyAnalysis.Data;

namespace StudyAnalysis.Import.Writing;

/// <summary>Comments of a sheet: the texts, and the drawing without which spreadsheets do not show them.</summary>
internal static class NotesXml
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Adds the comments to a sheet.</summary>
    public static void Write(WorksheetPart sheet, ImmutableArray<CellNote> notes)
    {
        if (notes.IsEmpty)
        {
            return;
        }

        WorkbookWriter.WriteText(sheet.AddNewPart<WorksheetCommentsPart>("rIdComments"), Comments(notes));
        WorkbookWriter.WriteText(sheet.AddNewPart<VmlDrawingPart>(SheetXml.DrawingId), Drawing(notes));
    }

    private static string Comments(ImmutableArray<CellNote> notes)
    {
        var list = new StringBuilder();
        foreach (var note in notes)
        {
            list.Append(
                CultureInfo.InvariantCulture,
                $"<comment ref=\"{new CellReference(string.Empty, note.Row, note.Column).Address}\" authorId=\"0\"><text><t xml:space=\"preserve\">{WorkbookWriter.Escaped(note.Text)}</t></text></comment>");
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <comments xmlns="{Main}"><authors><author/></authors><commentList>{list}</commentList></comments>
            """;
    }

    private static string Drawing(ImmutableArray<CellNote> notes)
    {
        var shapes = new StringBuilder();
        for (var i = 0; i < notes.Length; i++)
        {
            var (row, column) = (notes[i].Row - 1, notes[i].Column - 1);
            var height = 4 + (notes[i].Text.Length / 40);
            shapes.Append(
                CultureInfo.InvariantCulture,
                $"<v:shape id=\"_x0000_s{1025 + i}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 15, {row}, 10, {column + 4}, 15, {row + height}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>");
        }

        return $"""
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{shapes}</xml>
            """;
    }
}
