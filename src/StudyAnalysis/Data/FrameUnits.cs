using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace StudyAnalysis.Data;

/// <summary>Units of the columns of frames made from a study. Deedle has no place for them, so they are kept beside the frame as long as it lives;
/// a frame computed from another has none.</summary>
public static class FrameUnits
{
    private static readonly ConditionalWeakTable<object, ImmutableSortedDictionary<string, string>> Known = [];

    /// <summary>Unit of a column; null when there is none or it is not known.</summary>
    /// <param name="frame">A Deedle frame.</param>
    /// <param name="column">Column name.</param>
    public static string? Of(object frame, string column) => Known.TryGetValue(frame, out var units) ? units.GetValueOrDefault(column) : null;

    internal static void Set(object frame, IEnumerable<KeyValuePair<string, string>> units) =>
        Known.AddOrUpdate(frame, units.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
