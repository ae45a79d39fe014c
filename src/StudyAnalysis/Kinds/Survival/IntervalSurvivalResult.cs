using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Survival from events known to lie between two visits: bounds at times and the interval of the median, without confidence intervals.</summary>
public sealed record IntervalSurvivalResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public IntervalSurvivalResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>The grouping variable's reference; null without groups.</summary>
    public string? GroupReference { get; init; }

    /// <summary>Label of the grouping variable, or empty.</summary>
    public string GroupLabel { get; init; } = string.Empty;

    /// <summary>The groups; one with empty code without grouping.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Times at which the bounds are read, in days.</summary>
    public ImmutableArray<double> ReadTimes { get; init; } = [];

    /// <summary>What the numbers of a group are about.</summary>
    public StatisticKey KeyOf(CategoryLevel group) =>
        GroupReference is null ? new StatisticKey("turnbull") : new StatisticKey("turnbull").In(GroupReference, group.Code);
}
