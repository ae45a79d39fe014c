using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Trajectory;

/// <summary>A marker over several time points.</summary>
public sealed record TrajectoryResult : AnalysisResult
{
    /// <summary>Key of n: units with at least one value.</summary>
    public static StatisticKey Main { get; } = new("trajectory");

    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public TrajectoryResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Marker's label.</summary>
    public string MarkerLabel { get; init; } = string.Empty;

    /// <summary>Marker's unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether changes are ratios.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Times in order.</summary>
    public ImmutableArray<TrajectoryTime> Times { get; init; } = [];

    /// <summary>Grouping variable, or null.</summary>
    public string? By { get; init; }

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Groups in order; empty without grouping.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Values of each unit over the times, NaN where missing, ordered by value.</summary>
    public ImmutableArray<ImmutableArray<double>> Lines { get; init; } = [];

    /// <summary>Key of n, median, quartiles, n.below at a time, within a group or over all.</summary>
    public static StatisticKey At(string variable, string? by, string? level) => new StatisticKey("summary", variable).In(by, level);

    /// <summary>Key of the change against the first time in the mixed model, within a group or over all.</summary>
    public static StatisticKey Change(string variable, string? by, string? level) => new StatisticKey("mixed", variable).In(by, level);
}
