using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The data cut in words: its day, what lies after it, and what could not be cut.</summary>
internal static class CutText
{
    /// <summary>As in a footer: "data cut 2026-08-04".</summary>
    public static string Short(CompositionContext context) => context.Input.CutKind == CutKind.None
        ? context.Say("no dates: no data cut", "pas de dates : pas de gel")
        : context.Say("data cut ", "gel au ") + Iso(context.Input.AsOf);

    /// <summary>As under the title: "Data cut 4 August 2026".</summary>
    public static string Long(CompositionContext context) => context.Input.CutKind == CutKind.None
        ? context.Say("No dates in the workbook: no data cut", "Pas de dates dans le classeur : pas de gel des données")
        : $"{context.Say("Data cut", "Gel des données au")} {NumberFormatter.Date(context.Input.AsOf, context.Language)}";

    /// <summary>As in the provenance: the day and where it comes from.</summary>
    public static string WithSource(CompositionContext context) => context.Input switch
    {
        { CutKind: CutKind.None } => context.Say("none: the workbook holds no dates", "aucun : le classeur ne contient pas de dates"),
        { RunDate: { } run } input => context.Say(
            Iso(input.AsOf) + ", the latest date in the workbook not after the day of the run (" + Iso(run) + ")",
            Iso(input.AsOf) + ", dernière date du classeur non postérieure au jour de l’exécution (" + Iso(run) + ")"),
        { } input => Iso(input.AsOf) + context.Say(", as stated", ", indiqué"),
    };

    /// <summary>What the cut did, one sentence each; nothing when nothing lies after it.</summary>
    public static IEnumerable<string> Sentences(CompositionContext context)
    {
        var cut = context.Input.Cut;
        if (!cut.Rows.IsEmpty)
        {
            yield return context.Say("Rows after the data cut, left out: ", "Lignes postérieures au gel, écartées : ") + List(cut.Rows.Select(r => $"{r.Table} {Count(r.Rows)}"));
        }

        foreach (var sentence in Cells(context).Concat(Uncut(context)))
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> Cells(CompositionContext context)
    {
        foreach (var outcome in context.Input.Cut.Cells.GroupBy(c => c.Outcome).OrderBy(g => g.Key))
        {
            yield return Say(context, outcome.Key) + List(outcome.Select(c => $"{c.Table}.{c.Field} {Count(c.Count)}"));
        }
    }

    private static string Say(CompositionContext context, CutCellOutcome outcome) => outcome switch
    {
        CutCellOutcome.EndsAtCut => context.Say(
            "Last contacts and follow-up times after the data cut, which end at it: ", "Derniers contacts et durées de suivi postérieurs au gel, ramenés au gel : "),
        CutCellOutcome.NotHappened => context.Say(
            "Status of events after the data cut, which count as not happened: ", "Statuts d’événements postérieurs au gel, comptés comme non survenus : "),
        _ => context.Say("Cells not known yet at the data cut, left out: ", "Cellules non encore connues au gel, écartées : "),
    };

    private static IEnumerable<string> Uncut(CompositionContext context)
    {
        var cut = context.Input.Cut;
        if (!cut.Uncut.IsEmpty)
        {
            yield return context.Say(
                "Facts without a date, used at every data cut: ", "Faits sans date, utilisés quel que soit le gel : ")
                + List(cut.Uncut.Select(u => $"{u.Table}.{u.Field} {Count(u.Count)}"));
        }

        if (!cut.DurationsWithoutStart.IsEmpty)
        {
            yield return context.Say(
                "Durations without a start date, which no data cut shortens (the cut only dates this report): ",
                "Durées sans date de début, qu’aucun gel ne raccourcit (le gel ne fait que dater ce rapport) : ")
                + List(cut.DurationsWithoutStart.Select(l => l.In(context.Language)));
        }

        if (!cut.UndatedTables.IsEmpty)
        {
            yield return context.Say(
                "Tables whose rows have no date, read in full at every data cut: ", "Tables dont les lignes n’ont pas de date, lues en entier quel que soit le gel : ")
                + List(cut.UndatedTables);
        }
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items) + ".";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
