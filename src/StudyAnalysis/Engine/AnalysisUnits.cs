using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Units of analysis.</summary>
public sealed record AnalysisUnits
{
    /// <summary>Their level.</summary>
    public required Level Level { get; init; }

    /// <summary>Label of the population.</summary>
    public required string Label { get; init; }

    /// <summary>Rows of the level's table, ascending.</summary>
    public required ImmutableArray<int> Rows { get; init; }

    /// <summary>Per unit the row of the patient table it belongs to: the cluster.</summary>
    public required ImmutableArray<int> PatientRows { get; init; }

    /// <summary>Rows before any step.</summary>
    public required int Total { get; init; }

    /// <summary>Left out so far, in order.</summary>
    public required ImmutableArray<ExcludedUnits> Excluded { get; init; }

    /// <summary>Number of units.</summary>
    public int Count => Rows.Length;

    /// <summary>The units for which <paramref name="keep"/> is true, the others counted under a reason. Returns itself when all are kept.</summary>
    /// <param name="keep">One entry per unit.</param>
    /// <param name="reason">Reason, in the language of the run.</param>
    public AnalysisUnits Keep(IReadOnlyList<bool> keep, string reason)
    {
        if (keep.Count != Count)
        {
            throw new ArgumentException($"keep has {keep.Count} entries for {Count} units.", nameof(keep));
        }

        var kept = Enumerable.Range(0, Count).Where(i => keep[i]).ToImmutableArray();
        return kept.Length == Count
            ? this
            : this with
            {
                Rows = [.. kept.Select(i => Rows[i])],
                PatientRows = [.. kept.Select(i => PatientRows[i])],
                Excluded = Excluded.Add(new ExcludedUnits(reason, Count - kept.Length)),
            };
    }
}
