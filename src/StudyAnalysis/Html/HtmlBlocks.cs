using System.Globalization;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Writes blocks as HTML. Numbers tables and figures in the order they come.</summary>
internal sealed class HtmlBlocks(StringBuilder html, Language language, bool isSynthetic, StatisticIndex index, bool isNumbered = true) : IBlockVisitor<bool>
{
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private int _tables;
    private int _figures;

    /// <summary>Whether a figure was written: else the page needs no plotly.js.</summary>
    public bool HasFigures => _figures > 0;

    public void Write(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            block.Accept(this);
        }
    }

    /// <summary>An id attribute; the first use of a name has it, so that ids are unique in the page.</summary>
    public string Id(string? anchor) => anchor is not null && _anchors.Add(anchor) ? $" id=\"{HtmlText.Anchor(anchor)}\"" : string.Empty;

    public bool Visit(Block.Heading block)
    {
        var level = Math.Clamp(block.Level, 2, 6);
        return Line($"<h{level}{Id(block.Anchor)}>{Text(block.Text)}</h{level}>");
    }

    public bool Visit(Block.Paragraph block) => Line($"<p{Class(block.Style)}>{Text(block.Text)}</p>");

    public bool Visit(Block.Items block)
    {
        var tag = block.Ordered ? "ol" : "ul";
        return Line($"<{tag}{Class(block.Style)}>{string.Concat(block.Texts.Select(t => $"<li>{Text(t)}</li>"))}</{tag}>");
    }

    public bool Visit(Block.Terms block)
    {
        var entries = block.Entries.Select(e => $"<div><dt>{Text(e.Term)}</dt><dd>{Text(e.Description)}</dd></div>");
        return Line($"<dl class=\"terms\">{string.Concat(entries)}</dl>");
    }

    public bool Visit(Block.TableOf block)
    {
        new HtmlTable(html, language, index).Write(block.Table, isNumbered ? ++_tables : 0, Id(block.Table.Id));
        return true;
    }

    public bool Visit(Block.FigureOf block)
    {
        var figure = block.Figure;
        var number = (++_figures).ToString(CultureInfo.InvariantCulture);
        var name = isNumbered ? $"<b>Figure{'\u00A0'}{number}.</b> " : string.Empty;
        var size = string.Create(CultureInfo.InvariantCulture, $"height:{figure.HeightPixels}px;min-width:{FigureWidth.Of(figure, isSynthetic || figure.IsSynthetic)}px");
        var caption = HtmlText.Escape(Wording.Capital(figure.Caption));
        Line($"<figure{Id("frame-" + figure.Id)}>");
        Line($"<figcaption>{name}{caption}</figcaption>");
        Line($"<div class=\"scroll\"><div class=\"plot\"{Id(figure.Id)} role=\"img\" aria-label=\"{HtmlText.Escape(figure.AltText)}\" style=\"{size}\"></div></div>");
        Line($"<script type=\"application/json\" data-figure=\"{HtmlText.Anchor(figure.Id)}\">{ChartJson.Write(figure, isSynthetic)}</script>");
        return Line("</figure>");
    }

    public bool Visit(Block.Notice block)
    {
        var kind = block.Kind switch { NoticeKind.Danger => "danger", NoticeKind.Warning => "warning", _ => "information" };
        var text = block.Text.IsEmpty ? string.Empty : $"<p>{Text(block.Text)}</p>";
        return Line($"<div class=\"notice {kind}\" role=\"note\"><p class=\"notice-title\">{Text(block.Title)}</p>{text}</div>");
    }

    public bool Visit(Block.KeyNumbers block)
    {
        var entries = block.Entries.Select(e => $"<div><dt>{HtmlText.Escape(e.Label)}</dt><dd>{Text(e.Number)}</dd></div>");
        return Line($"<dl class=\"key-numbers\">{string.Concat(entries)}</dl>");
    }

    public bool Visit(Block.CodeListing block) =>
        Line($"<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"{HtmlText.Escape(block.Language)}\"><code>{HtmlText.Escape(block.Code)}</code></pre>");

    public bool Visit(Block.Group block)
    {
        Line($"<div class=\"{(block.IsSideBySide ? "beside" : "group")}\"{Id(block.Anchor)}>");
        Write(block.Blocks);
        return Line("</div>");
    }

    private static string Class(ParagraphStyle style) => style switch
    {
        ParagraphStyle.Result => " class=\"result\"",
        ParagraphStyle.Note => " class=\"note\"",
        ParagraphStyle.Lead => " class=\"lead\"",
        _ => string.Empty,
    };

    private string Text(RichText text) => HtmlInline.Write(text, language, index);

    private bool Line(string line)
    {
        html.Append(line).Append('\n');
        return true;
    }
}
