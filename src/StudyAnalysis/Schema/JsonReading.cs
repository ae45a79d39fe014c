using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Reading of JSON that has passed its schema: what is there has the right type.</summary>
internal static class JsonReading
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    public static double? NumberOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number ? found.GetDouble() : null;

    public static int? CountOrNull(this JsonElement element, string name) => (int?)element.NumberOrNull(name);

    public static bool Truth(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.True;

    public static DateOnly Day(this JsonElement element, string name) => ParseDay(element.Text(name));

    public static JsonElement? CloneOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) ? found.Clone() : null;

    public static JsonElement? ObjectOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found : null;

    public static LocalizedText Localized(this JsonElement element, string name) => element.TryGetProperty(name, out var found)
        ? found.ValueKind == JsonValueKind.String
            ? LocalizedText.Same(found.GetString()!)
            : new LocalizedText(found.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal))
        : LocalizedText.Empty;

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public static ImmutableArray<string> Texts(this JsonElement element, string name) => !element.TryGetProperty(name, out var found)
        ? []
        : found.ValueKind == JsonValueKind.String ? [found.GetString()!] : [.. found.EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>The elements of a list with their paths; empty when absent.</summary>
    public static ImmutableArray<T> List<T>(this JsonElement element, string name, string path, Func<JsonElement, string, T> read) =>
        element.TryGetProperty(name, out var found)
            ? [.. found.EnumerateArray().Select((e, i) => read(e, JsonSchemaValidator.Child(JsonSchemaValidator.Child(path, name), i)))]
            : [];

    /// <summary>A pair of numbers.</summary>
    public static (double Start, double End) Window(this JsonElement element, string name)
    {
        var pair = element.GetProperty(name);
        return (pair[0].GetDouble(), pair[1].GetDouble());
    }

    /// <summary>A bound: a number, or a date as days since 1970-01-01.</summary>
    public static double? BoundOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) ? Bound(found) : null;

    /// <summary>A bound: a number, or a date as days since 1970-01-01.</summary>
    public static double Bound(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : ParseDay(value.GetString()!).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static Code Code(JsonElement code, string path) => new(
        code.GetProperty("value").ToString(), code.Localized("label"), code.Texts("synonyms"), code.NumberOrNull("score"), code.Truth("reference"));

    private static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
