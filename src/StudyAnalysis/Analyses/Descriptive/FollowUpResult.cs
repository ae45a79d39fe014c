using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace StudyAnalysis.Analyses.Descriptive;

/// <summary>What became of a scheduled visit.</summary>
public enum VisitStatus
{
    /// <summary>Done within its window.</summary>
    Observed,

    /// <summary>Its window is still open.</summary>
    NotYetDue,

    /// <summary>Its window has closed, nothing is recorded and no later visit either: ask for it.</summary>
    Overdue,

    /// <summary>Not done, or passed over: a later visit is recorded.</summary>
    Missed,

    /// <summary>No visit applies any more (death, end of the study for this unit).</summary>
    NotApplicable,
}

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

/// <summary>How complete the follow-up is.</summary>
public sealed record FollowUpResult : AnalysisResult
{
    /// <summary>Key of n and n.event.</summary>
    public static StatisticKey Main { get; } = new("followUp");

    /// <summary>Key of n.event of the event of interest, without competing ones.</summary>
    public static StatisticKey Interest { get; } = new("followUp", "event of interest");

    /// <summary>Key of observed and expected person-time and their ratio.</summary>
    public static StatisticKey Completeness { get; } = new("completeness", "person-time");

    /// <summary>Key of the median of the reverse Kaplan–Meier curve.</summary>
    public static StatisticKey Reverse { get; } = new("followUp.reverse", "follow-up");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public FollowUpResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Label of the endpoint.</summary>
    public string EndpointLabel { get; init; } = string.Empty;

    /// <summary>Scheduled visits in order.</summary>
    public ImmutableArray<VisitRow> Visits { get; init; } = [];
}
