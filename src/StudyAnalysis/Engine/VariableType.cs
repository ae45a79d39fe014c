namespace StudyAnalysis.Engine;

/// <summary>What kind of variable it is.</summary>
public enum VariableType
{
    /// <summary>A number.</summary>
    Numeric,

    /// <summary>A category without order.</summary>
    Nominal,

    /// <summary>A category with order and scores.</summary>
    Ordered,

    /// <summary>Yes or no.</summary>
    Truth,

    /// <summary>A date.</summary>
    Date,
}
