using System.Collections.Immutable;
using Plotly.NET;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <content>Estimates, counts and matrices.</content>
public static partial class Plot
{
    private const int LabelWidth = 38;

    /// <summary>Estimates with intervals, one row each, and their text at the right.</summary>
    /// <param name="rows">Rows from the top.</param>
    /// <param name="x">Axis of the estimate; logarithmic for ratios.</param>
    /// <param name="reference">Value of no difference: 1 for ratios, 0 for differences; null: no line.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels; 0: from the number of rows, see <see cref="ForestHeight"/>.</param>
    public static GenericChart Forest(IReadOnlyList<ForestRow> rows, Axis x, double? reference, Language language, int height = 0)
    {
        var labels = rows.Select(r => r.IsGroup ? $"<b>{ChartText.Escape(r.Label)}</b>" : ChartText.Wrap(r.Label, LabelWidth)).ToArray();
        var values = rows.SelectMany(r => new[] { r.Estimate, r.Low, r.High }).Concat(reference is { } v ? [v] : []).Where(double.IsFinite).ToArray();
        var yAxis = Node.Fill(
            ChartLayout.Categories(string.Empty, [.. rows.Select(r => r.Label)], reversed: true),
            [("ticktext", labels), ("showline", false), ("ticks", string.Empty)]);
        var longest = rows.Max(r => r.Text.Length);
        var layout = ChartLayout.Of(language, height > 0 ? height : ForestHeight(rows), legend: false).With(
            ("xaxis", ChartLayout.Numeric(x, values, language, grid: true)),
            ("yaxis", yAxis),
            ("margin", ChartLayout.Margin(legend: false, 48, 18 + (longest * 7))),
            ("annotations", rows.Select(RowText).Where(n => n is not null).ToArray()),
            ("shapes", reference is { } at ? new[] { Vertical(at) } : null));
        return Node.Chart([Intervals([.. rows.Select(r => Clip(r, values, x))])], layout);
    }

    /// <summary>Height of a forest plot of these rows, in pixels: every row is as high as the longest label, wrapped, needs.</summary>
    public static int ForestHeight(IReadOnlyList<ForestRow> rows)
    {
        var lines = rows.Select(r => ChartText.Wrap(r.Label, LabelWidth).Split("<br>").Length).DefaultIfEmpty(1).Max();
        return 76 + (((rows.Count > 12 ? 19 : 24) + (15 * (lines - 1))) * rows.Count);
    }

    /// <summary>Bars per category, side by side or stacked.</summary>
    /// <param name="categories">Categories in order.</param>
    /// <param name="series">Series, one value per category.</param>
    /// <param name="y">Axis of the values.</param>
    /// <param name="horizontal">Whether bars lie, for long category names; the first category is then at the top.</param>
    /// <param name="stacked">Whether series stand on one another.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels.</param>
    public static GenericChart Bars(
        IReadOnlyList<string> categories, IReadOnlyList<BarSeries> series, Axis y, bool horizontal, bool stacked, Language language, int height = 260)
    {
        var positions = categories.Select((_, i) => i).ToArray();
        var traces = series.Select((s, i) => Node.Trace(
            "bar",
            (horizontal ? "y" : "x", positions),
            (horizontal ? "x" : "y", Node.Values(s.Values)),
            ("orientation", horizontal ? "h" : "v"),
            ("name", ChartText.Escape(s.Name)),
            ("text", s.Texts.IsEmpty ? null : s.Texts.Select(ChartText.Escape).ToArray()),
            ("textposition", s.Texts.IsEmpty ? null : stacked ? "inside" : "outside"),
            ("insidetextanchor", "middle"),
            ("textangle", 0),
            ("constraintext", "none"),
            ("cliponaxis", false),
            ("textfont", stacked && !s.Texts.IsEmpty ? Theme.Font(12, "#ffffff") : Theme.Font(12)),
            ("hoverinfo", horizontal ? "x" : "y"),
            ("marker", Node.Of(("color", Theme.Color(i)), ("line", Node.Of(("color", "#ffffff"), ("width", 1)))))));
        var names = ChartLayout.Categories(string.Empty, categories, reversed: horizontal);
        Node.Fill(names, [("ticktext", categories.Select(c => ChartText.Wrap(c, horizontal ? 34 : 16)).ToArray()), ("ticks", string.Empty)]);
        var values = ChartLayout.Numeric(y with { Min = y.Min ?? 0 }, series.SelectMany(s => s.Values), language, grid: true);
        var layout = ChartLayout.Of(language, height, series.Count(s => s.Name.Length > 0) > 1, horizontal ? 48 : 28).With(
            ("xaxis", horizontal ? values : names), ("yaxis", horizontal ? names : values), ("bargap", 0.35), ("barmode", stacked ? "stack" : "group"));
        return Node.Chart(traces, layout);
    }

