namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>A change of the data after which the result is known from the result before.</summary>
public enum Relation
{
    /// <summary>A constant is added to the columns of the unit.</summary>
    Shift,

    /// <summary>The columns of the unit are multiplied by powers of two.</summary>
    Scale,

    /// <summary>The rows come in another order.</summary>
    Permutation,

    /// <summary>Every row stands twice.</summary>
    Duplication,

    /// <summary>Codes of groups, causes, subjects get other numbers in the same order, or groups come in another order.</summary>
    Relabelling,
}
