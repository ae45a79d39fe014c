using System.Collections.Immutable;

namespace StudyAnalysis.Data.Truncation;

/// <summary>What the data cut says of an endpoint, by row of its level's table.</summary>
/// <param name="NotYet">For each source (events, then competing events) the rows in which it lies after the cut.</param>
/// <param name="IsSeenLater">Rows known to be followed up to the cut, because something was seen after it.</param>
/// <param name="Limits">Days from the start to the cut, for endpoints whose times are durations; +∞ without a start date. Empty otherwise.</param>
internal sealed record EndpointCut(ImmutableArray<ImmutableArray<bool>> NotYet, ImmutableArray<bool> IsSeenLater, ImmutableArray<double> Limits)
{
    /// <summary>The same for some rows, in the order given.</summary>
    public EndpointCut Pick(ImmutableArray<int> rows) => new(
        [.. NotYet.Select(n => rows.Select(r => n[r]).ToImmutableArray())],
        [.. rows.Select(r => IsSeenLater[r])],
        Limits.IsEmpty ? Limits : [.. rows.Select(r => Limits[r])]);
}
