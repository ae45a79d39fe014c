using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Schema;

/// <summary>A text of a definition that refers to something, by the "format" its schema gives it.</summary>
/// <param name="Format">What it refers to: variable, marker, timePoint, expression, ….</param>
/// <param name="Text">As written.</param>
/// <param name="JsonPath">Where.</param>
/// <param name="Around">The objects around it, innermost last.</param>
internal sealed record FormattedText(string Format, string Text, string JsonPath, IReadOnlyList<JsonElement> Around);

/// <summary>Checks JSON against a JSON Schema of the subset our two schemas use, with messages for the people who write definitions.</summary>
/// <remarks>Our own because a general validator costs more start-up time than all the rest of loading, and cannot name the kind of an
/// analysis in its messages. Tests hold it against a general validator. Subset: $ref, oneOf, type, enum, properties, required, additionalProperties,
/// minProperties, items, minItems, maxItems, minLength, pattern, minimum, maximum, format; examples, for the messages.</remarks>
internal sealed class JsonSchemaValidator(JsonElement root, string file)
{
    private static readonly TimeSpan _patternTimeout = TimeSpan.FromSeconds(1);

    private readonly List<JsonElement> _around = [];

    /// <summary>Faults found.</summary>
    public List<DefinitionProblem> Problems { get; private set; } = [];

    /// <summary>Texts with a format other than date.</summary>
    public List<FormattedText> Texts { get; private set; } = [];

    /// <summary>Checks a document against the whole schema.</summary>
    public void Check(JsonElement value) => Check(value, root, "$");

    /// <summary>Checks a value against one definition of the schema.</summary>
    public void Check(JsonElement value, string definition, string path) =>
        Check(value, root.GetProperty("definitions").GetProperty(definition), path);

