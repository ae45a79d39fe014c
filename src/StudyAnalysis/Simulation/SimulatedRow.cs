using System.Globalization;
using StudyAnalysis.Data;

namespace StudyAnalysis.Simulation;

/// <summary>A row being made: its variables are drawn when first asked for, so that their order in the dictionary does not matter.</summary>
internal sealed class SimulatedRow
{
    private readonly Dictionary<string, SimulatedValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public SimulatedRow(TableRule table, SimulatedRow? parent, int number, Run run)
    {
        Table = table;
        Parent = parent;
        Number = number;
        Run = run;
        Stream = Draws.Mix(Draws.Mix(Draws.Hash(table.Schema.Name), parent?.Stream ?? 0), (ulong)number);
    }

    public TableRule Table { get; }

    public SimulatedRow? Parent { get; }

    /// <summary>Number among the rows of the same parent, from 1: the name rowNumber.</summary>
    public int Number { get; }

    public Run Run { get; }

    public SimulationOptions Options => Run.Options;

    /// <summary>Stream of its random numbers: depends on its ancestors and number only, so that more patients leave the first ones as they are.</summary>
    public ulong Stream { get; }

    /// <summary>A variable's value.</summary>
    public Value this[string name] => Get(name).Value;

    /// <summary>Sets a variable that the row rule gives.</summary>
    public void Set(string name, Value value) => _values[name] = new SimulatedValue(value, null);

    /// <summary>A variable: given, drawn, or a name of the run.</summary>
    public SimulatedValue Get(string name)
    {
        if (_values.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!Table.Variables.TryGetValue(name, out var rule))
        {
            return new SimulatedValue(FromParent(name) ?? Run.Named(name, this) ?? throw Unknown(name), null);
        }

        if (!_open.Add(name))
        {
            throw new SimulationExpressionException($"{name} depends on itself", "variables without a circle");
        }

        var drawn = rule.Draw(this, new Draws(Options.Seed, StreamOf(name, rule)));
        _open.Remove(name);
        _values[name] = drawn;
        return drawn;
    }

    /// <summary>The row of an ancestor table.</summary>
    public SimulatedRow Ancestor(string table)
    {
        for (var row = this; row is not null; row = row.Parent)
        {
            if (row.Table.Schema.Name == table)
            {
                return row;
            }
        }

        throw new SimulationExpressionException($"{Table.Schema.Name} has no parent {table}", "the tables named by \"per\", upwards");
    }

    /// <summary>A value as a key of cases and templates.</summary>
    public static string Key(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text,
        ValueKind.Truth => value.Truth ? "true" : "false",
        ValueKind.Missing => string.Empty,
        ValueKind.Date => value.ToString(),
        _ => value.Number.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Foreign-key fields are copied from the parent row.</summary>
    private Value? FromParent(string name)
    {
        if (Parent is null)
        {
            return null;
        }

        foreach (var key in Table.Schema.ForeignKeys.Where(k => k.Table == Parent.Table.Schema.Name))
        {
            var i = key.Fields.IndexOf(name);
            if (i >= 0)
            {
                return Parent[key.TargetFields[i]];
            }
        }

        return null;
    }

    private ulong StreamOf(string name, VariableRule rule)
    {
        var variable = Draws.Hash(name);
        if (rule.SharedBy is not { } fields)
        {
            return Draws.Mix(Stream, variable);
        }

        var shared = Draws.Mix(Draws.Hash(Table.Schema.Name), Parent?.Stream ?? 0);
        return Draws.Mix(fields.Aggregate(shared, (hash, field) => Draws.Mix(hash, Draws.Hash(Key(this[field])))), variable);
    }

    private SimulationExpressionException Unknown(string name) =>
        new($"{name} is not known", $"a field or hidden variable of {Table.Schema.Name}, rowNumber, patientCount, start, asOf or effect");
}
