using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Formatting;

/// <summary>What import found, without what stands in the cells and without patients: a saved notebook names nobody.</summary>
internal static class ImportPage
{
    /// <summary>Findings: where and what to do.</summary>
    public static Grid Of(IReadOnlyCollection<Finding> findings, int rowLimit, Language language = Language.English) => new()
    {
        Columns = [new("finding"), new("severity"), new("where"), new("column"), new("what happened"), new("what to do")],
        Rows = [.. findings.Take(rowLimit).Select(f => ImmutableArray.Create<string?>(
            f.Id, f.Severity.ToString().ToLowerInvariant(), Where(f), f.Column, f.Message.In(language), f.Action.In(language)))],
        Footer = findings.Count == 0 ? "No finding." : Grid.More(findings.Count - rowLimit, 0),
    };

    /// <summary>The ledger: cells counted by what became of them and by rule.</summary>
    public static Grid Of(Ledger ledger) => new()
    {
        Columns = [new("what became of the cells"), new("rule or reason"), new("cells", IsNumeric: true)],
        Rows = [.. ledger.Entries.GroupBy(e => (e.Outcome, e.Rule)).OrderBy(g => g.Key.Outcome).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Rule, StringComparer.Ordinal)
            .Select(g => ImmutableArray.Create<string?>(g.Key.Outcome.ToString().ToLowerInvariant(), g.Key.Rule, g.Count().ToString(CultureInfo.InvariantCulture)))],
        Footer = string.Create(CultureInfo.InvariantCulture, $"{ledger.Entries.Length} cells, each exactly once{(ledger.DateSystem is { } year ? $"; dates counted from {year}" : string.Empty)}"),
    };

    /// <summary>The tables of a study with their sizes.</summary>
    public static Grid Of(StudyData data) => new()
    {
        Caption = string.Create(CultureInfo.InvariantCulture, $"{data.Definition.Plan.Study.Title.In(Language.English)}: {(data.CutKind == CutKind.None ? "no dates, no data cut" : string.Create(CultureInfo.InvariantCulture, $"data cut {data.AsOf:yyyy-MM-dd}"))}{(data.IsSynthetic ? ", SYNTHETIC" : string.Empty)}"),
        Columns = [new("table"), new("one row is"), new("rows", IsNumeric: true), new("columns", IsNumeric: true)],
        Rows = [.. data.Tables.Select(t => ImmutableArray.Create<string?>(
            t.Schema.Name,
            t.Schema.Title.In(Language.English),
            t.IsPresent ? t.RowCount.ToString(CultureInfo.InvariantCulture) : "not in the workbook",
            t.Columns.Length.ToString(CultureInfo.InvariantCulture)))],
    };

    private static string Where(Finding finding) => finding.Cell?.ToString() ?? finding.Sheet;
}
