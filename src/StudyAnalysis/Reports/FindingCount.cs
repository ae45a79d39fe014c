using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports;

/// <summary>Findings of one id, counted. Holds nothing of a cell or a patient, so that it may be published.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Severity">Severity.</param>
/// <param name="Count">How many.</param>
/// <param name="Sheets">Sheets concerned.</param>
/// <param name="Expected">What was expected: words of the program or of the definition, never of the workbook.</param>
public sealed record FindingCount(string Id, Severity Severity, int Count, ImmutableArray<string> Sheets, LocalizedText Expected);
