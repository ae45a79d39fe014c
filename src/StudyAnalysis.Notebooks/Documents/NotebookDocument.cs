using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>A notebook: cells with their outputs. In files it is nbformat 4.5.</summary>
/// <param name="Cells">Its cells in order.</param>
public sealed record NotebookDocument(ImmutableArray<NotebookCell> Cells)
{
    /// <summary>The minor version of nbformat 4 that is written.</summary>
    public const int CurrentMinor = 5;

    /// <summary>Notes for front ends, as they stand in the file: kernelspec, language_info and what others keep there.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Minor version of nbformat 4: 5, or a later one that was read.</summary>
    public int Minor { get; init; } = CurrentMinor;

    /// <summary>Fields this program does not know; kept.</summary>
    public JsonObject OtherFields { get; init; } = [];

    /// <summary>The notebook as it belongs into version control: no outputs, no execution numbers.</summary>
    public NotebookDocument WithoutOutputs() => this with { Cells = [.. Cells.Select(c => c.WithoutOutputs())] };
}
