using System.Collections.Immutable;
using StudyAnalysis.Reporting.Sections.Markers;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>Sections of the kinds in Analyses/MarkerKinds.cs.</summary>
internal static class MarkerSections
{
    public static ImmutableArray<IResultSection> All { get; } =
    [
        new PairedChangeSection(),
        new GroupChangeSection(),
        new TrajectorySection(),
        new CompareSection(),
        new TrendSection(),
        new CorrelateSection(),
        new PanelSection(),
    ];
}
