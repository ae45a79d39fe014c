using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Figures alone on a page, for a browser to turn them into SVG.</summary>
public static class FigurePage
{
    /// <summary>The page.</summary>
    /// <param name="figures">Figures with ids of their own.</param>
    /// <param name="language">Language of the page.</param>
    public static string Render(ImmutableArray<Figure> figures, Language language) => HtmlRenderer.Render(
        new ReportDocument
        {
            Title = language.Pick("Figures", "Figures"),
            Subtitle = string.Empty,
            Language = language,
            AsOf = DateOnly.MinValue,
            IsSynthetic = false,
            Footer = string.Empty,
            PageOne = [],
            Main = [new DocumentSection("figures", language.Pick("Figures", "Figures"), [.. figures.Select(f => new Block.FigureOf(f))])],
            Appendix = [],
        },
        []);
}
