using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>What a cell is.</summary>
public enum CellKind
{
    /// <summary>C# to run.</summary>
    Code,

    /// <summary>Text for the reader.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}

/// <summary>A cell of a notebook.</summary>
/// <param name="Id">Its name in the document: 1 to 64 letters, digits, hyphens and underscores, unique.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">Its text.</param>
public sealed record NotebookCell(string Id, CellKind Kind, string Source)
{
    /// <summary>Tag of the cell that declares parameters with their defaults.</summary>
    public const string ParametersTag = "parameters";

    /// <summary>Tag of the cell that sets parameters, made by a run.</summary>
    public const string InjectedParametersTag = "injected-parameters";

    /// <summary>Tag of a cell that may fail without ending the run.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    private static readonly ImmutableArray<string> SkipTags = ["skip", "skip-execution"];

    /// <summary>Notes for front ends, as they stand in the file.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Outputs as they stand in the file.</summary>
    public ImmutableArray<JsonObject> Outputs { get; init; } = [];

    /// <summary>Number of the execution the outputs are of; null for none.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>Fields this program does not know, and attachments; kept.</summary>
    public JsonObject OtherFields { get; init; } = [];

    /// <summary>Whether a run leaves the cell out.</summary>
    public bool IsSkipped => SkipTags.Any(HasTag);

    /// <summary>Whether the cell carries a tag.</summary>
    public bool HasTag(string tag) =>
        Metadata["tags"] is JsonArray tags && tags.Any(t => t is JsonValue value && value.TryGetValue<string>(out var text) && text == tag);

    /// <summary>The cell as before any run.</summary>
    public NotebookCell WithoutOutputs() => this with { Outputs = [], ExecutionCount = null };
}
