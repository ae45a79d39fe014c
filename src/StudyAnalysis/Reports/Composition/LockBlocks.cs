using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Schema.Deviations;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The definition held against its locks: each change with what it may touch, in the section on deviations and, in short, on page one.</summary>
internal static class LockBlocks
{
    /// <summary>What page one must say: changes after the lock, and p values switched on or off after it.</summary>
    public static IEnumerable<Block> Notices(CompositionContext context)
    {
        if (context.Lock is not { } held)
        {
            yield break;
        }

        if (held.InferenceSwitched)
        {
            yield return new Block.Notice(NoticeKind.Warning, SwitchTitle(context, held), SwitchText(context, held));
        }

        if (context.Input.Definition.Lock!.Entries.Any(e => e.AfterDamage))
        {
            yield return new Block.Notice(
                NoticeKind.Warning,
                context.Say("An earlier lock of the plan could not be read", "Un verrou antérieur du plan était illisible"),
                context.Say(
                    RichText.Write($"What it held, and what changed before the plan was locked again, is not known: see {Link(context)}."),
                    RichText.Write($"Son contenu, et ce qui a changé avant le nouveau verrouillage, ne sont pas connus : voir {Link(context)}.")));
        }

        var changes = held.Steps.SelectMany(s => s.Changes).ToArray();
        if (changes.Length > 0)
        {
            var touched = changes.SelectMany(c => c.Analyses).Distinct(StringComparer.Ordinal).Count();
            yield return new Block.Notice(
                NoticeKind.Warning,
                context.Say("The definition was changed after the plan was locked", "La définition a été modifiée après le verrouillage du plan"),
                context.Say(
                    RichText.Write($"{Count(changes.Length, "change", "changes")} since {Date(context, held.Steps[0].From)}; they may touch {Count(touched, "analysis", "analyses")}: see {Link(context)}."),
                    RichText.Write($"{Count(changes.Length, "modification", "modifications")} depuis le {Date(context, held.Steps[0].From)}, pouvant toucher {Count(touched, "analyse", "analyses")} : voir {Link(context)}.")));
        }
    }

    /// <summary>The locks on record, and what changed from each to the next and until now.</summary>
    public static IEnumerable<Block> Record(CompositionContext context)
    {
        var version = context.Input.Definition.Plan.Version;
        if (context.Lock is not { } held)
        {
            yield return new Block.Paragraph(context.Say(
                $"Plan {version}. It was never locked: it cannot be shown that it was fixed before outcomes were read.",
                $"Plan {version}. Jamais verrouillé : rien ne montre qu’il était fixé avant la lecture des critères de jugement."));
            yield break;
        }

        yield return new Block.Paragraph(Standing(context, held, version));
        foreach (var block in held.Steps.SelectMany((s, i) => Step(context, s, i)))
        {
            yield return block;
        }
    }

    private static RichText Standing(CompositionContext context, LockComparison held, string version)
    {
        var date = Date(context, held.Last.From);
        var (locked, verrouillage) = held.Steps.Length > 1 ? ("last locked", "dernier verrouillage") : ("locked", "verrouillage");
        var state = held.Last.Changes.IsEmpty
            ? context.Say($"Plan {version}, unchanged since it was {locked} on {date}.", $"Plan {version}, inchangé depuis son {verrouillage} le {date}.")
            : context.Say($"Plan {version}, changed since it was {locked} on {date}.", $"Plan {version}, modifié depuis son {verrouillage} le {date}.");
        var what = context.Say(
            " The lock holds the plan and the data dictionary; its date is that of the computer it was made on.",
            " Le verrou porte sur le plan et le dictionnaire des données ; sa date est celle de l’ordinateur utilisé.");
        var damaged = context.Input.Definition.Lock!.Entries.Where(e => e.AfterDamage).Select(e => context.Say(
            $" An earlier plan.lock could not be read when the plan was locked on {Date(context, e)}: what it held, and what changed before, is not known; reason given: {e.Reason}",
            $" Un plan.lock antérieur était illisible lors du verrouillage du {Date(context, e)} : son contenu et ce qui a changé auparavant ne sont pas connus ; motif indiqué : {e.Reason}"));
        return RichText.Concat([state, what, .. damaged]);
    }

