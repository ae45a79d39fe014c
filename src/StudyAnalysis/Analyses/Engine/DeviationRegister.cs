using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Analyses;

/// <summary>How an analysis departs from the plan.</summary>
public enum DeviationKind
{
    /// <summary>Planned, and not run.</summary>
    NotRun,

    /// <summary>Run, and not in the plan as locked.</summary>
    NotPlanned,

    /// <summary>In the plan as locked, and no longer in the plan.</summary>
    Removed,

    /// <summary>Other than in the plan as locked.</summary>
    Changed,
}

/// <summary>One departure from the plan.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Analysis">Id of the analysis.</param>
/// <param name="Title">Its title; the id when the plan no longer has it.</param>
/// <param name="Reason">Why, as far as known; empty when nothing is.</param>
public sealed record Deviation(DeviationKind Kind, string Analysis, string Title, string Reason);

/// <summary>Departures from the plan, and whether there was a lock to hold it against.</summary>
/// <param name="IsLocked">Whether plan.lock was there; without it nothing can be called changed or unplanned.</param>
/// <param name="Entries">By kind, then in the order of the plan.</param>
public sealed record DeviationRegister(bool IsLocked, ImmutableArray<Deviation> Entries)
{
    /// <summary>Holds results against the plan and the plan against its lock.</summary>
    /// <param name="definition">The definition the results were made with.</param>
    /// <param name="results">All results of the run.</param>
    public static DeviationRegister From(StudyDefinition definition, ImmutableArray<AnalysisResult> results)
    {
        var language = results.IsEmpty ? Language.English : results[0].Language;
        var entries = NotRun(definition, results, language)
            .Concat(definition.Lock is null ? [] : AgainstLock(definition, definition.Lock, results, language));
        return new DeviationRegister(definition.Lock is not null, [.. entries.OrderBy(e => e.Kind)]);
    }

    private static IEnumerable<Deviation> NotRun(StudyDefinition definition, ImmutableArray<AnalysisResult> results, Language language)
    {
        var byId = results.ToDictionary(r => r.Id, StringComparer.Ordinal);
        foreach (var spec in definition.Plan.Analyses)
        {
            if (!byId.TryGetValue(spec.Id, out var result))
            {
                yield return new Deviation(DeviationKind.NotRun, spec.Id, spec.Title.In(language), string.Empty);
            }
            else if (result.Status == AnalysisStatus.NotRun)
            {
                yield return new Deviation(DeviationKind.NotRun, spec.Id, result.Title, result.StatusReason);
            }
        }
    }

    private static IEnumerable<Deviation> AgainstLock(
        StudyDefinition definition, PlanLock locked, ImmutableArray<AnalysisResult> results, Language language)
    {
        var specs = definition.Plan.Analyses.ToDictionary(a => a.Id, StringComparer.Ordinal);
        foreach (var result in results.Where(r => !locked.AnalysisHashes.ContainsKey(r.Id)))
        {
            yield return new Deviation(DeviationKind.NotPlanned, result.Id, result.Title, string.Empty);
        }

        foreach (var (id, hash) in locked.AnalysisHashes)
        {
            if (!specs.TryGetValue(id, out var spec))
            {
                yield return new Deviation(DeviationKind.Removed, id, id, string.Empty);
            }
            else if (PlanLockFile.HashOf(spec.Options) != hash)
            {
                yield return new Deviation(DeviationKind.Changed, id, spec.Title.In(language), Amended(definition, locked, language));
            }
        }
    }

    // An amendment does not name analyses; those dated after the lock are what can explain a change.
    private static string Amended(StudyDefinition definition, PlanLock locked, Language language) =>
        string.Join("; ", definition.Plan.Amendments.Where(a => a.Date >= locked.Date).Select(a => a.Reason.In(language)));
}
