using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>The same analysis over a list, with p adjusted over the list.</summary>
public sealed record PanelResult : AnalysisResult
{
    /// <summary>Key of the size of the family, n.</summary>
    public static StatisticKey Main { get; } = new("panel");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public PanelResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Rows: by p when p may be shown, else in the order of the plan.</summary>
    public ImmutableArray<PanelRow> Rows { get; init; } = [];

    /// <summary>Value of no difference: 1 for ratios, 0 for differences; null when rows differ in this.</summary>
    public double? NullValue { get; init; }

    /// <summary>What the estimates are, for people; empty when rows differ in this, or their results alone say it.</summary>
    public string EstimateName { get; init; } = string.Empty;

    /// <summary>Whether every estimate is a factor by which a measured value is multiplied.</summary>
    public bool IsFactor { get; init; }

    /// <summary>Name of the adjustment.</summary>
    public string Adjustment { get; init; } = string.Empty;
}
