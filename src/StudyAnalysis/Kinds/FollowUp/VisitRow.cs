using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>A scheduled visit.</summary>
/// <param name="Id">Id in the plan.</param>
/// <param name="Label">For people.</param>
public sealed record VisitRow(string Id, string Label)
{
    /// <summary>Key of n of a status.</summary>
    public StatisticKey Key(VisitStatus status) => new("visit", Id, NameOf(status));

    /// <summary>Name of a status in results.json.</summary>
    public static string NameOf(VisitStatus status) => status switch
    {
        VisitStatus.Observed => "observed",
        VisitStatus.NotYetDue => "not yet due",
        VisitStatus.Overdue => "overdue",
        VisitStatus.Missed => "missed",
        _ => "not applicable",
    };
}
