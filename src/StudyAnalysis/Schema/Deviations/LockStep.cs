using System.Collections.Immutable;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>What changed from one lock to the next, or from the last one to now.</summary>
/// <param name="From">The lock.</param>
/// <param name="To">The next lock; null: the definition as it is now.</param>
/// <param name="Changes">What differs.</param>
public sealed record LockStep(PlanLockEntry From, PlanLockEntry? To, ImmutableArray<DefinitionChange> Changes)
{
    /// <summary>Whether the earlier lock keeps the definition, so that changes can be told.</summary>
    public bool IsKnown => From.KeepsDefinition;
}
