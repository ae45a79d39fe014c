using System.Globalization;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Writes running text. A number carries where it stands in results.json and its full value.</summary>
internal static class HtmlInline
{
    public static string Write(RichText text, Language language, StatisticIndex index)
    {
        var html = new StringBuilder();
        foreach (var inline in text.Inlines)
        {
            html.Append(inline switch
            {
                Inline.Text t => HtmlText.Escape(Typography.Of(t.Content, language)),
                Inline.Strong s => $"<strong>{HtmlText.Escape(Typography.Of(s.Content, language))}</strong>",
                Inline.Code c => $"<code>{HtmlText.Escape(c.Content)}</code>",
                Inline.Reference r => $"<a href=\"#{HtmlText.Anchor(r.Anchor)}\">{HtmlText.Escape(r.Content)}</a>",
                Inline.Number n => Number(n.Statistic, NumberFormatter.Explain(n.Statistic, language), index),
                _ => throw new NotSupportedException(inline.GetType().Name),
            });
        }

        return html.ToString();
    }

    /// <summary>A number with its address.</summary>
    public static string Number(Statistic statistic, string shown, StatisticIndex index)
    {
        var address = index.Find(statistic) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $" data-analysis=\"{HtmlText.Escape(found.Analysis)}\" data-row=\"{found.Row}\"")
            : string.Empty;
        var name = $" data-stat=\"{HtmlText.Escape(statistic.Name)}\"";
        return statistic.Value.IsEstimable
            ? $"<data class=\"stat\"{address}{name} value=\"{statistic.Value.Value.ToString("R", CultureInfo.InvariantCulture)}\">{HtmlText.Escape(shown)}</data>"
            : $"<span class=\"stat\"{address}{name}>{HtmlText.Escape(shown)}</span>";
    }
}
