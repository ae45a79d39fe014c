using System.Collections.Immutable;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Correlate;

/// <summary>The points of a scatter plot of one group.</summary>
/// <param name="Level">The group; null without grouping.</param>
/// <param name="X">Values of x, ascending; values below a limit stand at the highest limit met.</param>
/// <param name="Y">Values of y.</param>
public sealed record PointCloud(CategoryLevel? Level, ImmutableArray<double> X, ImmutableArray<double> Y);
