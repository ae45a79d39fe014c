using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The frame of one analysis: question, result, figures and tables, then in small print who was analysed, how, and the equal call in R.</summary>
internal static class AnalysisSection
{
    /// <summary>A table of more columns needs the page's width.</summary>
    private const int ColumnsBesideFigure = 6;

    /// <summary>A longer table would leave a hole under the figure.</summary>
    private const int RowsBesideFigure = 8;

    /// <summary>Height of a row beside a figure, on the figure's scale.</summary>
    private const int PixelsOfRow = 16;

    /// <summary>Composes an analysis.</summary>
    /// <param name="context">The report.</param>
    /// <param name="result">The result.</param>
    /// <param name="withFigures">Whether figures are drawn; those of sensitivities in the main part stand in the appendix.</param>
    public static ImmutableArray<Block> Compose(ResultFrame context, AnalysisResult result, bool withFigures = true)
    {
        var content = context.Content(result);
        Block[] head =
        [
            new Block.Heading(3, result.Title, CompositionContext.Anchor(result)),
            new Block.Paragraph(RichText.Concat(RichText.Bold(context.Role(result.Role) + ". "), result.Question), ParagraphStyle.Note),
            new Block.Paragraph(context.Sentence(result), ParagraphStyle.Result),
        ];
        var figures = withFigures ? content?.Figures ?? [] : [];
        var tables = content?.Tables ?? [];
        var smallPrint = new Block.Paragraph(SmallPrint(context, result), ParagraphStyle.Note);
        return figures.IsEmpty
            ? Alone(head, tables, smallPrint)
            : figures[0].IsNarrow ? Beside(head, figures, tables, smallPrint) : Below(head, figures, tables, smallPrint);
    }

    /// <summary>Without a figure, small tables have the small print beside them.</summary>
    private static ImmutableArray<Block> Alone(Block[] head, ImmutableArray<Table> tables, Block smallPrint) => tables.IsEmpty || !tables.All(IsSmall)
        ? [new Block.Group([.. head]), .. tables.Select(t => new Block.TableOf(t)), smallPrint]
        : [new Block.Group([.. head, new Block.Group([new Block.Group([.. tables.Select(t => new Block.TableOf(t))]), smallPrint]) { IsSideBySide = true }])];

    private static bool IsSmall(Table table) => table.Columns.Length <= ColumnsBesideFigure && table.Rows.Length <= RowsBesideFigure;

    /// <summary>Heading, sentence and first figure stay on one page; the rest may flow.</summary>
    private static ImmutableArray<Block> Below(Block[] head, ImmutableArray<Figure> figures, ImmutableArray<Table> tables, Block smallPrint) =>
    [
        new Block.Group([.. head, new Block.FigureOf(figures[0])]),
        .. figures.Skip(1).Select(f => new Block.FigureOf(f)),
        .. tables.Select(t => new Block.TableOf(t)),
        smallPrint,
    ];

    /// <summary>What is small enough stands beside the first figure.</summary>
    private static ImmutableArray<Block> Beside(Block[] head, ImmutableArray<Figure> figures, ImmutableArray<Table> tables, Block smallPrint)
    {
        var small = tables.TakeWhile(t => IsSmall(t) || (t.Columns.Length <= ColumnsBesideFigure && figures[0].HeightPixels >= PixelsOfRow * t.Rows.Length)).ToArray();
        var right = new Block.Group([.. small.Select(t => new Block.TableOf(t)), smallPrint]);
        return
        [
            new Block.Group([.. head, new Block.Group([new Block.FigureOf(figures[0]), right]) { IsSideBySide = true }]),
            .. figures.Skip(1).Select(f => new Block.FigureOf(f)),
            .. tables.Skip(small.Length).Select(t => new Block.TableOf(t)),
        ];
    }

    private static RichText SmallPrint(ResultFrame context, AnalysisResult result)
    {
        var entries = ImmutableArray.CreateBuilder<RichText>();
        if (result.Status != AnalysisStatus.NotRun)
        {
            Add(entries, context.Say("Population", "Population"), Population(context, result.Population));
        }

        // What holds for every analysis of the report stands once, on page one.
        Add(entries, context.Say("Notes", "Notes"), Sentences(result.Notes.Where(n => !context.IsInterim || n != InterimRule.Note(context.Language))));
        var shared = context.PageOneAssumptions;
        Add(entries, context.Say("Assumptions", "Hypothèses"), Sentences(result.Assumptions.Where(a => !shared.Contains(a))));
        Add(entries, context.Say("Method", "Méthode"), Sentences(result.Methods));
        if (!result.RCalls.IsEmpty)
        {
            var calls = result.RCalls.Select((c, i) => RichText.Write($"{(i > 0 ? "; " : string.Empty)}{new Inline.Code(c)}"));
            Add(entries, context.Say("Same in R", "Équivalent R"), RichText.Concat(calls));
        }

        return RichText.Concat(entries.SelectMany((e, i) => i == 0 ? new[] { e } : [" ", e]));
    }

    private static RichText Population(ResultFrame context, AnalysedPopulation population)
    {
        var left = population.Excluded.Where(e => e.N > 0).ToArray();
        var analysed = $"{Wording.Capital(population.Label)}{context.Say(": ", "\u00A0: ")}{population.N} {population.UnitPlural}";
        return left.Length == 0
            ? analysed + "."
            : $"{analysed}{context.Say("; left out: ", "\u00A0; exclus\u00A0: ")}{string.Join(", ", left.Select(e => $"{e.N} {e.Reason}"))}.";
    }

    private static void Add(ImmutableArray<RichText>.Builder entries, string term, RichText description)
    {
        if (!description.IsEmpty)
        {
            entries.Add(RichText.Concat(RichText.Bold(term), "\u00A0", description));
        }
    }

    private static RichText Sentences(IEnumerable<string> texts)
    {
        var text = string.Join(' ', texts.Where(t => t.Length > 0).Select(t => Wording.Capital(t[^1] is '.' or '!' or '?' or ':' ? t : t + ".")));
        return text.Length == 0 ? RichText.Empty : text;
    }
}
