using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Trajectory;

/// <summary>Every unit's values over time, with the medians.</summary>
public static class TrajectoryFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(TrajectoryResult result)
    {
        const int height = 250;
        var say = result.Language;
        var n = result.Lines.Length;
        var complete = result.Lines.Count(l => l.All(double.IsFinite));
        return new Figure(
            $"fig-{result.Id}",
            say.Pick(
                $"{result.MarkerLabel} over time; one line a patient, thick line: medians (n = {n}).",
                $"{result.MarkerLabel} au cours du temps ; une ligne par patient, trait épais : médianes (n = {n})."),
            say.Pick(
                $"{n} lines over {result.Times.Length} times, {complete} of them complete; gaps are missing samples.",
                $"{n} lignes sur {result.Times.Length} temps, dont {complete} complètes ; les interruptions sont des prélèvements manquants."),
            Plot.Paired(
                [.. result.Times.Select(t => t.Label)],
                result.Lines,
                [.. result.Times.Select(t => result.Get(TrajectoryResult.At(t.Variable, null, null), "median").Value.ValueOrNaN)],
                say.Pick("median", "médiane"),
                new Axis(result.MarkerLabel, result.Unit) { IsLog = result.IsRatio },
                say,
                height),
            height) { IsNarrow = result.Times.Length <= 5 };
    }
}
