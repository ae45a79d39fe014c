using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.PairedChange;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.GroupChange;

/// <summary>The change of a marker compared between groups (kind groupChange): analysis of covariance of the later value on the earlier one and the group,
/// on the scale of analysis, with HC3 standard errors and t; and the change within each group.</summary>
/// <remarks>Unit: the patient with both values. The groups were not made by chance: the difference is of changes after, not of effects. Later values below
/// the limit enter at it, with the censored likelihood beside; earlier ones at limit / √2 up to 10 % of them.</remarks>
public sealed class GroupChangeKind : IKind
{
    /// <inheritdoc/>
    public string Name => "groupChange";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new GroupChangeSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) =>
        PairedDifferences.References(spec).Concat(OptionReferences.Variables(spec, "by"));

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (marker, from, to, by) = (result.Options.Text("marker"), result.Options.Text("from"), result.Options.Text("to"), result.Options.Text("by"));
        var others = result.Options.Texts("adjust");
        string[] needed = [.. others.Prepend(marker).SelectMany(m => new[] { PairedDifferences.Reference(m, from), PairedDifferences.Reference(m, to) })];
        if ((result.Unavailable(needed.Append(by)) ?? result.TooManyGroups(by)) is { } notRun)
        {
            return notRun;
        }

        result.Complete(by);
        foreach (var reference in needed)
        {
            Measured.Require(result, reference);
        }

        var grouping = Grouping.Of(result.Variable(by), result.Language);
        var pairs = PairedDifferences.Of(result, marker, from, to);
        result.About(GroupChangeResult.Main).N(result.Units.Count);
        if (Measured.NothingMeasured(result, pairs.From.Values.Concat(pairs.To.Values)) is { } nothing)
        {
            return result.NotEstimable(nothing);
        }

        return grouping.Levels.Length < 2
            ? result.NotEstimable(result.Say("fewer than two groups with both values", "moins de deux groupes avec les deux valeurs"))
            : Estimate(result, pairs, grouping, marker, from, to, others);
    }

    private static AnalysisResult Estimate(
        ResultBuilder result, PairedDifferences pairs, Grouping grouping, string marker, string from, string to, ImmutableArray<string> others)
    {
        var (baseline, problem) = Predictors.Substituted(result, pairs.From);
        if (problem is not null)
        {
            return result.NotEstimable(problem);
        }

        Within(result, pairs, grouping);
        (string Name, double[] Values)[] covariates = [.. others.Select(m => (m, PairedDifferences.Of(result, m, from, to).Differences))];
        double[] outcome = Measured.Scaled(pairs.To, pairs.To.Values);
        Below(result, pairs);
        if (grouping.Levels.Length == 2)
        {
            Two(result, pairs.To, grouping, outcome, baseline, covariates);
        }
        else
        {
            Several(result, pairs.To, grouping, outcome, baseline, covariates);
        }

        var back = Measured.Back(pairs.To) ?? (x => x);
        return result.Finish(common => new GroupChangeResult(common)
        {
            MarkerLabel = PairedChangeKind.MarkerLabel(result, marker),
            Unit = pairs.To.Unit,
            IsRatio = pairs.To.IsLog2,
            FromLabel = PairedDifferences.Label(result, from),
            ToLabel = PairedDifferences.Label(result, to),
            By = grouping.Reference,
            ByLabel = grouping.Label,
            Groups = grouping.Levels,
            AdjustedFor = [.. others.Select(m => PairedChangeKind.MarkerLabel(result, m))],
            Changes = [.. grouping.Split([.. pairs.Differences.Select(back)]).Select(v => v.Order().ToImmutableArray())],
        });
    }

    private static void Within(ResultBuilder result, PairedDifferences pairs, Grouping grouping)
    {
        var (format, unit) = Measured.Effect(pairs.To);
        for (var g = 0; g < grouping.Levels.Length; g++)
        {
            var about = result.About(GroupChangeResult.Change(grouping.Reference, grouping.Levels[g].Code));
            about.N(grouping.Count(g));
            var test = SignedRank.Compute(grouping.Pick(pairs.Differences, g), level: result.Spec.ConfLevel);
            about.Estimate(
                test,
                pairs.To.IsLog2
                    ? result.Say("Hodges–Lehmann ratio, later / earlier", "ratio de Hodges–Lehmann, après / avant")
                    : result.Say("Hodges–Lehmann change, later − earlier", "variation de Hodges–Lehmann, après − avant"),
                format,
                unit,
                Measured.Back(pairs.To));
            result.Method(test with { Notes = [] });
        }
    }

    private static void Two(
        ResultBuilder result, Variable variable, Grouping grouping, double[] outcome, double[] baseline, (string Name, double[] Values)[] covariates)
    {
        var test = Ancova.Compute(
            outcome, baseline, [.. grouping.LevelOf.Select(l => l == 0)], covariates, CovarianceType.HC3, level: result.Spec.ConfLevel);
        var (format, unit) = Measured.Effect(variable);
        var (first, second) = (grouping.Levels[0].Label, grouping.Levels[1].Label);
        result.Decisive(result.About(GroupChangeResult.Main).Test(
            test,
            variable.IsLog2
                ? result.Say($"ratio of later values at the same earlier value, {first} / {second}", $"ratio des valeurs après à même valeur avant, {first} / {second}")
                : result.Say($"difference of later values at the same earlier value, {first} − {second}", $"différence des valeurs après à même valeur avant, {first} − {second}"),
            format,
            unit,
            Measured.Back(variable)));
        result.Method(test);
        if (variable.Values.Any(Measured.IsBelow))
        {
            Censored(result, variable, grouping, outcome, baseline, covariates);
        }
    }

    /// <summary>The same difference with later values known only to lie below their limit.</summary>
    private static void Censored(
        ResultBuilder result, Variable variable, Grouping grouping, double[] outcome, double[] baseline, (string Name, double[] Values)[] covariates)
    {
        var group = grouping.LevelOf.Select(l => l == 0 ? 1.0 : 0).ToArray();
        var fit = CensoredNormal.Fit(
            outcome,
            [.. variable.Values.Select(Measured.IsBelow)],
            Design.WithIntercept(outcome.Length, [("(baseline)", baseline), ("(group)", group), .. covariates]),
            result.Spec.ConfLevel);
        var (format, unit) = Measured.Effect(variable);
        var (first, second) = (grouping.Levels[0].Label, grouping.Levels[1].Label);
        result.About(GroupChangeResult.Censored).Estimate(
            fit.Coefficients[2],
            variable.IsLog2
                ? result.Say($"the same by censored likelihood, {first} / {second}", $"idem par vraisemblance censurée, {first} / {second}")
                : result.Say($"the same by censored likelihood, {first} − {second}", $"idem par vraisemblance censurée, {first} − {second}"),
            format,
            unit,
            Measured.Back(variable));
        result.Method(fit.Coefficients[2]);
    }

    private static void Several(
        ResultBuilder result, Variable variable, Grouping grouping, double[] outcome, double[] baseline, (string Name, double[] Values)[] covariates)
    {
        var groups = grouping.Levels.Skip(1).Select((l, i) => (l.Code, grouping.LevelOf.Select(x => x == i + 1 ? 1.0 : 0).ToArray()));
        var design = Design.WithIntercept(outcome.Length, [("(baseline)", baseline), .. groups, .. covariates]);
        var fit = LeastSquares.Fit(outcome, design, CovarianceType.HC3, level: result.Spec.ConfLevel);
        var (format, unit) = Measured.Effect(variable);
        var first = grouping.Levels[0].Label;
        for (var g = 1; g < grouping.Levels.Length; g++)
        {
            var level = grouping.Levels[g];
            result.About(GroupChangeResult.Against(level.Code)).Estimate(
                fit.Coefficients[1 + g],
                variable.IsLog2
                    ? result.Say($"ratio of later values at the same earlier value, {level.Label} / {first}", $"ratio des valeurs après à même valeur avant, {level.Label} / {first}")
                    : result.Say($"difference of later values at the same earlier value, {level.Label} − {first}", $"différence des valeurs après à même valeur avant, {level.Label} − {first}"),
                format,
                unit,
                Measured.Back(variable));
        }

        result.Method(fit.Coefficients[1]);
    }

    private static void Below(ResultBuilder result, PairedDifferences pairs)
    {
        Measured.Below(result, result.About(new StatisticKey("limit", pairs.From.Reference)), pairs.From.Values);
        Measured.Below(result, result.About(new StatisticKey("limit", pairs.To.Reference)), pairs.To.Values);
        if (pairs.To.Values.Any(Measured.IsBelow))
        {
            result.Note(result.Say(
                "Later values below the limit of quantification enter least squares at the limit; the censored likelihood beside it takes them as below.",
                "Les valeurs après, sous la limite de quantification, comptent pour la limite dans les moindres carrés ; la vraisemblance censurée, à côté, les prend comme inférieures."));
        }
    }
}
