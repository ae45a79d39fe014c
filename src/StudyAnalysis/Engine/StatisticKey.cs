using System.Globalization;

namespace StudyAnalysis.Engine;

/// <summary>What a number is about: everything of a <see cref="Statistic"/> that is not the number. Written once and shared by the numbers of one estimate.</summary>
/// <param name="Context">Method or view, for example "proportion".</param>
/// <param name="Variable">Variable, term, cause or endpoint, or null.</param>
/// <param name="VariableLevel">Level of the variable, or null.</param>
/// <param name="Group1">First grouping variable, or null.</param>
/// <param name="Group1Level">Its code.</param>
/// <param name="Group2">Second grouping variable, or null.</param>
/// <param name="Group2Level">Its code.</param>
public sealed record StatisticKey(
    string Context,
    string? Variable = null,
    string? VariableLevel = null,
    string? Group1 = null,
    string? Group1Level = null,
    string? Group2 = null,
    string? Group2Level = null)
{
    /// <summary>The same within a group of a variable; itself when there is no group.</summary>
    public StatisticKey In(string? group, string? level) => group is null ? this : this with { Group1 = group, Group1Level = level };

    /// <summary>The same at a time of follow-up.</summary>
    /// <param name="days">Time in days.</param>
    public StatisticKey At(double days) => this with { Group2 = "time", Group2Level = days.ToString("R", CultureInfo.InvariantCulture) };

    /// <summary>Whether a statistic is about this.</summary>
    public bool Matches(Statistic s) =>
        s.Context == Context && s.Variable == Variable && s.VariableLevel == VariableLevel && s.Group1 == Group1 && s.Group1Level == Group1Level
        && s.Group2 == Group2 && s.Group2Level == Group2Level;
}
