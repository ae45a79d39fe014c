using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The plan as it was and as it is: its lock, amendments, analyses changed, added or removed since, and planned ones without a result.</summary>
internal static class DeviationSection
{
    /// <summary>Anchor of the section.</summary>
    public const string Anchor = "section-deviations";

    public static DocumentSection Compose(CompositionContext context)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.AddRange(LockBlocks.Record(context));
        blocks.AddRange(Amendments(context));
        blocks.AddRange(NotPlanned(context));
        blocks.AddRange(WithoutResult(context));
        return new DocumentSection(Anchor, context.Say("Plan and deviations", "Plan et écarts"), blocks.ToImmutable());
    }

    private static IEnumerable<Block> Amendments(CompositionContext context)
    {
        if (context.Plan.Amendments.IsEmpty)
        {
            yield break;
        }

        yield return new Block.TableOf(new Table
        {
            Id = "tab-amendments",
            Caption = context.Say("Amendments of the plan", "Amendements du plan"),
            Columns = [new(context.Say("Date", "Date")), new(context.Say("Reason", "Motif")), new(context.Say("Outcomes seen before", "Critères vus auparavant"))],
            Rows = [.. context.Plan.Amendments.Select(a => new TableRow(
                [NumberFormatter.Date(a.Date, context.Language), a.Reason.In(context.Language), a.OutcomesSeen ? context.Say("yes", "oui") : context.Say("no", "non")]))],
        });
    }

    private static IEnumerable<Block> NotPlanned(CompositionContext context)
    {
        var run = context.Input.Unplanned.ToArray();
        if (run.Length > 0)
        {
            yield return new Block.TableOf(new Table
            {
                Id = "tab-not-planned",
                Caption = context.Say("Run but not planned (exploratory)", "Réalisées hors du plan (exploratoires)"),
                Columns = [new(context.Say("Analysis", "Analyse")), new(context.Say("Kind", "Type")), new(context.Say("From", "Provenance"))],
                Rows = [.. run.Select(r => new TableRow(
                    [RichText.Write($"{CompositionContext.Link(r)}"), r.Kind, context.Input.Included.First(i => i.Results.Any(o => o.Id == r.Id)).File]))],
            });
        }
    }

    private static IEnumerable<Block> WithoutResult(CompositionContext context)
    {
        var missing = context.Input.Results.Where(r => r.Status != AnalysisStatus.Ok).ToArray();
        var notReached = context.Plan.Analyses.Where(a => context.Result(a.Id) is null).ToArray();
        if (missing.Length + notReached.Length == 0)
        {
            yield return new Block.Paragraph(context.Say("Every planned analysis has a result.", "Chaque analyse prévue a un résultat."));
            yield break;
        }

        yield return new Block.TableOf(new Table
        {
            Id = "tab-without-result",
            Caption = context.Say("Planned analyses without a result", "Analyses prévues sans résultat"),
            Columns = [new(context.Say("Analysis", "Analyse")), new(context.Say("Status", "État")), new(context.Say("Reason", "Motif"))],
            Rows =
            [
                .. missing.Select(r => new TableRow([RichText.Write($"{CompositionContext.Link(r)}"), Word(context, r.Status), r.StatusReason])),
                .. notReached.Select(a => new TableRow(
                    [a.Title.In(context.Language), Word(context, AnalysisStatus.NotRun), context.Say($"this version has no kind {a.Kind}", $"cette version n’a pas le type {a.Kind}")])),
            ],
        });
    }

    private static string Word(CompositionContext context, AnalysisStatus status) => status == AnalysisStatus.NotRun
        ? context.Say("not run", "non réalisée")
        : context.Say("not estimable", "non estimable");
}
