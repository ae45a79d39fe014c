using System.Collections.Immutable;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>One difference of two JSON texts.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="Names">The same as property names and ids: endpoints, os, horizon.</param>
/// <param name="Before">What stood there; null: nothing.</param>
/// <param name="After">What stands there; null: nothing.</param>
internal sealed record JsonChange(string Path, ImmutableArray<string> Names, string? Before, string? After);
