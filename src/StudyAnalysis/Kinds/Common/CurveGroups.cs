using System.Collections.Immutable;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The groups whose curves are drawn: those of a grouping, or one of all units.</summary>
/// <param name="By">The grouping; null: one group of all.</param>
/// <param name="Units">Number of units.</param>
internal sealed record CurveGroups(Grouping? By, int Units)
{
    /// <summary>Code and label of each group; both empty without grouping.</summary>
    public ImmutableArray<CategoryLevel> Levels { get; } = By?.Levels ?? [new CategoryLevel(string.Empty, string.Empty)];

    /// <summary>Group index of each unit.</summary>
    public int[] Of => By is null ? new int[Units] : [.. By.LevelOf];

    /// <summary>Indices of the units of a group.</summary>
    public int[] Members(int group) => By is null ? [.. Enumerable.Range(0, Units)] : [.. Enumerable.Range(0, Units).Where(i => By.LevelOf[i] == group)];

    /// <summary>The name under which a group stands in results; null without grouping.</summary>
    public (string? Variable, string? Level) Key(int group) => By is null ? (null, null) : (By.Reference, Levels[group].Code);
}