    /// <summary>The path of a property.</summary>
    public static string Child(string path, string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-') ? $"{path}.{name}" : $"{path}['{name}']";

    /// <summary>The path of an element.</summary>
    public static string Child(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>What stands there, for a message.</summary>
    public static string Describe(JsonElement value)
    {
        var raw = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"\"{value.GetString()}\"",
            _ => value.GetRawText(),
        };
        return raw.Length <= 80 ? raw : raw[..80] + "…";
    }

    private void Check(JsonElement value, JsonElement schema, string path)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var branches))
        {
            CheckOneOf(value, [.. branches.EnumerateArray().Select(Resolve)], path);
            return;
        }

        if (!TypeFits(value, schema))
        {
            Report(path, Describe(value), TypeNames(schema) + Example(schema));
            return;
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
        {
            Report(path, Describe(value), Nearest.Suggest(value.ToString(), words.EnumerateArray().Select(w => w.ToString())));
            return;
        }

        CheckContent(value, schema, path);
    }

    private void CheckContent(JsonElement value, JsonElement schema, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, schema, path);
                break;
            case JsonValueKind.Array:
                CheckArray(value, schema, path);
                break;
            case JsonValueKind.String:
                CheckText(value.GetString()!, schema, path);
                break;
            case JsonValueKind.Number:
                CheckNumber(value, schema, path);
                break;
        }
    }

    // The branch meant is the one whose type fits, and among objects the one of the same kind; its faults are the ones to show.
    private void CheckOneOf(JsonElement value, JsonElement[] branches, string path)
    {
        if (value.ValueKind == JsonValueKind.Object && branches.All(b => KindOf(b) is not null))
        {
            CheckKind(value, branches, path);
            return;
        }

        var fitting = branches.Where(b => TypeFits(value, b)).ToArray();
        if (fitting.Length == 0)
        {
            Report(path, Describe(value), string.Join(", or ", branches.Select(TypeNames)));
            return;
        }

        var (problems, texts) = (Problems, Texts);
        var tries = fitting.Select(branch =>
        {
            (Problems, Texts) = ([], []);
            Check(value, branch, path);
            return (Problems, Texts);
        }).OrderBy(t => t.Problems.Count).First();
        (Problems, Texts) = (problems, texts);
        Problems.AddRange(tries.Problems);
        Texts.AddRange(tries.Texts);
    }

    private void CheckKind(JsonElement value, JsonElement[] branches, string path)
    {
        var kinds = branches.Select(b => KindOf(b)!).ToArray();
        if (!value.TryGetProperty("kind", out var kind))
        {
            Report(path, "no \"kind\"", Nearest.Suggest(string.Empty, kinds));
        }
        else if (Array.FindIndex(kinds, k => kind.ValueKind == JsonValueKind.String && k == kind.GetString()) is var at && at >= 0)
        {
            Check(value, branches[at], path);
        }
        else
        {
            Report(Child(path, "kind"), Describe(kind), Nearest.Suggest(kind.ToString(), kinds));
        }
    }

    private void CheckObject(JsonElement value, JsonElement schema, string path)
    {
        var hasProperties = schema.TryGetProperty("properties", out var properties);
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(r => r.GetString()!).Where(r => !value.TryGetProperty(r, out _)))
            {
                Report(path, $"no \"{name}\"", $"\"{name}\" must be there");
            }
        }

        if (schema.TryGetProperty("minProperties", out var least) && value.EnumerateObject().Count() < least.GetInt32())
        {
            Report(path, "an empty object", "at least one of " + Names(properties));
        }

        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        _around.Add(value);
        foreach (var property in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(property.Name, out var known))
            {
                Check(property.Value, known, Child(path, property.Name));
            }
            else if (hasRest && rest.ValueKind == JsonValueKind.False)
            {
                Report(Child(path, property.Name), $"the unknown property \"{property.Name}\"", Nearest.Suggest(property.Name, properties.EnumerateObject().Select(p => p.Name)));
            }
            else if (hasRest)
            {
                Check(property.Value, rest, Child(path, property.Name));
            }
        }

        _around.RemoveAt(_around.Count - 1);
    }

    private void CheckArray(JsonElement value, JsonElement schema, string path)
    {
        var length = value.GetArrayLength();
        if (schema.TryGetProperty("minItems", out var least) && length < least.GetInt32())
        {
            Report(path, Count(length), $"at least {Count(least.GetInt32())}");
        }

        if (schema.TryGetProperty("maxItems", out var most) && length > most.GetInt32())
        {
            Report(path, Count(length), $"at most {Count(most.GetInt32())}");
        }

        if (schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(item, items, Child(path, index++));
            }
        }
    }

    private void CheckText(string text, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("minLength", out var least) && text.Length < least.GetInt32())
        {
            Report(path, "an empty text", "a text");
        }

        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.ECMAScript, _patternTimeout))
        {
            Report(path, $"\"{text}\"", $"a text of the form {pattern.GetString()}");
        }

        if (!schema.TryGetProperty("format", out var format))
        {
            return;
        }

        if (format.GetString() != "date")
        {
            Texts.Add(new FormattedText(format.GetString()!, text, path, [.. _around]));
        }
        else if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Report(path, $"\"{text}\"", "a date, \"2026-01-31\"");
        }
    }

    private void CheckNumber(JsonElement value, JsonElement schema, string path)
    {
        var number = value.GetDouble();
        if (!double.IsFinite(number))
        {
            Report(path, Describe(value), "a number below 1.8e308");
        }

        if (schema.TryGetProperty("minimum", out var least) && number < least.GetDouble())
        {
            Report(path, Describe(value), $"at least {least.GetRawText()}");
        }

        if (schema.TryGetProperty("maximum", out var most) && number > most.GetDouble())
        {
            Report(path, Describe(value), $"at most {most.GetRawText()}");
        }
    }

    private JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..]);
        }

        return schema;
    }

    private static string? KindOf(JsonElement branch) =>
        branch.TryGetProperty("properties", out var properties) && properties.TryGetProperty("kind", out var kind)
            ? kind.GetProperty("enum")[0].GetString()
            : null;

    private static bool TypeFits(JsonElement value, JsonElement schema) =>
        !schema.TryGetProperty("type", out _) || Types(schema).Any(t => t == TypeOf(value) || (t == "number" && TypeOf(value) == "integer"));

    private static IEnumerable<string> Types(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!]
        : [];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => Math.Floor(value.GetDouble()) == value.GetDouble() ? "integer" : "number",
        _ => "null",
    };

    private static string TypeNames(JsonElement schema) => string.Join(", or ", Types(schema).Select(t => t switch
    {
        "object" => "an object",
        "array" => "a list",
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        _ => t,
    }));

    private static string Example(JsonElement schema) =>
        schema.TryGetProperty("examples", out var examples) ? $", for example {examples[0].GetRawText()}" : string.Empty;

    private static string Names(JsonElement properties) => string.Join(", ", properties.EnumerateObject().Select(p => $"\"{p.Name}\""));

    private static string Count(int n) => string.Create(CultureInfo.InvariantCulture, $"{n} {(n == 1 ? "entry" : "entries")}");

    private void Report(string path, string found, string allowed) => Problems.Add(new DefinitionProblem(file, path, found, allowed));
}
