using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>A study: its data dictionary and its analysis plan, loaded and valid.</summary>
public sealed record StudyDefinition
{
    /// <summary>Folder it was loaded from.</summary>
    public required string Folder { get; init; }

    /// <summary>The tables.</summary>
    public required DataDictionary Dictionary { get; init; }

    /// <summary>The plan.</summary>
    public required AnalysisPlan Plan { get; init; }

    /// <summary>SHA-256 of datapackage.json, lower-case hexadecimal.</summary>
    public required string DictionaryHash { get; init; }

    /// <summary>SHA-256 of plan.json, lower-case hexadecimal.</summary>
    public required string PlanHash { get; init; }

    /// <summary>plan.json as typed, without defaults.</summary>
    public JsonElement PlanSource { get; init; }

    /// <summary>datapackage.json as typed, without defaults.</summary>
    public JsonElement DictionarySource { get; init; }

    /// <summary>plan.lock beside the plan: the definition before outcomes were first read; null: never locked.</summary>
    public PlanLock? Lock { get; init; }
}

/// <summary>One fault in a definition.</summary>
/// <param name="File">File name.</param>
/// <param name="JsonPath">Where, for example $.analyses[3].marker.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Allowed">What is allowed.</param>
public sealed record DefinitionProblem(string File, string JsonPath, string Found, string Allowed);

/// <summary>A definition that cannot be used; every fault is listed.</summary>
public class InvalidDefinitionException(ImmutableArray<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => $"{p.File}: {p.JsonPath}: found {p.Found}; allowed: {p.Allowed}")))
{
    /// <summary>The faults, in file order.</summary>
    public ImmutableArray<DefinitionProblem> Problems { get; } = problems;
}
