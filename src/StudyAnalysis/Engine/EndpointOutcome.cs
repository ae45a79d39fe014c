namespace StudyAnalysis.Engine;

/// <summary>Time and cause of a unit, or why there is none.</summary>
internal readonly record struct EndpointOutcome(double Time, int Cause, string Source, EndpointExclusion Excluded = EndpointExclusion.None)
{
    /// <summary>Whether the time ends on the day of the data cut.</summary>
    public bool EndsAtCut { get; init; }

    /// <summary>Whether the unit is censored at the cut although something was seen after it.</summary>
    public bool IsSeenLater { get; init; }

    public static EndpointOutcome Without(EndpointExclusion reason) => new(0, 0, string.Empty, reason);
}
