namespace StudyAnalysis.Engine;

/// <summary>Why a unit has no time.</summary>
internal enum EndpointExclusion
{
    None,
    NoOrigin,
    UnknownStatus,
    NoEventTime,
    NoCompetingTime,
    NoFollowUp,
    Negative,
}
