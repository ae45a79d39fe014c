namespace StudyAnalysis.Engine;

/// <summary>Units left out for one reason.</summary>
public sealed record ExcludedUnits(string Reason, int N);
