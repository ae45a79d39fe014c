using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>A value and, where a text stands instead of it, that text.</summary>
internal readonly record struct SimulatedValue(Value Value, string? Text);

/// <summary>A "simulate" entry of a field or hidden variable: a source and its modifiers.</summary>
internal sealed record VariableRule
{
    public required Sampler Source { get; init; }

    /// <summary>Empty where it does not hold.</summary>
    public SourcedExpression? When { get; init; }

    /// <summary>Date to which the number of days is added.</summary>
    public SourcedExpression? After { get; init; }

    /// <summary>Date from which the number of days is subtracted.</summary>
    public SourcedExpression? Before { get; init; }

    public SourcedExpression? Below { get; init; }

    public SourcedExpression? Above { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public Rounding? Rounding { get; init; }

    public double Missing { get; init; }

    public string? MissingText { get; init; }

    /// <summary>Fields whose equal values within one parent share the draw; null: every row draws.</summary>
    public ImmutableArray<string>? SharedBy { get; init; }

    public ImmutableArray<TypingError> Errors { get; init; } = [];

    public static VariableRule Read(SimulateReader entry, bool asText)
    {
        var rule = new VariableRule
        {
            Source = Sampler.Read(entry, asText),
            When = entry.Expression("when"),
            After = entry.Expression("daysAfter"),
            Before = entry.Expression("daysBefore"),
            Below = entry.Expression("below"),
            Above = entry.Expression("above"),
            Minimum = entry.Number("minimum"),
            Maximum = entry.Number("maximum"),
            Rounding = entry.Find("round") is { } round ? Simulation.Rounding.Read(round, entry) : null,
            Missing = entry.Number("missing") ?? 0,
            MissingText = entry.Text("missingText"),
            SharedBy = entry.Has("sharedBy") ? [.. entry.List("sharedBy").Select(f => f.ToString())] : null,
            Errors = [.. entry.Objects("errors").Select(TypingError.Read)],
        };
        _ = entry.Find("name");
        entry.Done();
        return rule;
    }

    /// <summary>Draws the value of the variable in a row.</summary>
    public SimulatedValue Draw(SimulatedRow row, Draws draws)
    {
        // Both are drawn always: a condition elsewhere then changes this value only, not the numbers behind it.
        var lost = draws.Uniform() < Missing;
        var drawn = Source.Sample(row, draws);
        return When is not null && !RowEvaluator.IsTrue(When, row)
            ? new SimulatedValue(Value.Missing(), null)
            : lost ? new SimulatedValue(Value.Missing(), MissingText) : new SimulatedValue(Limited(Dated(Bounded(drawn), row), row), null);
    }

    private Value Bounded(Value value)
    {
        if (value.Kind is not (ValueKind.Number or ValueKind.Date))
        {
            return value;
        }

        var number = Math.Min(Math.Max(value.Number, Minimum ?? double.NegativeInfinity), Maximum ?? double.PositiveInfinity);
        number = Rounding?.Apply(number) ?? number;
        return value.Kind == ValueKind.Date ? Value.OfDays(number) : Value.Of(number);
    }

    private Value Dated(Value value, SimulatedRow row)
    {
        if (After is null && Before is null)
        {
            return value;
        }

        var anchor = RowEvaluator.Evaluate((After ?? Before)!, row);
        return anchor.Kind == ValueKind.Date && value.Kind == ValueKind.Number
            ? Value.OfDays(anchor.Number + (After is null ? -value.Number : value.Number))
            : Value.Missing();
    }

    private Value Limited(Value value, SimulatedRow row)
    {
        if (value.Kind != ValueKind.Number)
        {
            return value;
        }

        return RowEvaluator.Number(Below, row, double.NegativeInfinity) is { } lower && value.Number < lower
            ? Value.Of(lower, Qualifier.BelowLimit)
            : RowEvaluator.Number(Above, row, double.PositiveInfinity) is { } upper && value.Number > upper
                ? Value.Of(upper, Qualifier.AboveLimit)
                : value;
    }
}

/// <summary>Rounding to decimals or to significant digits.</summary>
internal readonly record struct Rounding(int Digits, bool IsSignificant)
{
    public static Rounding Read(System.Text.Json.JsonElement json, SimulateReader entry) => json.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Number => new(json.GetInt32(), false),
        System.Text.Json.JsonValueKind.Object => new((int)(entry.Object("round").Number("significant") ?? throw entry.Problem("round", "decimals")), true),
        _ => throw entry.Problem("round", "decimals, or { \"significant\": digits }"),
    };

    public double Apply(double number)
    {
        var decimals = IsSignificant && number != 0 ? Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number))) : Digits;
        if (decimals >= 0)
        {
            return Math.Round(number, Math.Min(decimals, 15), MidpointRounding.AwayFromZero);
        }

        var unit = Math.Pow(10, -decimals);
        return Math.Round(number / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
