using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Charts;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis;

/// <summary>Pictures of measurements in the house style, on the population in use: every patient's value is drawn, n is stated, missing ones are counted.</summary>
/// <remarks>For looking at data. Pictures of results come with the results: <see cref="Cohort.Figures"/>.</remarks>
public sealed class Drawer
{
    private const int QuartilesFrom = 5;
    private const int Height = 300;

    private readonly Cohort _cohort;

    internal Drawer(Cohort cohort) => _cohort = cohort;

    private Language Language => _cohort.Language;

    /// <summary>A marker over time: one thin line a patient, the medians as a thick one.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="times">Time point ids; none: all of the plan.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such marker or time point.</exception>
    public Figure Spaghetti(string marker, params string[] times)
    {
        var (points, columns) = Values(marker, times);
        var lines = Enumerable.Range(0, _cohort.Count).Select(i => columns.Select(c => c[i]).ToImmutableArray()).Where(l => l.Any(double.IsFinite)).ToArray();
        var label = Label(marker);
        return Figure(
            "spaghetti-" + marker,
            Language.Pick($"{label} over time; one line a patient, thick line: medians (n = {lines.Length}).", $"{label} au cours du temps ; une ligne par patient, trait épais : médianes (n = {lines.Length})."),
            Language.Pick($"{lines.Length} lines over {points.Length} times; gaps are missing samples.", $"{lines.Length} lignes sur {points.Length} temps ; les interruptions sont des prélèvements manquants."),
            Plot.Paired([.. points.Select(p => p.Label.In(Language))], lines, [.. columns.Select(c => Quantile(c, 0.5) ?? double.NaN)], Language.Pick("median", "médiane"), Axis(marker), Language, Height));
    }

    /// <summary>A marker at each time point: every value, with a box from quartile to quartile where there are at least five.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="times">Time point ids; none: all of the plan.</param>
    /// <exception cref="KeyNotFoundException">The plan has no such marker or time point.</exception>
    public Figure Boxes(string marker, params string[] times)
    {
        var (points, columns) = Values(marker, times);
        return Boxes("boxes-" + marker, Label(marker), Axis(marker), [.. points.Select((p, i) => (p.Label.In(Language), columns[i]))]);
    }

