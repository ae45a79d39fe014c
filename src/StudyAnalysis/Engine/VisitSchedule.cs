using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Scheduled assessments.</summary>
internal static class VisitSchedule
{
    /// <summary>The nominal day of the visit whose window holds a day; else the day. Order is kept: windows do not overlap.</summary>
    public static double Snap(ImmutableArray<ScheduledVisit> schedule, double day) =>
        schedule.FirstOrDefault(v => day >= v.WindowStart && day <= v.WindowEnd)?.NominalDay ?? day;

    /// <summary>Whether a visit was due between the last assessment and a later day: its window began after the one and ended before the other.</summary>
    public static bool HasMissedVisit(ImmutableArray<ScheduledVisit> schedule, double lastAssessment, double day) =>
        schedule.IsEmpty || schedule.Any(v => v.WindowStart > lastAssessment && v.WindowEnd < day);
}
