using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Compare;

/// <summary>Every value by group, with medians and quartiles.</summary>
public static class CompareFigure
{
    /// <summary>Quartiles of fewer values say less than the points themselves.</summary>
    private const int SmallestBox = 5;

    /// <summary>Draws it.</summary>
    public static Figure Draw(AnalysisResult result, Comparison of)
    {
        const int height = 250;
        var say = result.Language;
        Statistic Number(CategoryLevel g, string name) => result.Get(of.Group(g.Code), name);
        var groups = of.Groups.Select((g, i) => Boxed(g, new DotGroup($"{g.Label} (n = {of.Points[i].Length})", of.Points[i]))).ToArray();
        var sizes = string.Join(", ", of.Groups.Select((g, i) => $"{g.Label} n = {of.Points[i].Length}"));
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"{of.YLabel} by {of.ByLabel}: every value; median and quartiles from n = {SmallestBox} ({sizes}).", $"{of.YLabel} selon {of.ByLabel} : toutes les valeurs ; médiane et quartiles à partir de n = {SmallestBox} ({sizes})."),
            say.Pick(
                $"Dots in {of.Groups.Length} columns, one a group; the highest median is in {Highest()}.",
                $"Points en {of.Groups.Length} colonnes, une par groupe ; la médiane la plus élevée est dans {Highest()}."),
            Plot.Boxes(groups, new Axis(of.YLabel, of.Unit) { IsLog = of.IsRatio }, say, height, of.ByLabel),
            height) { IsNarrow = of.Groups.Length <= 4 };

        DotGroup Boxed(CategoryLevel g, DotGroup dots) => dots.Values.Length < SmallestBox
            ? dots
            : dots with
            {
                Center = Number(g, "median").Value.ValueOrNaN,
                Low = Number(g, "p25").Value.ValueOrNaN,
                High = Number(g, "p75").Value.ValueOrNaN,
            };

        string Highest() => of.Groups.MaxBy(g => Number(g, "median").Value.ValueOrNaN)!.Label;
    }
}
