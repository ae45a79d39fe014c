using System.Collections.Immutable;
using StudyAnalysis.Analyses.Descriptive;

namespace StudyAnalysis.Analyses;

/// <summary>Counting and describing: flow, enrolment, followUp, describe, events, proportion, agreement.</summary>
internal static class DescriptiveKinds
{
    public static ImmutableArray<IAnalysisKind> All { get; } =
    [
        new FlowAnalysis(),
        new DescribeAnalysis(),
        new ProportionAnalysis(),
    ];
}
