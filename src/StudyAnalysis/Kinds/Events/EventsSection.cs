using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Events;

/// <summary>Events as a table: units with at least one, and events.</summary>
public sealed class EventsSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "events";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var all = EventsResult.All;
        var share = SectionText.CountOf(result, result.Get(all, "n"), result.Get(all, "N"));
        var count = result.Get(all, "n.event");
        var sentence = result.Say(
            RichText.Write($"{share} {result.Population.UnitPlural} had at least one event; {count} events in all."),
            RichText.Write($"{share} {result.Population.UnitPlural} ont eu au moins un événement ; {count} événements en tout."));
        var table = SectionText.TableOf(
            result,
            string.Empty,
            result.Title,
            [
                SectionText.Words(result.Say("Event", "Événement")),
                SectionText.Numbers(result.Say("With at least one (%)", "Au moins un (%)")),
                SectionText.Numbers(result.Say("Events", "Événements")),
            ],
            ((EventsResult)result).Breakdowns.SelectMany(b => Rows(result, b)).Prepend(Row(result, all, result.Say("Any", "Tous"), 0)),
            [.. Notes(result)]);
        return SectionText.Content(sentence, table);
    }

    private static IEnumerable<RichText> Notes(AnalysisResult result)
    {
        yield return result.Say("By grade, each counts once at the highest.", "Par grade, chacun compte une fois, au plus élevé.");
        if (((EventsResult)result).Breakdowns.Any(b => b is { Option: "grade", HasUnknown: true }))
        {
            yield return result.Say(
                "A grade that is missing or cannot be read counts below all others.", "Un grade manquant ou illisible compte après tous les autres.");
        }

        if (((EventsResult)result).Breakdowns.Any(b => b.HasTyped))
        {
            yield return result.Say(
                "As typed: the data dictionary does not know this text; the cell is in the list of queries.",
                "Tel que saisi : texte inconnu du dictionnaire des données ; la cellule figure dans la liste de questions.");
        }
    }

    private static IEnumerable<TableRow> Rows(AnalysisResult result, EventBreakdown breakdown) =>
        breakdown.Levels.Select(l => Row(result, breakdown.Key(l.Code), l.Label, 1))
            .Prepend(new TableRow([breakdown.Label, RichText.Empty, RichText.Empty], IsGroup: true));

    private static TableRow Row(AnalysisResult result, StatisticKey key, string label, int indent) => new(
        [label, SectionText.Share(result.Get(key, "n"), result.Get(key, "N"), result.Find(key, "prop")), RichText.Of(result.Get(key, "n.event"))], indent);
}
