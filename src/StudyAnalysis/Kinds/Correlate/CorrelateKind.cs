using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;

namespace StudyAnalysis.Kinds.Correlate;

/// <summary>The correlation of two variables, given others if asked, and its difference between groups (kind correlate).</summary>
/// <remarks>Unit: the population's level, with all variables known. Spearman and Kendall: values at or below the highest limit met are tied at it. Pearson:
/// on the scale of analysis, values below the limit at limit / √2 up to 10 % of them. Groups get estimates and intervals and their difference, no p of
/// their own.</remarks>
public sealed class CorrelateKind : IKind
{
    /// <inheritdoc/>
    public string Name => "correlate";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new CorrelateSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Variables(spec, "x", "y", "given", "by");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (x, y, given, by) = (result.Options.Text("x"), result.Options.Text("y"), result.Options.Texts("given"), result.Options.TextOrNull("by"));
        var method = result.Options.Choice("method", "spearman", "pearson", "kendall");
        if (method == "kendall" && !given.IsEmpty)
        {
            throw result.Options.Problem("method", "\"kendall\" with given", "\"spearman\" or \"pearson\" with given");
        }

        if ((result.Unavailable([x, y, by, .. given]) ?? result.TooManyGroups(by)) is { } notRun)
        {
            return notRun;
        }

        foreach (var reference in given.Prepend(y).Prepend(x))
        {
            Measured.Require(result, reference);
        }

        var grouping = by is null ? null : Grouping.Of(result.Complete(by), result.Language);
        result.About(CorrelateResult.Main).N(result.Units.Count);
        if (result.Units.Count == 0)
        {
            return result.NotEstimable(result.Say("nobody has all values", "personne n’a toutes les valeurs"));
        }

