namespace StudyAnalysis.Kinds.Common;

/// <summary>One coefficient of a model as the table and the forest plot show it.</summary>
/// <param name="Name">Coefficient name.</param>
/// <param name="Label">For people, with what it is compared with or per what.</param>
/// <param name="IsAdjustment">Whether it is a covariate beside the term of interest.</param>
public sealed record ModelRow(string Name, string Label, bool IsAdjustment);
