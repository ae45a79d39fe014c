using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>A table's "simulate" entries: how many rows, and where each variable comes from.</summary>
internal sealed class TableRule
{
    private TableRule(TableSchema schema, RowRule rows, ImmutableDictionary<string, VariableRule> variables, SourcedExpression? keep)
    {
        Schema = schema;
        Rows = rows;
        Variables = variables;
        Keep = keep;
    }

    public TableSchema Schema { get; }

    public RowRule Rows { get; }

    /// <summary>Fields and hidden variables by name.</summary>
    public ImmutableDictionary<string, VariableRule> Variables { get; }

    /// <summary>Rows that are typed; null: all.</summary>
    public SourcedExpression? Keep { get; }

    /// <summary>The rules of a table, or null when it has none.</summary>
    public static TableRule? Read(TableSchema schema)
    {
        if (schema.Simulate is not { } json)
        {
            return null;
        }

        var path = $"$.resources[{schema.Name}]";
        var entry = new SimulateReader(json, $"{path}.simulate");
        var variables = ImmutableDictionary.CreateBuilder<string, VariableRule>(StringComparer.Ordinal);
        foreach (var hidden in entry.Objects("hidden"))
        {
            var name = hidden.Text("name") ?? throw hidden.Problem("name", "a name");
            variables.Add(name, VariableRule.Read(hidden, asText: false));
        }

        foreach (var field in schema.Fields.Where(f => f.Simulate is not null))
        {
            var reader = new SimulateReader(field.Simulate!.Value, $"{path}.schema.fields[{field.Name}].simulate");
            variables[field.Name] = VariableRule.Read(reader, asText: field.Type == FieldType.Text);
        }

        var rule = new TableRule(schema, RowRule.Read(entry), variables.ToImmutable(), entry.Expression("keep"));
        entry.Done();
        return rule;
    }

    /// <summary>Fields that the simulated sheet has: core ones, and optional ones that something makes.</summary>
    public ImmutableArray<FieldSchema> Columns() => [.. Schema.Fields.Where(f => f.Tier == Tier.Core || Makes(f.Name))];

    /// <summary>Whether a field has a rule, is given by the row rule, or copied from the parent.</summary>
    public bool Makes(string field) => Variables.ContainsKey(field) || Rows.Gives(field) || IsCopied(field);

    private bool IsCopied(string field) => Schema.ForeignKeys.Any(k => k.Table == Rows.Parent && k.Fields.Contains(field));
}

/// <summary>How many rows a table has, in all or for each row of its parent table.</summary>
internal sealed record RowRule
{
    private string? Source { get; init; }

    private double Fixed { get; init; }

    private SourcedExpression? Count { get; init; }

    private ImmutableArray<(string Key, double Weight)> Choice { get; init; } = [];

    private ImmutableArray<(string Name, ImmutableArray<Value> Values)> Each { get; init; } = [];

    private int Minimum { get; init; }

    private int Maximum { get; init; } = int.MaxValue;

    /// <summary>The parent table, or null.</summary>
    public string? Parent { get; private init; }

    public bool Gives(string field) => Each.Any(e => e.Name == field);

    public static RowRule Read(SimulateReader entry)
    {
        var rows = entry.Find("rows") ?? throw entry.Problem("rows", "a number, \"patientCount\" or an object");
        return rows.ValueKind switch
        {
            JsonValueKind.Number => new RowRule { Source = "fixed", Fixed = rows.GetDouble() },
            JsonValueKind.String when rows.GetString() == "patientCount" => new RowRule { Source = "patientCount" },
            JsonValueKind.Object => ReadPer(entry.Object("rows")),
            _ => throw entry.Problem("rows", "a number, \"patientCount\" or an object"),
        };
    }

    /// <summary>The values each row is given, one entry per row.</summary>
    /// <param name="probe">A row without number, for expressions on the parent.</param>
    /// <param name="draws">Random numbers of the count.</param>
    public IEnumerable<ImmutableArray<(string Name, Value Value)>> Make(SimulatedRow probe, Draws draws)
    {
        var count = Math.Clamp(Source switch
        {
            "patientCount" => probe.Options.Patients,
            "fixed" or "poisson" when Parent is null => (int)Fixed,
            "poisson" => draws.Poisson(Fixed),
            "choice" => int.Parse(Choice[draws.Weighted([.. Choice.Select(c => c.Weight)])].Key, System.Globalization.CultureInfo.InvariantCulture),
            "count" => (int)(RowEvaluator.Number(Count, probe, 0) ?? 0),
            _ => 1,
        }, Minimum, Maximum);
        var given = Each.Aggregate(
            (IEnumerable<ImmutableArray<(string, Value)>>)[[]],
            (rows, each) => rows.SelectMany(row => each.Values.Select(value => row.Add((each.Name, value)))));
        return Enumerable.Range(0, count).SelectMany(_ => given);
    }

    private static RowRule ReadPer(SimulateReader entry)
    {
        string[] sources = ["count", "poisson", "choice", "each"];
        var source = sources.FirstOrDefault(entry.Has) ?? throw entry.Problem("count", "one of " + string.Join(", ", sources));
        var rule = new RowRule
        {
            Source = source,
            Parent = entry.Text("per") ?? throw entry.Problem("per", "the name of the parent table"),
            Fixed = entry.Number("poisson") ?? 0,
            Count = entry.Expression("count"),
            Choice = source == "choice" ? entry.Weights("choice") : [],
            Each = source == "each" ? [.. entry.Object("each").Members().Select(m => (m.Name, Values(entry.Object("each"), m.Name)))] : [],
            Minimum = (int)(entry.Number("minimum") ?? 0),
            Maximum = (int)(entry.Number("maximum") ?? int.MaxValue),
        };
        entry.Done();
        return rule;
    }

    private static ImmutableArray<Value> Values(SimulateReader each, string name) =>
        [.. each.List(name).Select(v => SimulateReader.Scalar(v, asText: v.ValueKind == JsonValueKind.String))];
}
