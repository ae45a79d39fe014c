using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace StudyAnalysis.Analyses.Descriptive;

/// <summary>A variable of a descriptive table.</summary>
/// <param name="Reference">As in the plan.</param>
/// <param name="Label">For people.</param>
/// <param name="Unit">Unit, or null.</param>
/// <param name="Levels">Levels of a category; empty for numbers.</param>
/// <param name="IsTruth">Whether it is yes or no.</param>
public sealed record DescribedVariable(string Reference, string Label, string? Unit, ImmutableArray<CategoryLevel> Levels, bool IsTruth)
{
    /// <summary>Key of its numbers: n, n.missing, median …, within a group or over all.</summary>
    public StatisticKey Key(string? by, string? level) => new StatisticKey("describe", Reference).In(by, level);

    /// <summary>Key of one of its levels: n, N, prop.</summary>
    public StatisticKey LevelKey(string code, string? by, string? level) => new StatisticKey("describe", Reference, code).In(by, level);
}

/// <summary>Variables described, over all and by group. No p by design.</summary>
public sealed record DescribeResult : AnalysisResult
{
    /// <summary>From what is common.</summary>
    [SetsRequiredMembers]
    public DescribeResult(AnalysisResult common)
        : base(common)
    {
    }

    /// <summary>Variables in order.</summary>
    public ImmutableArray<DescribedVariable> Variables { get; init; } = [];

    /// <summary>Grouping variable, or null.</summary>
    public string? By { get; init; }

    /// <summary>Its label.</summary>
    public string ByLabel { get; init; } = string.Empty;

    /// <summary>Groups in order; empty without grouping.</summary>
    public ImmutableArray<CategoryLevel> Groups { get; init; } = [];

    /// <summary>Key of the size of a group (n).</summary>
    public static StatisticKey SizeKey(string? by, string? level) => new StatisticKey("describe").In(by, level);
}