        var nothing = given.Prepend(y).Prepend(x).Select(v => result.Variable(v)).Select(v => Measured.NothingMeasured(result, v.Values) is { } reason
            ? result.Language.Pick($"{v.Label}: {reason}", $"{v.Label} : {reason}") : null).FirstOrDefault(r => r is not null);
        return nothing is not null
            ? result.NotEstimable(nothing)
            : Estimate(result, new Correlated(result, method, x, y, given), grouping);
    }

    private static AnalysisResult Estimate(ResultBuilder result, Correlated data, Grouping? grouping)
    {
        if (data.Problem is { } problem)
        {
            return result.NotEstimable(problem);
        }

        var all = data.Of(Enumerable.Range(0, result.Units.Count));
        var main = result.About(CorrelateResult.Main).Test(all, data.Label(result), NumberFormat.Fixed(2));
        result.Method(all);
        if (grouping is { Levels.Length: 2 } && data.Kind is { } kind)
        {
            Groups(result, data, grouping, kind);
        }

        result.Decisive(main);
        Measured.Below(result, result.About(new StatisticKey("limit", data.X.Reference)), data.X.Values);
        Measured.Below(result, result.About(new StatisticKey("limit", data.Y.Reference)), data.Y.Values);
        return result.Finish(common => new CorrelateResult(common)
        {
            XLabel = data.X.Label,
            XUnit = data.X.Unit,
            XIsLog = data.X.IsLog2,
            YLabel = data.Y.Label,
            YUnit = data.Y.Unit,
            YIsLog = data.Y.IsLog2,
            Given = [.. data.Given.Select(g => g.Label)],
            By = grouping?.Reference,
            ByLabel = grouping?.Label ?? string.Empty,
            Points = Points(data, grouping),
        });
    }

    private static void Groups(ResultBuilder result, Correlated data, Grouping grouping, CorrelationKind kind)
    {
        var tests = grouping.Levels.Select((_, l) => data.Of(Enumerable.Range(0, grouping.LevelOf.Length).Where(i => grouping.LevelOf[i] == l))).ToArray();
        for (var l = 0; l < tests.Length; l++)
        {
            var about = result.About(CorrelateResult.Main.In(grouping.Reference, grouping.Levels[l].Code));
            about.N(grouping.Count(l));
            about.Estimate(tests[l], data.Label(result), NumberFormat.Fixed(2));
        }

        var label = result.Say(
            $"difference of correlations, {grouping.Levels[0].Label} − {grouping.Levels[1].Label}",
            $"différence des corrélations, {grouping.Levels[0].Label} − {grouping.Levels[1].Label}");
        if (!tests[0].Estimate.IsEstimable || !tests[1].Estimate.IsEstimable)
        {
            var reason = tests.First(t => !t.Estimate.IsEstimable).Estimate.Reason;
            result.About(CorrelateResult.Difference).Number("estimate", label, Quantity.NotEstimable(reason), NumberFormat.Fixed(2));
            return;
        }

        var difference = CorrelationDifference.Compute(
            tests[0].Estimate.Value, grouping.Count(0) - data.Given.Length, tests[1].Estimate.Value, grouping.Count(1) - data.Given.Length, kind, level: result.Spec.ConfLevel);
        result.About(CorrelateResult.Difference).Estimate(difference, label, NumberFormat.Fixed(2));
        result.Method(difference);
    }

    private static ImmutableArray<PointCloud> Points(Correlated data, Grouping? grouping)
    {
        var points = data.ShownX.Zip(data.ShownY).ToArray();
        PointCloud Cloud(CategoryLevel? level, IEnumerable<(double X, double Y)> some)
        {
            var ordered = some.OrderBy(p => p.X).ThenBy(p => p.Y).ToArray();
            return new(level, [.. ordered.Select(p => p.X)], [.. ordered.Select(p => p.Y)]);
        }

        return grouping is null
            ? [Cloud(null, points)]
            : [.. grouping.Levels.Select((level, l) => Cloud(level, grouping.Pick(points, l)))];
    }

    /// <summary>The numbers that are correlated, by method.</summary>
    private sealed class Correlated
    {
        private readonly ResultBuilder _result;
        private readonly string _method;
        private readonly double[] _x;
        private readonly double[] _y;
        private readonly double[][] _given;

        public Correlated(ResultBuilder result, string method, string x, string y, ImmutableArray<string> given)
        {
            _result = result;
            _method = method;
            X = RankComparison.Scored(result.Variable(x));
            Y = RankComparison.Scored(result.Variable(y));
            Given = [.. given.Select(g => RankComparison.Scored(result.Variable(g)))];
            ShownX = Measured.Recensored(X.Values);
            ShownY = Measured.Recensored(Y.Values);
            _x = Values(X);
            _y = Values(Y);
            _given = [.. Given.Select(Values)];
        }

        public Variable X { get; }

        public Variable Y { get; }

        public ImmutableArray<Variable> Given { get; }

        public double[] ShownX { get; }

        public double[] ShownY { get; }

        public string? Problem { get; private set; }

        public CorrelationKind? Kind => _method switch { "pearson" => CorrelationKind.Pearson, "spearman" => CorrelationKind.Spearman, _ => null };

        public string Label(ResultBuilder result)
        {
            var name = _method switch { "pearson" => "Pearson r", "spearman" => "Spearman ρ", _ => "Kendall τ-b" };
            var given = string.Join(", ", Given.Select(g => g.Label));
            return given.Length == 0 ? name : result.Say($"{name} given {given}", $"{name} à {given} fixé");
        }

        public TestResult Of(IEnumerable<int> units)
        {
            int[] rows = [.. units];
            double[] x = Array.ConvertAll(rows, i => _x[i]), y = Array.ConvertAll(rows, i => _y[i]);
            double[][] given = [.. _given.Select(g => Array.ConvertAll(rows, i => g[i]))];
            var level = _result.Spec.ConfLevel;
            var continuity = _result.Options.Truth("continuity") ?? false;
            return (_method, given.Length) switch
            {
                ("pearson", 0) => Correlation.Pearson(x, y, level: level),
                ("pearson", _) => PartialCorrelation.Pearson(x, y, given, level: level),
                ("kendall", _) => Correlation.Kendall(x, y, level: level, computation: CompareKind.Computation(_result), continuity: continuity),
                (_, 0) => Correlation.Spearman(x, y, level: level, computation: CompareKind.Computation(_result), continuity: continuity),
                _ => PartialCorrelation.Spearman(x, y, given, level: level),
            };
        }

        private double[] Values(Variable variable)
        {
            if (_method != "pearson")
            {
                return Measured.Recensored(variable.Values);
            }

            var (values, problem) = Predictors.Substituted(_result, variable);
            Problem ??= problem;
            return values;
        }
    }
}
