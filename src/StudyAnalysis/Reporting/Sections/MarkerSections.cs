using System.Collections.Immutable;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>Sections of the kinds in Analyses/MarkerKinds.cs.</summary>
internal static class MarkerSections
{
    public static ImmutableArray<IResultSection> All { get; } = [];
}
