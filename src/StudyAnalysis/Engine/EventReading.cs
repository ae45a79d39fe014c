namespace StudyAnalysis.Engine;

/// <summary>What is known of some events of a unit: the earliest with a time, and whether others happened at an unknown time, or may have happened.</summary>
internal readonly record struct EventReading(double? Time, int Source, bool HasUndated, bool HasUnknown);