    /// <summary>A matrix as coloured cells with their text, for correlations and panels; diverging around a middle when one is given.</summary>
    /// <param name="rows">Row labels from the top.</param>
    /// <param name="columns">Column labels.</param>
    /// <param name="values">Values by row; NaN leaves a cell white.</param>
    /// <param name="texts">Text of each cell, already formatted.</param>
    /// <param name="middle">Value drawn white between two colours; null: white at the lowest.</param>
    /// <param name="range">Value of the full colour: ± around the middle, or the highest.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels; 0: from the number of rows.</param>
    public static GenericChart HeatMap(
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        IReadOnlyList<ImmutableArray<double>> values,
        IReadOnlyList<ImmutableArray<string>> texts,
        double? middle,
        double range,
        Language language,
        int height = 0)
    {
        object[] diverging = [new object[] { 0, "#d55e00" }, new object[] { 0.5, "#ffffff" }, new object[] { 1, "#0072b2" }];
        object[] sequential = [new object[] { 0, "#ffffff" }, new object[] { 1, "#0072b2" }];
        var trace = Node.Trace(
            "heatmap",
            ("z", values.Select(r => Node.Values(r)).ToArray()),
            ("zmin", middle is { } m ? m - range : 0),
            ("zmax", (middle ?? 0) + range),
            ("colorscale", middle is null ? sequential : diverging),
            ("showscale", false),
            ("xgap", 2),
            ("ygap", 2),
            ("text", texts.Select(r => r.Select(ChartText.Escape).ToArray()).ToArray()),
            ("texttemplate", "%{text}"),
            ("hoverinfo", "text"));
        var layout = ChartLayout.Of(language, height > 0 ? height : 70 + (30 * rows.Count), legend: false, bottom: 28).With(
            ("xaxis", Node.Fill(ChartLayout.Categories(string.Empty, columns), [("ticktext", columns.Select(c => ChartText.Wrap(c, 14)).ToArray()), ("showline", false), ("ticks", string.Empty)])),
            ("yaxis", Node.Fill(ChartLayout.Categories(string.Empty, rows, reversed: true), [("showline", false), ("ticks", string.Empty)])));
        return Node.Chart([trace], layout);
    }

    /// <summary>An unbounded interval is drawn to the edge of what the other rows need, and beyond the axis' own ends.</summary>
    private static ForestRow Clip(ForestRow row, double[] finite, Axis x)
    {
        if (finite.Length == 0 || (double.IsFinite(row.Low) && double.IsFinite(row.High)))
        {
            return row;
        }

        var (low, high) = (x.Min ?? finite.Min(), x.Max ?? finite.Max());
        return row with { Low = double.IsFinite(row.Low) ? row.Low : low, High = double.IsFinite(row.High) ? row.High : high };
    }

    private static Trace Intervals(IReadOnlyList<ForestRow> rows)
    {
        var shown = rows.Select((r, i) => (Row: r, At: i)).Where(r => double.IsFinite(r.Row.Estimate)).ToArray();
        return Node.Trace(
            "scatter",
            ("x", shown.Select(r => r.Row.Estimate).ToArray()),
            ("y", shown.Select(r => r.At).ToArray()),
            ("mode", "markers"),
            ("hoverinfo", "x"),
            ("marker", Node.Of(("symbol", "square"), ("size", 9), ("color", Theme.Color(0)))),
            ("error_x", Node.Of(
                ("type", "data"),
                ("symmetric", false),
                ("array", Node.Values(shown.Select(r => r.Row.High - r.Row.Estimate))),
                ("arrayminus", Node.Values(shown.Select(r => r.Row.Estimate - r.Row.Low))),
                ("color", Theme.Color(0)),
                ("thickness", 2),
                ("width", 0))));
    }

    private static DynamicObj.DynamicObj? RowText(ForestRow row, int index) => row.Text.Length == 0 ? null : Node.Of(
        ("text", ChartText.Escape(row.Text)), ("xref", "paper"), ("x", 1), ("xanchor", "left"), ("xshift", 10), ("y", index), ("yanchor", "middle"),
        ("showarrow", false), ("align", "left"), ("font", Theme.Font(12)));

    private static DynamicObj.DynamicObj Vertical(double at) => Node.Of(
        ("type", "line"), ("layer", "below"), ("x0", at), ("x1", at), ("yref", "paper"), ("y0", 0), ("y1", 1),
        ("line", Node.Of(("color", Theme.Muted), ("width", 1.5), ("dash", "dash"))));
}
