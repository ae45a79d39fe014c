using System.Collections.Immutable;
using StudyAnalysis.Reporting.Sections.Descriptive;

namespace StudyAnalysis.Reporting.Sections;

/// <summary>Sections of the kinds in Analyses/DescriptiveKinds.cs.</summary>
internal static class DescriptiveSections
{
    public static ImmutableArray<IResultSection> All { get; } =
    [
        new FlowSection(),
        new EnrolmentSection(),
        new FollowUpSection(),
        new DescribeSection(),
        new EventsSection(),
        new ProportionSection(),
        new AgreementSection(),
    ];
}
