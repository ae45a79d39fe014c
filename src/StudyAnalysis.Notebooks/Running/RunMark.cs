using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>Marks a notebook as made by a run, with the parameters it was run with: such a file may be replaced by the next run.</summary>
public static class RunMark
{
    private const string Field = "study_run";

    /// <summary>The notebook, marked, and with the language and kernel its outputs come from.</summary>
    public static NotebookDocument Set(NotebookDocument document, ImmutableSortedDictionary<string, string> parameters)
    {
        var metadata = (JsonObject)document.Metadata.DeepClone();
        metadata[Field] = new JsonObject { ["parameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))) };
        metadata["kernelspec"] = NotebookLanguage.KernelSpec();
        metadata["language_info"] = NotebookLanguage.Info();
        return document with { Metadata = metadata };
    }

    /// <summary>Whether a notebook was made by a run.</summary>
    public static bool IsOn(NotebookDocument document) => document.Metadata.ContainsKey(Field);
}
