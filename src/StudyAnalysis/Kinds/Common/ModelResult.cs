using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A model of ratios: hazard ratios or odds ratios.</summary>
public sealed record ModelResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public ModelResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Context of the coefficients: cox or logistic.</summary>
    public string CoefficientContext { get; init; } = string.Empty;

    /// <summary>Context of the ratios: hazard ratio or odds ratio.</summary>
    public string RatioContext { get; init; } = string.Empty;

    /// <summary>The ratio for people.</summary>
    public string RatioLabel { get; init; } = string.Empty;

    /// <summary>What the ratio is of: the endpoint or outcome.</summary>
    public string OutcomeLabel { get; init; } = string.Empty;

    /// <summary>The rows in the order of the terms.</summary>
    public ImmutableArray<ModelRow> Rows { get; init; } = [];

    /// <summary>How the intervals of the ratios were made, in the language of the run.</summary>
    public ImmutableArray<string> IntervalMethods { get; init; } = [];

    /// <summary>Names of the terms whose proportional hazards were tested, then GLOBAL; empty when not tested.</summary>
    public ImmutableArray<string> TestedTerms { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects =>
    [
        .. Interest.Select(r => new EffectRow(
            Interest.Length == 1 ? string.Empty : r.Label, new StatisticKey(RatioContext, r.Name), new StatisticKey(CoefficientContext, r.Name), 1) { Name = RatioLabel }),
    ];

    private ImmutableArray<ModelRow> Interest => [.. Rows.Where(r => !r.IsAdjustment)];
}
