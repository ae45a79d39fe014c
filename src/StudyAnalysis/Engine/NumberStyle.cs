namespace StudyAnalysis.Engine;

/// <summary>How a number is shown. Rounding happens here and nowhere else.</summary>
public enum NumberStyle
{
    /// <summary>Whole number.</summary>
    Count,

    /// <summary>Fixed decimals.</summary>
    Fixed,

    /// <summary>Significant digits.</summary>
    Significant,

    /// <summary>A proportion 0..1 as a percentage with fixed decimals.</summary>
    Percent,

    /// <summary>p value: three decimals, two significant below 0.1, "&lt;0.001" at the floor.</summary>
    PValue,
}
