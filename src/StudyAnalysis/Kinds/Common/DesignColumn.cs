namespace StudyAnalysis.Kinds.Common;

/// <summary>A column of a design matrix.</summary>
/// <param name="Name">Coefficient name, as R gives it: stem, or stem + level.</param>
/// <param name="Label">For people, with what it is compared with, or per what.</param>
/// <param name="Level">Level of a category, or null.</param>
/// <param name="Values">One value per unit; NaN where missing.</param>
internal sealed record DesignColumn(string Name, string Label, string? Level, double[] Values);
