using System.Collections.Immutable;

namespace StudyAnalysis.Analyses;

/// <summary>Outcomes: survival, cumulativeIncidence, riskAtHorizon, roc, hazardModel, logisticModel.</summary>
internal static class OutcomeKinds
{
    public static ImmutableArray<IAnalysisKind> All { get; } = [];
}
