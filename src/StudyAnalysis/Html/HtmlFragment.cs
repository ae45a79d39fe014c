using System.Text;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Blocks as a piece of HTML inside somebody else's page, such as the output of a notebook cell.</summary>
/// <remarks>Figures are an empty box followed by their JSON in a script element with the attribute data-figure; the host draws them with
/// <see cref="Plotly"/>. No styles and no scripts that run are in it, and no numbers of figures and tables, which only a whole document has.</remarks>
public static class HtmlFragment
{
    /// <summary>plotly.js, the cartesian bundle the report carries.</summary>
    public static string Plotly => ReportAssets.Plotly;

    /// <summary>The blocks.</summary>
    /// <param name="blocks">Blocks in order.</param>
    /// <param name="language">Language of captions and numbers.</param>
    /// <param name="isSynthetic">Whether every figure must say SYNTHETIC.</param>
    /// <param name="results">The results their numbers come from.</param>
    public static string Render(IEnumerable<Block> blocks, Language language, bool isSynthetic, IEnumerable<AnalysisResult> results)
    {
        var html = new StringBuilder(4096);
        new HtmlBlocks(html, language, isSynthetic, new StatisticIndex(results), isNumbered: false).Write(blocks);
        return html.ToString();
    }

    /// <summary>Text for element content and quoted attributes.</summary>
    public static string Escape(string text) => HtmlText.Escape(text);
}
