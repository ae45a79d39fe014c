using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>A variable on units.</summary>
public sealed record Variable
{
    /// <summary>As referred to in the plan.</summary>
    public required string Reference { get; init; }

    /// <summary>For people.</summary>
    public required string Label { get; init; }

    /// <summary>Unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Type.</summary>
    public required VariableType Type { get; init; }

    /// <summary>Categories in order; for Nominal and Ordered.</summary>
    public ImmutableArray<Code> Categories { get; init; } = [];

    /// <summary>Whether it is analysed on the log2 scale ("per doubling").</summary>
    public bool IsLog2 { get; init; }

    /// <summary>Decimals shown, when the definition says so.</summary>
    public int? Decimals { get; init; }

    /// <summary>One value per unit, on the original scale with qualifier; missing ones carry their reason.</summary>
    public required ImmutableArray<Value> Values { get; init; }
}
