using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Enrolment;

/// <summary>Enrolment by month against the plan.</summary>
public static class EnrolmentFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(EnrolmentResult result)
    {
        const int height = 220;
        var say = result.Language;
        double[] counts = [0, .. Enumerable.Range(1, result.Months).Select(m => result.Get(EnrolmentResult.Month(m), "n").Value.Value)];
        var plan = result.Find(EnrolmentResult.Main, "n.planned") is { } n && result.Find(EnrolmentResult.Main, "months.planned") is { } months
            ? new LineSeries(say.Pick("plan", "prévu"), [0, months.Value.Value], [0, n.Value.Value])
            : null;
        var total = counts[^1].ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"Enrolment by month (n = {total}).", $"Inclusions par mois (n = {total})."),
            say.Pick($"A staircase reaches {total} after {result.Months} months.", $"Un escalier atteint {total} après {result.Months} mois."),
            Plot.Cumulative(
                say.Pick("enrolled", "inclus"),
                [.. counts.Select((_, i) => (double)i)],
                [.. counts],
                plan,
                new Axis(say.Pick("months since the first enrolment", "mois depuis la première inclusion")),
                new Axis(result.Population.UnitPlural),
                say,
                height),
            height) { IsNarrow = true };
    }
}
