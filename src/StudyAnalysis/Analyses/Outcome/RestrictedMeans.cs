using System.Collections.Immutable;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Analyses.Outcome;

/// <summary>Restricted mean times up to a day, and their differences from the reference group.</summary>
/// <remarks>Differences of independent groups: normal interval from the sum of the variances (Royston and Parmar 2013, BMC Med Res Methodol 13:152).</remarks>
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
        foreach (var g in Enumerable.Range(0, means.Length).Where(g => g != reference))
        {
            AddDifference(builder, grouping, g, means[g], means[reference], horizon);
        }

        builder.Method(builder.Say(
            "Differences of restricted mean times: normal interval from the sum of the groups’ variances (Royston & Parmar 2013).",
            "Différences de temps moyens restreints : intervalle normal à partir de la somme des variances des groupes (Royston & Parmar 2013)."));
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

    private static void AddDifference(
        ResultBuilder builder, CurveGroups grouping, int group, RestrictedMean mean, RestrictedMean reference, double horizon)
    {
        var (variable, level) = grouping.Key(group);
        var about = builder.About(new StatisticKey(Difference).In(variable, level).At(horizon));
        var days = NumberFormat.Fixed(1);
        var label = builder.Say("difference of restricted mean times", "différence de temps moyens restreints");
        if (!mean.StandardError.IsEstimable || !reference.StandardError.IsEstimable)
        {
            var why = (mean.StandardError.IsEstimable ? reference : mean).StandardError.Reason;
            about.Number("estimate", label, Quantity.NotEstimable(why), days, "d");
            return;
        }

        var difference = mean.Estimate.Value - reference.Estimate.Value;
        var error = Math.Sqrt((mean.StandardError.Value * mean.StandardError.Value) + (reference.StandardError.Value * reference.StandardError.Value));
        var half = -Tail.NormalQuantile((1 - builder.Spec.ConfLevel) / 2) * error;
        about.Number("estimate", label, difference, days, "d");
        about.Number("std.error", builder.Say("standard error", "erreur type"), error, days, "d");
        about.Interval(new ConfidenceInterval(difference - half, difference + half, builder.Spec.ConfLevel, "normal"), days, "d");
    }
}
