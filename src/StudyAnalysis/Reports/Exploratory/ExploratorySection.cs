using System.Collections.Immutable;
using Plotly.NET;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using Figure = StudyAnalysis.Charts.Figure;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>A section written in a notebook, to be shown there and included in a report as exploratory: text, analyses, charts in order.</summary>
/// <remarks>Analyses are kept as what runs them again, so that a report's numbers are its own and stand in results.json; texts are plain and escaped wherever shown.</remarks>
/// <param name="Title">Title.</param>
/// <param name="Items">What is in it, in order.</param>
/// <param name="Origin">What it was written on.</param>
public sealed record ExploratorySection(string Title, ImmutableArray<SectionItem> Items, SectionOrigin Origin)
{
    /// <summary>Media type under which notebooks keep it.</summary>
    public const string MediaType = "application/vnd.studyanalysis.section+json";

    /// <summary>The section with a paragraph more.</summary>
    /// <param name="text">Plain text; blank lines separate paragraphs.</param>
    public ExploratorySection Add(string text) => this with
    {
        Items = Items.AddRange(text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => new SectionItem.Text(t))),
    };

    /// <summary>The section with an analysis more: its sentence, figure, table, population, method and notes.</summary>
    /// <param name="result">A new analysis, or a planned one, which the report refers to instead of showing it twice.</param>
    public ExploratorySection Add(AnalysisResult result) => this with { Items = Items.Add(new SectionItem.Analysis(result.Id, result.Specification, result)) };

    /// <summary>The section with a chart of one's own more. The report says that its numbers were not made by the program.</summary>
    /// <param name="chart">A Plotly.NET chart.</param>
    /// <param name="caption">Caption, with n.</param>
    /// <param name="altText">What a reader who cannot see it must know.</param>
    public ExploratorySection Add(GenericChart chart, string caption, string altText) =>
        Add(new Figure(string.Empty, caption, altText, ChartReader.Plain(chart)));

    /// <summary>The section with a figure of the library more.</summary>
    /// <param name="figure">A figure, for example of <c>Charts</c>.</param>
    public ExploratorySection Add(Figure figure) => this with { Items = Items.Add(new SectionItem.Chart(figure with { IsSynthetic = Origin.IsSynthetic })) };

    /// <summary>The section as blocks, as the notebook shows it.</summary>
    public ImmutableArray<Block> Blocks() =>
    [
        new Block.Heading(2, Title),
        new Block.Notice(
            NoticeKind.Warning,
            Origin.Language.Pick("Exploratory, not planned", "Exploratoire, hors du plan"),
            Origin.Language.Pick(
                "To bring it into a report: save this notebook with its outputs, then study report --include NOTEBOOK.ipynb.",
                "Pour l’inclure dans un rapport : enregistrez ce notebook avec ses sorties, puis study report --include NOTEBOOK.ipynb.")),
        .. Items.SelectMany((item, i) => item switch
        {
            SectionItem.Text text => [new Block.Paragraph(text.Content)],
            SectionItem.Analysis { Result: { } result } => ResultBlocks.Compose(result),
            SectionItem.Analysis analysis => [new Block.Paragraph(analysis.Id, ParagraphStyle.Note)],
            SectionItem.Chart chart => [new Block.FigureOf(Named(chart.Figure, i))],
            _ => ImmutableArray<Block>.Empty,
        }),
    ];

    /// <summary>The results in it.</summary>
    public ImmutableArray<AnalysisResult> Results() => [.. Items.OfType<SectionItem.Analysis>().Select(a => a.Result).OfType<AnalysisResult>()];

    internal static Figure Named(Figure figure, int index) => figure with { Id = FormattableString.Invariant($"fig-own-{index}") };
}
