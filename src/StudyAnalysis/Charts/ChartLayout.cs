using System.Collections.Immutable;
using System.Globalization;
using Plotly.NET;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>Builds the layout all charts share: white, horizontal grid, titles beside their axes, legend above the plot where it hides nothing.</summary>
internal static class ChartLayout
{
    public static Layout Of(Language language, int height, bool legend, int bottom = 48) => Node.Fill(new Layout(), [
        ("font", Theme.Font()),
        ("paper_bgcolor", "#ffffff"),
        ("plot_bgcolor", "#ffffff"),
        ("colorway", Theme.Colors.ToArray()),
        ("separators", Theme.Separators(language)),
        ("height", height),
        ("autosize", true),
        ("showlegend", legend),
        ("legend", Node.Of(("orientation", "h"), ("traceorder", "normal"), ("x", 0), ("xanchor", "left"), ("y", 1.02), ("yanchor", "bottom"), ("font", Theme.Font(12)))),
        ("margin", Margin(legend, bottom)),
        ("hovermode", "closest"),
        ("hoverlabel", Node.Of(("font", Theme.Font(12)), ("bgcolor", "#ffffff"), ("bordercolor", Theme.Reference)))]);

    /// <summary>Margins: the top holds the legend, or the mark of synthetic data alone.</summary>
    public static DynamicObj.DynamicObj Margin(bool legend, int bottom, int right = 18) =>
        Node.Of(("l", 62), ("r", right), ("t", Top(legend)), ("b", bottom));

    /// <summary>Height of the top margin.</summary>
    public static int Top(bool legend) => legend ? 47 : 22;

    public static Layout With(this Layout layout, params ReadOnlySpan<(string Name, object? Value)> properties) => Node.Fill(layout, properties);

    /// <summary>A numeric axis.</summary>
    /// <param name="axis">What it shows.</param>
    /// <param name="values">All values drawn along it, for the range of logarithmic axes.</param>
    /// <param name="language">Language of tick labels.</param>
    /// <param name="grid">Whether grid lines cross the plot at its ticks.</param>
    public static DynamicObj.DynamicObj Numeric(Axis axis, IEnumerable<double> values, Language language, bool grid)
    {
        var node = Frame(axis.TitleIn(language), grid);
        if (axis.IsLog)
        {
            return Logarithmic(node, axis, values, language);
        }

        if (axis is { IsPercent: true, Min: { } from, Max: { } to, TickStep: null, Ticks.IsEmpty: true })
        {
            axis = axis with { Ticks = Percentages(from, to, language) };
        }

        // A curve at 100 % lies on the frame: a little room keeps its whole width visible.
        var room = axis.IsPercent ? 0.015 * ((axis.Max ?? 1) - (axis.Min ?? 0)) : 0;
        Node.Fill(node, [
            ("range", axis.Min is { } min && axis.Max is { } max ? new[] { min, max + room } : null),
            ("rangemode", axis.Min is 0 && axis.Max is null ? "tozero" : null),
            ("tickformat", axis.IsPercent ? ".0%" : null),
            ("dtick", axis.TickStep),
            ("tick0", axis.TickStep is null ? null : 0)]);
        return axis.Ticks.IsEmpty ? node : Ticks(node, axis.Ticks);
    }

    /// <summary>An axis of categories, at positions 0, 1, 2 …</summary>
    public static DynamicObj.DynamicObj Categories(string title, IReadOnlyList<string> labels, bool reversed = false)
    {
        var range = new[] { -0.5, labels.Count - 0.5 };
        return Ticks(
            Node.Fill(Frame(title, grid: false), [("range", reversed ? [.. range.Reverse()] : range)]),
            labels.Select((l, i) => ((double)i, l)));
    }

    private static ImmutableArray<(double At, string Label)> Percentages(double from, double to, Language language)
    {
        double[] steps = [0.01, 0.02, 0.05, 0.1, 0.2];
        var step = steps.FirstOrDefault(s => (to - from) / s <= 6.01, 0.25);
        return [.. Enumerable.Range(0, (int)Math.Round((to - from) / step) + 1)
            .Select(i => Math.Round(from + (i * step), 10))
            .Where(v => v <= to + 1e-9)
            .Select(v => (v, string.Create(CultureInfo.InvariantCulture, $"{100 * v:0.##}{language.Pick("%", "\u00A0%")}")))];
    }

    private static DynamicObj.DynamicObj Logarithmic(DynamicObj.DynamicObj node, Axis axis, IEnumerable<double> values, Language language)
    {
        var positive = values.Where(v => v > 0 && double.IsFinite(v)).DefaultIfEmpty(1).ToArray();
        var (low, high) = (axis.Min ?? positive.Min(), axis.Max ?? positive.Max());
        if (high / low < 4)
        {
            (low, high) = (axis.Min ?? low / 1.5, axis.Max ?? high * 1.5);
        }

        var pad = axis.Min is null || axis.Max is null ? 0.04 * Math.Log10(high / low) : 0;
        Node.Fill(node, [("type", "log"), ("range", new[] { Math.Log10(low) - pad, Math.Log10(high) + pad })]);
        return Ticks(node, axis.Ticks.IsEmpty ? LogTicks.Between(low, high, language) : axis.Ticks);
    }

    private static DynamicObj.DynamicObj Ticks(DynamicObj.DynamicObj node, IEnumerable<(double At, string Label)> ticks) => Node.Fill(node, [
        ("tickmode", "array"), ("tickvals", ticks.Select(t => t.At).ToArray()), ("ticktext", ticks.Select(t => ChartText.Escape(t.Label)).ToArray())]);

    private static DynamicObj.DynamicObj Frame(string title, bool grid) => Node.Of(
        ("title", title.Length == 0 ? null : Node.Of(("text", ChartText.Escape(title)), ("font", Theme.Font()), ("standoff", 10))),

        // Room for labels that turn out longer than ChartMargins foresaw.
        ("automargin", true),

        // Hiding labels that stick out means measuring each: margins have room for them.
        ("ticklabeloverflow", "allow"),
        ("showgrid", grid),
        ("gridcolor", Theme.Grid),
        ("zeroline", false),
        ("showline", true),
        ("linecolor", Theme.Muted),
        ("ticks", "outside"),
        ("ticklen", 4),
        ("tickcolor", Theme.Muted),
        ("tickfont", Theme.Font(Theme.TickSize)));
}
