using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>The definition as it was when the plan was locked, before outcomes were first read; every lock since the first stays on record.</summary>
/// <param name="Entries">The locks, the first one first; the last is in force. At least one.</param>
public sealed record PlanLock(ImmutableArray<PlanLockEntry> Entries)
{
    /// <summary>The lock in force.</summary>
    public PlanLockEntry InForce => Entries[^1];
}
