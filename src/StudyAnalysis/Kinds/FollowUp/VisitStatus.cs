namespace StudyAnalysis.Kinds.FollowUp;

/// <summary>What became of a scheduled visit.</summary>
public enum VisitStatus
{
    /// <summary>Done within its window.</summary>
    Observed,

    /// <summary>Its window is still open.</summary>
    NotYetDue,

    /// <summary>Its window has closed, nothing is recorded and no later visit either: ask for it.</summary>
    Overdue,

    /// <summary>Not done, or passed over: a later visit is recorded.</summary>
    Missed,

    /// <summary>No visit applies any more (death, end of the study for this unit).</summary>
    NotApplicable,
}
