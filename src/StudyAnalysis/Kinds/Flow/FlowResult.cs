using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Flow;

/// <summary>Populations in order, with who was left out before each.</summary>
public sealed record FlowResult : AnalysisResult
{
    /// <summary>Key of n.total and n.opposed.</summary>
    public static StatisticKey All { get; } = new("flow");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public FlowResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Steps in order.</summary>
    public ImmutableArray<FlowStep> Steps { get; init; } = [];
}
