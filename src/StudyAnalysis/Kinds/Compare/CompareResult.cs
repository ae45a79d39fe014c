using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Compare;

/// <summary>A variable compared between groups.</summary>
public sealed record CompareResult : AnalysisResult
{
    /// <summary>Key of the test of record: n, statistic, p, and estimate with interval where the test has one.</summary>
    public static StatisticKey Main { get; } = new("compare");

    /// <summary>Key of the probability that a value of the first group exceeds one of the second (Brunner–Munzel).</summary>
    public static StatisticKey Superiority { get; } = new("brunner.munzel", "relative effect");

    /// <summary>Key of the difference of proportions, first − second.</summary>
    public static StatisticKey RiskDifference { get; } = new("risk.difference", "difference of proportions");

    /// <summary>From what is common and what was compared.</summary>
    [SetsRequiredMembers]
    public CompareResult(AnalysisResult common, Comparison comparison)
        : base(common) => Comparison = comparison;

    /// <summary>What was compared.</summary>
    public Comparison Comparison { get; }

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects =>
        [new EffectRow(string.Empty, Main, Main, Comparison.Groups.Length == 2 ? Measured.NoDifference(IsOdds || Comparison.IsRatio) : null) { IsFactor = Comparison.IsRatio }];

    private bool IsOdds => !Comparison.YLevels.IsEmpty;
}
