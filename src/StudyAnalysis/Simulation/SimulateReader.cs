using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>A JSON object of a "simulate" entry with its place, for messages.</summary>
internal sealed class SimulateReader(JsonElement json, string path)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Path => path;

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public JsonElement? Find(string name)
    {
        _read.Add(name);
        return json.TryGetProperty(name, out var value) ? value : null;
    }

    public SourcedExpression? Expression(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? ExpressionParser.Parse(value.ToString(), $"{path}.{name}")
            : throw Problem(name, "an expression");

    public double? Number(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Problem(name, "a number");

    public string? Text(string name) => Find(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Problem(name, "a text");

    public double[] Numbers(string name, int count) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() == count
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
            ? [.. value.EnumerateArray().Select(v => v.GetDouble())]
            : throw Problem(name, string.Create(CultureInfo.InvariantCulture, $"{count} numbers"));

    public ImmutableArray<(string Key, double Weight)> Weights(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value
            && value.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Number && p.Value.GetDouble() >= 0)
            && value.EnumerateObject().Any(p => p.Value.GetDouble() > 0)
            ? [.. value.EnumerateObject().Select(p => (p.Name, p.Value.GetDouble()))]
            : throw Problem(name, "an object of weights");

    public SimulateReader Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } value
        ? new SimulateReader(value, $"{path}.{name}")
        : throw Problem(name, "an object");

    public ImmutableArray<SimulateReader> Objects(string name) => Find(name) is not { } value
        ? []
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((v, i) => new SimulateReader(v, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i}]")))]
            : throw Problem(name, "a list of objects");

    public ImmutableArray<(string Name, SimulateReader Value)> Members() =>
        [.. json.EnumerateObject().Select(p => (p.Name, new SimulateReader(p.Value, $"{path}.{p.Name}")))];

    public ImmutableArray<JsonElement> List(string name) => Find(name) is { ValueKind: JsonValueKind.Array } value
        ? [.. value.EnumerateArray()]
        : throw Problem(name, "a list");

    /// <summary>Refuses properties nobody asked for: a misspelt one would be passed over in silence.</summary>
    public void Done()
    {
        foreach (var property in json.EnumerateObject().Where(p => !_read.Contains(p.Name)))
        {
            throw Problem(property.Name, "one of " + string.Join(", ", _read.Order(StringComparer.Ordinal)));
        }
    }

    public InvalidDefinitionException Problem(string name, string allowed)
    {
        var found = json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.GetRawText() : "nothing";
        return new([new DefinitionProblem("datapackage.json", $"{path}.{name}", found, allowed)]);
    }

    /// <summary>A JSON scalar as a value; a text that is a number becomes one unless texts are wanted.</summary>
    public static Value Scalar(JsonElement element, bool asText) => element.ValueKind switch
    {
        JsonValueKind.Number when !asText => Value.Of(element.GetDouble()),
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        _ => Scalar(element.ToString(), asText),
    };

    public static Value Scalar(string text, bool asText) =>
        !asText && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Of(text);
}
