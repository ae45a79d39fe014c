namespace StudyAnalysis.Engine;

/// <summary>A reference made by an option of an analysis.</summary>
/// <param name="JsonPath">Where the option stands.</param>
/// <param name="Reference">What it refers to.</param>
/// <param name="Kind">What that must be.</param>
/// <param name="IsRequired">Whether the analysis is not run when an optional sheet or column left out takes it away; false: the kind does without and says so.</param>
public sealed record OptionReference(string JsonPath, string Reference, ReferenceKind Kind, bool IsRequired = true);
