using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>Points with coordinates.</summary>
/// <param name="Name">Label, with n.</param>
/// <param name="X">Horizontal values.</param>
/// <param name="Y">Vertical values, as many.</param>
public sealed record PointGroup(string Name, ImmutableArray<double> X, ImmutableArray<double> Y);
