using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>What a reader must know of the times of an endpoint: who is censored at the cut, and what is missing of whom.</summary>
internal static class EndpointNotes
{
    /// <param name="builder">Where the notes go.</param>
    /// <param name="source">The endpoint as read.</param>
    /// <param name="units">The units analysed: those of <paramref name="source"/> or fewer.</param>
    public static void Add(ResultBuilder builder, TimeToEvent source, AnalysisUnits units)
    {
        var rows = units.Rows.ToHashSet();
        var later = source.IsSeenLater.Index().Count(s => s.Item && rows.Contains(source.Units.Rows[s.Index]));
        Note(builder, later, $"Censored at the data cut although seen later: {later}.", $"Censurés à la date de gel bien que revus plus tard : {later}.");
        Note(
            builder,
            source.UnknownStatus,
            $"Left out because it is not known whether they had the event: {source.UnknownStatus}. The direction of a bias is not known either.",
            $"Écartés parce qu’on ignore s’ils ont eu l’événement : {source.UnknownStatus}. Le sens d’un biais est inconnu lui aussi.");
        Note(
            builder,
            source.UndatedEvents,
            $"Left out because they had the event on an unknown date: {source.UndatedEvents}. Without them the risk is underestimated, and the proportion free of the event overestimated.",
            $"Écartés parce qu’ils ont eu l’événement à une date inconnue : {source.UndatedEvents}. Sans eux le risque est sous-estimé, et la proportion sans événement surestimée.");
        Note(
            builder,
            source.UndatedCompeting,
            $"Left out because they had a competing event on an unknown date: {source.UndatedCompeting}. Without them the risk of that event is underestimated, and the risk of the event of interest overestimated.",
            $"Écartés parce qu’ils ont eu un événement concurrent à une date inconnue : {source.UndatedCompeting}. Sans eux le risque de cet événement est sous-estimé, et celui de l’événement étudié surestimé.");
    }

    private static void Note(ResultBuilder builder, int count, string english, string french)
    {
        if (count > 0)
        {
            builder.Note(builder.Language.Pick(english, french));
        }
    }
}
