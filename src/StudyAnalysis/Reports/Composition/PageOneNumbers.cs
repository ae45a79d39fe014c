using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.FollowUp;

namespace StudyAnalysis.Reports.Composition;

/// <summary>The strip at the head of page one: data cut and status, then statistics of results: enrolled, analysed in the primary, followed up, events.</summary>
internal static class PageOneNumbers
{
    private static readonly ImmutableArray<string> EventKinds = ["survival", "cumulativeIncidence", "riskAtHorizon", "hazardModel"];

    public static ImmutableArray<(RichText Number, string Label)> Of(CompositionContext context)
    {
        var numbers = ImmutableArray.CreateBuilder<(RichText, string)>();
        numbers.Add((
            context.IsInterim ? context.Say("Interim", "Intermédiaire") : context.Say("Final", "Final"),
            CutText.Short(context)));
        var flow = First(context, r => r.Kind == "flow");
        Add(context, numbers, flow?.Statistics.FirstOrDefault(s => s.Name == "n"), null);
        if (context.Primary is { } primary)
        {
            Add(context, numbers, Whole(primary, "n"), primary.Kind == "pairedChange"
                ? context.Say("with both samples (primary analysis)", "avec les deux prélèvements (analyse principale)")
                : context.Say("in the primary analysis", "dans l’analyse principale"));
        }

        var followUp = First(context, r => r.Kind == "followUp");
        Add(context, numbers, followUp?.Statistics.FirstOrDefault(s => s.Name == "n.complete"), null);
        Add(context, numbers, Events(context, followUp), null);
        Add(context, numbers, followUp?.Statistics.FirstOrDefault(s => s.Name == "median" && s.Group1 is null), null);
        return numbers.ToImmutable();
    }

    private static Statistic? Events(CompositionContext context, AnalysisResult? followUp) =>
        followUp?.Find(FollowUpResult.Interest, "n.event")
        ?? (First(context, r => EventKinds.Contains(r.Kind) && Whole(r, "n.event") is not null) is { } outcome ? Whole(outcome, "n.event") : null);

    private static AnalysisResult? First(CompositionContext context, Func<AnalysisResult, bool> condition) =>
        context.Input.Results.FirstOrDefault(r => r.Status == AnalysisStatus.Ok && condition(r));

    private static Statistic? Whole(AnalysisResult result, string name) =>
        result.Statistics.FirstOrDefault(s => s.Name == name && s.Group1 is null && s.Group2 is null);

    private static void Add(CompositionContext context, ImmutableArray<(RichText Number, string Label)>.Builder numbers, Statistic? statistic, string? label)
    {
        if (statistic is { Value.IsEstimable: true })
        {
            var unit = UnitText.Of(statistic.Unit, context.Language) is { Length: > 0 } u ? $", {u}" : string.Empty;
            numbers.Add((RichText.Of(statistic), (label ?? statistic.Label) + unit));
        }
    }
}
