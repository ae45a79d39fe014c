using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Describe;

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
