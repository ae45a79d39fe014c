using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>Bars of one series.</summary>
/// <param name="Name">Label; empty keeps it out of the legend.</param>
/// <param name="Values">One per category; NaN: none.</param>
/// <param name="Texts">Text at each bar, already formatted; empty: none.</param>
public sealed record BarSeries(string Name, ImmutableArray<double> Values, ImmutableArray<string> Texts);
