using System.Collections;

namespace StudyAnalysis.Charts;

/// <summary>Margins that have room for the labels from the start. Plotly widens a margin only once it has drawn, and then draws again: twice the time.</summary>
/// <remarks>Where the room does not suffice after all (a narrow screen, labels turned) it still does.</remarks>
internal static class ChartMargins
{
    /// <summary>Height of a line of tick labels.</summary>
    private const double LineOfLabels = 15.6;

    /// <summary>Height of a line of an axis title.</summary>
    private const double LineOfTitle = 17;

    /// <summary>Between tick and label, and beyond the last text.</summary>
    private const double Padding = 8;

    /// <summary>Labels that plotly.js chooses itself: three digits, or two and a sign.</summary>
    private const string ChosenLabel = "000";

    /// <summary>The margins of a chart, at least as wide as they were.</summary>
    /// <param name="margin">Margins of the layout: l, r, t, b.</param>
    /// <param name="axes">Axes by name, titles broken into lines.</param>
    public static DynamicObj.DynamicObj Fit(DynamicObj.DynamicObj margin, IReadOnlyDictionary<string, DynamicObj.DynamicObj> axes)
    {
        var (left, bottom) = (Number(margin, "l"), Number(margin, "b"));
        foreach (var (name, axis) in axes.Where(a => a.Value.Properties.GetValueOrDefault("automargin") is true))
        {
            var room = Number(axis, "ticklen") + Padding + Title(axis);
            if (name[0] == 'y')
            {
                left = Math.Max(left, Math.Ceiling(room + Labels(axis).Max(t => TextWidth.Of(t, Theme.TickSize))));
            }
            else if (IsAtBottom(axis, axes))
            {
                bottom = Math.Max(bottom, Math.Ceiling(room + (LineOfLabels * Labels(axis).Max(Lines))));
            }
        }

        return Node.Of(("l", left), ("r", Number(margin, "r")), ("t", Number(margin, "t")), ("b", bottom));
    }

    /// <summary>Under a curve with a table, the horizontal axis stands above the table.</summary>
    private static bool IsAtBottom(DynamicObj.DynamicObj axis, IReadOnlyDictionary<string, DynamicObj.DynamicObj> axes) =>
        axis.Properties.GetValueOrDefault("anchor") is not "y" || axes["yaxis"].Properties.GetValueOrDefault("domain") is not (double[] and [> 0, ..]);

    private static IEnumerable<string> Labels(DynamicObj.DynamicObj axis) =>
        axis.Properties.GetValueOrDefault("ticktext") is IEnumerable texts ? texts.Cast<string>().DefaultIfEmpty(string.Empty) : [ChosenLabel];

    private static double Title(DynamicObj.DynamicObj axis) =>
        axis.Properties.GetValueOrDefault("title") is DynamicObj.DynamicObj title && title.Properties.GetValueOrDefault("text") is string { Length: > 0 } text
            ? Number(title, "standoff") + (LineOfTitle * Lines(text))
            : Padding;

    private static int Lines(string text) => text.Split("<br>").Length;

    internal static double Number(DynamicObj.DynamicObj node, string name) => node.Properties.GetValueOrDefault(name) switch
    {
        int number => number,
        double number => number,
        _ => 0,
    };
}
