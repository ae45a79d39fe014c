namespace StudyAnalysis.Kinds.Trajectory;

/// <summary>A time point of a trajectory.</summary>
/// <param name="Variable">The marker there, as in the plan.</param>
/// <param name="Label">Label of the time point.</param>
public sealed record TrajectoryTime(string Variable, string Label);
