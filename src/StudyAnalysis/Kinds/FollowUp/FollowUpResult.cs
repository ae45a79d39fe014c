using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.FollowUp;

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
