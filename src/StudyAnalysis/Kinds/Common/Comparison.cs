using System.Collections.Immutable;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A variable and the groups it is compared between.</summary>
public sealed record Comparison
{
    /// <summary>Variable compared.</summary>
    public required string Y { get; init; }

    /// <summary>Its label.</summary>
    public string YLabel { get; init; } = string.Empty;

    /// <summary>Its unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether differences are ratios.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Levels of a category; empty for numbers.</summary>
    public ImmutableArray<CategoryLevel> YLevels { get; init; } = [];

    /// <summary>Grouping variable.</summary>
    public required string By { get; init; }

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Groups in order; the first comes first in every difference and ratio.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Values per group, ascending; empty for categories.</summary>
    public ImmutableArray<ImmutableArray<double>> Points { get; init; } = [];

    /// <summary>Key of n, median, quartiles of a group.</summary>
    public StatisticKey Group(string code) => new("summary", Y, null, By, code);

    /// <summary>Key of n, N, prop of a level in a group.</summary>
    public StatisticKey Level(string level, string code) => new("summary", Y, level, By, code);
}
