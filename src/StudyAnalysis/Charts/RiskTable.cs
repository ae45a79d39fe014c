using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>The table under a curve: text at times, one row a group.</summary>
/// <param name="Title">For example "Number at risk"; null: that, in the chart's language.</param>
/// <param name="Times">Times, at ticks of the curve's axis.</param>
/// <param name="Rows">Rows with one text a time, already formatted: numbers of the result.</param>
public sealed record RiskTable(string? Title, ImmutableArray<double> Times, ImmutableArray<(string Name, ImmutableArray<string> Cells)> Rows);
