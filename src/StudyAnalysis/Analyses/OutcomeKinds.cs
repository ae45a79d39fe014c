using System.Collections.Immutable;
using StudyAnalysis.Analyses.Outcome;

namespace StudyAnalysis.Analyses;

/// <summary>Outcomes: survival, cumulativeIncidence, riskAtHorizon, roc, hazardModel, logisticModel.</summary>
internal static class OutcomeKinds
{
    public static ImmutableArray<IAnalysisKind> All { get; } = [new SurvivalAnalysis(), new HazardModelAnalysis(), new LogisticModelAnalysis(), new RocAnalysis(), new IncidenceAnalysis(), new RiskAtHorizonAnalysis()];
}
