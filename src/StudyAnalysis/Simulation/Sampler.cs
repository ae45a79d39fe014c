using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Where the value of a variable comes from, before its modifiers.</summary>
internal abstract partial record Sampler
{
    public abstract Value Sample(SimulatedRow row, Draws draws);

    /// <summary>The one source named in an entry.</summary>
    public static Sampler Read(SimulateReader entry, bool asText)
    {
        var sources = _sources.Where(entry.Has).ToArray();
        return sources.Length != 1
            ? throw entry.Problem(sources.Length == 0 ? "value" : sources[1], "exactly one of " + string.Join(", ", _sources))
            : Read(sources[0], entry, asText);
    }

    private static readonly string[] _sources =
    [
        "value", "sequence", "template", "expression", "choice", "probability", "uniform", "integer", "normal", "lognormal", "poisson",
        "exponential", "weibull", "cases",
    ];

    private static Sampler Read(string source, SimulateReader entry, bool asText) => source switch
    {
        "value" => new Constant(SimulateReader.Scalar(entry.Find("value")!.Value, asText)),
        "sequence" => new Sequence(entry.Text("sequence")!),
        "template" => new Template(entry.Text("template")!),
        "expression" => new Computed(entry.Expression("expression")!),
        "choice" => Choice.Of(entry.Weights("choice"), asText),
        "probability" => new Chance(entry.Number("probability")!.Value),
        "uniform" => new Uniform(entry.Numbers("uniform", 2)),
        "integer" => new WholeNumber(entry.Numbers("integer", 2)),
        "normal" => new Normal(entry.Numbers("normal", 2), entry.Expression("shift")),
        "lognormal" => new LogNormal(entry.Numbers("lognormal", 2), entry.Expression("shift")),
        "poisson" => new Counts(entry.Number("poisson")!.Value),
        "exponential" => new WaitingTime(1, entry.Number("exponential")!.Value, entry.Expression("doublings")),
        "weibull" => WaitingTime.Of(entry.Numbers("weibull", 2), entry.Expression("doublings")),
        _ => Cases.Of(entry.Object("cases"), asText),
    };

    private sealed record Constant(Value Value) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) => Value;
    }

    /// <summary>The row's number among its siblings in a text: CRI-{000} gives CRI-001, CRI-002, ….</summary>
    private sealed partial record Sequence(string Pattern) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) =>
            Value.Of(Number().Replace(Pattern, m => row.Number.ToString(m.Groups["format"].Value, CultureInfo.InvariantCulture)));

        [GeneratedRegex(@"\{(?<format>0+)\}", RegexOptions.NonBacktracking)]
        private static partial Regex Number();
    }

    /// <summary>Other variables of the row in a text: {patient}-{time_point}.</summary>
    private sealed partial record Template(string Pattern) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) =>
            Value.Of(Name().Replace(Pattern, m => SimulatedRow.Key(row[m.Groups["name"].Value])));

        [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.NonBacktracking)]
        private static partial Regex Name();
    }

    private sealed record Computed(SourcedExpression Expression) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) => RowEvaluator.Evaluate(Expression, row);
    }

    private sealed record Choice(ImmutableArray<Value> Values, ImmutableArray<double> Weights) : Sampler
    {
        public static Choice Of(ImmutableArray<(string Key, double Weight)> weights, bool asText) =>
            new([.. weights.Select(w => SimulateReader.Scalar(w.Key, asText))], [.. weights.Select(w => w.Weight)]);

        public override Value Sample(SimulatedRow row, Draws draws) => Values[draws.Weighted(Weights)];
    }

    private sealed record Chance(double Probability) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) => Value.Of(draws.Uniform() < Probability);
    }

    private sealed record Uniform(double[] Range) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) => Value.Of(Range[0] + ((Range[1] - Range[0]) * draws.Uniform()));
    }

    private sealed record WholeNumber(double[] Range) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) =>
            Value.Of(Range[0] + Math.Floor((Range[1] - Range[0] + 1) * draws.Uniform()));
    }

    private sealed record Normal(double[] MeanAndSd, SourcedExpression? Shift) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws)
        {
            var z = draws.Normal();
            return RowEvaluator.Number(Shift, row, 0) is { } shift ? Value.Of(MeanAndSd[0] + (MeanAndSd[1] * z) + shift) : Value.Missing();
        }
    }

    /// <summary>Median and standard deviation of the natural logarithm; the shift is on the log2 scale, where effects are stated.</summary>
    private sealed record LogNormal(double[] MedianAndSd, SourcedExpression? Shift) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws)
        {
            var z = draws.Normal();
            return RowEvaluator.Number(Shift, row, 0) is { } shift
                ? Value.Of(MedianAndSd[0] * Math.Exp(MedianAndSd[1] * z) * Math.Pow(2, shift))
                : Value.Missing();
        }
    }

    private sealed record Counts(double Mean) : Sampler
    {
        public override Value Sample(SimulatedRow row, Draws draws) => Value.Of(draws.Poisson(Mean));
    }

    /// <summary>Weibull time whose hazard is multiplied by the options' hazard ratio once per doubling.</summary>
    private sealed record WaitingTime(double Shape, double Scale, SourcedExpression? Doublings) : Sampler
    {
        public static WaitingTime Of(double[] shapeAndScale, SourcedExpression? doublings) => new(shapeAndScale[0], shapeAndScale[1], doublings);

        public override Value Sample(SimulatedRow row, Draws draws)
        {
            var exposure = -Math.Log(draws.Uniform());
            return RowEvaluator.Number(Doublings, row, 0) is { } doublings
                ? Value.Of(Scale * Math.Pow(exposure / Math.Pow(row.Options.HazardRatioPerDoubling, doublings), 1 / Shape))
                : Value.Missing();
        }
    }

    private sealed record Cases(string Field, ImmutableDictionary<string, VariableRule> ByKey, VariableRule? Else) : Sampler
    {
        public static Cases Of(SimulateReader entry, bool asText)
        {
            var field = entry.Text("field") ?? throw entry.Problem("field", "the name of a variable of the row");
            var cases = entry.Object("of").Members().ToImmutableDictionary(m => m.Name, m => VariableRule.Read(m.Value, asText), StringComparer.Ordinal);
            var otherwise = entry.Has("else") ? VariableRule.Read(entry.Object("else"), asText) : null;
            entry.Done();
            return new Cases(field, cases, otherwise);
        }

        public override Value Sample(SimulatedRow row, Draws draws) =>
            (ByKey.TryGetValue(SimulatedRow.Key(row[Field]), out var rule) ? rule : Else)?.Draw(row, draws).Value ?? Value.Missing();
    }
}
