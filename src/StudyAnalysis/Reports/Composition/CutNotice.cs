using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>What page one says of a data cut that the data do not reach: one before the first patient, or one long after the latest date.</summary>
internal static class CutNotice
{
    // A month passes easily between the last visit typed and the lock.
    private const int LongAfter = 31;

    public static Block.Notice? Of(CompositionContext context)
    {
        var cut = context.Input.Cut;
        return cut.IsBeforeAllPatients ? BeforeAll(context)
            : context.Input.CutKind != CutKind.None && cut.LatestDate is { } latest && context.Input.AsOf.DayNumber - latest.DayNumber > LongAfter
                ? LongAfterAll(context, latest)
                : null;
    }

    private static Block.Notice BeforeAll(CompositionContext context) => new(
        NoticeKind.Danger,
        context.Say("The data cut lies before the first patient", "La date de gel précède le premier patient"),
        context.Say(
            $"Every patient of the workbook was enrolled after {Day(context, context.Input.AsOf)}: at this cut the study holds none. If that is not meant, state a later cut (--as-of).",
            $"Tous les patients du classeur ont été inclus après le {Day(context, context.Input.AsOf)} : à cette date, l’étude n’en compte aucun. Si ce n’est pas voulu, indiquer une date plus tardive (--as-of)."));

    private static Block.Notice LongAfterAll(CompositionContext context, DateOnly latest)
    {
        var days = NumberFormatter.Format(context.Input.AsOf.DayNumber - latest.DayNumber, NumberFormat.Count, context.Language);
        return new Block.Notice(
            NoticeKind.Warning,
            context.Say("The data end long before the data cut", "Les données s’arrêtent bien avant la date de gel"),
            context.Say(
                $"The latest date in the workbook is {Day(context, latest)}, {days} days before the cut. Nothing is known of the time between: visits due in it count as overdue. If the workbook is up to date, state an earlier cut (--as-of).",
                $"La date la plus récente du classeur est le {Day(context, latest)}, {days} jours avant la date de gel. On ne sait rien de l’intervalle : les visites prévues dans cet intervalle comptent comme en retard. Si le classeur est à jour, indiquer une date plus précoce (--as-of)."));
    }

    private static string Day(CompositionContext context, DateOnly date) => NumberFormatter.Date(date, context.Language);
}
