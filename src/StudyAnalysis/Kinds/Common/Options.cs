using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Typed reading of the options of an analysis. Every message names the file, the JSON path, what stands there and what is allowed.</summary>
/// <remarks>Definitions are checked against their JSON Schema at load; this catches what a schema cannot say, and definitions made in code.</remarks>
public sealed class Options
{
    private readonly JsonElement _element;
    private readonly string _path;

    /// <summary>Options standing at a JSON path.</summary>
    public Options(JsonElement element, string path)
    {
        _element = element;
        _path = path;
    }

    /// <summary>The options of an analysis.</summary>
    public static Options Of(AnalysisSpec spec) => new(spec.Options, spec.JsonPath);

    /// <summary>The JSON object itself.</summary>
    public JsonElement Element => _element;

    /// <summary>JSON path of a property.</summary>
    public string Path(string name) => $"{_path}.{name}";

    /// <summary>Whether the property is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text that must be there.</summary>
    /// <exception cref="InvalidDefinitionException">It is absent or not a text.</exception>
    public string Text(string name) => TextOrNull(name) ?? throw Absent(name, "a text");

    /// <summary>A text, or null when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a text.</exception>
    public string? TextOrNull(string name) => Find(name) is not { } found
        ? null
        : found.ValueKind == JsonValueKind.String ? found.GetString()! : throw Wrong(name, found, "a text");

    /// <summary>One of some words; the first is the default.</summary>
    /// <exception cref="InvalidDefinitionException">It is another word.</exception>
    public string Choice(string name, params ReadOnlySpan<string> allowed)
    {
        if (TextOrNull(name) is not { } text)
        {
            return allowed[0];
        }

        foreach (var word in allowed)
        {
            if (word == text)
            {
                return text;
            }
        }

        throw Problem(name, $"\"{text}\"", string.Join(", ", allowed.ToArray().Select(a => $"\"{a}\"")));
    }

    /// <summary>One of some words, which must be there.</summary>
    /// <exception cref="InvalidDefinitionException">It is absent, or another word.</exception>
    public string RequiredChoice(string name, params ReadOnlySpan<string> allowed) => Has(name)
        ? Choice(name, allowed)
        : throw Absent(name, string.Join(", ", allowed.ToArray().Select(a => $"\"{a}\"")));

    /// <summary>A number, or null when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a number.</exception>
    public double? Number(string name) => Find(name) is not { } found
        ? null
        : found.ValueKind == JsonValueKind.Number ? found.GetDouble() : throw Wrong(name, found, "a number");

    /// <summary>A number that must be there.</summary>
    /// <exception cref="InvalidDefinitionException">It is absent or not a number.</exception>
    public double RequiredNumber(string name) => Number(name) ?? throw Absent(name, "a number");

    /// <summary>true or false, or null when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is neither.</exception>
    public bool? Truth(string name) => Find(name) is not { } found
        ? null
        : found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean() : throw Wrong(name, found, "true or false");

    /// <summary>A list of texts (one text counts as a list of one); empty when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a list of texts.</exception>
    public ImmutableArray<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(
            (e, i) => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw Wrong($"{name}[{i}]", e, "a text"))],
        { } other => throw Wrong(name, other, "a list of texts"),
    };

    /// <summary>A list of numbers; empty when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a list of numbers.</exception>
    public ImmutableArray<double> Numbers(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Number } one => [one.GetDouble()],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(
            (e, i) => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : throw Wrong($"{name}[{i}]", e, "a number"))],
        { } other => throw Wrong(name, other, "a list of numbers"),
    };

    /// <summary>An object within, or null when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not an object.</exception>
    public Options? Object(string name) => Find(name) is not { } found
        ? null
        : found.ValueKind == JsonValueKind.Object ? new Options(found, Path(name)) : throw Wrong(name, found, "an object");

    /// <summary>A list of objects; empty when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a list of objects.</exception>
    public ImmutableArray<Options> Objects(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select((e, i) => e.ValueKind == JsonValueKind.Object
            ? new Options(e, $"{Path(name)}[{i}]")
            : throw Wrong($"{name}[{i}]", e, "an object"))],
        { } other => throw Wrong(name, other, "a list of objects"),
    };

    /// <summary>The elements of a list, of whatever type, each with its JSON path; empty when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is not a list.</exception>
    public ImmutableArray<(JsonElement Element, string Path)> Elements(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select((e, i) => (e, $"{Path(name)}[{i}]"))],
        { } other => throw Wrong(name, other, "a list"),
    };

    /// <summary>A text for people: one string, or one per language; empty when absent.</summary>
    /// <exception cref="InvalidDefinitionException">It is neither.</exception>
    public LocalizedText Localized(string name) => Find(name) switch
    {
        null => LocalizedText.Empty,
        { ValueKind: JsonValueKind.String } one => LocalizedText.Same(one.GetString()!),
        { ValueKind: JsonValueKind.Object } some => new LocalizedText(some.EnumerateObject().ToImmutableSortedDictionary(
            p => p.Name, p => p.Value.GetString() ?? string.Empty, StringComparer.Ordinal)),
        { } other => throw Wrong(name, other, "a text, or a text per language"),
    };

    /// <summary>The fault that a property is not what its kind allows.</summary>
    public InvalidDefinitionException Problem(string name, string found, string allowed) =>
        new([new DefinitionProblem("plan.json", Path(name), found, allowed)]);

    private JsonElement? Find(string name) =>
        _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : null;

    private InvalidDefinitionException Absent(string name, string allowed) => Problem(name, "nothing", allowed);

    private InvalidDefinitionException Wrong(string name, JsonElement found, string allowed) => Problem(name, found.GetRawText(), allowed);
}
