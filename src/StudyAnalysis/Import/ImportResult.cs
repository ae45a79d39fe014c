using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>One thing to correct or to know.</summary>
public sealed record Finding
{
    /// <summary>Stable id, for example IMP-012; cross-field checks of a plan use their own.</summary>
    public required string Id { get; init; }

    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Cell, when it is about one.</summary>
    public CellReference? Cell { get; init; }

    /// <summary>Sheet, when it is about a whole sheet.</summary>
    public string Sheet { get; init; } = string.Empty;

    /// <summary>Patient's pseudonym, when known. Never shown in published output.</summary>
    public string Patient { get; init; } = string.Empty;

    /// <summary>Table, when it is about one of its rows; else empty.</summary>
    public string Table { get; init; } = string.Empty;

    /// <summary>Key of the row in its table, or its number in the sheet when it has none; empty when it is not about a row. Never shown.</summary>
    internal string RowKey { get; init; } = string.Empty;

    /// <summary>Column header as typed, or the field's title.</summary>
    public string Column { get; init; } = string.Empty;

    /// <summary>What stands there.</summary>
    public string Observed { get; init; } = string.Empty;

    /// <summary>What happened.</summary>
    public required LocalizedText Message { get; init; }

    /// <summary>What was expected.</summary>
    public required LocalizedText Expected { get; init; }

    /// <summary>What to do.</summary>
    public required LocalizedText Action { get; init; }

    /// <summary>Whether it follows only from what lies after the data cut: a question for the data manager, but not about a report at this cut.</summary>
    public bool IsAfterCut { get; init; }
}

/// <summary>One non-empty cell of the workbook and what became of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="AsTyped">Its text as typed (cached value of formulas); empty for direct identifiers.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Table">Table, or empty.</param>
/// <param name="Field">Field, or empty.</param>
/// <param name="To">Value after conversion, or empty.</param>
/// <param name="Rule">Rule of the conversion, or reason of refusal or ignoring, by its stable name.</param>
public readonly record struct LedgerEntry(
    CellReference Cell, string AsTyped, CellOutcome Outcome, string Table, string Field, string To, string Rule);

/// <summary>Every non-empty cell of the workbook exactly once, in sheet, row, column order.</summary>
/// <param name="entries">The entries.</param>
/// <param name="dateSystem">The year from which the workbook counts its dates, 1900 or 1904; null where its format does not show it.</param>
public sealed class Ledger(ImmutableArray<LedgerEntry> entries, int? dateSystem = null)
{
    /// <summary>The year from which the workbook counts its dates, 1900 or 1904; null where its format does not show it (xls).</summary>
    public int? DateSystem { get; } = dateSystem;

    /// <summary>The entries.</summary>
    public ImmutableArray<LedgerEntry> Entries { get; } = entries;

    /// <summary>Number of cells by outcome.</summary>
    public ImmutableSortedDictionary<CellOutcome, int> Counts { get; } =
        entries.GroupBy(e => e.Outcome).ToImmutableSortedDictionary(g => g.Key, g => g.Count());
}

/// <summary>Outcome of reading a workbook. Bad data are findings; only an unreadable file throws <see cref="UnreadableWorkbookException"/>.</summary>
/// <param name="Data">The data; null when a core sheet is missing.</param>
/// <param name="Ledger">Every cell.</param>
/// <param name="Findings">Findings in severity, sheet, row, column order.</param>
public sealed record ImportResult(StudyData? Data, Ledger Ledger, ImmutableArray<Finding> Findings)
{
    /// <summary>Rows that were refused, and columns of which too much was.</summary>
    public ImmutableArray<Loss> Losses { get; init; } = [];

    /// <summary>Whether a finding blocks a report at the data cut.</summary>
    public bool HasBlocking => Findings.Any(f => f is { Severity: Severity.Blocking, IsAfterCut: false });
}

/// <summary>A workbook that cannot be read at all.</summary>
/// <param name="path">The file.</param>
/// <param name="what">What happened, per language.</param>
/// <param name="action">What to do, per language.</param>
/// <param name="inner">Cause.</param>
public sealed class UnreadableWorkbookException(string path, LocalizedText what, LocalizedText action, Exception? inner = null)
    : Exception($"{path}: {what.In(Language.English)} {action.In(Language.English)}", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What happened.</summary>
    public LocalizedText What { get; } = what;

    /// <summary>What to do.</summary>
    public LocalizedText Action { get; } = action;
}
