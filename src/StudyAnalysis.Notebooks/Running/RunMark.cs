using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>Marks a notebook as made by a run, with the parameters it was run with: such a file may be replaced by the next run, while nobody has changed it.</summary>
public static class RunMark
{
    private const string Field = "study_run";
    private const string Hash = "sha256";

    /// <summary>The notebook, marked, and with the language and kernel its outputs come from.</summary>
    public static NotebookDocument Set(NotebookDocument document, ImmutableSortedDictionary<string, string> parameters)
    {
        var metadata = (JsonObject)document.Metadata.DeepClone();
        metadata[Field] = new JsonObject { ["parameters"] = new JsonObject(parameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))) };
        metadata["kernelspec"] = NotebookLanguage.KernelSpec();
        metadata["language_info"] = NotebookLanguage.Info();
        return document with { Metadata = metadata };
    }

    /// <summary>A marked notebook with the hash of all else in it; to be the last step before it is written.</summary>
    public static NotebookDocument Seal(NotebookDocument document)
    {
        var hash = HashOf(document);
        var metadata = (JsonObject)document.Metadata.DeepClone();
        metadata[Field]![Hash] = hash;
        return document with { Metadata = metadata };
    }

    /// <summary>Whether a notebook is as a run wrote it, be it laid out anew by the program that saved it.</summary>
    public static bool IsUntouched(NotebookDocument document) =>
        document.Metadata[Field] is JsonObject mark && mark[Hash] is JsonValue hash && hash.GetValueKind() == System.Text.Json.JsonValueKind.String && (string?)hash == HashOf(document);

    /// <summary>Whether a notebook was made by a run.</summary>
    public static bool IsOn(NotebookDocument document) => document.Metadata.ContainsKey(Field);

    private static string HashOf(NotebookDocument document)
    {
        var metadata = (JsonObject)document.Metadata.DeepClone();
        (metadata[Field] as JsonObject)?.Remove(Hash);
        return Convert.ToHexStringLower(SHA256.HashData(NotebookWriter.ToBytes(document with { Metadata = metadata })));
    }
}
