using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.CumulativeIncidence;

/// <summary>Cumulative incidence per cause and group.</summary>
public sealed record CumulativeIncidenceResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public CumulativeIncidenceResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>The grouping variable's reference; null without groups.</summary>
    public string? GroupReference { get; init; }

    /// <summary>Label of the grouping variable, or empty.</summary>
    public string GroupLabel { get; init; } = string.Empty;

    /// <summary>Curves by group, then cause.</summary>
    public ImmutableArray<IncidenceCurve> Curves { get; init; } = [];

    /// <summary>Numbers at risk by group, with the events of interest so far.</summary>
    public ImmutableArray<CurveOfGroup> RiskCurves { get; init; } = [];

    /// <summary>Times at which the curves are read, in days.</summary>
    public ImmutableArray<double> ReadTimes { get; init; } = [];

    /// <summary>What the numbers of a curve are about, at a time if given.</summary>
    public StatisticKey KeyOf(IncidenceCurve curve, double? time = null)
    {
        var key = new StatisticKey("cumulativeIncidence", curve.CauseId).In(GroupReference, curve.GroupCode);
        return time is { } t ? key.At(t) : key;
    }
}
