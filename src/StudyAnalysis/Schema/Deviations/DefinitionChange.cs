using System.Collections.Immutable;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>One difference between two states of a definition.</summary>
/// <param name="File">plan.json or datapackage.json.</param>
/// <param name="Path">JSON path, for example $.endpoints[0].horizon; of what is gone, as it was.</param>
/// <param name="Before">What stood there; null: nothing.</param>
/// <param name="After">What stands there; null: nothing.</param>
/// <param name="Analyses">Ids of the analyses that it may touch, in the order of the plan: those that use what was changed, directly or through something else.</param>
public sealed record DefinitionChange(string File, string Path, string? Before, string? After, ImmutableArray<string> Analyses);
