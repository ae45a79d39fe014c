namespace StudyAnalysis.Engine;

/// <summary>A style with its digits.</summary>
/// <param name="Style">Style.</param>
/// <param name="Digits">Decimals or significant digits.</param>
public readonly record struct NumberFormat(NumberStyle Style, int Digits)
{
    /// <summary>Whole number.</summary>
    public static NumberFormat Count { get; } = new(NumberStyle.Count, 0);

    /// <summary>p value.</summary>
    public static NumberFormat PValue { get; } = new(NumberStyle.PValue, 3);

    /// <summary>Percentage of a proportion.</summary>
    public static NumberFormat Percent(int decimals = 0) => new(NumberStyle.Percent, decimals);

    /// <summary>Fixed decimals.</summary>
    public static NumberFormat Fixed(int decimals) => new(NumberStyle.Fixed, decimals);

    /// <summary>Significant digits.</summary>
    public static NumberFormat Significant(int digits = 3) => new(NumberStyle.Significant, digits);
}
