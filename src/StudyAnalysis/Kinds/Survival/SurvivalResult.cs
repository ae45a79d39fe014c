using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Kaplan–Meier curves with their risk table.</summary>
public sealed record SurvivalResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public SurvivalResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>What is estimated, for the axis: free of the endpoint.</summary>
    public string EndpointLabel { get; init; } = string.Empty;

    /// <summary>Labels of what ends it: "relapse or death".</summary>
    public string EventLabel { get; init; } = string.Empty;

    /// <summary>The grouping variable's reference; null without groups.</summary>
    public string? GroupReference { get; init; }

    /// <summary>Label of the grouping variable, or empty.</summary>
    public string GroupLabel { get; init; } = string.Empty;

    /// <summary>The curves.</summary>
    public ImmutableArray<CurveOfGroup> Curves { get; init; } = [];

    /// <summary>Times at which the curve is read, in days.</summary>
    public ImmutableArray<double> ReadTimes { get; init; } = [];

    /// <summary>Day up to which mean times are taken; null: the plan asks for none.</summary>
    public double? MeanHorizon { get; init; }

    /// <summary>Code of the group that mean times of the others are compared with; empty without groups.</summary>
    public string MeanReference { get; init; } = string.Empty;

    /// <summary>What the numbers of a curve are about.</summary>
    public StatisticKey KeyOf(CurveOfGroup curve) =>
        GroupReference is null ? new StatisticKey("survival") : new StatisticKey("survival").In(GroupReference, curve.Code);
}
