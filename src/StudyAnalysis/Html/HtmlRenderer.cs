using System.Globalization;
using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Renders a report as one HTML file that needs nothing else: styles, fonts, plotly.js and figures are in it.</summary>
public static class HtmlRenderer
{
    /// <summary>Printing needs no layout before the figures are drawn: until then the page is hidden, or the browser would lay it out while it reads.</summary>
    private const string HideWhilePrinting = "if(/^#(print|steered)$/.test(location.hash))document.documentElement.className=\"drawing\"";

    /// <summary>The page.</summary>
    /// <param name="document">The report.</param>
    /// <param name="results">The results its numbers come from: each number in the page says which row of results.json it is.</param>
    /// <returns>UTF-8 text; the same document gives the same text.</returns>
    public static string Render(ReportDocument document, IEnumerable<AnalysisResult> results)
    {
        var body = new StringBuilder(64 * 1024);
        var blocks = new HtmlBlocks(body, document.Language, document.IsSynthetic, new StatisticIndex(results));
        Body(document, body, blocks);
        var style = ReportAssets.Style + PageFooter(document);
        var html = new StringBuilder(body.Length + style.Length + (blocks.HasFigures ? ReportAssets.Plotly.Length : 0) + 4096);
        Head(html, document, style, blocks.HasFigures);
        html.Append(body);
        if (blocks.HasFigures)
        {
            html.Append("<script>").Append(ReportAssets.Plotly).Append("</script>\n");
        }

        html.Append("<script>").Append(ReportAssets.Script).Append("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>An empty page that draws figures one by one, as the report's page would.</summary>
    internal static string Desk() =>
        $"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<style>\n{ReportAssets.Style}</style>\n</head>\n<body>\n<script>{ReportAssets.Plotly}</script>\n<script>{ReportAssets.Script}</script>\n</body>\n</html>\n";

    private static void Head(StringBuilder html, ReportDocument document, string style, bool hasFigures)
    {
        var scripts = (hasFigures ? ReportAssets.PlotlyHash + " " : string.Empty) + ReportAssets.Hash(HideWhilePrinting) + " " + ReportAssets.Hash(ReportAssets.Script);

        // plotly.js writes style rules and style attributes while it draws; everything else is closed.
        var policy = $"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{document.Language.Code()}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{HtmlText.Escape(document.Title)}</title>\n<style>\n{style}</style>\n<script>{HideWhilePrinting}</script>\n</head>\n");
    }

    private static void Body(ReportDocument document, StringBuilder html, HtmlBlocks blocks)
    {
        var language = document.Language;
        html.Append(CultureInfo.InvariantCulture, $"<body{(document.IsSynthetic ? " class=\"synthetic\"" : string.Empty)}>\n");
        html.Append(CultureInfo.InvariantCulture, $"<a class=\"skip\" href=\"#main\">{language.Pick("Skip to the report", "Aller au rapport")}</a>\n");
        if (document.IsSynthetic)
        {
            var label = language.Pick("Synthetic data", "Données synthétiques");
            html.Append(CultureInfo.InvariantCulture, $"<aside class=\"synthetic-banner\" aria-label=\"{label}\">{SyntheticText(language)}</aside>\n");
        }

        html.Append("<div class=\"page\">\n");
        Contents(document, html);
        html.Append("<main id=\"main\">\n<header class=\"masthead\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlText.Escape(document.Title)}</h1>\n<p class=\"subtitle\">{HtmlText.Escape(document.Subtitle)}</p>\n</header>\n");
        html.Append("<section class=\"page-one\" id=\"summary\">\n");
        blocks.Write(document.PageOne);
        html.Append("</section>\n");
        Sections(document.Main, "section", html, blocks);
        Sections(document.Exploratory, "section exploratory", html, blocks);
        Sections(document.Appendix, "section appendix", html, blocks);
        html.Append(CultureInfo.InvariantCulture, $"</main>\n</div>\n<footer class=\"foot\">{HtmlText.Escape(document.Footer)}</footer>\n");
    }

    private static void Sections(IEnumerable<DocumentSection> sections, string style, StringBuilder html, HtmlBlocks blocks)
    {
        foreach (var section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section class=\"{style}\"{blocks.Id(section.Anchor)}>\n<h2>{HtmlText.Escape(section.Title)}</h2>\n");
            blocks.Write(section.Blocks);
            html.Append("</section>\n");
        }
    }

    private static void Contents(ReportDocument document, StringBuilder html)
    {
        var title = document.Language.Pick("Contents", "Sommaire");
        html.Append(CultureInfo.InvariantCulture, $"<nav class=\"contents\" aria-label=\"{title}\">\n<p>{title}</p>\n<ul>\n");
        html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#summary\">{document.Language.Pick("Summary", "Résumé")}</a></li>\n");
        Links(document.Main, html);
        html.Append("</ul>\n");
        if (!document.Exploratory.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{document.Language.Pick("Exploratory, not planned", "Exploratoire, hors du plan")}</p>\n<ul>\n");
            Links(document.Exploratory, html);
            html.Append("</ul>\n");
        }

        if (!document.Appendix.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{document.Language.Pick("Appendix", "Annexe")}</p>\n<ul>\n");
            Links(document.Appendix, html);
            html.Append("</ul>\n");
        }

        html.Append("</nav>\n");
    }

    private static void Links(IEnumerable<DocumentSection> sections, StringBuilder html)
    {
        foreach (var section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{HtmlText.Anchor(section.Anchor)}\">{HtmlText.Escape(section.Title)}</a></li>\n");
        }
    }

    /// <summary>Footer and header of printed pages; their text stands in the style sheet, so it is quoted for CSS.</summary>
    private static string PageFooter(ReportDocument document)
    {
        var (page, of) = document.Language.Pick(("Page ", " of "), ("Page ", " sur "));
        var header = document.IsSynthetic ? $"@top-center{{content:\"{Css(SyntheticText(document.Language))}\"}}" : string.Empty;
        return $"@page{{@bottom-left{{content:\"{Css(document.Footer)}\"}}@bottom-right{{content:\"{page}\" counter(page) \"{of}\" counter(pages)}}{header}}}\n";
    }

    private static string SyntheticText(Language language) =>
        language.Pick("SYNTHETIC DATA: no patient stands behind these numbers", "DONNÉES SYNTHÉTIQUES (SYNTHETIC) : aucun patient derrière ces chiffres");

    private static string Css(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Hexadecimal escapes leave no way out of the string or of the style element.
            if (char.IsControl(c) || c is '"' or '\\' or '<' or '>' or '&' or '{' or '}')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\{(int)c:x} ");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.ToString();
    }
}
