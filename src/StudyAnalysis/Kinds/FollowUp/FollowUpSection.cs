using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>Follow-up: how complete, how long, and what became of each scheduled visit.</summary>
public sealed class FollowUpSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "followUp";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var followUp = (FollowUpResult)result;
        var main = FollowUpResult.Main;
        var median = SectionText.Estimate(result, FollowUpResult.Reverse, "median");
        var complete = SectionText.Estimate(result, FollowUpResult.Completeness);
        var (n, events) = (result.Get(main, "n"), result.Get(main, "n.event"));
        var interest = result.Get(FollowUpResult.Interest, "n.event");
        var sentence = result.Say(
            RichText.Write($"{n} {result.Population.UnitPlural} followed for {followUp.EndpointLabel}: {interest} {interest.Label}, {events} with this or a competing event. Median follow-up: {median} days. Completeness: {complete} of the person-time possible."),
            RichText.Write($"{n} {result.Population.UnitPlural} suivis pour {followUp.EndpointLabel} : {interest} {interest.Label}, {events} avec cet événement ou un événement concurrent. Suivi médian : {median} jours. Complétude : {complete} des personnes-temps possibles."));
        if (result.Find(main, "n.complete") is { } seen)
        {
            sentence = RichText.Concat(sentence, RichText.Write($" {Wording.Capital(seen.Label)}{SectionText.Colon(result)}{seen}."));
        }

        return followUp.Visits.IsEmpty
            ? SectionText.Content(sentence)
            : new ResultContent(sentence, [Visits(followUp)], [FollowUpFigure.Draw(followUp)], []);
    }

    /// <summary>A status for people.</summary>
    internal static string Word(AnalysisResult result, VisitStatus status) => status switch
    {
        VisitStatus.Observed => result.Say("observed", "observée"),
        VisitStatus.NotYetDue => result.Say("not yet due", "non encore due"),
        VisitStatus.Overdue => result.Say("overdue", "en retard"),
        VisitStatus.Missed => result.Say("missed", "manquée"),
        _ => result.Say("not applicable", "sans objet"),
    };

    private static Table Visits(FollowUpResult result) => SectionText.TableOf(
        result,
        "visits",
        result.Say("Scheduled visits at the data cut", "Visites prévues à la date de point"),
        [SectionText.Words(result.Say("Visit", "Visite")), .. Enum.GetValues<VisitStatus>().Select(s => SectionText.Numbers(Word(result, s)))],
        result.Visits.Select(v => SectionText.Row([v.Label, .. Enum.GetValues<VisitStatus>().Select(s => RichText.Of(result.Get(v.Key(s), "n")))])),
        result.Say(
            "Overdue: the window has closed and nothing is recorded since; missed: a later visit is recorded, or the visit was not done.",
            "En retard : fenêtre close et rien d’enregistré depuis ; manquée : une visite ultérieure est enregistrée, ou la visite n’a pas eu lieu."));
}
