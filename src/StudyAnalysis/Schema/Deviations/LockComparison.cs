using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>A definition held against every lock of it: locking again does not hide what was changed before.</summary>
/// <param name="Steps">From each lock to the next, the last one to the definition as it is now.</param>
/// <param name="InferenceThen">Whether p values were planned for interim reports at the first lock; null where that is not known.</param>
/// <param name="InferenceNow">Whether they are now.</param>
/// <param name="InferenceSwitched">Whether that was changed at any time since the first lock, even if it was changed back.</param>
public sealed record LockComparison(ImmutableArray<LockStep> Steps, bool? InferenceThen, bool InferenceNow, bool InferenceSwitched)
{
    /// <summary>The comparison, or null for a plan that was never locked.</summary>
    /// <param name="definition">The definition, as loaded from its folder.</param>
    public static LockComparison? Of(StudyDefinition definition)
    {
        if (definition.Lock is not { } planLock)
        {
            return null;
        }

        var entries = planLock.Entries;
        var now = new PlanLockEntry { Date = DateOnly.MaxValue, Plan = definition.PlanSource, Dictionary = definition.DictionarySource };
        var states = entries.Add(now);
        var steps = entries.Select((e, i) => new LockStep(e, i + 1 < entries.Length ? entries[i + 1] : null, Changes(e, states[i + 1])));
        var inference = states.Where(s => s.Plan is not null).Select(s => Inference(s.Plan!.Value)).ToArray();
        return new LockComparison([.. steps], inference.Length > 1 ? inference[0] : null, inference[^1], inference.Distinct().Count() > 1);
    }

    /// <summary>What changed since the lock in force.</summary>
    public LockStep Last => Steps[^1];

    private static ImmutableArray<DefinitionChange> Changes(PlanLockEntry from, PlanLockEntry to) => from.KeepsDefinition && to.KeepsDefinition
        ? DefinitionDifference.Between(from.Plan!.Value, from.Dictionary!.Value, to.Plan!.Value, to.Dictionary!.Value)
        : [];

    // As the plan is read: without "interim" there is no p before the database lock.
    private static bool Inference(JsonElement plan) =>
        plan.TryGetProperty("interim", out var interim) && interim.TryGetProperty("inference", out var inference) && inference.ValueEquals("final");
}
