using System.Collections.Immutable;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>Sections of the kinds in Analyses/OutcomeKinds.cs.</summary>
internal static class OutcomeSections
{
    public static ImmutableArray<IResultSection> All { get; } = [];
}