    /// <summary>A variable by the categories of another: every value, with a box where there are at least five.</summary>
    /// <param name="y">Numeric variable, for example marker@timePoint.</param>
    /// <param name="by">Variable with categories, or true and false.</param>
    public Figure BoxesBy(string y, string by)
    {
        var (values, groups) = (_cohort.Variable(y), _cohort.Variable(by));
        var labels = groups.Categories.ToDictionary(c => c.Value, c => c.Label.In(Language), StringComparer.Ordinal);
        var columns = Enumerable.Range(0, groups.Values.Length).Where(i => !groups.Values[i].IsMissing)
            .GroupBy(i => groups.Values[i].ToString(), StringComparer.Ordinal)
            .OrderBy(g => Array.FindIndex([.. groups.Categories], c => c.Value == g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (labels.GetValueOrDefault(g.Key, g.Key), g.Select(i => Number(values.Values[i])).ToImmutableArray()));
        return Boxes(
            $"boxes-{y}-{by}",
            Language.Pick($"{values.Label} by {groups.Label}", $"{values.Label} selon {groups.Label}"),
            new Axis(values.Label, values.Unit) { IsLog = values.IsLog2 },
            [.. columns]);
    }

    /// <summary>Two numeric variables against each other, one point a unit; markers analysed on the log scale are drawn so.</summary>
    /// <param name="x">Horizontal variable.</param>
    /// <param name="y">Vertical variable.</param>
    public Figure Scatter(string x, string y)
    {
        var (a, b) = (_cohort.Variable(x), _cohort.Variable(y));
        var both = Enumerable.Range(0, a.Values.Length).Where(i => Fits(a, i) && Fits(b, i)).ToArray();
        var points = new PointGroup(string.Empty, [.. both.Select(i => a.Values[i].Number)], [.. both.Select(i => b.Values[i].Number)]);
        return Figure(
            $"scatter-{x}-{y}",
            Language.Pick($"{b.Label} against {a.Label} (n = {both.Length}).", $"{b.Label} selon {a.Label} (n = {both.Length})."),
            Language.Pick($"{both.Length} points; {a.Values.Length - both.Length} units without both values are left out.", $"{both.Length} points ; {a.Values.Length - both.Length} unités sans les deux valeurs sont omises."),
            Plot.Scatter([points], [], new Axis(a.Label, a.Unit) { IsLog = a.IsLog2 }, new Axis(b.Label, b.Unit) { IsLog = b.IsLog2 }, Language, Height));
    }

    /// <summary>Changes of many markers as a heat map: one row a marker and time, one column a patient, log2 of the ratio as colour. Patients are
    /// ordered by their mean change and not named.</summary>
    /// <param name="markers">Marker ids; null: all that are analysed as ratios.</param>
    /// <param name="from">Time point before.</param>
    /// <param name="to">Time points after.</param>
    public Figure HeatMap(IEnumerable<string>? markers, string from, params string[] to)
    {
        var ids = (markers ?? _cohort.Plan.Markers.Where(m => m.Scale == "log2").Select(m => m.Id)).ToArray();
        var rows = (from marker in ids
                    from point in to
                    let pair = Values(marker, [@from, point]).Columns
                    select (Name: $"{Label(marker)}, {_cohort.TimePointLabel(point)}", Log2: pair[0].Zip(pair[1], (a, b) => a > 0 && b > 0 ? Math.Log2(b / a) : double.NaN).ToArray())).Where(r => r.Log2.Any(double.IsFinite)).ToArray();
        var order = Enumerable.Range(0, _cohort.Count).Where(i => rows.Any(r => double.IsFinite(r.Log2[i])))
            .OrderBy(i => rows.Select(r => r.Log2[i]).Where(double.IsFinite).Average()).ThenBy(i => i).ToArray();
        var values = rows.Select(r => order.Select(i => r.Log2[i]).ToImmutableArray()).ToArray();
        return Figure(
            "heatmap",
            Language.Pick($"Change of {rows.Length} measurements in {order.Length} patients: blue higher after, orange lower, white unchanged or missing; full colour: × 4 or ÷ 4.", $"Variation de {rows.Length} mesures chez {order.Length} patients : bleu plus haut après, orange plus bas, blanc inchangé ou manquant ; pleine couleur : × 4 ou ÷ 4."),
            Language.Pick($"{rows.Length} rows and {order.Length} columns of coloured cells.", $"{rows.Length} lignes et {order.Length} colonnes de cellules colorées."),
            Plot.HeatMap([.. rows.Select(r => r.Name)], [.. order.Select(_ => string.Empty)], values, [.. values.Select(r => r.Select(_ => string.Empty).ToImmutableArray())], 0, 2, Language, 90 + (22 * rows.Length)),
            90 + (22 * rows.Length));
    }

    /// <summary>Effects against p values, with the line of 0.05: what passes before and after adjustment for the number of tests.</summary>
    /// <param name="log2Ratios">Effects.</param>
    /// <param name="p">p values, as many.</param>
    /// <param name="adjusted">Adjusted p values, as many.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Figure Volcano(IReadOnlyList<double> log2Ratios, IReadOnlyList<double> p, IReadOnlyList<double> adjusted)
    {
        if (p.Count != log2Ratios.Count || adjusted.Count != log2Ratios.Count)
        {
            throw new ArgumentException("As many p values and adjusted p values as effects are needed.", nameof(p));
        }

        var groups = new[] { (Language.Pick("p above 0.05", "p au-dessus de 0,05"), 0), (Language.Pick("p below 0.05, not after adjustment", "p sous 0,05, pas après ajustement"), 1), (Language.Pick("below 0.05 after adjustment", "sous 0,05 après ajustement"), 2) }
            .Select(g => (Name: g.Item1, At: Enumerable.Range(0, p.Count).Where(i => g.Item2 == (adjusted[i] < 0.05 ? 2 : p[i] < 0.05 ? 1 : 0)).ToArray()))
            .Where(g => g.At.Length > 0)
            .Select(g => new PointGroup(string.Create(CultureInfo.InvariantCulture, $"{g.Name} ({g.At.Length})"), [.. g.At.Select(i => log2Ratios[i])], [.. g.At.Select(i => -Math.Log10(p[i]))])).ToArray();
        var width = log2Ratios.Select(Math.Abs).DefaultIfEmpty(1).Max();
        var line = new LineSeries(string.Empty, [-width, width], [-Math.Log10(0.05), -Math.Log10(0.05)]) { IsReference = true };
        return Figure(
            "volcano",
            Language.Pick($"Effect and p value of {p.Count} tests; dashed line: p = 0.05.", $"Effet et p de {p.Count} tests ; trait interrompu : p = 0,05."),
            Language.Pick($"{p.Count} points.", $"{p.Count} points."),
            Plot.Scatter(groups, [line], new Axis("log2 ratio"), new Axis("−log10 p"), Language, Height));
    }

    private Figure Boxes(string id, string label, Axis axis, ImmutableArray<(string Name, ImmutableArray<double> Values)> columns)
    {
        var groups = columns.Select(c => (c.Name, Values: c.Values.Where(double.IsFinite).ToImmutableArray())).Where(c => !c.Values.IsEmpty)
            .Select(c => new DotGroup(string.Create(CultureInfo.InvariantCulture, $"{c.Name} (n = {c.Values.Length})"), c.Values)
            {
                Center = c.Values.Length < QuartilesFrom ? null : Quantile(c.Values, 0.5),
                Low = c.Values.Length < QuartilesFrom ? null : Quantile(c.Values, 0.25),
                High = c.Values.Length < QuartilesFrom ? null : Quantile(c.Values, 0.75),
            }).ToArray();
        return Figure(
            id,
            Language.Pick($"{label}: every value; box: quartiles and median, from n = 5.", $"{label} : chaque valeur ; boîte : quartiles et médiane, à partir de n = 5."),
            Language.Pick($"{groups.Length} groups of points.", $"{groups.Length} groupes de points."),
            Plot.Boxes(groups, axis, Language, Height));
    }

    private (ImmutableArray<TimePoint> Points, ImmutableArray<ImmutableArray<double>> Columns) Values(string marker, string[] times)
    {
        var points = (times.Length > 0 ? times : [.. _cohort.Plan.TimePoints.Select(t => t.Id)])
            .Select(t => _cohort.Plan.TimePoints.FirstOrDefault(p => p.Id == t) ?? throw new KeyNotFoundException($"The plan has no time point \"{t}\".")).ToImmutableArray();
        return (points, [.. points.Select(p => _cohort.Variable($"{marker}@{p.Id}").Values.Select(Number).ToImmutableArray())]);
    }

    private Figure Figure(string id, string caption, string altText, Plotly.NET.GenericChart chart, int height = Height) =>
        new("fig-" + id, caption, altText, chart, height) { IsSynthetic = _cohort.Data.IsSynthetic };

    private Axis Axis(string marker)
    {
        var found = _cohort.Plan.Markers.First(m => m.Id == marker);
        return new Axis(found.Label.In(Language), found.Unit) { IsLog = found.Scale == "log2" };
    }

    private string Label(string marker) => _cohort.Plan.Markers.FirstOrDefault(m => m.Id == marker)?.Label.In(Language)
        ?? throw new KeyNotFoundException($"The plan has no marker \"{marker}\"; it has {string.Join(", ", _cohort.Plan.Markers.Select(m => m.Id))}.");

    private static double Number(Value value) => value.IsMissing ? double.NaN : value.Number;

    private static bool Fits(Variable variable, int unit) => !variable.Values[unit].IsMissing && (!variable.IsLog2 || variable.Values[unit].Number > 0);

    private static double? Quantile(ImmutableArray<double> values, double probability) =>
        values.Where(double.IsFinite).ToArray() is { Length: > 0 } there ? Quantiles.Compute(there, probability).Value : null;
}
