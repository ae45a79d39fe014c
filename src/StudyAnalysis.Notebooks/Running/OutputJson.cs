using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>Outputs in the shape they have both in notebook files and in messages.</summary>
internal static class OutputJson
{
    public static string Name(StreamName stream) => stream == StreamName.Output ? "stdout" : "stderr";

    public static JsonObject Stream(StreamName stream, string text) => new() { ["output_type"] = "stream", ["name"] = Name(stream), ["text"] = text };

    public static JsonObject Display(MimeBundle bundle) =>
        new() { ["output_type"] = "display_data", ["data"] = Data(bundle), ["metadata"] = Metadata(bundle) };

    public static JsonObject Result(MimeBundle bundle, int executionCount) => new()
    {
        ["output_type"] = "execute_result",
        ["data"] = Data(bundle),
        ["metadata"] = Metadata(bundle),
        ["execution_count"] = executionCount,
    };

    public static JsonObject Error(CellError error) => new()
    {
        ["output_type"] = "error",
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l)]),
    };

    public static JsonObject Data(MimeBundle bundle) => new(bundle.Data.Select(form => KeyValuePair.Create(
        form.Key, NotebookWriter.IsJson(form.Key) ? JsonNode.Parse(form.Value, documentOptions: new() { MaxDepth = NotebookWriter.MaxDepth }) : form.Value)));

    public static JsonObject Metadata(MimeBundle bundle) => bundle.Metadata is { } metadata ? (JsonObject)metadata.DeepClone() : [];
}
