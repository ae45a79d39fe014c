using System.Collections.Immutable;
using StudyAnalysis.Reporting.Sections.Outcome;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>Sections of the kinds in Analyses/OutcomeKinds.cs.</summary>
internal static class OutcomeSections
{
    public static ImmutableArray<IResultSection> All { get; } = [new SurvivalSection(), new IncidenceSection(), new ModelSection("hazardModel"), new ModelSection("logisticModel"), new RocSection(), new RiskSection()];
}
