namespace StudyAnalysis.Kinds.Common;

/// <summary>Numbers at a time: at risk, and events and censorings so far.</summary>
public readonly record struct RiskTableEntry(double Time, int AtRisk, int Events, int Censored);
