using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>Where the data cut comes from.</summary>
public enum CutKind
{
    /// <summary>Stated by the user.</summary>
    Stated,

    /// <summary>The latest date in the workbook that is not after the day of the run.</summary>
    LatestDate,

    /// <summary>The workbook holds no date: there is no cut.</summary>
    None,
}

/// <summary>What became of a cell that lies after the data cut.</summary>
public enum CutCellOutcome
{
    /// <summary>Not known yet: missing.</summary>
    NotYetKnown,

    /// <summary>A last contact or a follow-up time: ends at the cut.</summary>
    EndsAtCut,

    /// <summary>The status of an event that has not happened yet: no.</summary>
    NotHappened,
}

/// <summary>Cells of a field that lie after the data cut, in rows that lie before it.</summary>
/// <param name="Table">Table name.</param>
/// <param name="Field">Field name.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Count">How many.</param>
public sealed record CutCells(string Table, string Field, CutCellOutcome Outcome, int Count);

/// <summary>Facts of a field for which no date says when they were known: used at every cut.</summary>
/// <param name="Table">Table name.</param>
/// <param name="Field">Field name.</param>
/// <param name="Count">How many.</param>
public sealed record UncutFacts(string Table, string Field, int Count);

/// <summary>What the data cut left out and what it could not cut. Counts only, so that it may be published.</summary>
public sealed record CutAccount
{
    /// <summary>Nothing lies after the cut.</summary>
    public static CutAccount Empty { get; } = new();

    /// <summary>The latest date in the workbook that is not after the cut; null when every date is, or there is none.</summary>
    public DateOnly? LatestDate { get; init; }

    /// <summary>Whether every row of the patients' table lies after the cut.</summary>
    public bool IsBeforeAllPatients { get; init; }

    /// <summary>Rows dated after the cut, per table that lost any.</summary>
    public ImmutableArray<CutRows> Rows { get; init; } = [];

    /// <summary>Cells after the cut, per field and outcome.</summary>
    public ImmutableArray<CutCells> Cells { get; init; } = [];

    /// <summary>Facts without a date.</summary>
    public ImmutableArray<UncutFacts> Uncut { get; init; } = [];

    /// <summary>Labels of endpoints whose times are durations without a start date: no cut can shorten them.</summary>
    public ImmutableArray<LocalizedText> DurationsWithoutStart { get; init; } = [];

    /// <summary>Tables whose rows have no date of their own and belong to none that has.</summary>
    public ImmutableArray<string> UndatedTables { get; init; } = [];
}
