using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.CumulativeIncidence;

/// <summary>Cumulative incidence: the event of interest with its band, and without groups the competing events as well; risk table below.</summary>
public static class CumulativeIncidenceFigure
{
    /// <summary>The figure.</summary>
    public static Figure Draw(CumulativeIncidenceResult result)
    {
        var language = result.Language;
        var height = TimeAxis.HeightFor(result.RiskCurves.Length);
        var x = TimeAxis.Of(result.RiskCurves.Select(c => (c.Steps[^1].Time, c.RiskTable)), language);
        var y = new Axis(language.Pick("Cumulative incidence", "Incidence cumulée")) { Min = 0, Max = 1, IsPercent = true };
        var shown = result.Curves.Where(c => c.Cause == 1 || result.GroupReference is null).ToArray();
        var chart = Plot.Steps([.. shown.Select(c => Curve(result, c, x))], x, y, TimeAxis.RiskTable(result.RiskCurves, result.Population.N, language), language, height);
        return new Figure($"fig-{result.Id}", Caption(result), AltText(result, shown), chart, height) { IsNarrow = result.RiskCurves.Length == 1 };
    }

    private static StepCurve Curve(CumulativeIncidenceResult result, IncidenceCurve curve, Axis x)
    {
        var name = curve.GroupLabel.Length == 0 ? curve.CauseLabel : string.Create(CultureInfo.InvariantCulture, $"{curve.GroupLabel}, n = {curve.N}");
        var step = new StepCurve(name, [.. curve.Steps.Select(s => s.Time)], [.. curve.Steps.Select(s => s.Estimate)]) { End = TimeAxis.End([.. curve.Steps.Select(s => (s.Time, s.Estimate))], x) };
        return curve.Cause > 1 ? step : step with { Low = [.. curve.Steps.Select(s => s.Low)], High = [.. curve.Steps.Select(s => s.High)] };
    }

    private static string Caption(CumulativeIncidenceResult result)
    {
        var n = result.Population.N.ToString(CultureInfo.InvariantCulture);
        return result.Language.Pick(
            $"{result.Title}. Aalen–Johansen, n = {n}; band: pointwise confidence interval.",
            $"{result.Title}. Aalen–Johansen, n = {n} ; bande : intervalle de confiance ponctuel.");
    }

    private static string AltText(CumulativeIncidenceResult result, IncidenceCurve[] curves)
    {
        var last = string.Join("; ", curves.Select(c => $"{c.GroupLabel} {c.CauseLabel} {c.Steps[^1].Estimate.ToString("0.00", CultureInfo.InvariantCulture)}".Trim()));
        return result.Language.Pick($"Step curves rising from 0 %. Last estimates: {last}.", $"Courbes en escalier partant de 0 %. Dernières estimations : {last}.");
    }
}
