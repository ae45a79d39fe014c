using System.Collections.Immutable;
using Plotly.NET;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Charts;

/// <content>Curves over time.</content>
public static partial class Plot
{
    internal const int RiskRowPixels = 19;

    /// <summary>Under a risk table: its last row reaches half a line beyond its axis.</summary>
    private const int RiskBottom = 21;

    /// <summary>Step curves with bands and censoring ticks, and the table under them on the same axis.</summary>
    /// <param name="curves">Curves in order; colours and dashes follow it.</param>
    /// <param name="x">Time axis.</param>
    /// <param name="y">Axis of the estimate; give <see cref="Axis.IsPercent"/> for probabilities.</param>
    /// <param name="risk">Table under the curve, or null. Its numbers are those of the result.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels; give the figure the same. Add 19 for each row of the table.</param>
    public static GenericChart Steps(IReadOnlyList<StepCurve> curves, Axis x, Axis y, RiskTable? risk, Language language, int height = 340)
    {
        var end = x.Max ?? curves.Max(EndOf);
        var traces = curves.SelectMany(StepBand).Concat(curves.Select((c, i) => StepLine(c, i, curves.Count))).Concat(curves.SelectMany(Censorings)).ToList();
        var xAxis = Node.Fill(
            ChartLayout.Numeric(x, [], language, grid: false), [("range", new[] { -0.025 * end, 1.025 * end }), ("anchor", "y")]);
        var yAxis = ChartLayout.Numeric(y, [], language, grid: true);
        var layout = ChartLayout.Of(language, height, curves.Count > 1).With(("xaxis", xAxis), ("yaxis", yAxis));
        if (risk is not null)
        {
            AddRiskTable(layout, traces, yAxis, risk, language, height, curves.Count > 1);
        }

        return Node.Chart(traces, layout);
    }

    /// <summary>Cumulative counts over time against a plan, for enrolment.</summary>
    /// <param name="name">What is counted, for the legend.</param>
    /// <param name="times">Months or days at which the count is known, ascending.</param>
    /// <param name="counts">Cumulative counts from each time on.</param>
    /// <param name="plan">Planned line, or null.</param>
    /// <param name="x">Time axis.</param>
    /// <param name="y">Axis of counts.</param>
    /// <param name="language">Language of numbers.</param>
    /// <param name="height">Height in pixels.</param>
    public static GenericChart Cumulative(
        string name, ImmutableArray<double> times, ImmutableArray<double> counts, LineSeries? plan, Axis x, Axis y, Language language, int height = 260)
    {
        var count = Node.Fill(
            Line(times, counts, Theme.Color(0), 2.5, "lines"),
            [("name", ChartText.Escape(name)), ("showlegend", plan is not null), ("line", Node.Of(("color", Theme.Color(0)), ("width", 2.5), ("shape", "hv"))), ("hoverinfo", "x+y")]);
        var traces = plan is null ? [count] : new[] { count, LineOf(plan with { IsReference = true }, 1) };
        var layout = ChartLayout.Of(language, height, plan is not null).With(
            ("xaxis", ChartLayout.Numeric(x, times, language, grid: false)),
            ("yaxis", ChartLayout.Numeric(y with { Min = y.Min ?? 0 }, counts, language, grid: true)));
        return Node.Chart(traces, layout);
    }

    /// <summary>Receiver operating characteristic: square, with the line of chance.</summary>
    /// <param name="curves">Curves: X = 1 − specificity, Y = sensitivity, both ascending.</param>
    /// <param name="language">Language of words and numbers.</param>
    /// <param name="height">Height in pixels.</param>
    public static GenericChart Roc(IReadOnlyList<PointGroup> curves, Language language, int height = 320)
    {
        var x = new Axis(language.Pick("1 − specificity", "1 − spécificité")) { Min = -0.02, Max = 1.02, TickStep = 0.2 };
        var y = new Axis(language.Pick("Sensitivity", "Sensibilité")) { Min = -0.02, Max = 1.02, TickStep = 0.2 };
        var traces = curves.Select((c, i) => Node.Fill(
            LineOf(new LineSeries(c.Name, c.X, c.Y), i), [("hoverinfo", "x+y"), ("showlegend", curves.Count > 1)]))
            .Prepend(Line([0, 1], [0, 1], Theme.Reference, 1.5, "lines", "dash"));
        var layout = ChartLayout.Of(language, height, curves.Count > 1).With(
            ("xaxis", Node.Fill(ChartLayout.Numeric(x, [], language, grid: true), [("constrain", "domain")])),
            ("yaxis", Node.Fill(ChartLayout.Numeric(y, [], language, grid: true), [("scaleanchor", "x"), ("scaleratio", 1), ("constrain", "domain")])));
        return Node.Chart(traces, layout);
    }

    private static double EndOf(StepCurve curve) => curve.End ?? (curve.Times.IsEmpty ? 1 : curve.Times[^1]);

