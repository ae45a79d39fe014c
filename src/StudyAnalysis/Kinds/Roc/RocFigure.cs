using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Roc;

/// <summary>The empirical ROC curve with the line of chance.</summary>
public static class RocFigure
{
    private const int Height = 270;

    /// <summary>The figure.</summary>
    public static Figure Draw(RocResult result)
    {
        var language = result.Language;
        var curve = new PointGroup(result.PredictorLabel, [.. result.Curve.Select(p => p.FalsePositive)], [.. result.Curve.Select(p => p.TruePositive)]);
        var n = result.Get(RocResult.Key, "n").Value.Value.ToString(CultureInfo.InvariantCulture);
        return new Figure(
            $"fig-{result.Id}",
            language.Pick($"{result.Title}. Empirical ROC curve of {result.PredictorLabel}, n = {n}.", $"{result.Title}. Courbe ROC empirique de {result.PredictorLabel}, n = {n}."),
            language.Pick($"Step curve from bottom left to top right with {result.Curve.Length} points, beside the diagonal of chance.", $"Courbe en escalier du bas à gauche au haut à droite, {result.Curve.Length} points, près de la diagonale du hasard."),
            Plot.Roc([curve], language, Height),
            Height) { IsNarrow = true };
    }
}
