using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The status of units at a fixed horizon: known ones enter a comparison (a competing event is no event), unknown ones are counted.</summary>
internal sealed record KnownStatus(double Horizon, ImmutableArray<StatusAtHorizon> Of)
{
    public int Events => Of.Count(s => s == StatusAtHorizon.Event);

    public int Unknown => Of.Count(s => s == StatusAtHorizon.Unknown);

    /// <summary>Whether too few have come so far: an odds ratio or AUC from the early ones alone would mislead.</summary>
    public bool IsTooEarly => 2 * Unknown > Of.Length;

    public static KnownStatus At(OutcomeUnits outcome, double horizon) =>
        new(horizon, HorizonStatus.At([.. outcome.Times], [.. outcome.Causes], horizon).Status);

    /// <summary>Adds the counts and, where units are unknown, the note.</summary>
    /// <param name="builder">Where they go.</param>
    /// <param name="context">Context of the counts.</param>
    /// <param name="n">What n counts there: those with known status, where the numbers beside it are of them.</param>
    public void AddTo(ResultBuilder builder, string context, int n)
    {
        var about = builder.About(new StatisticKey(context));
        about.N(n);
        about.Count("n.event", builder.Say("event by the horizon", "événement avant l’horizon"), Events);
        about.Count("n.known", builder.Say("status known at the horizon", "statut connu à l’horizon"), Of.Length - Unknown);
        about.Count("n.unknown", builder.Say("censored before the horizon", "censurés avant l’horizon"), Unknown);
        if (Unknown > 0)
        {
            var day = Horizon.ToString("0.##", CultureInfo.InvariantCulture);
            builder.Note(builder.Language.Pick(
                $"{Unknown} of {Of.Length} are censored before day {day}: their status is unknown; they are left out of the 2×2 comparison and weighted for by the methods that allow it.",
                $"{Unknown} sur {Of.Length} sont censurés avant le jour {day} : leur statut est inconnu ; exclus de la comparaison 2×2, pris en compte par pondération là où la méthode le permet."));
        }
    }

    /// <summary>Why comparisons by status are not estimable yet.</summary>
    public string TooEarly(ResultBuilder builder) => builder.Language.Pick(
        $"{Unknown} of {Of.Length} have not reached the horizon: most are not yet due",
        $"{Unknown} sur {Of.Length} n’ont pas atteint l’horizon : la plupart ne sont pas encore à échéance");
}
