using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Interval-censored survival as a sentence and a table of bounds.</summary>
internal static class IntervalSurvivalSection
{
    public static ResultContent Compose(IntervalSurvivalResult result) =>
        new(RichText.Concat(SectionText.List(result, result.Groups.Select(g => Sentence(result, g))), "."), [Table(result)], [], []);

    private static RichText Sentence(IntervalSurvivalResult result, CategoryLevel group)
    {
        var key = result.KeyOf(group);
        var who = group.Label.Length > 0 ? group.Label + SectionText.Colon(result) : string.Empty;
        var events = SectionText.CountOf(result, result.Get(key, "n.event"), result.Get(key, "n"));
        var start = result.Say(RichText.Write($"{who}{events} with the event"), RichText.Write($"{who}{events} avec l’événement"));
        return RichText.Concat(result.ReadTimes.Select(t => AtTime(result, key, t)).Prepend(start));
    }

    private static RichText AtTime(IntervalSurvivalResult result, StatisticKey key, double time)
    {
        var (low, high) = Bounds(result, key, time);
        return low.Value.IsEstimable
            ? result.Say(RichText.Write($", {low} to {high} without it {SectionText.At(result, time)}"), RichText.Write($", {low} à {high} indemnes {SectionText.At(result, time)}"))
            : SectionText.NobodyFollowed(result, time);
    }

    private static Table Table(IntervalSurvivalResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.GroupLabel.Length > 0 ? result.GroupLabel : result.Say("Group", "Groupe")),
            SectionText.Numbers(result.Say("Events/n", "Événements/n")),
            SectionText.Numbers(result.Say("Median lies in, days", "Médiane comprise dans, jours")),
            .. result.ReadTimes.Select(t => SectionText.Numbers(result.Language.Pick($"Without it {SectionText.At(result, t)}, bounds", $"Indemnes {SectionText.At(result, t)}, bornes"))),
        ];
        var rows = result.Groups.Select(g => SectionText.Row([.. Cells(result, g)]));
        var note = result.Say(
            "Bounds of the maximum-likelihood estimate; no confidence interval is defined for it.",
            "Bornes de l’estimation du maximum de vraisemblance ; aucun intervalle de confiance n’est défini.");
        return SectionText.TableOf(result, string.Empty, result.Title, columns, rows, note);
    }

    private static IEnumerable<RichText> Cells(IntervalSurvivalResult result, CategoryLevel group)
    {
        var key = result.KeyOf(group);
        yield return group.Label.Length > 0 ? group.Label : result.Say("All", "Tous");
        yield return SectionText.Share(result.Get(key, "n.event"), result.Get(key, "n"), null);
        yield return Range(result, result.Get(key, "median.low"), result.Get(key, "median.high"));
        foreach (var time in result.ReadTimes)
        {
            var (low, high) = Bounds(result, key, time);
            yield return Range(result, low, high);
        }
    }

    private static RichText Range(IntervalSurvivalResult result, Statistic low, Statistic high) => low.Value.IsEstimable
        ? result.Say(RichText.Write($"{low}\u00A0to\u00A0{high}"), RichText.Write($"{low}\u00A0à\u00A0{high}"))
        : RichText.Plain(low.Value.Reason);

    private static (Statistic Low, Statistic High) Bounds(IntervalSurvivalResult result, StatisticKey key, double time)
    {
        var at = key.At(time);
        return (result.Get(at, "estimate.low"), result.Get(at, "estimate.high"));
    }
}
