using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A coefficient of one completed data set.</summary>
internal readonly record struct CompletedCoefficient(Quantity Estimate, Quantity StandardError);
