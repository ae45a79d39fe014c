using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Reports;
using StudyAnalysis.Reports.Exploratory;

namespace StudyAnalysis;

/// <summary>What a report may know of an import: counts, never a cell or a patient. It stands outside the stages because reports do not see data.</summary>
internal static class ReportInputs
{
    /// <summary>Input from an import and its results.</summary>
    public static ReportInput From(StudyData data, ImportResult import, IEnumerable<AnalysisResult> results, ReportOptions options, ImmutableArray<IncludedSection> included) => new()
    {
        Definition = data.Definition,
        AsOf = data.AsOf,
        IsSynthetic = data.IsSynthetic,
        WorkbookHash = data.WorkbookHash,
        CutKind = data.CutKind,
        RunDate = data.RunDate,
        Cut = data.Cut,
        Opposed = data.Opposed,
        Cells = import.Ledger.Counts,
        Losses = import.Losses,
        Findings = Count(import.Findings.Where(f => !f.IsAfterCut)),
        FindingsAfterCut = import.Findings.Count(f => f.IsAfterCut),
        Results = [.. results],
        Options = options,
        Included = included,
    };

    private static ImmutableArray<FindingCount> Count(IEnumerable<Finding> findings) =>
        [.. findings.GroupBy(f => (f.Id, f.Severity))
            .OrderByDescending(g => g.Key.Severity).ThenBy(g => g.Key.Id, StringComparer.Ordinal)
            .Select(g => new FindingCount(g.Key.Id, g.Key.Severity, g.Count(), Sheets(g), g.First().Expected))];

    private static ImmutableArray<string> Sheets(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => f.Cell?.Sheet ?? f.Sheet).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
