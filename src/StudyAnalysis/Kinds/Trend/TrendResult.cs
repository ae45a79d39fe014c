using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Trend;

/// <summary>A trend over ordered groups.</summary>
public sealed record TrendResult : AnalysisResult
{
    /// <summary>Key of the test.</summary>
    public static StatisticKey Main { get; } = new("trend");

    /// <summary>From what is common and what was compared.</summary>
    [SetsRequiredMembers]
    public TrendResult(AnalysisResult common, Comparison comparison)
        : base(common) => Comparison = comparison;

    /// <summary>What was compared, groups in their order.</summary>
    public Comparison Comparison { get; }
}
