using System.Collections.Immutable;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.CumulativeIncidence;

/// <summary>The cumulative incidence of one cause in one group.</summary>
/// <param name="GroupCode">Code of the group; empty without groups.</param>
/// <param name="GroupLabel">Label of the group; empty without groups.</param>
/// <param name="Cause">1 is the event of interest, 2 and more compete.</param>
/// <param name="CauseId">Id of the cause.</param>
/// <param name="CauseLabel">Label of the cause.</param>
/// <param name="N">Units of the group.</param>
/// <param name="Steps">The curve; the first step is time 0.</param>
public sealed record IncidenceCurve(
    string GroupCode, string GroupLabel, int Cause, string CauseId, string CauseLabel, int N, ImmutableArray<CurveStep> Steps);
