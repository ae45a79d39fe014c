using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>Writes a notebook as nbformat 4.5, laid out as Jupyter itself lays it out: sorted names, one blank of indent, texts line by line.</summary>
public static class NotebookWriter
{
    internal const int MaxDepth = 512;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = MaxDepth,
        Encoder = PlainJsonEncoder.Instance,
    };

    /// <summary>The text of the file: UTF-8 without a mark, ending in a line end. The same notebook gives the same bytes.</summary>
    public static byte[] ToBytes(NotebookDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            WriteSorted(writer, ToJson(document));
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The text of the file.</summary>
    public static string ToText(NotebookDocument document) => Encoding.UTF8.GetString(ToBytes(document));

    private static JsonObject ToJson(NotebookDocument document)
    {
        var json = Copy(document.OtherFields);
        json["cells"] = new JsonArray([.. document.Cells.Select(c => (JsonNode)ToJson(c))]);
        json["metadata"] = document.Metadata.DeepClone();
        json["nbformat"] = 4;
        json["nbformat_minor"] = document.Minor;
        return json;
    }

    private static JsonObject ToJson(NotebookCell cell)
    {
        var json = Copy(cell.OtherFields);
        json["cell_type"] = cell.Kind switch { CellKind.Code => "code", CellKind.Markdown => "markdown", _ => "raw" };
        json["id"] = cell.Id;
        json["metadata"] = cell.Metadata.DeepClone();
        json["source"] = MultilineText.Split(cell.Source);
        if (cell.Kind == CellKind.Code)
        {
            json["execution_count"] = cell.ExecutionCount;
            json["outputs"] = new JsonArray([.. cell.Outputs.Select(o => (JsonNode)SplitTexts(o))]);
        }

        return json;
    }

    private static JsonObject SplitTexts(JsonObject output)
    {
        var json = Copy(output);
        if (json["text"] is { } stream && MultilineText.Join(stream) is { } text)
        {
            json["text"] = MultilineText.Split(text);
        }

        if (json["data"] is JsonObject data)
        {
            foreach (var (mediaType, content) in data.ToArray())
            {
                if (!IsJson(mediaType) && MultilineText.Join(content) is { } form)
                {
                    data[mediaType] = MultilineText.Split(form);
                }
            }
        }

        return json;
    }

    /// <summary>Whether content of a media type is JSON and stands in the file as such.</summary>
    internal static bool IsJson(string mediaType) =>
        mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    private static JsonObject Copy(JsonObject json) => (JsonObject)json.DeepClone();

    private static void WriteSorted(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var (name, value) in json.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    WriteSorted(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
