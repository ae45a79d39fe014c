using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>One row of a panel.</summary>
/// <param name="Id">Id in the plan.</param>
/// <param name="Label">For people.</param>
/// <param name="Problem">Why it has no result; empty when it has one.</param>
public sealed record PanelRow(string Id, string Label, string Problem)
{
    /// <summary>Key of n, estimate, interval, p.value and p.value.adjusted.</summary>
    public StatisticKey Key => new("panel", Id);
}
