using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.GroupChange;

/// <summary>Every change by group, with the Hodges–Lehmann change and its interval.</summary>
public static class GroupChangeFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(GroupChangeResult result)
    {
        const int height = 250;
        var say = result.Language;
        var groups = result.Groups.Select((g, i) => new DotGroup($"{g.Label} (n = {result.Changes[i].Length})", result.Changes[i])
        {
            Center = Number(g, "estimate"),
            Low = Number(g, "conf.low"),
            High = Number(g, "conf.high"),
        }).ToArray();
        var sizes = string.Join(", ", result.Groups.Select((g, i) => $"{g.Label} n = {result.Changes[i].Length}"));
        var axis = result.IsRatio
            ? new Axis($"{result.ToLabel} / {result.FromLabel}") { IsLog = true }
            : new Axis(say.Pick($"change of {result.MarkerLabel}", $"variation de {result.MarkerLabel}"), result.Unit);
        return new Figure(
            $"fig-{result.Id}",
            say.Pick(
                $"Change of {result.MarkerLabel} by {result.ByLabel}: every patient, Hodges–Lehmann change and interval ({sizes}).",
                $"Variation de {result.MarkerLabel} selon {result.ByLabel} : chaque patient, variation de Hodges–Lehmann et intervalle ({sizes})."),
            say.Pick($"Dots in {groups.Length} columns, one a group, around no change.", $"Points en {groups.Length} colonnes, une par groupe, autour de l’absence de variation."),
            Plot.Dots(groups, axis, say, height, result.ByLabel),
            height) { IsNarrow = groups.Length <= 4 };

        double? Number(CategoryLevel g, string name) =>
            result.Find(GroupChangeResult.Change(result.By, g.Code), name) is { Value.IsEstimable: true } s && double.IsFinite(s.Value.Value) ? s.Value.Value : null;
    }
}
