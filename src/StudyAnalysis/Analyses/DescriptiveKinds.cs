using System.Collections.Immutable;
using StudyAnalysis.Analyses.Descriptive;

namespace StudyAnalysis.Analyses;

/// <summary>Counting and describing: flow, enrolment, followUp, describe, events, proportion, agreement.</summary>
internal static class DescriptiveKinds
{
    public static ImmutableArray<IAnalysisKind> All { get; } =
    [
        new FlowAnalysis(),
        new EnrolmentAnalysis(),
        new FollowUpAnalysis(),
        new DescribeAnalysis(),
        new EventsAnalysis(),
        new ProportionAnalysis(),
        new AgreementAnalysis(),
    ];
}
