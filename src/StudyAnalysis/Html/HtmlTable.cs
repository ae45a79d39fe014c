using System.Globalization;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Writes a table: caption, column and row headers with their scope, in a box that scrolls by itself on narrow screens.
/// Why a number is not estimable is said once under the table, by letter.</summary>
internal sealed class HtmlTable(StringBuilder html, Language language, StatisticIndex index)
{
    /// <summary>Up to this many rows a table is kept on one page.</summary>
    private const int ShortTable = 14;

    private readonly List<string> _reasons = [];

    /// <param name="table">The table.</param>
    /// <param name="number">Its number; 0 for none.</param>
    /// <param name="id">Its id attribute.</param>
    public void Write(Table table, int number, string id)
    {
        var style = Width(table.Columns.Length) + (table.Rows.Length <= ShortTable ? " short" : string.Empty);
        var name = number > 0 ? $"{language.Pick("Table", "Tableau")}\u00A0{number}." : string.Empty;
        var label = HtmlText.Escape($"{name} {Plain(table.Caption)}".TrimStart());
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table{style}\"{id}>");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>\n");
        html.Append(CultureInfo.InvariantCulture, $"<caption>{(name.Length > 0 ? $"<b>{name}</b> " : string.Empty)}{HtmlInline.Write(table.Caption.Capitalized(), language, index)}</caption>\n");
        html.Append("<thead><tr>").AppendJoin(string.Empty, table.Columns.Select(Header)).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            Row(row, table);
        }

        html.Append("</tbody></table></div>\n");
        Notes(table);
        html.Append("</div>\n");
    }

    /// <summary>Wide tables are set smaller in print; on a phone they and middling ones scroll in their box instead of breaking every word.</summary>
    private static string Width(int columns) => columns >= 8 ? " wide" : columns >= 5 ? " mid" : string.Empty;

    private static string Plain(RichText text) => string.Concat(text.Inlines.Select(i => i switch
    {
        Inline.Text t => t.Content,
        Inline.Strong s => s.Content,
        Inline.Code c => c.Content,
        Inline.Reference r => r.Content,
        _ => string.Empty,
    }));

    private static string Class(Alignment alignment) => alignment switch
    {
        Alignment.Right => " class=\"right\"",
        Alignment.Center => " class=\"center\"",
        _ => string.Empty,
    };

    private string Header(TableColumn column) => column.Header.IsEmpty
        ? $"<td{Class(column.Alignment)}></td>"
        : $"<th scope=\"col\"{Class(column.Alignment)}>{HtmlInline.Write(column.Header, language, index)}</th>";

    private void Row(TableRow row, Table table)
    {
        if (row.IsGroup && row.Cells.Skip(1).All(c => c.IsEmpty))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"heading\"><th scope=\"rowgroup\" colspan=\"{table.Columns.Length}\">{Cell(row.Cells[0])}</th></tr>\n");
            return;
        }

        html.Append(row.IsGroup ? "<tr class=\"heading\">" : "<tr>");
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var alignment = i < table.Columns.Length ? table.Columns[i].Alignment : Alignment.Left;
            html.Append(i == 0
                ? $"<th scope=\"row\"{(row.Indent > 0 ? " class=\"indent\"" : Class(alignment))}>{Cell(row.Cells[0])}</th>"
                : $"<td{Class(alignment)}>{Cell(row.Cells[i])}</td>");
        }

        html.Append("</tr>\n");
    }

    private string Cell(RichText text)
    {
        if (!text.Inlines.Any(i => i is Inline.Number { Statistic.Value.IsEstimable: false }))
        {
            return HtmlInline.Write(text, language, index);
        }

        return string.Concat(text.Inlines.Select(i => i is Inline.Number { Statistic: { Value.IsEstimable: false } s }
            ? HtmlInline.Number(s, language.Pick("NE", "NE"), index) + $"<sup>{Letter(s.Value.Reason)}</sup>"
            : HtmlInline.Write(RichText.Write($"{i}"), language, index)));
    }

    private string Letter(string reason)
    {
        var at = _reasons.IndexOf(reason);
        if (at < 0)
        {
            at = _reasons.Count;
            _reasons.Add(reason);
        }

        return LetterAt(at);
    }

    private static string LetterAt(int at) =>
        at < 26 ? ((char)('a' + at)).ToString() : LetterAt((at / 26) - 1) + (char)('a' + (at % 26));

    private void Notes(Table table)
    {
        var reasons = _reasons.Select((r, i) => $"<sup>{LetterAt(i)}</sup>{'\u00A0'}{HtmlText.Escape(r)}");
        var explained = _reasons.Count == 0
            ? []
            : new[] { $"NE{language.Pick(":", "\u00A0:")} {language.Pick("not estimable", "non estimable")}; {string.Join("; ", reasons)}." };
        var notes = table.Notes.Select(n => HtmlInline.Write(n, language, index)).Concat(explained).ToArray();
        if (notes.Length > 0)
        {
            html.Append("<p class=\"note\">").AppendJoin(' ', notes).Append("</p>\n");
        }
    }
}
