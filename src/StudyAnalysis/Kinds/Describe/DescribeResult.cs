using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Describe;

/// <summary>Variables described, over all and by group. No p by design.</summary>
public sealed record DescribeResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public DescribeResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Variables in order.</summary>
    public ImmutableArray<DescribedVariable> Variables { get; init; } = [];

    /// <summary>Grouping variable, or null.</summary>
    public string? By { get; init; }

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Groups in order; empty without grouping.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Key of the size of a group (n).</summary>
    public static StatisticKey SizeKey(string? by, string? level) => new StatisticKey("describe").In(by, level);
}
