using System.Collections.Immutable;

namespace StudyAnalysis.Blocks;

/// <summary>A section of the report.</summary>
public sealed record DocumentSection(string Anchor, string Title, ImmutableArray<Block> Blocks);
