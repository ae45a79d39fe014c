using StudyAnalysis.Statistics;

namespace StudyAnalysis.Analyses;

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

/// <summary>One number of a result: a row of results.json in the shape of an Analysis Results Data set (names as in broom).</summary>
public sealed record Statistic
{
    /// <summary>First grouping variable, or null.</summary>
    public string? Group1 { get; init; }

    /// <summary>Its level: the code, not the label.</summary>
    public string? Group1Level { get; init; }

    /// <summary>Second grouping variable, or null; "time" for a curve read at a time.</summary>
    public string? Group2 { get; init; }

    /// <summary>Its level; for "time" the number in days, invariant.</summary>
    public string? Group2Level { get; init; }

    /// <summary>Variable, term, cause or endpoint the number is about, or null.</summary>
    public string? Variable { get; init; }

    /// <summary>Level of the variable, or null.</summary>
    public string? VariableLevel { get; init; }

    /// <summary>Context, for example the method: "continuous", "survival", "cox".</summary>
    public required string Context { get; init; }

    /// <summary>Name, for example estimate, std.error, conf.low, p.value, n.</summary>
    public required string Name { get; init; }

    /// <summary>For people, in the language of the run.</summary>
    public required string Label { get; init; }

    /// <summary>The number, full precision, or the reason why there is none.</summary>
    public required Quantity Value { get; init; }

    /// <summary>How it is shown.</summary>
    public required NumberFormat Format { get; init; }

    /// <summary>Unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>What to know of this number, or null.</summary>
    public string? Warning { get; init; }
}
