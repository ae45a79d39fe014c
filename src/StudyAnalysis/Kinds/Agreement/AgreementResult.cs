using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Agreement;

/// <summary>How well replicate measurements of a marker agree.</summary>
public sealed record AgreementResult : AnalysisResult
{
    /// <summary>Key of n.samples, and of samples and values left out.</summary>
    public static StatisticKey Main { get; } = new("agreement");

    /// <summary>Key of the within-run coefficient of variation.</summary>
    public static StatisticKey Variation { get; } = new("cv", "within-run coefficient of variation");

    /// <summary>Key of the intraclass correlation.</summary>
    public static StatisticKey Intraclass { get; } = new("icc", "intraclass correlation");

    /// <summary>Key of the bias, first − second replicate.</summary>
    public static StatisticKey Bias { get; } = new("limits", "bias");

    /// <summary>Key of the lower limit of agreement.</summary>
    public static StatisticKey Lower { get; } = new("limits", "lower limit");

    /// <summary>Key of the upper limit of agreement.</summary>
    public static StatisticKey Upper { get; } = new("limits", "upper limit");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public AgreementResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Marker's label.</summary>
    public string MarkerLabel { get; init; } = string.Empty;

    /// <summary>Marker's unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the limits are ratios, first / second.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Mean (geometric for ratios) and difference (or ratio) of the first two replicates, by mean.</summary>
    public ImmutableArray<(double Mean, double Difference)> Points { get; init; } = [];
}
