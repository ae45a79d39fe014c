using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.GroupChange;

/// <summary>The change of a marker compared between groups at the same starting value.</summary>
public sealed record GroupChangeResult : AnalysisResult
{
    /// <summary>Key of the adjusted difference of two groups, first − second (or first / second).</summary>
    public static StatisticKey Main { get; } = new("ancova");

    /// <summary>Key of the same difference by censored likelihood, when later values lie below the limit.</summary>
    public static StatisticKey Censored { get; } = new("ancova.censored", "censored likelihood");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public GroupChangeResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Marker's label.</summary>
    public string MarkerLabel { get; init; } = string.Empty;

    /// <summary>Marker's unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether changes are ratios.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Label of the first time point.</summary>
    public string FromLabel { get; init; } = string.Empty;

    /// <summary>Label of the second.</summary>
    public string ToLabel { get; init; } = string.Empty;

    /// <summary>Grouping variable.</summary>
    public string By { get; init; } = string.Empty;

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Groups in order.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Labels of the markers adjusted for besides the starting value.</summary>
    public ImmutableArray<string> AdjustedFor { get; init; } = [];

    /// <summary>Changes per group (ratios or differences), ascending.</summary>
    public ImmutableArray<ImmutableArray<double>> Changes { get; init; } = [];

    /// <summary>Key of the change within a group: n, Hodges–Lehmann estimate and interval.</summary>
    public static StatisticKey Change(string by, string code) => new("change", null, null, by, code);

    /// <summary>Key of the adjusted difference of a group against the first, when there are more than two.</summary>
    public static StatisticKey Against(string code) => new("ancova", code);

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects => Groups.Length == 2
        ? [new EffectRow(string.Empty, Main, Main, Measured.NoDifference(IsRatio)) { IsFactor = IsRatio }]
        : [.. Groups.Skip(1).Select(g => new EffectRow(g.Label, Against(g.Code), Main, Measured.NoDifference(IsRatio)) { IsFactor = IsRatio })];
}
