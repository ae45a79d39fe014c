using System.Collections.Immutable;

namespace StudyAnalysis.Blocks;

/// <summary>A row of a table.</summary>
/// <param name="Cells">One per column; the first is the row's header.</param>
/// <param name="Indent">Indent of the first cell: 1 for a category under its variable.</param>
/// <param name="IsGroup">Whether the row is a heading over the rows below.</param>
public sealed record TableRow(ImmutableArray<RichText> Cells, int Indent = 0, bool IsGroup = false);
