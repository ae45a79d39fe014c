using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>Reads notebooks: .ipynb of nbformat 4.0 and later (brought to 4.5), and .dib of .NET Interactive.</summary>
public static class NotebookReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = NotebookWriter.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads a file.</summary>
    /// <param name="path">A .ipynb or .dib file.</param>
    /// <exception cref="UnreadableNotebookException">It is missing, or is no notebook this program reads.</exception>
    public static NotebookDocument Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "there is no such file.", "ce fichier n’existe pas.", "Check the path.", "Vérifiez le chemin.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(
                path, $"the file cannot be read: {error.Message}", $"le fichier ne peut pas être lu : {error.Message}", "Check your rights on it and its encoding (UTF-8).", "Vérifiez vos droits et son encodage (UTF-8).", error);
        }

        return string.Equals(Path.GetExtension(path), ".dib", StringComparison.OrdinalIgnoreCase) ? DibReader.Parse(text, path) : Parse(text, path);
    }

    /// <summary>Reads the text of a .ipynb file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="UnreadableNotebookException">It is no notebook this program reads.</exception>
    public static NotebookDocument Parse(string text, string path)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException error)
        {
            throw NotANotebook(path, $"it is not JSON (line {error.LineNumber + 1}).", $"ce n’est pas du JSON (ligne {error.LineNumber + 1}).", error);
        }

        return root is JsonObject json
            ? FromJson(json, path)
            : throw NotANotebook(path, "its JSON is not an object.", "son JSON n’est pas un objet.");
    }

    private static NotebookDocument FromJson(JsonObject json, string path)
    {
        var minor = CheckVersion(json, path);
        if (json["cells"] is not JsonArray cells)
        {
            throw NotANotebook(path, "it has no \"cells\".", "il n’a pas de « cells ».");
        }

        var read = cells.Select((c, i) => Cell(c, i, path)).ToArray();
        return new NotebookDocument(CellIds.Complete(read))
        {
            Metadata = json["metadata"] is JsonObject metadata ? (JsonObject)metadata.DeepClone() : [],
            Minor = Math.Max(NotebookDocument.CurrentMinor, minor),
            OtherFields = Others(json, "cells", "metadata", "nbformat", "nbformat_minor"),
        };
    }

    private static int CheckVersion(JsonObject json, string path)
    {
        var major = Number(json["nbformat"]);
        if (major == 4)
        {
            return Number(json["nbformat_minor"]) ?? 0;
        }

        throw major is null
            ? NotANotebook(path, "it has no \"nbformat\".", "il n’a pas de « nbformat ».")
            : Unreadable(
                path,
                $"a notebook of nbformat {major}; this program reads nbformat 4.",
                $"un notebook de nbformat {major} ; ce programme lit nbformat 4.",
                major < 4 ? $"Convert it: jupyter nbconvert --to notebook --nbformat 4 {System.IO.Path.GetFileName(path)}" : "Save it as nbformat 4 in the program that made it.",
                major < 4 ? $"Convertissez-le : jupyter nbconvert --to notebook --nbformat 4 {System.IO.Path.GetFileName(path)}" : "Enregistrez-le en nbformat 4 dans le programme d’origine.");
    }

    private static NotebookCell Cell(JsonNode? node, int index, string path)
    {
        CellKind? kind = Text((node as JsonObject)?["cell_type"]) switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => null,
        };
        if (node is not JsonObject json || kind is null || MultilineText.Join(json["source"]) is not { } source)
        {
            throw NotANotebook(
                path, $"cell {index + 1} has no \"cell_type\" code, markdown or raw with a \"source\".", $"la cellule {index + 1} n’a pas de « cell_type » code, markdown ou raw avec un « source ».");
        }

        return new NotebookCell(Text(json["id"]) ?? string.Empty, kind.Value, source)
        {
            Metadata = json["metadata"] is JsonObject metadata ? (JsonObject)metadata.DeepClone() : [],
            Outputs = json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>().Select(o => (JsonObject)o.DeepClone())] : [],
            ExecutionCount = Number(json["execution_count"]),
            OtherFields = Others(json, "cell_type", "id", "metadata", "source", "outputs", "execution_count"),
        };
    }

    private static JsonObject Others(JsonObject json, params string[] known) =>
        new(json.Where(p => !known.Contains(p.Key, StringComparer.Ordinal)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static UnreadableNotebookException NotANotebook(string path, string english, string french, Exception? inner = null) => Unreadable(
        path, "not a notebook: " + english, "pas un notebook : " + french, "Give a Jupyter notebook (.ipynb) or a .dib file.", "Donnez un notebook Jupyter (.ipynb) ou un fichier .dib.", inner);

    internal static UnreadableNotebookException Unreadable(
        string path, string english, string french, string action, string actionFrench, Exception? inner = null) =>
        new(path, LocalizedText.Of(english, french), LocalizedText.Of(action, actionFrench), inner);
}
