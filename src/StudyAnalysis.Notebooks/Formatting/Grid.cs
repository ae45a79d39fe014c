using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Html;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>A column of a grid.</summary>
/// <param name="Name">Header.</param>
/// <param name="Note">Type and unit, under the header; empty for none.</param>
/// <param name="IsNumeric">Whether cells are flush right.</param>
internal sealed record GridColumn(string Name, string Note = "", bool IsNumeric = false);

/// <summary>A table of texts as notebooks show it: a limited number of rows, what is left out said underneath, missing shown as missing.</summary>
internal sealed record Grid
{
    /// <summary>What stands for a value that is not there.</summary>
    public const string Missing = "missing";

    private const int LongText = 30;

    /// <summary>Caption; empty for none.</summary>
    public string Caption { get; init; } = string.Empty;

    /// <summary>Columns; the first is the row's name.</summary>
    public required ImmutableArray<GridColumn> Columns { get; init; }

    /// <summary>Rows, a cell a column; null where the value is missing.</summary>
    public required ImmutableArray<ImmutableArray<string?>> Rows { get; init; }

    /// <summary>What is not shown and how much there is in all, such as "… 12 more rows"; empty for nothing.</summary>
    public string Footer { get; init; } = string.Empty;

    /// <summary>The footer of a table cut off.</summary>
    public static string More(int rows, int columns)
    {
        var parts = new[] { Count(rows, "row"), Count(columns, "column") }.Where(p => p.Length > 0).ToArray();
        return parts.Length == 0 ? string.Empty : $"… {string.Join(", ", parts)}";

        static string Count(int n, string noun) =>
            n <= 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{n} more {noun}{(n == 1 ? string.Empty : "s")}");
    }

    /// <summary>Both forms.</summary>
    public MimeBundle Bundle() => MimeBundle.HtmlWithText(NotebookPage.Wrap(Html()), Text());

    /// <summary>As HTML, without styles.</summary>
    public string Html()
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>");
        if (Caption.Length > 0)
        {
            html.Append("<caption>").Append(HtmlFragment.Escape(Caption)).Append("</caption>");
        }

        html.Append("<thead><tr>").AppendJoin(string.Empty, Columns.Select(Header)).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in Rows)
        {
            html.Append("<tr>").AppendJoin(string.Empty, row.Select(Cell)).Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        return Footer.Length == 0 ? html.ToString() : html.Append("<p class=\"note\">").Append(HtmlFragment.Escape(Footer)).Append("</p>\n").ToString();
    }

    /// <summary>As plain text.</summary>
    public string Text()
    {
        var header = Columns.Select(c => c.Note.Length == 0 ? c.Name : $"{c.Name} [{c.Note}]").ToArray();
        var rows = Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => (c ?? Missing).ReplaceLineEndings(" "))]).ToArray();
        var lines = new[] { Caption, TextFragment.Columns(header, [.. Columns.Select(c => c.IsNumeric)], rows), Footer };
        return string.Join('\n', lines.Where(l => l.Length > 0));
    }

    private static string Header(GridColumn column)
    {
        var note = column.Note.Length == 0 ? string.Empty : $"<br><small>{HtmlFragment.Escape(column.Note)}</small>";
        return $"<th scope=\"col\"{Class(column)}>{HtmlFragment.Escape(column.Name)}{note}</th>";
    }

    private static string Class(GridColumn column) => column.IsNumeric ? " class=\"right\"" : string.Empty;

    // A sentence must not be squeezed into a narrow column, nor a date broken over two lines.
    private static string Class(GridColumn column, string? text) => column.IsNumeric ? Class(column) : text?.Length > LongText ? " class=\"long\"" : " class=\"short\"";

    private string Cell(string? text, int column)
    {
        var content = text is null ? $"<span class=\"missing\">{Missing}</span>" : HtmlFragment.Escape(text);
        return column == 0 ? $"<th scope=\"row\"{Class(Columns[0], text)}>{content}</th>" : $"<td{Class(Columns[column], text)}>{content}</td>";
    }
}
