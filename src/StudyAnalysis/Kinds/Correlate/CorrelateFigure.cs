using StudyAnalysis.Charts;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Correlate;

/// <summary>Every unit as a point, by group.</summary>
public static class CorrelateFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(CorrelateResult result)
    {
        const int height = 260;
        var say = result.Language;
        var groups = result.Points.Select(p => new PointGroup(
            p.Level is null ? say.Pick("all", "ensemble") : $"{p.Level.Label} (n = {p.X.Length})", p.X, p.Y)).ToArray();
        var n = result.Points.Sum(p => p.X.Length);
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"{result.YLabel} against {result.XLabel}, one point a unit (n = {n}).", $"{result.YLabel} en fonction de {result.XLabel}, un point par unité (n = {n})."),
            say.Pick(
                $"Scatter plot of {n} points{Groups(" in {0} groups")}; horizontal {result.XLabel}, vertical {result.YLabel}.",
                $"Nuage de {n} points{Groups(" en {0} groupes")} ; en abscisse {result.XLabel}, en ordonnée {result.YLabel}."),
            Plot.Scatter(
                groups,
                [],
                new Axis(result.XLabel, result.XUnit) { IsLog = result.XIsLog },
                new Axis(result.YLabel, result.YUnit) { IsLog = result.YIsLog },
                say,
                height),
            height) { IsNarrow = true };

        string Groups(string words) => result.Points.Length < 2
            ? string.Empty
            : words.Replace("{0}", result.Points.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
