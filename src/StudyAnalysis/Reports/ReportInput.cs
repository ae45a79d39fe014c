using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Reports.Exploratory;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports;

/// <summary>Everything a report is made from: the definition, what import counted, and results. Never the data.</summary>
public sealed record ReportInput
{
    /// <summary>The study.</summary>
    public required StudyDefinition Definition { get; init; }

    /// <summary>Data cut; the date of the plan when <see cref="CutKind"/> is None.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where the data cut comes from.</summary>
    public CutKind CutKind { get; init; }

    /// <summary>The day of the run, when the data cut depends on it.</summary>
    public DateOnly? RunDate { get; init; }

    /// <summary>Whether the workbook says that it is synthetic.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>SHA-256 of the workbook.</summary>
    public required string WorkbookHash { get; init; }

    /// <summary>What lies after the data cut, and what could not be cut.</summary>
    public CutAccount Cut { get; init; } = CutAccount.Empty;

    /// <summary>Patients who opposed: counted only.</summary>
    public int Opposed { get; init; }

    /// <summary>Cells by what became of them.</summary>
    public required ImmutableSortedDictionary<CellOutcome, int> Cells { get; init; }

    /// <summary>Rows that were refused, and columns of which too much was.</summary>
    public ImmutableArray<Loss> Losses { get; init; } = [];

    /// <summary>Findings by id, the most serious first.</summary>
    public ImmutableArray<FindingCount> Findings { get; init; } = [];

    /// <summary>Findings that follow only from what lies after the data cut; they are not among <see cref="Findings"/>.</summary>
    public int FindingsAfterCut { get; init; }

    /// <summary>Results in the order of the plan.</summary>
    public required ImmutableArray<AnalysisResult> Results { get; init; }

    /// <summary>Sections of notebooks, with the results of their own analyses; their place is apart, marked exploratory.</summary>
    public ImmutableArray<IncludedSection> Included { get; init; } = [];

    /// <summary>Results of analyses that are not in the plan, each once.</summary>
    public IEnumerable<AnalysisResult> Unplanned => Included.SelectMany(i => i.Results).DistinctBy(r => r.Id);

    /// <summary>Choices of the run.</summary>
    public required ReportOptions Options { get; init; }
}
