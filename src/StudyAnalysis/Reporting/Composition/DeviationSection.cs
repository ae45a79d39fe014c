using System.Collections.Immutable;
using StudyAnalysis.Analyses;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reporting.Composition;

/// <summary>The plan as it was and as it is: its lock, amendments, analyses changed, added or removed since, and planned ones without a result.</summary>
internal static class DeviationSection
{
    /// <summary>Anchor of the section.</summary>
    public const string Anchor = "section-deviations";

    public static DocumentSection Compose(CompositionContext context)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Paragraph(Lock(context)));
        blocks.AddRange(Amendments(context));
        if (context.Input.Definition.Lock is { } planLock && context.Input.AnalysisHashes is { IsEmpty: false } now)
        {
            blocks.AddRange(Changes(context, planLock, now));
        }

        blocks.AddRange(NotPlanned(context));
        blocks.AddRange(WithoutResult(context));
        return new DocumentSection(Anchor, context.Say("Plan and deviations", "Plan et écarts"), blocks.ToImmutable());
    }

    private static RichText Lock(CompositionContext context)
    {
        var definition = context.Input.Definition;
        if (definition.Lock is not { } planLock)
        {
            return context.Say(
                $"Plan {definition.Plan.Version}. It was never locked: it cannot be shown that it was fixed before outcomes were read.",
                $"Plan {definition.Plan.Version}. Jamais verrouillé : rien ne montre qu’il était fixé avant la lecture des critères de jugement.");
        }

        var date = NumberFormatter.Date(planLock.Date, context.Language);
        return planLock.PlanHash == definition.PlanHash
            ? context.Say($"Plan {definition.Plan.Version}, unchanged since it was locked on {date}.", $"Plan {definition.Plan.Version}, inchangé depuis son verrouillage le {date}.")
            : context.Say($"Plan {definition.Plan.Version}, changed since it was locked on {date}.", $"Plan {definition.Plan.Version}, modifié depuis son verrouillage le {date}.");
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

    private static IEnumerable<Block> Changes(
        CompositionContext context, PlanLock planLock, ImmutableSortedDictionary<string, string> now)
    {
        var added = now.Keys.Where(id => !planLock.AnalysisHashes.ContainsKey(id)).Select(id => id + context.Say(": added since", "\u00A0: ajoutée depuis"));
        var removed = planLock.AnalysisHashes.Keys.Where(id => !now.ContainsKey(id)).Select(id => id + context.Say(": removed since", "\u00A0: retirée depuis"));
        var changed = now.Where(a => planLock.AnalysisHashes.TryGetValue(a.Key, out var then) && then != a.Value)
            .Select(a => a.Key + context.Say(": changed since", "\u00A0: modifiée depuis"));
        var items = added.Concat(removed).Concat(changed).Select(RichText.Plain).ToImmutableArray();
        yield return items.IsEmpty
            ? new Block.Paragraph(context.Say("No analysis was added, removed or changed since.", "Aucune analyse ajoutée, retirée ou modifiée depuis."))
            : new Block.Items(items);
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
