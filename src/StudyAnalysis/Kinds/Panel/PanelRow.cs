using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>One row of a panel.</summary>
/// <param name="Id">Id in the plan.</param>
/// <param name="Label">For people.</param>
/// <param name="Problem">Why it has no result; empty when it has one.</param>
/// <param name="Effect">Which of several effects of its analysis (a level of a factor); empty when there is one.</param>
public sealed record PanelRow(string Id, string Label, string Problem, string Effect = "")
{
    /// <summary>Key of n, estimate, interval, p.value and p.value.adjusted.</summary>
    public StatisticKey Key => new("panel", Id, Effect.Length == 0 ? null : Effect);
}
