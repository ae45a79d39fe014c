using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>The differences of two JSON texts, by meaning: white space, the order of properties and the spelling of numbers do not count.</summary>
/// <remarks>Things with an id, a name, a value or a text are held against the thing of the same name; a change of their order is a difference of its own
/// where order can matter. Everything else in arrays is held against what stands at the same place.</remarks>
internal static class JsonDifference
{
    private const int LongestText = 120;

    private static readonly string[] s_keys = ["id", "name", "value", "text"];

    // No number depends on the order in which these are written down.
    private static readonly ImmutableHashSet<string> s_unordered =
        ["levels", "timePoints", "markers", "derived", "populations", "endpoints", "analyses", "resources"];

    /// <summary>The differences, in the order of the text before, what is new after it.</summary>
    public static IEnumerable<JsonChange> Between(JsonElement before, JsonElement after) => Of("$", [], before, after);

    private static IEnumerable<JsonChange> Of(string path, ImmutableArray<string> names, JsonElement? before, JsonElement? after) => (before, after) switch
    {
        ({ ValueKind: JsonValueKind.Object } a, { ValueKind: JsonValueKind.Object } b) => OfObjects(path, names, a, b),
        ({ ValueKind: JsonValueKind.Array } a, { ValueKind: JsonValueKind.Array } b) => OfArrays(path, names, a, b),
        ({ } a, { } b) when CanonicalJson.Text(a) == CanonicalJson.Text(b) => [],
        _ => [new JsonChange(path, names, Shown(before), Shown(after))],
    };

    private static IEnumerable<JsonChange> OfObjects(string path, ImmutableArray<string> names, JsonElement before, JsonElement after) =>
        before.EnumerateObject().Select(p => p.Name).Union(after.EnumerateObject().Select(p => p.Name), StringComparer.Ordinal)
            .SelectMany(n => Of($"{path}.{n}", names.Add(n), Property(before, n), Property(after, n)));

    private static IEnumerable<JsonChange> OfArrays(string path, ImmutableArray<string> names, JsonElement before, JsonElement after)
    {
        JsonElement[] a = [.. before.EnumerateArray()], b = [.. after.EnumerateArray()];
        if (s_keys.FirstOrDefault(k => AreNamed(a, k) && AreNamed(b, k)) is { } key)
        {
            return Named(path, names, Names(a, key), Names(b, key), a, b);
        }

        return a.Concat(b).All(e => e.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            ? Enumerable.Range(0, Math.Max(a.Length, b.Length)).SelectMany(i => Of(At(path, i), names.Add(Number(i)), Item(a, i), Item(b, i)))
            : CanonicalJson.Text(before) == CanonicalJson.Text(after) ? [] : [new JsonChange(path, names, Shown(before), Shown(after))];
    }

    private static IEnumerable<JsonChange> Named(
        string path, ImmutableArray<string> names, ImmutableArray<string> before, ImmutableArray<string> after, JsonElement[] a, JsonElement[] b)
    {
        foreach (var name in before.Union(after, StringComparer.Ordinal))
        {
            var (i, j) = (before.IndexOf(name), after.IndexOf(name));
            foreach (var change in Of(At(path, j < 0 ? i : j), names.Add(name), Item(a, i), Item(b, j)))
            {
                yield return change;
            }
        }

        var (old, now) = (before.Where(after.Contains).ToArray(), after.Where(before.Contains).ToArray());
        if (!(names.Length == 1 && s_unordered.Contains(names[0])) && !old.SequenceEqual(now, StringComparer.Ordinal))
        {
            yield return new JsonChange(path, names, string.Join(", ", old), string.Join(", ", now));
        }
    }

    private static bool AreNamed(JsonElement[] items, string key) =>
        Array.TrueForAll(items, e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(key, out var k) && k.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        && Names(items, key).Distinct(StringComparer.Ordinal).Count() == items.Length;

    private static ImmutableArray<string> Names(JsonElement[] items, string key) => [.. items.Select(e => e.GetProperty(key)).Select(k => Text(k))];

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : CanonicalJson.Text(element);

    private static JsonElement? Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Item(JsonElement[] items, int index) => index >= 0 && index < items.Length ? items[index] : null;

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string? Shown(JsonElement? element)
    {
        if (element is not { } given)
        {
            return null;
        }

        var text = Text(given);
        return text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
    }
}
