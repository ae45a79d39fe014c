using System.Collections.Immutable;
using StudyAnalysis.Analyses;

namespace StudyAnalysis.Reporting.Composition;

/// <summary>The frame of one analysis: question, result, figures and tables, then in small print who was analysed, how, and the equal call in R.</summary>
internal static class AnalysisSection
{
    public static ImmutableArray<Block> Compose(CompositionContext context, AnalysisResult result)
    {
        var content = context.Content(result);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Heading(3, result.Title, CompositionContext.Anchor(result)));
        blocks.Add(new Block.Paragraph(RichText.Concat(RichText.Bold(context.Role(result.Role) + ". "), result.Question), ParagraphStyle.Note));
        blocks.Add(new Block.Paragraph(context.Sentence(result), ParagraphStyle.Result));
        var figures = content?.Figures ?? [];
        if (!figures.IsEmpty)
        {
            blocks.Add(new Block.FigureOf(figures[0]));
        }

        // Heading, sentence and first figure stay on one page; the rest may flow.
        return
        [
            new Block.Group(blocks.ToImmutable()),
            .. figures.Skip(1).Select(f => new Block.FigureOf(f)),
            .. (content?.Tables ?? []).Select(t => new Block.TableOf(t)),
            new Block.Terms(SmallPrint(context, result)),
        ];
    }

    private static ImmutableArray<(RichText Term, RichText Description)> SmallPrint(CompositionContext context, AnalysisResult result)
    {
        var entries = ImmutableArray.CreateBuilder<(RichText, RichText)>();
        if (result.Status != AnalysisStatus.NotRun)
        {
            entries.Add((context.Say("Population", "Population"), Population(context, result.Population)));
        }

        Add(entries, context.Say("Notes", "Notes"), string.Join(' ', result.Notes.Select(Sentence)));
        if (result.Id == context.Primary?.Id && !result.Assumptions.IsEmpty)
        {
            entries.Add((context.Say("Assumptions", "Hypothèses"), RichText.Write($"{new Inline.Reference("summary", context.Say("on page one", "en page une"))}.")));
        }
        else
        {
            Add(entries, context.Say("Assumptions", "Hypothèses"), string.Join(' ', result.Assumptions.Select(Sentence)));
        }

        Add(entries, context.Say("Method", "Méthode"), string.Join(' ', result.Methods.Select(Sentence)));
        if (!result.RCalls.IsEmpty)
        {
            entries.Add((context.Say("Same in R", "Équivalent R"), RichText.Concat(result.RCalls.Select((c, i) => RichText.Write($"{(i > 0 ? " ; " : string.Empty)}{new Inline.Code(c)}")))));
        }

        return entries.ToImmutable();
    }

    private static RichText Population(CompositionContext context, AnalysedPopulation population)
    {
        var left = population.Excluded.Where(e => e.N > 0).ToArray();
        var analysed = $"{population.Label}: {population.N} {population.UnitPlural}";
        if (context.Language == Schema.Language.French)
        {
            analysed = $"{population.Label}\u00A0: {population.N} {population.UnitPlural}";
        }

        return left.Length == 0
            ? analysed + "."
            : $"{analysed}; {context.Say("left out: ", "exclus\u00A0: ")}{string.Join(", ", left.Select(e => $"{e.N} {e.Reason}"))}.";
    }

    private static void Add(ImmutableArray<(RichText Term, RichText Description)>.Builder entries, string term, string description)
    {
        if (description.Length > 0)
        {
            entries.Add((term, description));
        }
    }

    private static string Sentence(string text) => text.Length > 0 && text[^1] is not ('.' or '!' or '?' or ':') ? text + "." : text;
}
