using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The ratios of a model as a forest plot on a logarithmic axis; nothing for a model of one term, whose table says it all.</summary>
public static class ModelFigure
{
    /// <summary>The figure, or null when a single ratio needs none.</summary>
    public static Figure? Draw(ModelResult result)
    {
        var rows = result.Rows.Select(r => Row(result, r)).ToArray();
        if (rows.Count(r => double.IsFinite(r.Estimate)) < 2)
        {
            return null;
        }

        var language = result.Language;
        var axis = new Axis(result.RatioLabel + language.Pick(" (log scale)", " (échelle log)")) { IsLog = true };
        var n = result.Population.N.ToString(CultureInfo.InvariantCulture);
        return new Figure(
            $"fig-{result.Id}",
            language.Pick($"{result.Title}. {result.RatioLabel} with confidence interval, n = {n}.", $"{result.Title}. {result.RatioLabel} avec intervalle de confiance, n = {n}."),
            language.Pick("Forest plot: ", "Graphique en forêt : ") + string.Join("; ", rows.Select(r => $"{r.Label} {r.Text}")) + ".",
            Plot.Forest(rows, axis, 1, language),
            Plot.ForestHeight(rows));
    }

    private static ForestRow Row(ModelResult result, ModelRow row)
    {
        var key = new StatisticKey(result.RatioContext, row.Name);
        var (estimate, low, high) = (result.Find(key, "estimate"), result.Find(key, "conf.low"), result.Find(key, "conf.high"));
        var text = estimate is { Value.IsEstimable: true } && low is not null && high is not null
            ? $"{NumberFormatter.Format(estimate, result.Language)} ({NumberFormatter.Format(low, result.Language)}–{NumberFormatter.Format(high, result.Language)})"
            : result.Language.Pick("not estimable", "non estimable");
        return new ForestRow(row.Label, ValueOf(estimate), ValueOf(low), ValueOf(high), text);
    }

    private static double ValueOf(Statistic? statistic) => statistic?.Value.ValueOrNaN ?? double.NaN;
}
