using StudyAnalysis.Statistics;

namespace StudyAnalysis.Engine;

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
