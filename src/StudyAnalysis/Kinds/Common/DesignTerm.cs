using System.Collections.Immutable;

namespace StudyAnalysis.Kinds.Common;

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
