using System.Collections.Immutable;
using Plotly.NET;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <summary>Charts in the house style from plain arrays of a result. Every point is drawn: cohorts are small.</summary>
public static partial class Plot
{
    /// <summary>Every value of each group side by side, with the centre as a line and a bar for quartiles or interval.</summary>
    /// <param name="groups">Groups in order.</param>
    /// <param name="y">Axis of the values.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels; give the figure the same.</param>
    /// <param name="groupTitle">Title of the group axis, or empty.</param>
    public static GenericChart Dots(IReadOnlyList<DotGroup> groups, Axis y, Language language, int height = 300, string groupTitle = "")
    {
        var traces = groups.SelectMany((g, i) => Summary(g, i).Prepend(DotsOf(g, i)));
        var layout = ChartLayout.Of(language, height, legend: false, groupTitle.Length == 0 ? 28 : 48).With(
            ("xaxis", ChartLayout.Categories(groupTitle, [.. groups.Select(g => g.Name)])),
            ("yaxis", ChartLayout.Numeric(y, groups.SelectMany(g => g.Values), language, grid: true)));
        return Node.Chart(traces, layout);
    }

    /// <summary>Each group as a box (quartiles as the result has them) with every point beside it.</summary>
    /// <param name="groups">Groups; a group without <see cref="DotGroup.Center"/> is drawn as points only.</param>
    /// <param name="y">Axis of the values.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="groupTitle">Title of the group axis, or empty.</param>
    public static GenericChart Boxes(IReadOnlyList<DotGroup> groups, Axis y, Language language, int height = 300, string groupTitle = "")
    {
        var boxes = groups.SelectMany((g, i) => g is { Center: { } c, Low: { } l, High: { } h } ? Box(i, c, l, h) : []).ToArray();
        var layout = ChartLayout.Of(language, height, legend: false, groupTitle.Length == 0 ? 28 : 48).With(
            ("xaxis", ChartLayout.Categories(groupTitle, [.. groups.Select(g => g.Name)])),
            ("yaxis", ChartLayout.Numeric(y, groups.SelectMany(g => g.Values), language, grid: true)),
            ("shapes", boxes));
        return Node.Chart(groups.Select(DotsOf), layout);
    }

    /// <summary>Each unit as a thin line through its values, the centre as a thick one: pairs (two times) or trajectories.</summary>
    /// <param name="times">Labels of the times in order.</param>
    /// <param name="lines">One row a unit, one value a time; NaN where missing.</param>
    /// <param name="center">Centre at each time as the result has it; empty: none.</param>
    /// <param name="centerName">What the centre is, for the legend.</param>
    /// <param name="y">Axis of the values.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels.</param>
    public static GenericChart Paired(
        IReadOnlyList<string> times,
        IReadOnlyList<ImmutableArray<double>> lines,
        ImmutableArray<double> center,
        string centerName,
        Axis y,
        Language language,
        int height = 300)
    {
        double[] positions = [.. times.Select((_, i) => (double)i)];
        List<Trace> traces = lines.Count == 0 ? [] : [Units(positions, lines)];
        if (!center.IsDefaultOrEmpty)
        {
            traces.Add(Node.Fill(Line(positions, center, Theme.Color(1), 3.5, "lines+markers"), [("name", ChartText.Escape(centerName)), ("showlegend", true)]));
        }

        var layout = ChartLayout.Of(language, height, legend: !center.IsDefaultOrEmpty, bottom: 28).With(
            ("xaxis", ChartLayout.Categories(string.Empty, times)),
            ("yaxis", ChartLayout.Numeric(y, lines.SelectMany(l => l).Concat(center), language, grid: true)));
        return Node.Chart(traces, layout);
    }

    /// <summary>Points, with fitted or reference lines and their bands.</summary>
    /// <param name="groups">Points by group.</param>
    /// <param name="lines">Lines over them.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels.</param>
    public static GenericChart Scatter(
        IReadOnlyList<PointGroup> groups, IReadOnlyList<LineSeries> lines, Axis x, Axis y, Language language, int height = 320)
    {
        var named = groups.Count + lines.Count(l => l.Name.Length > 0) > 1;
        var traces = lines.SelectMany((l, i) => Band(l, i)).Concat(lines.Select(LineOf)).Concat(groups.Select(Points));
        var layout = ChartLayout.Of(language, height, named).With(
            ("xaxis", ChartLayout.Numeric(x, groups.SelectMany(g => g.X), language, grid: true)),
            ("yaxis", ChartLayout.Numeric(y, groups.SelectMany(g => g.Y), language, grid: true)));
        return Node.Chart(traces, layout);
    }

