using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Flow;

/// <summary>A flow diagram: populations from top to bottom, who was left out at the right.</summary>
/// <remarks>Drawn in pixels: 1 unit of the vertical axis is 1 pixel; the horizontal axis goes from 0 to 1.</remarks>
public static class FlowFigure
{
    private const double BoxHeight = 40;
    private const double LineHeight = 17;
    private const double Gap = 26;
    private const double MainLeft = 0;
    private const double MainRight = 0.48;
    private const double SideLeft = 0.54;
    private const double Middle = (MainLeft + MainRight) / 2;

    /// <summary>Draws it.</summary>
    public static Figure Draw(FlowResult result)
    {
        var say = result.Language;
        var steps = result.Steps.Where(s => s.Unavailable.Length == 0).ToArray();
        List<DynamicObj.DynamicObj> shapes = [], texts = [];
        var y = 0.0;
        for (var i = 0; i < steps.Length; i++)
        {
            var left = steps[i].Reasons.Select(r => Count(result.Get(steps[i].ReasonKey(r), "n.excluded")) + " " + r).ToArray();
            y = Between(shapes, texts, left, y, isFirst: i == 0);
            var label = ChartText.Wrap(steps[i].Label, 46);
            var boxHeight = BoxHeight + ((label.Split("<br>").Length - 1) * LineHeight);
            Box(shapes, MainLeft, MainRight, y, y + boxHeight, Theme.Color(0));
            texts.Add(Text(Middle, y + (boxHeight / 2), $"{label}<br><b>n = {Count(result.Get(steps[i].Key, "n"))}</b>", "center"));
            y += boxHeight;
        }

        var height = (int)Math.Ceiling(y) + 44;
        var layout = ChartLayout.Of(say, height, legend: false).With(
            ("xaxis", Node.Of(("visible", false), ("range", new[] { -0.01, 1.01 }), ("fixedrange", true))),
            ("yaxis", Node.Of(("visible", false), ("range", new[] { y + 1, -1 }), ("fixedrange", true))),
            ("margin", Node.Of(("l", 8), ("r", 8), ("t", 22), ("b", 20))),
            ("shapes", shapes.ToArray()),
            ("annotations", texts.ToArray()));
        var anchor = Node.Trace("scatter", ("x", new[] { Middle }), ("y", new[] { y }), ("mode", "markers"), ("opacity", 0), ("hoverinfo", "skip"), ("showlegend", false));
        var (first, last) = (steps.FirstOrDefault(), steps.LastOrDefault());
        var span = first is null ? string.Empty : $"{Count(result.Get(first.Key, "n"))} → {Count(result.Get(last!.Key, "n"))}";
        return new Figure(
            $"fig-{result.Id}",
            say.Pick($"{result.Title}: n of each population, and who was left out before it.", $"{result.Title}\u00A0: n de chaque population, et qui a été exclu avant elle."),
            say.Pick(
                $"Boxes from top to bottom joined by arrows, {steps.Length} populations ({span}); boxes at the right give the reasons.",
                $"Cadres de haut en bas reliés par des flèches, {steps.Length} populations ({span})\u00A0; les cadres de droite donnent les raisons."),
            Node.Chart([anchor], layout),
            height)
        {
            LeastWidth = (int)Math.Ceiling(16 + (1.02 * texts.Max(Width))),
        };
    }

    /// <summary>The arrow to the next box, and beside it the box of those left out.</summary>
    private static double Between(List<DynamicObj.DynamicObj> shapes, List<DynamicObj.DynamicObj> texts, string[] left, double y, bool isFirst)
    {
        var wrapped = left.Select(l => ChartText.Wrap(l, 44)).ToArray();
        var lines = wrapped.Sum(w => w.Split("<br>").Length);
        var side = lines == 0 ? 0 : (lines * LineHeight) + 10;
        var next = y + (isFirst ? 0 : Math.Max(Gap, side + 12));
        var (top, bottom) = isFirst ? (y, y) : (y + 6, y + 6 + side);
        if (isFirst)
        {
            next = side > 0 ? side + 12 : 0;
            (top, bottom) = (0, side);
        }
        else
        {
            texts.Add(Arrow(Middle, next, Middle, y));
        }

        if (lines > 0)
        {
            Box(shapes, SideLeft, 1, top, bottom, Theme.Reference);
            texts.Add(Text(SideLeft + 0.01, (top + bottom) / 2, string.Join("<br>", wrapped), "left"));
            if (!isFirst)
            {
                texts.Add(Arrow(SideLeft, (top + bottom) / 2, Middle, (top + bottom) / 2));
            }
        }

        return next;
    }

    private static void Box(List<DynamicObj.DynamicObj> shapes, double left, double right, double top, double bottom, string color) => shapes.Add(Node.Of(
        ("type", "rect"), ("x0", left), ("x1", right), ("y0", top), ("y1", bottom),
        ("line", Node.Of(("color", color), ("width", 1.2))), ("fillcolor", Theme.Fade(color, 0.06))));

    private static DynamicObj.DynamicObj Text(double x, double y, string text, string align) => Node.Of(
        ("x", x), ("y", y), ("text", text), ("showarrow", false), ("align", align), ("xanchor", align), ("yanchor", "middle"), ("font", Theme.Font(12)));

    private static DynamicObj.DynamicObj Arrow(double x, double y, double fromX, double fromY) => Node.Of(
        ("x", x), ("y", y), ("ax", fromX), ("ay", fromY), ("axref", "x"), ("ayref", "y"), ("text", string.Empty), ("showarrow", true),
        ("arrowhead", 2), ("arrowsize", 1), ("arrowwidth", 1.2), ("arrowcolor", Theme.Muted));

    /// <summary>Width of the plot at which a text fits its box.</summary>
    private static double Width(DynamicObj.DynamicObj text) => text.Properties["text"] is string { Length: > 0 } label
        ? (TextWidth.Of(label, 12) + 16) / (text.Properties["align"] is "center" ? MainRight - MainLeft : 1 - SideLeft)
        : 0;

    private static string Count(Statistic count) => count.Value.Value.ToString("F0", CultureInfo.InvariantCulture);
}
