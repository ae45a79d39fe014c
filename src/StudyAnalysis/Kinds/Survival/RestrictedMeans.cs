using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Restricted mean times up to a day, and their differences from the reference group.</summary>
/// <remarks>The test of record is the one of the plan: differences have an interval and no p.</remarks>
internal static class RestrictedMeans
{
    /// <summary>Context of the mean of a group.</summary>
    public const string Mean = "rmst";

    /// <summary>Context of the difference of a group from the reference group.</summary>
    public const string Difference = "rmst difference";

    /// <summary>Adds the mean of each group, and the differences.</summary>
    public static void Add(ResultBuilder builder, CurveGroups grouping, ImmutableArray<SurvivalCurve> curves, double horizon)
    {
        var means = curves.Select(c => c.RestrictedMeanTo(horizon)).ToArray();
        for (var g = 0; g < means.Length; g++)
        {
            AddMean(builder, grouping, g, means[g], horizon);
        }

        if (grouping.By is null || means.Length < 2)
        {
            return;
        }

        var reference = Reference(builder, grouping);
        foreach (var g in Enumerable.Range(0, curves.Length).Where(g => g != reference))
        {
            var difference = KaplanMeier.RestrictedMeanDifference(curves[g], curves[reference], horizon);
            builder.Method(MethodText.Sentence(difference.Method, builder.Language), difference.Method.RCall);
            var (variable, level) = grouping.Key(g);
            builder.About(new StatisticKey(Difference).In(variable, level).At(horizon)).Estimate(
                difference, builder.Say("difference of restricted mean times", "différence de temps moyens restreints"), NumberFormat.Fixed(1), "d");
        }
    }

    /// <summary>Index of the group that the others are compared with: the reference category that occurs, else the first.</summary>
    public static int Reference(ResultBuilder builder, CurveGroups grouping)
    {
        var code = builder.Context.Variable(grouping.By!.Reference, builder.Units).Categories.FirstOrDefault(c => c.IsReference)?.Value;
        return Math.Max(0, grouping.Levels.Select(l => l.Code).ToList().IndexOf(code ?? string.Empty));
    }

    private static void AddMean(ResultBuilder builder, CurveGroups grouping, int group, RestrictedMean mean, double horizon)
    {
        var (variable, level) = grouping.Key(group);
        var about = builder.About(new StatisticKey(Mean).In(variable, level).At(horizon));
        about.Number("estimate", builder.Say("restricted mean time", "temps moyen restreint"), mean.Estimate, NumberFormat.Fixed(0), "d");
        about.Number("std.error", builder.Say("standard error", "erreur type"), mean.StandardError, NumberFormat.Fixed(1), "d");
        about.Interval(mean.Interval, NumberFormat.Fixed(0), "d");
    }
}