    // One trace for all: a gap parts one unit from the next, and plotly.js draws forty lines in the time of one.
    private static Trace Units(double[] positions, IReadOnlyList<ImmutableArray<double>> lines) => Line(
        lines.SelectMany(_ => positions.Append(double.NaN)).SkipLast(1),
        lines.SelectMany(l => l.Append(double.NaN)).SkipLast(1),
        Theme.Fade(Theme.Color(0), 0.45),
        1.2,
        "lines+markers");

    private static Trace DotsOf(DotGroup group, int index)
    {
        var x = Swarm.Offsets(group.Values).Select(o => index + o).ToArray();
        return Node.Trace(
            "scatter",
            ("x", x),
            ("y", Node.Values(group.Values)),
            ("mode", "markers"),
            ("name", ChartText.Escape(group.Name)),
            ("hovertemplate", "%{y}<extra></extra>"),
            ("marker", Marker(index, group.Values.Length > 100 ? 5 : 7)));
    }

    private static IEnumerable<Trace> Summary(DotGroup group, int index)
    {
        const double HalfWidth = 0.22;
        if (group.Low is { } low && group.High is { } high)
        {
            yield return Line([index + HalfWidth + 0.1, index + HalfWidth + 0.1], [low, high], Theme.Ink, 2, "lines");
        }

        if (group.Center is { } center)
        {
            yield return Line([index - HalfWidth, index + HalfWidth + 0.1], [center, center], Theme.Ink, 2.5, "lines");
        }
    }

    private static IEnumerable<DynamicObj.DynamicObj> Box(int index, double center, double low, double high)
    {
        var line = Node.Of(("color", Theme.Ink), ("width", 1.5));
        var (left, right) = (index - 0.3, index + 0.3);
        yield return Node.Of(
            ("type", "rect"), ("layer", "below"), ("x0", left), ("x1", right), ("y0", low), ("y1", high),
            ("line", line), ("fillcolor", Theme.Fade(Theme.Color(index), 0.12)));
        yield return Node.Of(
            ("type", "line"), ("x0", left), ("x1", right), ("y0", center), ("y1", center), ("line", Node.Of(("color", Theme.Ink), ("width", 2.5))));
    }

    private static Trace Points(PointGroup group, int index) => Node.Trace(
        "scatter",
        ("x", Node.Values(group.X)),
        ("y", Node.Values(group.Y)),
        ("mode", "markers"),
        ("name", ChartText.Escape(group.Name)),
        ("hovertemplate", "%{x} ; %{y}<extra></extra>"),
        ("marker", Marker(index, 8)));

    private static DynamicObj.DynamicObj Marker(int index, int size) => Node.Of(
        ("color", Theme.Fade(Theme.Color(index), 0.7)),
        ("size", size),
        ("symbol", Theme.Symbols[index % Theme.Symbols.Length]),
        ("line", Node.Of(("width", 1), ("color", Theme.Color(index)))));

    private static Trace LineOf(LineSeries line, int index) => Node.Fill(
        Line(
            line.X,
            line.Y,
            line.IsReference ? Theme.Reference : Theme.Color(index),
            line.IsReference ? 1.5 : 2.5,
            "lines",
            line.IsReference ? "dash" : Theme.Dashes[index % Theme.Dashes.Length]),
        [("name", ChartText.Escape(line.Name)), ("showlegend", line.Name.Length > 0)]);

    private static IEnumerable<Trace> Band(LineSeries line, int index)
    {
        if (line.Low.IsEmpty || line.High.IsEmpty)
        {
            yield break;
        }

        var clear = Theme.Fade(Theme.Color(index), 0);
        yield return Line(line.X, line.Low, clear, 0, "lines");
        yield return Node.Fill(
            Line(line.X, line.High, clear, 0, "lines"), [("fill", "tonexty"), ("fillcolor", Theme.Fade(Theme.Color(index), 0.15))]);
    }

    private static Trace Line(IEnumerable<double> x, IEnumerable<double> y, string color, double width, string mode, string dash = "solid") => Node.Trace(
        "scatter",
        ("x", Node.Values(x)),
        ("y", Node.Values(y)),
        ("mode", mode),
        ("line", Node.Of(("color", color), ("width", width), ("dash", dash == "solid" ? null : dash))),
        ("marker", mode == "lines" ? null : Node.Of(("color", color), ("size", width > 2 ? 9 : 6))),
        ("hoverinfo", mode == "lines" ? "skip" : "y"),
        ("showlegend", false));
}
