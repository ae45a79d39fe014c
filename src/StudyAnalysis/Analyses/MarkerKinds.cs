using System.Collections.Immutable;
using StudyAnalysis.Analyses.Markers;

namespace StudyAnalysis.Analyses;

/// <summary>Markers: pairedChange, groupChange, trajectory, compare, trend, correlate, panel.</summary>
internal static class MarkerKinds
{
    public static ImmutableArray<IAnalysisKind> All { get; } =
    [
        new PairedChangeAnalysis(),
        new GroupChangeAnalysis(),
        new TrajectoryAnalysis(),
        new CompareAnalysis(),
        new TrendAnalysis(),
        new CorrelateAnalysis(),
        new PanelAnalysis(),
    ];
}
