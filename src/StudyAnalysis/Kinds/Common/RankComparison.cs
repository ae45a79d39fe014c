using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Numbers compared between groups by ranks.</summary>
internal static class RankComparison
{
    /// <summary>Adds group summaries and the test.</summary>
    public static Comparison Add(ResultBuilder result, Variable variable, Grouping grouping, Comparison shape)
    {
        var numeric = Scored(variable);
        var (described, groups) = Describe(result, numeric, grouping, shape);
        if (groups.Length == 2)
        {
            Two(result, numeric, grouping, groups);
            return described;
        }

        var test = KruskalWallis.Compute(groups);
        result.Decisive(result.About(CompareResult.Main).Test(test, test.EstimateName, NumberFormat.Significant()));
        result.Method(test);
        return described;
    }

    /// <summary>Adds group summaries.</summary>
    /// <returns>The comparison with its points, and the values per group on the scale of analysis, tied at the highest limit met.</returns>
    public static (Comparison Comparison, double[][] Groups) Describe(ResultBuilder result, Variable numeric, Grouping grouping, Comparison shape)
    {
        for (var g = 0; g < grouping.Levels.Length; g++)
        {
            Measured.Summarise(result, shape.Group(grouping.Levels[g].Code), numeric, grouping.Pick(numeric.Values, g));
        }

        if (numeric.Values.Any(Measured.IsBelow))
        {
            result.Note(result.Say(
                "Values at or below the highest limit of quantification met are tied at it.",
                "Les valeurs au plus égales à la plus haute limite de quantification rencontrée sont ex æquo."));
        }

        var shown = Measured.Recensored(numeric.Values);
        var points = grouping.Split(shown).Select(v => v.Order().ToImmutableArray()).ToImmutableArray();
        return (shape with { Points = points }, grouping.Split([.. shown.Select(x => Measured.OnScale(numeric, x))]));
    }

    /// <summary>An ordered category as numbers: its scores, else its ranks.</summary>
    public static Variable Scored(Variable variable)
    {
        if (variable.Type != VariableType.Ordered)
        {
            return variable;
        }

        var scores = variable.Categories.Select((c, i) => (c.Value, Score: c.Score ?? i + 1)).ToDictionary(c => c.Value, c => c.Score, StringComparer.Ordinal);
        return variable with
        {
            Type = VariableType.Numeric,
            Values = [.. variable.Values.Select(v => v.IsMissing ? v : Value.Of(scores[v.Text]))],
        };
    }

    private static void Two(ResultBuilder result, Variable variable, Grouping grouping, double[][] groups)
    {
        var (format, unit) = Measured.Effect(variable);
        var (first, second) = (grouping.Levels[0].Label, grouping.Levels[1].Label);
        var test = MannWhitney.Compute(groups[0], groups[1], level: result.Spec.ConfLevel, computation: CompareKind.Computation(result));
        result.Decisive(result.About(CompareResult.Main).Test(
            test,
            variable.IsLog2
                ? result.Say($"Hodges–Lehmann ratio, {first} / {second}", $"ratio de Hodges–Lehmann, {first} / {second}")
                : result.Say($"Hodges–Lehmann shift, {first} − {second}", $"décalage de Hodges–Lehmann, {first} − {second}"),
            format,
            unit,
            Measured.Back(variable)));
        result.Method(test);
        var superiority = BrunnerMunzel.Compute(groups[0], groups[1], level: result.Spec.ConfLevel);
        result.About(CompareResult.Superiority).Estimate(
            superiority,
            result.Say($"probability that a value of “{first}” exceeds one of “{second}”", $"probabilité qu’une valeur de « {first} » dépasse une valeur de « {second} »"),
            NumberFormat.Fixed(2),
            scale: p => Math.Clamp(p, 0, 1));
        result.Method(superiority);
    }
}