    private static Trace StepLine(StepCurve curve, int index, int curves) => Node.Fill(
        Line(curve.Times.Add(EndOf(curve)), Extended(curve.Estimates), Theme.Color(index), 2.5, "lines"),
        [
            ("line", Node.Of(("color", Theme.Color(index)), ("width", 2.5), ("shape", "hv"), ("dash", index == 0 ? null : Theme.Dashes[index % Theme.Dashes.Length]))),
            ("name", ChartText.Escape(curve.Name)),
            ("showlegend", curves > 1),
            ("hoverinfo", "x+y+name"),
        ]);

    private static IEnumerable<Trace> StepBand(StepCurve curve, int index)
    {
        if (curve.Low.IsEmpty || curve.High.IsEmpty)
        {
            yield break;
        }

        // Plotly fills between two traces point by point: both must have numbers at the same times.
        var known = Enumerable.Range(0, curve.Times.Length).Where(i => double.IsFinite(curve.Low[i]) && double.IsFinite(curve.High[i])).ToArray();
        if (known.Length == 0)
        {
            yield break;
        }

        var last = known[^1] + 1 < curve.Times.Length ? curve.Times[known[^1] + 1] : EndOf(curve);
        double[] times = [.. known.Select(i => curve.Times[i]), last];
        var clear = Node.Of(("color", Theme.Fade(Theme.Color(index), 0)), ("width", 0), ("shape", "hv"));
        yield return Node.Fill(Line(times, Extended([.. known.Select(i => curve.Low[i])]), Theme.Ink, 0, "lines"), [("line", clear)]);
        yield return Node.Fill(
            Line(times, Extended([.. known.Select(i => curve.High[i])]), Theme.Ink, 0, "lines"),
            [("line", clear), ("fill", "tonexty"), ("fillcolor", Theme.Fade(Theme.Color(index), 0.14))]);
    }

    private static ImmutableArray<double> Extended(ImmutableArray<double> values) => values.IsEmpty ? values : values.Add(values[^1]);

    private static IEnumerable<Trace> Censorings(StepCurve curve, int index)
    {
        if (curve.CensoringTimes.IsEmpty)
        {
            yield break;
        }

        // Hundreds of ticks would hide the curve they stand on.
        var (size, width) = curve.CensoringTimes.Length > 60 ? (5, 0.8) : (8, 1.5);
        var marker = Node.Of(("symbol", "line-ns-open"), ("size", size), ("color", Theme.Color(index)), ("line", Node.Of(("width", width))));
        yield return Node.Fill(
            Line(curve.CensoringTimes, curve.CensoringTimes.Select(t => At(curve, t)), Theme.Color(index), 0, "markers"), [("marker", marker)]);
    }

    private static double At(StepCurve curve, double time)
    {
        var i = curve.Times.BinarySearch(time);
        var step = i >= 0 ? i : ~i - 1;
        return step < 0 ? double.NaN : curve.Estimates[step];
    }

    /// <summary>The table is a second vertical axis under the first: its numbers stand exactly under their times at every width.</summary>
    private static void AddRiskTable(
        Layout layout, List<Trace> traces, DynamicObj.DynamicObj yAxis, RiskTable risk, Language language, int height, bool legend)
    {
        var plot = height - ChartLayout.Top(legend) - (double)RiskBottom;
        var rows = risk.Rows.Length * RiskRowPixels;
        const double AxisPixels = 66;
        Node.Fill(yAxis, [("domain", new[] { (rows + AxisPixels) / plot, 1 })]);
        var labels = Enumerable.Range(0, risk.Rows.Length).ToArray();
        layout.SetProperty("yaxis2", Node.Of(
            ("domain", new[] { 0, rows / plot }),
            ("range", new[] { risk.Rows.Length - 0.5, -0.5 }),
            ("tickmode", "array"),
            ("tickvals", labels),
            ("ticktext", risk.Rows.Select(r => ChartText.Escape(r.Name)).ToArray()),
            ("tickfont", Theme.Font(Theme.TickSize)),
            ("ticks", "outside"),
            ("ticklen", 26),
            ("tickcolor", Theme.Fade(Theme.Ink, 0)),
            ("automargin", true),
            ("showgrid", false),
            ("zeroline", false),
            ("fixedrange", true)));
        layout.SetProperty("margin", ChartLayout.Margin(legend, RiskBottom));
        layout.SetProperty("annotations", new[]
        {
            Node.Of(
                ("text", ChartText.Escape(risk.Title ?? ChartText.NumberAtRisk(language))), ("xref", "paper"), ("yref", "paper"), ("x", 0), ("y", rows / plot),
                ("xanchor", "left"), ("yanchor", "bottom"), ("showarrow", false), ("font", Theme.Font(12, Theme.Muted))),
        });
        traces.Add(Node.Trace(
            "scatter",
            ("x", risk.Rows.SelectMany(_ => risk.Times).ToArray()),
            ("y", risk.Rows.SelectMany((_, i) => risk.Times.Select(_ => i)).ToArray()),
            ("text", risk.Rows.SelectMany(r => r.Cells).Select(ChartText.Escape).ToArray()),
            ("mode", "text"),
            ("yaxis", "y2"),
            ("cliponaxis", false),
            ("hoverinfo", "skip"),
            ("showlegend", false),
            ("textfont", Theme.Font(12))));
    }
}
