using System.Collections.Immutable;
using StudyAnalysis.Analyses;

namespace StudyAnalysis.Reporting.Composition;

/// <summary>The numbers at the head of page one, each a statistic of a result: enrolled, analysed in the primary, events, follow-up.</summary>
internal static class KeyNumbers
{
    private static readonly ImmutableArray<string> EventKinds = ["survival", "cumulativeIncidence", "riskAtHorizon", "hazardModel"];

    public static ImmutableArray<(RichText Number, string Label)> Of(CompositionContext context)
    {
        var numbers = ImmutableArray.CreateBuilder<(RichText, string)>();
        var flow = First(context, r => r.Kind == "flow");
        Add(numbers, flow?.Statistics.FirstOrDefault(s => s.Name == "n"), null);
        if (context.Primary is { } primary)
        {
            Add(numbers, Whole(primary, "n"), context.Say("in the primary analysis", "dans l’analyse principale"));
        }

        var followUp = First(context, r => r.Kind == "followUp");
        Add(numbers, followUp?.Statistics.FirstOrDefault(s => s.Name == "n.complete"), null);
        var outcome = First(context, r => EventKinds.Contains(r.Kind) && Whole(r, "n.event") is not null);
        Add(numbers, outcome is null ? null : Whole(outcome, "n.event"), null);
        Add(numbers, followUp?.Statistics.FirstOrDefault(s => s.Name == "median" && s.Group1 is null), null);
        return numbers.ToImmutable();
    }

    private static AnalysisResult? First(CompositionContext context, Func<AnalysisResult, bool> condition) =>
        context.Input.Results.FirstOrDefault(r => r.Status == AnalysisStatus.Ok && condition(r));

    private static Statistic? Whole(AnalysisResult result, string name) =>
        result.Statistics.FirstOrDefault(s => s.Name == name && s.Group1 is null && s.Group2 is null);

    private static void Add(ImmutableArray<(RichText Number, string Label)>.Builder numbers, Statistic? statistic, string? label)
    {
        if (statistic is { Value.IsEstimable: true })
        {
            var unit = statistic.Unit is { Length: > 0 } u ? $" ({u})" : string.Empty;
            numbers.Add((RichText.Of(statistic), (label ?? statistic.Label) + unit));
        }
    }
}
