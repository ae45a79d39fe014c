using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Reports.Exploratory;

namespace StudyAnalysis.Reports.Composition;

/// <summary>Sections of notebooks in a report: each says that it was not planned, what it was written on, and shows its code.</summary>
internal static class ExploratoryPart
{
    public static ImmutableArray<DocumentSection> Compose(CompositionContext context) =>
        [.. context.Input.Included.Select((included, i) => new DocumentSection(FormattableString.Invariant($"exploratory-{i + 1}"), Title(context, included), [.. Blocks(context, included, i)]))];

    private static string Title(CompositionContext context, IncludedSection included) =>
        $"{context.Say("Exploratory, not planned", "Exploratoire, hors du plan")}{context.Say(": ", "\u00A0: ")}{included.Section.Title}";

    private static IEnumerable<Block> Blocks(CompositionContext context, IncludedSection included, int number)
    {
        yield return new Block.Notice(
            NoticeKind.Warning,
            context.Say("Not in the plan", "Hors du plan"),
            context.Say(
                $"Written in the notebook {included.File} after data were seen: it can raise a question, not answer one. Its analyses were run again for this report and are in results.json as exploratory.",
                $"Rédigé dans le notebook {included.File} après lecture des données : peut poser une question, pas y répondre. Ses analyses ont été refaites pour ce rapport et figurent dans results.json comme exploratoires."));
        var isSame = included.Section.Origin.WorkbookHash == context.Input.WorkbookHash && included.Section.Origin.AsOf == context.Input.AsOf;
        if (!isSame)
        {
            yield return new Block.Notice(
                NoticeKind.Danger,
                context.Say("Written on other data", "Rédigé sur d’autres données"),
                context.Say(
                    "The notebook was run on another workbook or data cut. Its text may not fit the numbers here, and its own charts are left out; run it again.",
                    "Le notebook a été exécuté sur un autre classeur ou un autre gel. Son texte peut ne pas correspondre aux chiffres, et ses propres graphiques sont omis ; exécutez-le à nouveau."));
        }

        foreach (var (item, index) in included.Section.Items.Select((item, index) => (item, index)))
        {
            foreach (var block in Item(context, included, item, (100 * number) + index, isSame))
            {
                yield return block;
            }
        }

        yield return new Block.Heading(3, context.Say("Code of this section", "Code de cette section"));
        yield return new Block.CodeListing(string.Join("\n\n", included.Code.Select(c => c.Trim())), "C#");
    }

    private static ImmutableArray<Block> Item(CompositionContext context, IncludedSection included, SectionItem item, int index, bool isSame) => item switch
    {
        SectionItem.Text text => [new Block.Paragraph(text.Content)],
        SectionItem.Analysis analysis => Analysis(context, included, analysis),
        SectionItem.Chart chart when isSame =>
        [
            new Block.FigureOf(ExploratorySection.Named(chart.Figure, index) with { IsSynthetic = context.Input.IsSynthetic }),
            new Block.Paragraph(
                context.Say("Drawn by the notebook itself: its numbers are not in results.json.", "Tracé par le notebook lui-même : ses chiffres ne figurent pas dans results.json."),
                ParagraphStyle.Note),
        ],
        _ => [],
    };

    private static ImmutableArray<Block> Analysis(CompositionContext context, IncludedSection included, SectionItem.Analysis analysis)
    {
        if (analysis.Specification is not null)
        {
            return included.Results.FirstOrDefault(r => r.Specification == analysis.Specification) is { } result ? AnalysisSection.Compose(context, result) : [];
        }

        return context.Result(analysis.Id) is { } planned
            ? [new Block.Paragraph(RichText.Concat(context.Say("Planned analysis ", "Analyse prévue "), RichText.Write($"{CompositionContext.Link(planned)}"), context.Say(": ", "\u00A0: "), context.Sentence(planned)))]
            : [];
    }
}
