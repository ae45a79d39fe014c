using System.Collections.Immutable;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Flow;

/// <summary>A population in the flow.</summary>
/// <param name="Id">Population.</param>
/// <param name="Label">For people.</param>
/// <param name="UnitPlural">What is counted.</param>
/// <param name="Reasons">Reasons why units of the population before it are left out here, in order.</param>
/// <param name="Unavailable">Why it cannot be counted, or empty.</param>
public sealed record FlowStep(string Id, string Label, string UnitPlural, ImmutableArray<string> Reasons, string Unavailable)
{
    /// <summary>Key of n.</summary>
    public StatisticKey Key => new("flow", Id);

    /// <summary>Key of n.excluded for a reason.</summary>
    public StatisticKey ReasonKey(string reason) => new("flow", Id, reason);
}
