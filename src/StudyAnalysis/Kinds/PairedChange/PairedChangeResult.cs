using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>The change of a marker between two time points within the same units.</summary>
public sealed record PairedChangeResult : AnalysisResult
{
    /// <summary>Key of the numbers of record: n, and estimate, interval, V and p of the signed-rank test.</summary>
    public static StatisticKey Main { get; } = new("signed.rank");

    /// <summary>Key of the paired t test.</summary>
    public static StatisticKey PairedT { get; } = new("paired.t", "mean change");

    /// <summary>Key of the sign test, with n.up, n.down and n.same.</summary>
    public static StatisticKey Sign { get; } = new("sign", "direction");

    /// <summary>Key of the mean change adjusted for other markers' changes.</summary>
    public static StatisticKey Adjusted { get; } = new("adjusted", "mean change");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public PairedChangeResult(AnalysisResult common)
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

    /// <summary>The variable at the first time point.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>The variable at the second time point.</summary>
    public string To { get; init; } = string.Empty;

    /// <summary>Labels of the markers adjusted for.</summary>
    public ImmutableArray<string> AdjustedFor { get; init; } = [];

    /// <summary>Values at both times, ordered by value so that their order tells nothing.</summary>
    public ImmutableArray<(double From, double To)> Pairs { get; init; } = [];

    /// <summary>Key of median, quartiles and values below the limit at a time.</summary>
    public static StatisticKey At(string variable) => new("summary", variable);

    /// <inheritdoc/>
    public override ImmutableArray<EffectRow> Effects
    {
        get
        {
            var key = DecisiveP?.Context == PairedT.Context ? PairedT : Main;
            return [new EffectRow(string.Empty, key, key, Measured.NoDifference(IsRatio)) { IsFactor = IsRatio }];
        }
    }
}
