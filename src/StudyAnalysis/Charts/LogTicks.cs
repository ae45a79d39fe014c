using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>Ticks of logarithmic axes, which plotly.js would label 2, 5, 100, 2, 5.</summary>
internal static class LogTicks
{
    public static ImmutableArray<(double At, string Label)> Between(double low, double high, Language language)
    {
        foreach (var steps in new double[][] { [1], [1, 3], [1, 2, 5] })
        {
            var ticks = At(low, high, steps);
            if (ticks.Length >= 4)
            {
                return Label(ticks, language);
            }
        }

        return Label(high / low < 10 ? Even(low, high) : At(low, high, [1, 2, 5]), language);
    }

    private static double[] At(double low, double high, double[] steps) =>
        [.. Enumerable.Range((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)) - (int)Math.Floor(Math.Log10(low)) + 1)
            .SelectMany(e => steps.Select(s => Math.Round(s * Math.Pow(10, e), Math.Clamp(1 - e, 0, 15))))
            .Where(t => t >= low * 0.999 && t <= high * 1.001)];

    /// <summary>Evenly spaced numbers, for less than a decade, where 1, 2, 5 leaves one or two ticks.</summary>
    private static double[] Even(double low, double high)
    {
        var raw = (high - low) / 4;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = unit * new double[] { 1, 2, 5, 10 }.First(s => s * unit >= raw * 0.999);
        var first = (int)Math.Ceiling(low * 0.999 / step);
        return [.. Enumerable.Range(first, (int)Math.Floor(high * 1.001 / step) - first + 1).Select(i => Math.Round(i * step, 10)).Where(t => t > 0)];
    }

    private static ImmutableArray<(double At, string Label)> Label(double[] ticks, Language language) =>
        [.. ticks.Select(t => (t, Text(t, language)))];

    private static string Text(double tick, Language language)
    {
        var text = tick.ToString(tick >= 1000 ? "#,0" : "0.######", CultureInfo.InvariantCulture).Replace(',', '\u00A0');
        return language.Pick(text, text.Replace('.', ','));
    }
}
