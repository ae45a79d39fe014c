using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Proportion;

/// <summary>A proportion with its interval.</summary>
public sealed record ProportionResult : AnalysisResult
{
    /// <summary>What every number of the result is about.</summary>
    public static StatisticKey Key { get; } = new("proportion");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public ProportionResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects => [new EffectRow(string.Empty, Key, Key, null)];
}
