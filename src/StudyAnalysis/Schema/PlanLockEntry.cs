using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>One lock of a plan.</summary>
public sealed record PlanLockEntry
{
    /// <summary>Day of the lock, by the clock of the computer that made it.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Why the plan was locked again; empty for a first lock.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Whether there was a plan.lock then that could not be read.</summary>
    public bool AfterDamage { get; init; }

    /// <summary>plan.json as typed; null in locks of earlier versions, which did not keep it.</summary>
    public JsonElement? Plan { get; init; }

    /// <summary>datapackage.json as typed; null in locks of earlier versions.</summary>
    public JsonElement? Dictionary { get; init; }

    /// <summary>SHA-256 of the bytes of plan.json, which is all that locks of earlier versions kept of it; else null.</summary>
    public string? PlanFileHash { get; init; }

    /// <summary>SHA-256 of date, reason, canonical plan and dictionary, and of the lock before: none of them can be changed without it.</summary>
    public string Hash { get; init; } = string.Empty;

    /// <summary>Whether it keeps the definition, so that changes since can be told.</summary>
    public bool KeepsDefinition => Plan is not null && Dictionary is not null;
}
