using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>Scheduled visits by what became of them.</summary>
public static class FollowUpFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(FollowUpResult result)
    {
        var say = result.Language;
        var height = 120 + (34 * result.Visits.Length);
        var series = Enum.GetValues<VisitStatus>().Select(s => new BarSeries(
            Name(say, s), [.. result.Visits.Select(v => Count(v, s))], [.. result.Visits.Select(v => Count(v, s) > 0 ? Text(Count(v, s)) : string.Empty)])).ToArray();
        var n = Text(result.Get(FollowUpResult.Main, "n").Value.Value);
        var late = result.Visits.Sum(v => Count(v, VisitStatus.Overdue));
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"Scheduled visits at the data cut (n = {n}).", $"Visites prévues à la date de point (n = {n})."),
            say.Pick($"One stacked bar a visit; {Text(late)} visits in all are overdue.", $"Une barre empilée par visite ; {Text(late)} visites en tout sont en retard."),
            Plot.Bars(
                [.. result.Visits.Select(v => v.Label)],
                series,
                new Axis(result.Population.UnitPlural),
                horizontal: true,
                stacked: true,
                say,
                height),
            height) { IsNarrow = true };

        double Count(VisitRow visit, VisitStatus status) => result.Get(visit.Key(status), "n").Value.Value;
    }

    private static string Text(double count) => count.ToString("F0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Name(Language say, VisitStatus status) => status switch
    {
        VisitStatus.Observed => say.Pick("observed", "observée"),
        VisitStatus.NotYetDue => say.Pick("not yet due", "non encore due"),
        VisitStatus.Overdue => say.Pick("overdue", "en retard"),
        VisitStatus.Missed => say.Pick("missed", "manquée"),
        _ => say.Pick("not applicable", "sans objet"),
    };
}
