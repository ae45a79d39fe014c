using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The time axis and risk table that curves share. Ticks stand where the risk table counts, in months or years when that reads better.</summary>
internal static class TimeAxis
{
    private const double DaysPerMonth = 30.4375;
    private const double DaysPerYear = 365.25;

    public static Axis Of(IEnumerable<(double LastTime, ImmutableArray<RiskTableEntry> RiskTable)> curves, Language language)
    {
        var all = curves.ToArray();
        var times = all.SelectMany(c => c.RiskTable.Select(r => r.Time)).Distinct().Order().ToImmutableArray();
        var (unit, days) = UnitFor(times, language);
        return new Axis(language.Pick("Time", "Temps"), unit)
        {
            Min = 0,
            Max = Math.Max(1, Math.Max(all.Max(c => c.LastTime), times.LastOrDefault())),
            Ticks = [.. times.Select(t => (t, (t / days).ToString("0.##", language.Pick(NumberFormatInfo.InvariantInfo, French))))],
        };
    }

    /// <summary>Height in pixels of curves over a table of so many rows: curves of one group stand beside their table, those of several take the page's width
    /// and are tall enough for it.</summary>
    public static int HeightFor(int rows) => (rows == 1 ? 240 : 330) + (Plot.RiskRowPixels * rows);

    /// <summary>Where a curve is drawn to: a step at its very end is followed by a short line at the height it leads to.</summary>
    public static double? End(ImmutableArray<(double Time, double Estimate)> steps, Axis axis) =>
        steps.Length > 1 && steps[^1].Estimate != steps[^2].Estimate ? steps[^1].Time + (0.02 * axis.Max) : null;

    public static RiskTable RiskTable(ImmutableArray<CurveOfGroup> curves, int n, Language language) => new(
        language.Pick("At risk (events so far)", "À risque (événements jusque-là)"),
        [.. curves.SelectMany(c => c.RiskTable.Select(r => r.Time)).Distinct().Order()],
        [
            .. curves.Select(c => (
                c.Label.Length > 0 ? c.Label : language.Pick("All", "Tous"),
                c.RiskTable.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.AtRisk} ({r.Events})")).ToImmutableArray())),
        ]);

    public static string NameOf(CurveOfGroup curve, int n) => curve.Label.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"n = {n}")
        : string.Create(CultureInfo.InvariantCulture, $"{curve.Label}, n = {curve.N}");

    // Not the culture "fr-FR": where globalisation is invariant, as in small containers, there is none.
    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = "," };

    private static (string Unit, double Days) UnitFor(ImmutableArray<double> times, Language language)
    {
        var step = times.Length > 1 ? times[1] - times[0] : 1;
        return IsMultiple(step, DaysPerYear) ? (language.Pick("years", "ans"), DaysPerYear)
            : IsMultiple(step, DaysPerMonth) ? (language.Pick("months", "mois"), DaysPerMonth)
            : (language.Pick("days", "jours"), 1);
    }

    private static bool IsMultiple(double step, double unit) => step >= unit && Math.Abs((step / unit) - Math.Round(step / unit)) < 1e-9;
}
