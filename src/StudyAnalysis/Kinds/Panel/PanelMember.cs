using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>One analysis of a panel, with its result.</summary>
/// <param name="Id">Id in the plan.</param>
/// <param name="Label">For people.</param>
/// <param name="Result">Its result.</param>
internal sealed record PanelMember(string Id, string Label, AnalysisResult Result)
{
    /// <summary>The effects shown, a row each; one without numbers where there is no result.</summary>
    public ImmutableArray<EffectRow?> Effects => Result.Effects.IsEmpty ? [null] : [.. Result.Effects];

    /// <summary>Keys of its p values: one for several effects that share a joint test.</summary>
    public ImmutableArray<StatisticKey> Tests => [.. Result.Effects.Select(e => e.Test).Distinct()];

    /// <summary>The p value of a test.</summary>
    public Quantity P(StatisticKey test) => Result.Find(test, "p.value")?.Value ?? Quantity.NotEstimable("no p");
}
