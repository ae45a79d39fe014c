using StudyAnalysis.Schema;

namespace StudyAnalysis.Reports;

/// <summary>What a run chose.</summary>
/// <param name="Language">Language of the report.</param>
/// <param name="Seed">Seed of random methods.</param>
public sealed record ReportOptions(Language Language, ulong Seed);
