using Plotly.NET;

namespace StudyAnalysis.Charts;

/// <summary>The width below which the labels of a figure would cover each other: on a narrow screen it is drawn at that width and scrolls.</summary>
internal static class FigureWidth
{
    /// <summary>The narrowest plot in which curves, points and intervals can be told apart.</summary>
    private const double LeastPlot = 140;

    /// <summary>The sample line before a name in a legend, and what lies around both.</summary>
    private const double LegendSample = 46;

    /// <summary>The mark of synthetic data, and the space before it.</summary>
    private const double Mark = 72;

    /// <summary>Between two texts of one line.</summary>
    private const double Between = 8;

    /// <summary>The width in pixels.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="isSynthetic">Whether the figure must say SYNTHETIC.</param>
    public static int Of(Figure figure, bool isSynthetic)
    {
        var layout = GenericChart.getLayout(figure.Chart);
        if (layout.Properties.GetValueOrDefault("margin") is not DynamicObj.DynamicObj own)
        {
            return figure.LeastWidth;
        }

        var axes = ChartJson.Axes(layout, figure);
        var margin = ChartMargins.Fit(own, axes);
        var mark = isSynthetic ? Mark : 0;
        var plot = GenericChart.getTraces(figure.Chart).Select(t => TextColumns(t, axes)).Prepend(LeastPlot).Max();
        plot = Math.Max(plot, ChartJson.TableTitle(layout) is { } title ? mark + Between + Text(title) : Legend(figure, layout, mark));
        var right = ChartMargins.Number(margin, "r");
        return Math.Max(figure.LeastWidth, (int)Math.Ceiling(ChartMargins.Number(margin, "l") + Math.Max(plot, Title(axes) - (2 * right)) + right));
    }

    /// <summary>Numbers under their times, as in a risk table, stand as close as the times do.</summary>
    private static double TextColumns(Trace trace, Dictionary<string, DynamicObj.DynamicObj> axes)
    {
        if (trace.Properties.GetValueOrDefault("mode") is not "text"
            || trace.Properties.GetValueOrDefault("x") is not IEnumerable<double> at
            || trace.Properties.GetValueOrDefault("text") is not IEnumerable<string> texts
            || axes.GetValueOrDefault("xaxis")?.Properties.GetValueOrDefault("range") is not double[] range || range.Length != 2)
        {
            return 0;
        }

        double[] times = [.. at.Distinct().Order()];
        return times.Length < 2 ? 0 : (texts.Max(Width) + Between) * (range[1] - range[0]) / times.Zip(times.Skip(1), (a, b) => b - a).Min();
    }

    /// <summary>The longest line of a legend that has one name on each line, and the mark beside the lowest.</summary>
    private static double Legend(Figure figure, Layout layout, double mark)
    {
        if (layout.Properties.GetValueOrDefault("showlegend") is not true)
        {
            return 0;
        }

        var names = GenericChart.getTraces(figure.Chart)
            .Where(t => t.Properties.GetValueOrDefault("showlegend") is not false)
            .Select(t => t.Properties.GetValueOrDefault("name")).OfType<string>();
        return names.Select(Width).DefaultIfEmpty(0).Max() + LegendSample + mark;
    }

    /// <summary>The title of the horizontal axis, which stands in the middle under the plot.</summary>
    private static double Title(Dictionary<string, DynamicObj.DynamicObj> axes) =>
        axes.GetValueOrDefault("xaxis")?.Properties.GetValueOrDefault("title") is DynamicObj.DynamicObj title && title.Properties.GetValueOrDefault("text") is string text
            ? TextWidth.Of(text, Theme.FontSize)
            : 0;

    private static double Text(DynamicObj.DynamicObj annotation) => annotation.Properties.GetValueOrDefault("text") is string text ? Width(text) : 0;

    private static double Width(string text) => TextWidth.Of(text, Theme.TickSize);
}
