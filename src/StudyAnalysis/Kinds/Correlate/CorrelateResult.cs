using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Correlate;

/// <summary>A correlation of two variables.</summary>
public sealed record CorrelateResult : AnalysisResult
{
    /// <summary>Key of the correlation of all units.</summary>
    public static StatisticKey Main { get; } = new("correlation");

    /// <summary>Key of the difference of the correlations of two groups, first − second.</summary>
    public static StatisticKey Difference { get; } = new("correlation.difference", "difference of correlations");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public CorrelateResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Label of x.</summary>
    public string XLabel { get; init; } = string.Empty;

    /// <summary>Unit of x.</summary>
    public string? XUnit { get; init; }

    /// <summary>Whether x is shown on a logarithmic axis.</summary>
    public bool XIsLog { get; init; }

    /// <summary>Label of y.</summary>
    public string YLabel { get; init; } = string.Empty;

    /// <summary>Unit of y.</summary>
    public string? YUnit { get; init; }

    /// <summary>Whether y is shown on a logarithmic axis.</summary>
    public bool YIsLog { get; init; }

    /// <summary>Labels of what is held fixed.</summary>
    public ImmutableArray<string> Given { get; init; } = [];

    /// <summary>Grouping variable, or null.</summary>
    public string? By { get; init; }

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Points by group; one cloud without grouping.</summary>
    public ImmutableArray<PointCloud> Points { get; init; } = [];

    /// <summary>Key of the correlation within a group.</summary>
    public StatisticKey Group(string code) => Main.In(By, code);

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects => [new EffectRow(string.Empty, Main, Main, 0)];
}
