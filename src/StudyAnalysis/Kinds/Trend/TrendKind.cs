using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Kinds.Trend;

/// <summary>A trend over the levels of an ordered variable (kind trend): Jonckheere–Terpstra for numbers, Cochran–Armitage for yes/no.</summary>
/// <remarks>Unit: the population's level, with both variables known. The order is the definition's; scores are those of the definition, else ranks.
/// Below the limit: values at or below the highest limit met are tied at it.</remarks>
public sealed class TrendKind : IKind
{
    /// <inheritdoc/>
    public string Name => "trend";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new TrendSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Variables(spec, "y", "by");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var (ready, ended) = GroupedVariable.Prepare(
            result, TrendResult.Main, result.Say("fewer than two levels with values", "moins de deux niveaux avec des valeurs"));
        if (ready is null)
        {
            return ended!;
        }

        var comparison = ready.Y.Type == VariableType.Truth
            ? Proportions(result, ready.Y, ready.By, ready.Grouping, ready.Comparison)
            : Numbers(result, RankComparison.Scored(ready.Y), ready.Grouping, ready.Comparison);
        return result.Finish(common => new TrendResult(common, comparison));
    }

    private static Comparison Numbers(ResultBuilder result, Variable variable, Grouping grouping, Comparison comparison)
    {
        var (described, groups) = RankComparison.Describe(result, variable, grouping, comparison);
        Add(
            result,
            JonckheereTerpstra.Compute(groups, computation: CompareKind.Computation(result)),
            result.Say(
                "probability that a value of a later level exceeds one of an earlier (0.5: no trend)",
                "probabilité qu’une valeur d’un niveau supérieur dépasse celle d’un niveau inférieur (0,5 : pas de tendance)"));
        return described;
    }

    private static Comparison Proportions(ResultBuilder result, Variable variable, Variable ordered, Grouping grouping, Comparison comparison)
    {
        var (levels, counts) = CountComparison.Describe(result, variable, grouping, comparison);
        int[] events = [.. grouping.Levels.Select((_, g) => counts[1, g])];
        int[] totals = [.. grouping.Levels.Select((_, g) => counts[0, g] + counts[1, g])];
        double[] scores = [.. grouping.Levels.Select((l, g) => ordered.Categories.FirstOrDefault(c => c.Value == l.Code)?.Score ?? g + 1.0)];
        Add(
            result,
            CochranArmitage.Compute(events, totals, scores, computation: CompareKind.Computation(result)),
            result.Say("change of the proportion per unit of score", "variation de la proportion par unité de score"));
        return comparison with { YLevels = levels.Levels };
    }

    private static void Add(ResultBuilder result, TestResult test, string label)
    {
        result.Decisive(result.About(TrendResult.Main).Test(test, label, NumberFormat.Fixed(2)));
        result.Method(test);
    }
}
