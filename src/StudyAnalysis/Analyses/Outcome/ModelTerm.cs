using System.Collections.Immutable;

namespace StudyAnalysis.Analyses.Outcome;

/// <summary>A term of a model as its plan states it.</summary>
/// <param name="Variable">Variable reference.</param>
/// <param name="As">"score", "category", "log2", "detected", or null: as the variable's type says.</param>
/// <param name="Name">Stem of the coefficient names; default the variable.</param>
/// <param name="Label">For people; default the variable's label.</param>
internal sealed record TermSpec(string Variable, string? As, string? Name, string? Label);

/// <summary>A column of a design matrix.</summary>
/// <param name="Name">Coefficient name, as R gives it: stem, or stem + level.</param>
/// <param name="Label">For people, with what it is compared with, or per what.</param>
/// <param name="Level">Level of a category, or null.</param>
/// <param name="Values">One value per unit; NaN where missing.</param>
internal sealed record DesignColumn(string Name, string Label, string? Level, double[] Values);

/// <summary>A term with its columns.</summary>
/// <param name="Name">Stem, the term's name in tests of terms.</param>
/// <param name="Label">For people.</param>
/// <param name="Columns">Columns.</param>
/// <param name="BelowLimit">Units whose value is below the limit of quantification.</param>
/// <param name="Note">What was done with them, or null.</param>
internal sealed record DesignTerm(string Name, string Label, ImmutableArray<DesignColumn> Columns, int BelowLimit, string? Note)
{
    /// <summary>Per unit whether its value is below the limit and must be imputed: the column then holds the limit. Empty: nothing to impute.</summary>
    public ImmutableArray<bool> ToImpute { get; init; } = [];

    /// <summary>Whether the term has a value for a unit.</summary>
    public bool Has(int unit) => Columns.All(c => !double.IsNaN(c.Values[unit]));
}
