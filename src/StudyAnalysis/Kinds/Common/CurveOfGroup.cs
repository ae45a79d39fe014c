using System.Collections.Immutable;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A survival curve of one group as the figure draws it and the risk table counts it.</summary>
/// <param name="Code">Code of the group; empty without grouping.</param>
/// <param name="Label">Label of the group; empty without grouping.</param>
/// <param name="N">Units.</param>
/// <param name="Events">Events.</param>
/// <param name="Steps">The curve: time, estimate, interval, censorings; the first step is time 0.</param>
/// <param name="RiskTable">Numbers at the times of the risk table.</param>
public sealed record CurveOfGroup(string Code, string Label, int N, int Events, ImmutableArray<CurveStep> Steps, ImmutableArray<RiskTableEntry> RiskTable);
