namespace StudyAnalysis.Kinds.Common;

/// <summary>A term of a model as its plan states it.</summary>
/// <param name="Variable">Variable reference.</param>
/// <param name="As">"score", "category", "log2", "detected", or null: as the variable's type says.</param>
/// <param name="Name">Stem of the coefficient names; default the variable.</param>
/// <param name="Label">For people; default the variable's label.</param>
internal sealed record TermSpec(string Variable, string? As, string? Name, string? Label);
