using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>The non-parametric maximum-likelihood estimate of each group for endpoints assessed at visits.</summary>
/// <remarks>An event found at a visit lies after the last visit made without it and up to the day it was found; exact events and censorings keep their day.</remarks>
internal static class IntervalSurvival
{
    public static AnalysisResult Analyze(ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping, ImmutableArray<double> times)
    {
        builder.Note(builder.Say(
            "Interval-censored: an event found at a visit happened after the last visit made without it, or after the start where no such visit is recorded; between the bounds the data say nothing.",
            "Censure par intervalle : un événement constaté à une visite est survenu après la dernière visite faite sans lui, ou après le début si aucune n’est saisie ; entre les bornes, les données ne disent rien."));
        var lower = outcome.IntervalStarts();
        for (var g = 0; g < grouping.Levels.Length; g++)
        {
            Group(builder, outcome, grouping, g, lower, times);
        }

        return builder.Finish(
            common => new IntervalSurvivalResult(common)
            {
                GroupReference = grouping.By?.Reference,
                GroupLabel = grouping.By?.Label ?? string.Empty,
                Groups = grouping.Levels,
                ReadTimes = times,
            },
            outcome.EventCount);
    }

    private static void Group(ResultBuilder builder, OutcomeUnits outcome, CurveGroups grouping, int group, double[] lower, ImmutableArray<double> times)
    {
        var members = grouping.Members(group);
        var events = members.Count(i => outcome.Causes[i] == 1);
        double[] left = [.. members.Select(i => lower[i])];
        double[] right = [.. members.Select(i => outcome.Causes[i] == 1 ? outcome.Times[i] : double.PositiveInfinity)];
        var estimate = Turnbull.Estimate(left, right);
        builder.Method(MethodText.Sentence(estimate.Method, builder.Language), estimate.Method.RCall);
        var (variable, level) = grouping.Key(group);
        var key = new StatisticKey("turnbull").In(variable, level);
        var about = builder.About(key);
        about.N(members.Length);
        about.Count("n.event", builder.Say("events", "événements"), events);
        AddMedian(builder, about, estimate);
        foreach (var t in times)
        {
            var at = builder.About(key.At(t));
            var (low, high) = estimate.SurvivalAt(t);
            at.Number("estimate.low", builder.Say("free of the event, at least", "sans l’événement, au moins"), Known(low, t), NumberFormat.Percent());
            at.Number("estimate.high", builder.Say("free of the event, at most", "sans l’événement, au plus"), Known(high, t), NumberFormat.Percent());
        }

        // After the last day on which anybody was seen, the estimate has no support.
        Quantity Known(Quantity bound, double t) => t <= members.Max(i => outcome.Times[i])
            ? bound
            : Quantity.NotEstimable(builder.Say("nobody was followed so far", "personne n’a été suivi jusque-là"));
    }

    private static void AddMedian(ResultBuilder builder, StatisticScope about, TurnbullEstimate estimate)
    {
        var (from, to) = estimate.QuantileInterval();
        var notReached = Quantity.NotEstimable(builder.Say("not reached", "non atteinte"));
        var isReached = to is { IsEstimable: true } && double.IsFinite(to.Value);
        about.Number("median.low", builder.Say("median, after", "médiane, après"), isReached ? from : notReached, NumberFormat.Fixed(0), "d");
        about.Number("median.high", builder.Say("median, by", "médiane, au plus tard"), isReached ? to : notReached, NumberFormat.Fixed(0), "d");
    }
}
