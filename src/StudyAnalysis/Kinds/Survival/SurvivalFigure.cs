using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Kaplan–Meier curves with bands, censoring ticks and the risk table: the numbers of the result, nothing computed here.</summary>
public static class SurvivalFigure
{
    /// <summary>The figure.</summary>
    public static Figure Draw(SurvivalResult result)
    {
        var language = result.Language;
        var height = TimeAxis.HeightFor(result.Curves.Length);
        var x = TimeAxis.Of(result.Curves.Select(c => (c.Steps[^1].Time, c.RiskTable)), language);
        var y = new Axis(language.Pick($"Without {result.EventLabel}", $"Sans {result.EventLabel}")) { Min = 0, Max = 1, IsPercent = true };
        var chart = Plot.Steps([.. result.Curves.Select(c => Curve(result, c, x))], x, y, TimeAxis.RiskTable(result.Curves, result.Population.N, language), language, height);
        return new Figure($"fig-{result.Id}", Caption(result), AltText(result), chart, height) { IsNarrow = result.Curves.Length == 1 };
    }

    private static StepCurve Curve(SurvivalResult result, CurveOfGroup curve, Axis x) => new(TimeAxis.NameOf(curve, result.Population.N), [.. curve.Steps.Select(s => s.Time)], [.. curve.Steps.Select(s => s.Estimate)])
    {
        Low = [.. curve.Steps.Select(s => s.Low)],
        High = [.. curve.Steps.Select(s => s.High)],
        End = TimeAxis.End([.. curve.Steps.Select(s => (s.Time, s.Estimate))], x),
        CensoringTimes = [.. curve.Steps.Where(s => s.Censored > 0).Select(s => s.Time)],
    };

    private static string Caption(SurvivalResult result)
    {
        var n = result.Population.N.ToString(CultureInfo.InvariantCulture);
        return result.Language.Pick(
            $"{result.Title}. Kaplan–Meier, n = {n}; bands: pointwise confidence intervals; ticks: censored.",
            $"{result.Title}. Kaplan–Meier, n = {n} ; bandes : intervalles de confiance ponctuels ; traits : censures.");
    }

    private static string AltText(SurvivalResult result)
    {
        var groups = string.Join("; ", result.Curves.Select(c => result.Language.Pick(
            $"{(c.Label.Length > 0 ? c.Label : "all")}: {c.Events} events among {c.N}, last estimate {c.Steps[^1].Estimate.ToString("0.00", CultureInfo.InvariantCulture)}",
            $"{(c.Label.Length > 0 ? c.Label : "tous")} : {c.Events} événements parmi {c.N}, dernière estimation {c.Steps[^1].Estimate.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',')}")));
        return result.Language.Pick($"Step curves falling from 100 %. {groups}.", $"Courbes en escalier partant de 100 %. {groups}.");
    }
}
