namespace StudyAnalysis.Schema;

/// <summary>How serious a finding is.</summary>
public enum Severity
{
    /// <summary>For information.</summary>
    Note,

    /// <summary>Used, but ask.</summary>
    Warning,

    /// <summary>The value was refused.</summary>
    Error,

    /// <summary>The report must not be relied on before this is solved.</summary>
    Blocking,
}

/// <summary>What became of a cell.</summary>
public enum CellOutcome
{
    /// <summary>Used as it is.</summary>
    Used,

    /// <summary>Used after a conversion.</summary>
    Converted,

    /// <summary>Not used: a finding says why.</summary>
    Refused,

    /// <summary>Not part of the data.</summary>
    Ignored,
}

/// <summary>What the data cut left out of a table.</summary>
/// <param name="Table">Table name.</param>
/// <param name="Rows">Rows dated after the cut.</param>
public sealed record CutRows(string Table, int Rows);
