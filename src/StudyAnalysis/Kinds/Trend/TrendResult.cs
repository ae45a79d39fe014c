using System.Collections.Immutable;
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

    /// <remarks>Of numbers the probability that a later value exceeds an earlier one (0.5: no trend); of yes/no the change of the proportion.</remarks>
    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects => [new EffectRow(string.Empty, Main, Main, Comparison.YLevels.IsEmpty ? 0.5 : 0)];
}
