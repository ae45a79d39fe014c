namespace StudyAnalysis.Html;

/// <summary>Where a number of the report stands in results.json.</summary>
/// <param name="Analysis">Id of the analysis.</param>
/// <param name="Row">Position among its stats, from 0.</param>
public readonly record struct StatisticAddress(string Analysis, int Row);
