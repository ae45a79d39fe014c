using System.Collections.Immutable;

namespace StudyAnalysis.Charts;

/// <summary>A step curve: Kaplan–Meier or cumulative incidence.</summary>
/// <param name="Name">Label.</param>
/// <param name="Times">Times of the steps, ascending, the first 0.</param>
/// <param name="Estimates">Estimate from each time on.</param>
public sealed record StepCurve(string Name, ImmutableArray<double> Times, ImmutableArray<double> Estimates)
{
    /// <summary>Lower end of the band, NaN where there is none; empty: no band.</summary>
    public ImmutableArray<double> Low { get; init; } = [];

    /// <summary>Upper end of the band.</summary>
    public ImmutableArray<double> High { get; init; } = [];

    /// <summary>Times of censoring, drawn as ticks on the curve.</summary>
    public ImmutableArray<double> CensoringTimes { get; init; } = [];

    /// <summary>Time up to which the curve is drawn; null: its last time.</summary>
    public double? End { get; init; }
}
