namespace StudyAnalysis.Kinds.Common;

/// <summary>A level of a category, for results and people.</summary>
/// <param name="Code">Code, as in results.json.</param>
/// <param name="Label">Label in the language of the run.</param>
public sealed record CategoryLevel(string Code, string Label);
