using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>Finds what a reference of the plan names, and reads it on units.</summary>
internal sealed class VariableReader(ExpressionEvaluator evaluator)
{
    private AnalysisPlan Plan => evaluator.Data.Definition.Plan;

    private Language Language => evaluator.Language;

    /// <summary>Whether a reference names a field or derived variable of a table, of a parent of it, or a marker at a time point.</summary>
    public bool IsVariable(string reference, string table)
    {
        if (!ExpressionParser.TryParse(reference, "$", out var parsed, out _))
        {
            return false;
        }

        return parsed.Root switch
        {
            Expression.MarkerAt => true,
            Expression.Name { Table: null, Field: "asOf" } => false,
            Expression.Name name => Exists(name.Table ?? table, name.Field),
            _ => false,
        };
    }

    public Variable Read(string reference, AnalysisUnits units)
    {
        var table = units.Level.Table;
        var root = IsVariable(reference, table) ? ExpressionParser.Parse(reference, "$").Root : throw Unknown(reference, units);
        var function = evaluator.Compile(root, table);
        var values = units.Rows.Select(function).ToImmutableArray();
        return root switch
        {
            Expression.MarkerAt marker => OfMarker(reference, marker, values),
            Expression.Name name => OfName(reference, name, table, values),
            _ => throw Unknown(reference, units),
        };
    }

    private bool Exists(string table, string field) =>
        evaluator.Data.Definition.Dictionary.Find(table) is { } schema
        && (schema.Find(field) is not null || evaluator.FindDerived(table, field) is not null);

    private Variable OfMarker(string reference, Expression.MarkerAt at, ImmutableArray<Value> values)
    {
        var marker = Plan.Markers.First(m => m.Id == at.Marker);
        var timePoint = Plan.TimePoints.First(t => t.Id == at.TimePoint);
        return new Variable
        {
            Reference = reference,
            Label = $"{marker.Label.In(Language)}, {timePoint.Label.In(Language)}",
            Unit = marker.Unit,
            Type = VariableType.Numeric,
            IsLog2 = marker.Scale == "log2",
            Values = values,
        };
    }

    private Variable OfName(string reference, Expression.Name name, string table, ImmutableArray<Value> values)
    {
        var owner = name.Table ?? table;
        return evaluator.FindDerived(owner, name.Field) is { } derived
            ? OfDerived(reference, derived.Variable, values)
            : OfField(reference, evaluator.Data.Definition.Dictionary.Find(owner)!.Find(name.Field)!, values);
    }

    private Variable OfDerived(string reference, DerivedVariable derived, ImmutableArray<Value> values) =>
        Coded(derived.Codes, derived.Ordered, new Variable
        {
            Reference = reference,
            Label = derived.Label.In(Language),
            Unit = derived.Unit,
            Type = TypeOf(derived.Type, hasCodes: !derived.Codes.IsEmpty, derived.Ordered),
            Decimals = derived.Decimals,
            Values = values,
        });

    private Variable OfField(string reference, FieldSchema field, ImmutableArray<Value> values) =>
        Coded(field.Codes, field.Ordered, new Variable
        {
            Reference = reference,
            Label = field.Title.IsEmpty ? field.Name : field.Title.In(Language),
            Unit = field.Unit,
            Type = TypeOf(field.Type, field.IsCoded, field.Ordered),
            Values = values,
        });

    private static VariableType TypeOf(FieldType type, bool hasCodes, bool isOrdered) => type switch
    {
        FieldType.Boolean => VariableType.Truth,
        FieldType.Date or FieldType.DateTime or FieldType.YearMonth => VariableType.Date,
        FieldType.Text => isOrdered ? VariableType.Ordered : VariableType.Nominal,
        _ when hasCodes => isOrdered ? VariableType.Ordered : VariableType.Nominal,
        _ => VariableType.Numeric,
    };

    // Categories are texts whatever the type of the field, and those of a field without codes are the ones that occur. An expression may give a text that
    // its codes do not list: it stays in the tables as it is, but has no place in an order.
    private Variable Coded(ImmutableArray<Code> codes, bool isOrdered, Variable variable)
    {
        if (variable.Type is not (VariableType.Nominal or VariableType.Ordered))
        {
            return variable;
        }

        var values = variable.Values.Select(v => v.Kind == ValueKind.Number ? Value.Of(CodeOf(codes, v.Number)) : v).ToImmutableArray();
        var listed = codes.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        if (isOrdered && !codes.IsEmpty)
        {
            var unlisted = Value.Missing(MissingReasons.NotListed.In(Language));
            return variable with { Values = [.. values.Select(v => v.Kind == ValueKind.Text && !listed.Contains(v.Text) ? unlisted : v)], Categories = codes };
        }

        var others = values.Where(v => v.Kind == ValueKind.Text && !listed.Contains(v.Text)).Select(v => v.Text).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(t => new Code(t, LocalizedText.Same(t), [], null, false));
        return variable with { Values = values, Categories = [.. codes, .. others] };
    }

    // A code of a number may be written otherwise than the number: 01.
    private static string CodeOf(ImmutableArray<Code> codes, double number) =>
        codes.FirstOrDefault(c => CodeNumber.Matches(c, number))?.Value ?? number.ToString("R", CultureInfo.InvariantCulture);

    private static KeyNotFoundException Unknown(string reference, AnalysisUnits units) =>
        new($"{reference} is no variable of the level {units.Level.Id}.");
}