    private static IEnumerable<Block> Step(CompositionContext context, LockStep step, int index)
    {
        if (step.To is { } next)
        {
            yield return new Block.Paragraph(context.Say(
                $"Locked on {Date(context, step.From)} and locked again on {Date(context, next)}; reason given: {next.Reason}",
                $"Verrouillé le {Date(context, step.From)}, puis à nouveau le {Date(context, next)} ; motif indiqué : {next.Reason}"));
        }

        if (!step.IsKnown)
        {
            yield return new Block.Paragraph(context.Say(
                $"The lock of {Date(context, step.From)} did not keep the definition: what changed until the next one cannot be told.",
                $"Le verrou du {Date(context, step.From)} ne conservait pas la définition : on ignore ce qui a changé jusqu’au suivant."));
        }
        else if (step.Changes.IsEmpty)
        {
            yield return new Block.Paragraph(step.To is null
                ? context.Say("No analysis was added, removed or changed since.", "Aucune analyse ajoutée, retirée ou modifiée depuis.")
                : context.Say("Nothing was changed in between.", "Rien n’a été modifié entre les deux."));
        }
        else
        {
            yield return new Block.TableOf(Changes(context, step, index));
        }
    }

    private static Table Changes(CompositionContext context, LockStep step, int index) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"tab-lock-{index + 1}"),
        Caption = step.To is { } next
            ? context.Say($"Changes between the locks of {Date(context, step.From)} and {Date(context, next)}", $"Modifications entre les verrous du {Date(context, step.From)} et du {Date(context, next)}")
            : context.Say($"Changes since the lock of {Date(context, step.From)}", $"Modifications depuis le verrou du {Date(context, step.From)}"),
        Columns =
        [
            new(context.Say("Where", "Où")),
            new(context.Say("At the lock", "Au verrou")),
            new(step.To is null ? context.Say("Now", "Maintenant") : context.Say("At the next lock", "Au verrou suivant")),
            new(context.Say("Analyses it may touch", "Analyses pouvant être touchées")),
        ],
        Rows = [.. step.Changes.Select(c => new TableRow([$"{c.File} {c.Path}", Value(context, c.Before), Value(context, c.After), Touched(context, c.Analyses)]))],
    };

    private static string Value(CompositionContext context, string? value) => value ?? context.Say("not there", "absent");

    private static string Touched(CompositionContext context, ImmutableArray<string> analyses) =>
        analyses.IsEmpty ? context.Say("none", "aucune") : string.Join(", ", analyses);

    private static string SwitchTitle(CompositionContext context, LockComparison held) => (held.InferenceThen, held.InferenceNow) switch
    {
        (false, true) => context.Say("p values were switched on after the plan was locked", "Les valeurs de p ont été activées après le verrouillage du plan"),
        (true, false) => context.Say("p values were switched off after the plan was locked", "Les valeurs de p ont été désactivées après le verrouillage du plan"),
        _ => context.Say("p values were switched on or off after the plan was locked, and back", "Les valeurs de p ont été activées ou désactivées après le verrouillage du plan, puis rétablies"),
    };

    private static RichText SwitchText(CompositionContext context, LockComparison held)
    {
        var (then, now) = (Word(held.InferenceThen ?? held.InferenceNow), Word(held.InferenceNow));
        return context.Say(
            RichText.Write($"Inference before the database lock (interim.inference) was “{then}” when the plan was locked on {Date(context, held.Steps[0].From)} and is “{now}” now: see {Link(context)}."),
            RichText.Write($"L’inférence avant le gel de la base (interim.inference) était « {then} » au verrouillage du plan, le {Date(context, held.Steps[0].From)}, et vaut « {now} » maintenant : voir {Link(context)}."));
    }

    private static string Word(bool inference) => inference ? "final" : "none";

    private static string Date(CompositionContext context, PlanLockEntry entry) => NumberFormatter.Date(entry.Date, context.Language);

    private static string Count(int n, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? one : many)}");

    private static Inline.Reference Link(CompositionContext context) => new(DeviationSection.Anchor, context.Say("plan and deviations", "plan et écarts"));
}
