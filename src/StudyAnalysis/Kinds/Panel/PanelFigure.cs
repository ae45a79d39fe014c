using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>The estimates of a panel as a forest plot.</summary>
public static class PanelFigure
{
    /// <summary>Draws the rows that have an estimate.</summary>
    public static Figure Draw(PanelResult result, IReadOnlyList<PanelRow> rows)
    {
        var say = result.Language;
        var forest = rows.Select(r => new ForestRow($"{r.Label}, n = {Text(r)}", Number(r, "estimate"), Number(r, "conf.low"), Number(r, "conf.high"))).ToArray();
        var height = Plot.ForestHeight(forest);
        var isRatio = result.NullValue == 1;
        var what = result.EstimateName.Length > 0 ? result.EstimateName : isRatio ? "ratio" : say.Pick("estimate", "estimation");
        var name = isRatio ? what + say.Pick(" (log scale)", " (échelle log)") : what;
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"Estimates with intervals, not adjusted for their number ({rows.Count} analyses).", $"Estimations et intervalles, non ajustés à leur nombre ({rows.Count} analyses)."),
            say.Pick($"Forest plot of {rows.Count} rows in the order of the table.", $"Graphique en forêt de {rows.Count} lignes, dans l’ordre du tableau."),
            Plot.Forest(forest, new Axis(name) { IsLog = isRatio }, result.NullValue, say, height),
            height) { IsNarrow = true };

        double Number(PanelRow row, string statistic) => result.Find(row.Key, statistic)?.Value.ValueOrNaN ?? double.NaN;

        string Text(PanelRow row) => Number(row, "n").ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
