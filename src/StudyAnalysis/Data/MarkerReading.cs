namespace StudyAnalysis.Data;

/// <summary>Whether a planned measurement is there, and if not, whether it still can be: every denominator tells these apart.</summary>
public enum MarkerStatus
{
    /// <summary>There is a value.</summary>
    Observed,

    /// <summary>The window has not ended at the data cut.</summary>
    NotYetDue,

    /// <summary>The window has ended and nothing later is recorded: it may still have to be typed in.</summary>
    Overdue,

    /// <summary>The window has ended without a usable value: there is a later record, or the sample could not be used.</summary>
    Missed,

    /// <summary>The patient has no day 0, or died before the window ended.</summary>
    NotApplicable,
}

/// <summary>A marker at a time point in one patient.</summary>
/// <param name="Value">The value with its qualifier; missing with the reason.</param>
/// <param name="Status">Whether it is there, and if not, whether it still can be.</param>
/// <param name="Day">Calendar days from day 0 to the sample used; null without a value, or without dates.</param>
/// <param name="Replicates">Replicates that made the value; 0 without one.</param>
public readonly record struct MarkerReading(Value Value, MarkerStatus Status, double? Day, int Replicates);
