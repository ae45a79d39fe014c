using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>A fitted or reference line, with a band where there is one.</summary>
/// <param name="Name">Label; empty keeps it out of the legend.</param>
/// <param name="X">Horizontal values, ascending.</param>
/// <param name="Y">Vertical values, as many.</param>
public sealed record LineSeries(string Name, ImmutableArray<double> X, ImmutableArray<double> Y)
{
    /// <summary>Lower end of the band; empty: none.</summary>
    public ImmutableArray<double> Low { get; init; } = [];

    /// <summary>Upper end of the band; empty: none.</summary>
    public ImmutableArray<double> High { get; init; } = [];

    /// <summary>Whether it is a reference (identity, chance, plan): thin, grey, dashed.</summary>
    public bool IsReference { get; init; }
}
