using System.Text.Json.Nodes;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Values of a message, which anybody with the key may have written: what is missing or of another type is null.</summary>
internal static class Json
{
    public static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? Flag(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
