using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.PairedChange;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.Trajectory;

/// <summary>A marker over time (kind trajectory): per time point n, values below the limit, median and quartiles; a linear mixed model with a random
/// intercept a unit for the changes against the first time, of each group on its own.</summary>
/// <remarks>Unit: the patient with at least one value; a missing time stays missing (used under missing at random). Values below the limit enter the
/// model at the limit. No p: the changes are described.</remarks>
public sealed class TrajectoryKind : IKind
{
    /// <inheritdoc/>
    public string Name => "trajectory";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new TrajectorySection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) =>
        OptionReferences.Of(spec, ReferenceKind.Marker, "marker").Concat(OptionReferences.Of(spec, ReferenceKind.TimePoint, "times"))
            .Concat(OptionReferences.Variables(spec, "by"));

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (marker, times, by) = (result.Options.Text("marker"), result.Options.Texts("times"), result.Options.TextOrNull("by"));
        string[] references = [.. times.Select(t => PairedDifferences.Reference(marker, t))];
        if ((result.Unavailable(references.Append(by)) ?? result.TooManyGroups(by)) is { } notRun)
        {
            return notRun;
        }

        if (by is not null)
        {
            result.Complete(by);
        }

        var any = references.Select(r => result.Variable(r)).ToArray();
        result.Keep(
            [.. Enumerable.Range(0, result.Units.Count).Select(i => any.Any(v => IsUsable(v, i)))],
            result.Say("no value at any of the times", "aucune valeur à aucun des temps"));
        result.About(TrajectoryResult.Main).N(result.Units.Count);
        if (result.Units.Count == 0)
        {
            return result.NotEstimable(result.Say("nobody has a value", "personne n’a de valeur"));
        }

        return Measured.NothingMeasured(result, references.SelectMany(r => result.Variable(r).Values)) is { } nothing
            ? result.NotEstimable(nothing)
            : Estimate(result, marker, times, references, by);
    }

    private static AnalysisResult Estimate(ResultBuilder result, string marker, ImmutableArray<string> times, string[] references, string? by)
    {
        Variable[] variables = [.. references.Select(r => result.Variable(r))];
        var grouping = by is null ? null : Grouping.Of(result.Variable(by), result.Language);
        Describe(result, variables, null, null, _ => true);
        Model(result, variables, null, null, _ => true);
        for (var g = 0; g < (grouping?.Levels.Length ?? 0); g++)
        {
            var group = g;
            Describe(result, variables, by, grouping!.Levels[g].Code, i => grouping.LevelOf[i] == group);
            Model(result, variables, by, grouping.Levels[g].Code, i => grouping.LevelOf[i] == group);
        }

        return result.Finish(common => new TrajectoryResult(common)
        {
            MarkerLabel = PairedChangeKind.MarkerLabel(result, marker),
            Unit = variables[0].Unit,
            IsRatio = variables[0].IsLog2,
            Times = [.. times.Select((t, i) => new TrajectoryTime(references[i], PairedDifferences.Label(result, t)))],
            By = by,
            ByLabel = grouping?.Label ?? string.Empty,
            Groups = grouping?.Levels ?? [],
            Lines = Lines(variables, result.Units.Count),
        });
    }

    private static void Describe(ResultBuilder result, Variable[] variables, string? by, string? level, Func<int, bool> isIn)
    {
        foreach (var variable in variables)
        {
            var values = variable.Values.Where((_, i) => isIn(i) && IsUsable(variable, i)).ToArray();
            Measured.Summarise(result, TrajectoryResult.At(variable.Reference, by, level), variable, values);
        }
    }

    private static void Model(ResultBuilder result, Variable[] variables, string? by, string? level, Func<int, bool> isIn)
    {
        var rows = Enumerable.Range(0, result.Units.Count).Where(isIn)
            .SelectMany(i => variables.Select((v, t) => (Unit: i, Time: t, Variable: v)).Where(x => IsUsable(x.Variable, i))).ToArray();
        int[] later = [.. Enumerable.Range(1, variables.Length - 1).Where(t => rows.Any(r => r.Time == t))];
        if (later.Length == 0 || rows.All(r => r.Time != 0))
        {
            return;
        }

        var terms = later.Select(t => (variables[t].Reference, rows.Select(r => r.Time == t ? 1.0 : 0).ToArray())).ToArray();
        var fit = LinearMixedModel.Fit(
            [.. rows.Select(r => Measured.OnScale(r.Variable, r.Variable.Values[r.Unit].Number))],
            Design.WithIntercept(rows.Length, terms),
            [.. rows.Select(r => r.Unit)],
            level: result.Spec.ConfLevel);
        var (format, unit) = Measured.Effect(variables[0]);
        for (var t = 0; t < later.Length; t++)
        {
            result.About(TrajectoryResult.Change(variables[later[t]].Reference, by, level)).Estimate(
                fit.Coefficients[t + 1],
                variables[0].IsLog2
                    ? result.Say("ratio to the first time, mixed model", "ratio au premier temps, modèle mixte")
                    : result.Say("change since the first time, mixed model", "variation depuis le premier temps, modèle mixte"),
                format,
                unit,
                Measured.Back(variables[0]));
        }

        result.Method(fit.Coefficients[0]);
        foreach (var note in fit.Notes)
        {
            result.Note(MethodText.Note(note, result.Language));
        }
    }

    private static ImmutableArray<ImmutableArray<double>> Lines(Variable[] variables, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => variables.Select(v => IsUsable(v, i) ? v.Values[i].Number : double.NaN).ToImmutableArray())
            .OrderBy(l => l.First(double.IsFinite)).ThenBy(l => l.Count(double.IsFinite)),
    ];

    private static bool IsUsable(Variable variable, int unit) =>
        !variable.Values[unit].IsMissing && (!variable.IsLog2 || variable.Values[unit].Number > 0);
}
