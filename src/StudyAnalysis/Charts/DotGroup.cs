using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>A group of values for dot and box plots.</summary>
/// <param name="Name">Label, with n.</param>
/// <param name="Values">Every value.</param>
public sealed record DotGroup(string Name, ImmutableArray<double> Values)
{
    /// <summary>Centre drawn as a line (median, as the result has it), or null.</summary>
    public double? Center { get; init; }

    /// <summary>Lower end of the bar beside the centre (first quartile or interval end), or null.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end, or null.</summary>
    public double? High { get; init; }
}
