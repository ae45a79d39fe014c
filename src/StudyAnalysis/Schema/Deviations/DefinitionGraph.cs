using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>What uses what in a definition, read from its words: rather one use too many than one too few.</summary>
internal sealed class DefinitionGraph
{
    private const string Origin = "origin:";

    private static readonly string[] s_named = ["levels", "timePoints", "markers", "derived", "populations", "endpoints", "analyses"];

    private static readonly string[] s_alone = ["levels:", "populations:", "endpoints:", "analyses:"];

    // A row stands or falls with these, so that everything read from its table depends on them.
    private static readonly string[] s_plainRoles = ["none", "analyte", "free-text"];

    private readonly Dictionary<string, HashSet<string>> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);
    private readonly List<(string Node, JsonElement Element)> _elements = [];

    public DefinitionGraph(JsonElement plan, JsonElement dictionary)
    {
        Tables(dictionary);
        foreach (var kind in s_named)
        {
            foreach (var element in Items(plan, kind))
            {
                Add($"{kind}:{Name(element, "id")}", Name(element, "id"), element);
            }
        }

        if (plan.TryGetProperty("origin", out var origin))
        {
            Add(Origin, Origin, origin);
        }

        foreach (var (node, element) in _elements)
        {
            Link(node, element);
        }

        Analyses = [.. Items(plan, "analyses").Select(a => Name(a, "id"))];
    }

    /// <summary>Ids of the analyses, in the order of the plan.</summary>
    public ImmutableArray<string> Analyses { get; }

    /// <summary>The analyses that use a node, directly or through others.</summary>
    public IEnumerable<string> Users(string node) => Analyses.Where(a => Reaches($"analyses:{a}", node));

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string Name(JsonElement element, string property) => element.TryGetProperty(property, out var name) ? name.ToString() : string.Empty;

    private void Tables(JsonElement dictionary)
    {
        foreach (var table in Items(dictionary, "resources"))
        {
            var name = Name(table, "name");
            var node = $"resources:{name}";
            _uses[node] = [];
            Named(name, node);
            if (!table.TryGetProperty("schema", out var schema))
            {
                continue;
            }

            foreach (var field in Items(schema, "fields"))
            {
                Field(name, node, field, schema);
            }

            // Rows find their parents through keys, and a change of the parents' keys changes whose rows they are.
            foreach (var (word, _) in Items(schema, "foreignKeys").SelectMany(DefinitionWords.Of))
            {
                _uses[node].Add($"resources:{word}");
            }
        }
    }

    private void Field(string table, string tableNode, JsonElement field, JsonElement schema)
    {
        var name = Name(field, "name");
        var node = $"fields:{table}.{name}";
        Add(node, $"{table}.{name}", field);
        Named(name, node);
        _uses[node].Add(tableNode);
        var keys = new[] { "primaryKey", "foreignKeys" }.Where(k => schema.TryGetProperty(k, out _)).SelectMany(k => DefinitionWords.Of(schema.GetProperty(k)));
        if (keys.Any(k => k.Word == name) || (field.TryGetProperty("role", out var role) && !s_plainRoles.Contains(role.ToString(), StringComparer.Ordinal)))
        {
            _uses[tableNode].Add(node);
        }
    }

    private void Add(string node, string name, JsonElement element)
    {
        _uses[node] = [];
        Named(name, node);
        _elements.Add((node, element));
    }

    private void Named(string name, string node)
    {
        if (!_byName.TryGetValue(name, out var nodes))
        {
            _byName[name] = nodes = [];
        }

        nodes.Add(node);
    }

    private void Link(string node, JsonElement element)
    {
        var uses = _uses[node];
        foreach (var (word, isWhole) in DefinitionWords.Of(element).Distinct())
        {
            uses.UnionWith((_byName.GetValueOrDefault(word) ?? []).Where(n => isWhole || !StandsAlone(n)));
        }

        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("level", out var level))
        {
            uses.Add($"levels:{level}");
        }

        // Days of time points and endpoints count from the plan's origin unless they name one of their own.
        if (_uses.ContainsKey(Origin) && (node.StartsWith("timePoints:", StringComparison.Ordinal) || node.StartsWith("endpoints:", StringComparison.Ordinal)
            || node.StartsWith("markers:", StringComparison.Ordinal)))
        {
            uses.Add(Origin);
        }

        // The adjusted p of a family is that of all its members.
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("family", out var family))
        {
            uses.UnionWith(_elements.Where(e => e.Element.ValueKind == JsonValueKind.Object && e.Element.TryGetProperty("family", out var other)
                && other.ToString() == family.ToString()).Select(e => e.Node));
        }
    }

    // Expressions speak of fields, derived variables, markers, time points and tables; other names are the whole of their text.
    private static bool StandsAlone(string node) => s_alone.Any(k => node.StartsWith(k, StringComparison.Ordinal));

    private bool Reaches(string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Stack<string>([from]));
        while (open.TryPop(out var node))
        {
            if (node == to)
            {
                return true;
            }

            foreach (var next in (_uses.GetValueOrDefault(node) ?? []).Where(seen.Add))
            {
                open.Push(next);
            }
        }

        return false;
    }
}
