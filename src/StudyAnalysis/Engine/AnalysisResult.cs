using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>The outcome of one analysis. Every number of the report is one of its statistics; kinds add what their figure draws.</summary>
/// <remarks>Derived records hold results only: points of a figure are results of the analysis, never reached from the data again.
/// Nothing here identifies a patient.</remarks>
public record AnalysisResult
{
    /// <summary>Id of the analysis.</summary>
    public required string Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Question.</summary>
    public required string Question { get; init; }

    /// <summary>Role.</summary>
    public required AnalysisRole Role { get; init; }

    /// <summary>Kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Language of the labels.</summary>
    public required Language Language { get; init; }

    /// <summary>Status.</summary>
    public required AnalysisStatus Status { get; init; }

    /// <summary>Why there is no result; empty when there is.</summary>
    public string StatusReason { get; init; } = string.Empty;

    /// <summary>Methods by name, with options, one sentence each.</summary>
    public ImmutableArray<string> Methods { get; init; } = [];

    /// <summary>The equal calls in R, one line each.</summary>
    public ImmutableArray<string> RCalls { get; init; } = [];

    /// <summary>Who was analysed.</summary>
    public required AnalysedPopulation Population { get; init; }

    /// <summary>Notes: ties, levels not attainable, switches, values below the limit, assumptions.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>All numbers.</summary>
    public ImmutableArray<Statistic> Statistics { get; init; } = [];

    /// <summary>The one p that counts (also one of <see cref="Statistics"/>), or null.</summary>
    public Statistic? DecisiveP { get; init; }

    /// <summary>Multiplicity family, or null.</summary>
    public string? Family { get; init; }

    /// <summary>Id of the analysis this one is a sensitivity of, or null.</summary>
    public string? SensitivityOf { get; init; }

    /// <summary>Assumptions of the estimand.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Whether the data say that they are synthetic.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Of an analysis that is not in the plan: what would run it again, as JSON; null for planned ones.</summary>
    public string? Specification { get; init; }

    /// <summary>The effects that answer its question, a row per level of a factor; empty for kinds that estimate no effect.</summary>
    public virtual ImmutableArray<EffectRow> Effects => [];

    /// <summary>Whether it stands in the plan; false for what was asked after data were seen.</summary>
    public bool IsPlanned => Specification is null;

    /// <summary>What every result takes from its plan, without any number.</summary>
    internal static AnalysisResult Empty(AnalysisSpec spec, Language language, AnalysisStatus status, string reason, AnalysedPopulation population) => new()
    {
        Id = spec.Id,
        Title = spec.Title.In(language),
        Question = spec.Question.In(language),
        Role = spec.Role,
        Kind = spec.Kind,
        Language = language,
        Status = status,
        StatusReason = reason,
        Population = population,
        Family = spec.Family,
        SensitivityOf = spec.SensitivityOf,
        Assumptions = [.. spec.Assumptions.Select(a => a.In(language))],
    };
}
