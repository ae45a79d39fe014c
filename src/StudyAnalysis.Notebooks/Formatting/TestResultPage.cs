using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Html;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>A test or estimate of the statistics library: its numbers in words that say what they are, and its interval drawn.</summary>
internal static class TestResultPage
{
    private const double Width = 420;
    private const double Left = 14;
    private const double Right = 406;

    /// <summary>The numbers as a grid; what a method does not define is left out.</summary>
    public static Grid Grid(TestResult result)
    {
        var rows = new List<(string Name, string? Text)> { ("method", result.Method.Name) };
        rows.AddRange(result.Method.Options.Select(o => (o.Key, (string?)o.Value)));
        Add(rows, result.EstimateName, result.Estimate);
        if (result.Interval is { } interval)
        {
            rows.Add(("interval", $"{CellText.Interval(interval)}, {interval.Method}"));
        }

        Add(rows, "standard error", result.StandardError);
        Add(rows, result.StatisticName, result.Statistic);
        Add(rows, "degrees of freedom", result.DegreesOfFreedom);
        Add(rows, "denominator degrees of freedom", result.DenominatorDegreesOfFreedom);
        Add(rows, "p, " + Side(result.Alternative), result.PValue);
        rows.Add(("n", string.Join(" + ", result.SampleSizes.Select(n => n.ToString(CultureInfo.InvariantCulture)))));
        rows.AddRange(result.Notes.Select(n => ("note", (string?)n)));
        rows.Add(("same in R", result.Method.RCall));
        return new Grid
        {
            Columns = [new GridColumn(string.Empty), new GridColumn("value")],
            Rows = [.. rows.Select(r => ImmutableArray.Create(r.Name, r.Text))],
        };
    }

    /// <summary>The estimate with its interval as a small static picture; empty when there is nothing to draw.</summary>
    public static string Picture(TestResult result) => result is { Estimate.IsEstimable: true, Interval: { Low.IsEstimable: true, High.IsEstimable: true } interval }
        ? Interval(result.EstimateName, result.Estimate.Value, interval)
        : string.Empty;

    /// <summary>An interval plot; unbounded ends run to the edge with an arrow.</summary>
    public static string Interval(string name, double estimate, ConfidenceInterval interval)
    {
        var (low, high) = (interval.Low.Value, interval.High.Value);
        var finite = new[] { estimate, low, high, Null(name) }.Where(double.IsFinite).ToArray();
        if (!double.IsFinite(estimate))
        {
            return string.Empty;
        }

        var (from, to) = (finite.Min(), finite.Max());
        var margin = to > from ? (to - from) * 0.12 : Math.Max(1, Math.Abs(to)) * 0.1;
        double At(double v) => double.IsFinite(v) ? Left + ((v - (from - margin)) / (to - from + (2 * margin)) * (Right - Left)) : v < 0 ? Left : Right;
        var alt = HtmlFragment.Escape($"{name}: {CellText.Number(estimate)}, {CellText.Interval(interval)}");
        var reference = double.IsFinite(Null(name))
            ? Invariant($"<line x1=\"{At(Null(name)):0.#}\" x2=\"{At(Null(name)):0.#}\" y1=\"4\" y2=\"34\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"3 3\"/>{Label(At(Null(name)), CellText.Number(Null(name)))}")
            : string.Empty;
        return Invariant($"<svg role=\"img\" aria-label=\"{alt}\" viewBox=\"0 0 {Width} 52\" width=\"{Width}\" height=\"52\" style=\"max-width:100%\" font-size=\"11\" font-family=\"sans-serif\">")
            + reference
            + Invariant($"<line x1=\"{At(low):0.#}\" x2=\"{At(high):0.#}\" y1=\"19\" y2=\"19\" stroke=\"#0072b2\" stroke-width=\"3\"/>")
            + End(low, At(low)) + End(high, At(high))
            + Invariant($"<circle cx=\"{At(estimate):0.#}\" cy=\"19\" r=\"6\" fill=\"#d55e00\"/></svg>\n");

        static string End(double value, double x) => double.IsFinite(value) ? Label(x, CellText.Number(value)) : Label(x, value < 0 ? "←" : "→");
    }

    private static string Label(double x, string text)
    {
        var anchor = x < 60 ? "start" : x > Right - 60 ? "end" : "middle";
        return Invariant($"<text x=\"{x:0.#}\" y=\"47\" text-anchor=\"{anchor}\">{HtmlFragment.Escape(text)}</text>");
    }

    /// <summary>The value of no difference, where the estimate's name says what it is.</summary>
    private static double Null(string name) => name.Contains("ratio", StringComparison.OrdinalIgnoreCase) ? 1
        : name.Contains("difference", StringComparison.OrdinalIgnoreCase) || name.Contains("correlation", StringComparison.OrdinalIgnoreCase)
            || name.Contains("shift", StringComparison.OrdinalIgnoreCase) || name.Contains("coefficient", StringComparison.OrdinalIgnoreCase) ? 0
        : double.NaN;

    private static void Add(List<(string Name, string? Text)> rows, string name, Quantity value)
    {
        if (value.IsEstimable || value != TestResult.Undefined)
        {
            rows.Add((name.Length == 0 ? "statistic" : name, CellText.Of(value)));
        }
    }

    private static string Side(Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => "two-sided",
        Alternative.Less => "one-sided (less)",
        _ => "one-sided (greater)",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
