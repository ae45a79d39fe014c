using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>What a section was written on.</summary>
/// <param name="Study">Id of the study.</param>
/// <param name="WorkbookHash">SHA-256 of the workbook.</param>
/// <param name="PlanHash">SHA-256 of plan.json.</param>
/// <param name="AsOf">Data cut.</param>
/// <param name="Seed">Seed of random methods.</param>
/// <param name="Language">Language of its results.</param>
/// <param name="IsSynthetic">Whether the data say that they are synthetic.</param>
public sealed record SectionOrigin(string Study, string WorkbookHash, string PlanHash, DateOnly AsOf, ulong Seed, Language Language, bool IsSynthetic);
