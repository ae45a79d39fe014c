using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Agreement;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Kinds.Correlate;
using StudyAnalysis.Kinds.CumulativeIncidence;
using StudyAnalysis.Kinds.Describe;
using StudyAnalysis.Kinds.Enrolment;
using StudyAnalysis.Kinds.Events;
using StudyAnalysis.Kinds.Flow;
using StudyAnalysis.Kinds.FollowUp;
using StudyAnalysis.Kinds.GroupChange;
using StudyAnalysis.Kinds.HazardModel;
using StudyAnalysis.Kinds.LogisticModel;
using StudyAnalysis.Kinds.PairedChange;
using StudyAnalysis.Kinds.Panel;
using StudyAnalysis.Kinds.Proportion;
using StudyAnalysis.Kinds.RiskAtHorizon;
using StudyAnalysis.Kinds.Roc;
using StudyAnalysis.Kinds.Survival;
using StudyAnalysis.Kinds.Trajectory;
using StudyAnalysis.Kinds.Trend;

namespace StudyAnalysis.Kinds;

/// <summary>The kinds of analyses, by their names in the plan language. A new kind is one folder beside this file and one line in this list.</summary>
public static class AllKinds
{
    private static readonly ImmutableArray<IKind> s_list =
    [
        new FlowKind(),
        new EnrolmentKind(),
        new FollowUpKind(),
        new DescribeKind(),
        new PairedChangeKind(),
        new GroupChangeKind(),
        new TrajectoryKind(),
        new ProportionKind(),
        new AgreementKind(),
        new CompareKind(),
        new TrendKind(),
        new CorrelateKind(),
        new RiskAtHorizonKind(),
        new RocKind(),
        new SurvivalKind(),
        new CumulativeIncidenceKind(),
        new HazardModelKind(),
        new LogisticModelKind(),
        new PanelKind(),
        new EventsKind(),
    ];

    /// <summary>All kinds, by name.</summary>
    public static ImmutableSortedDictionary<string, IAnalysisKind> All { get; } =
        s_list.ToImmutableSortedDictionary(k => k.Name, IAnalysisKind (k) => k, StringComparer.Ordinal);

    /// <summary>The sections of all kinds, by name of the kind.</summary>
    public static ImmutableSortedDictionary<string, IResultSection> Sections { get; } =
        s_list.ToImmutableSortedDictionary(k => k.Name, k => k.Section, StringComparer.Ordinal);
}
