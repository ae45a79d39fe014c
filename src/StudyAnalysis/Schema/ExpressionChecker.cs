using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>Checks that the names of an expression exist where it stands, that codes are codes of their field, and that types fit.</summary>
public sealed class ExpressionChecker
{
    private const string File = "plan.json";

    private readonly DefinitionNames _names;
    private readonly List<DefinitionProblem> _problems = [];
    private string _path = "$";

    /// <summary>A checker for expressions of one definition.</summary>
    /// <param name="dictionary">Its tables.</param>
    /// <param name="plan">Its plan.</param>
    public ExpressionChecker(DataDictionary dictionary, AnalysisPlan plan)
        : this(new DefinitionNames(dictionary, plan))
    {
    }

    internal ExpressionChecker(DefinitionNames names) => _names = names;

    /// <summary>Called with the position of every derived variable that an expression uses.</summary>
    internal Action<int>? OnDerived { get; set; }

    /// <summary>Faults of an expression on rows of a table; empty when there is none.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="table">The table.</param>
    public ImmutableArray<DefinitionProblem> Check(SourcedExpression expression, string table) =>
        Check(expression, table, ExpressionKind.Any);

    /// <summary>Faults of an expression that must give a certain type.</summary>
    internal ImmutableArray<DefinitionProblem> Check(SourcedExpression expression, string table, ExpressionKind wanted)
    {
        _problems.Clear();
        _path = expression.JsonPath;
        Need(expression.Root, table, wanted);
        return [.. _problems];
    }

    private ExpressionType Infer(Expression expression, string table) => expression switch
    {
        Expression.Number => ExpressionType.Number,
        Expression.Text text => new ExpressionType(ExpressionKind.Text, [text.Value]),
        Expression.Truth => ExpressionType.Truth,
        Expression.Date => ExpressionType.Date,
        Expression.Name name => InferName(name, table),
        Expression.MarkerAt marker => InferMarker(marker, table),
        Expression.Unary unary => Need(unary.Operand, table, unary.Operator == UnaryOperator.Not ? ExpressionKind.Truth : ExpressionKind.Number),
        Expression.Binary binary => InferBinary(binary, table),
        Expression.In choice => InferIn(choice, table),
        Expression.IsMissing missing => InferIsMissing(missing, table),
        Expression.Conditional conditional => InferConditional(conditional, table),
        Expression.Call call => InferCall(call, table),
        Expression.Aggregate aggregate => InferAggregate(aggregate, table),
        _ => ExpressionType.Any,
    };

    private ExpressionType InferName(Expression.Name name, string table)
    {
        if (name is { Table: null, Field: "asOf" })
        {
            return ExpressionType.Date;
        }

        var owner = name.Table ?? table;
        if (owner != table && !_names.AncestorsOf(table).Contains(owner))
        {
            ReportTable(name, table);
            return ExpressionType.Any;
        }

        if (_names.Dictionary.Find(owner)?.Find(name.Field) is { } field)
        {
            return ExpressionType.Of(field.Type, field.Codes);
        }

        var derived = _names.FindDerived(owner, name.Field);
        if (derived < 0)
        {
            var hint = name.Table is null && _names.Dictionary.Find(name.Field) is not null
                ? $"a table stands within a function over its rows, for example any({name.Field} where …)"
                : NamesAllowed(name.Field, owner);
            return Report(name, hint);
        }

        OnDerived?.Invoke(derived);
        var variable = _names.Plan.Derived[derived];
        return ExpressionType.Of(variable.Type, variable.Codes);
    }

    private void ReportTable(Expression.Name name, string table)
    {
        var allowed = _names.DescendantsOf(table).Contains(name.Table)
            ? $"many rows of {name.Table} may belong to one of {table}: take one by a function, for example first({name.Table}.{name.Field})"
            : _names.Tables.Contains(name.Table)
                ? $"a table that {table} refers to: {Nearest.Suggest(name.Table!, _names.AncestorsOf(table))}"
                : $"a table: {Nearest.Suggest(name.Table!, _names.Tables)}";
        Report(name, allowed);
    }

    private string NamesAllowed(string name, string table)
    {
        var names = _names.NamesOf(table).ToArray();
        return Nearest.To(name, names) is { } near
            ? $"a field or derived variable of {table}; did you mean \"{near}\"?"
            : $"a field or derived variable of {table}: {string.Join(", ", names)}";
    }

    private ExpressionType InferMarker(Expression.MarkerAt marker, string table)
    {
        if (table != _names.PatientTable)
        {
            return Report(marker, $"marker@timePoint stands at patient level, not on rows of {table}");
        }

        if (!_names.Plan.Markers.Any(m => m.Id == marker.Marker))
        {
            Report(marker, "a marker: " + Nearest.Suggest(marker.Marker, _names.Plan.Markers.Select(m => m.Id)));
        }

        if (!_names.Plan.TimePoints.Any(t => t.Id == marker.TimePoint))
        {
            Report(marker, "a time point: " + Nearest.Suggest(marker.TimePoint, _names.Plan.TimePoints.Select(t => t.Id)));
        }

        return ExpressionType.Number;
    }

    private ExpressionType InferBinary(Expression.Binary binary, string table)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Or or BinaryOperator.And:
                Need(binary.Left, table, ExpressionKind.Truth);
                Need(binary.Right, table, ExpressionKind.Truth);
                return ExpressionType.Truth;
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                NeedSame(binary.Left, binary.Right, table, binary);
                return ExpressionType.Truth;
            case BinaryOperator.Multiply or BinaryOperator.Divide:
                Need(binary.Left, table, ExpressionKind.Number);
                Need(binary.Right, table, ExpressionKind.Number);
                return ExpressionType.Number;
            case BinaryOperator.Add or BinaryOperator.Subtract:
                return InferSum(binary, table);
            default:
                var type = NeedSame(binary.Left, binary.Right, table, binary);
                return type.Kind is ExpressionKind.Text or ExpressionKind.Truth
                    ? Report(binary, "numbers or dates on both sides of <, <=, >, >=")
                    : ExpressionType.Truth;
        }
    }

    // date ± days is a date, date − date are days.
    private ExpressionType InferSum(Expression.Binary binary, string table)
    {
        var (left, right) = (Infer(binary.Left, table), Infer(binary.Right, table));
        var isDifference = binary.Operator == BinaryOperator.Subtract;
        return (left.Kind, right.Kind) switch
        {
            (ExpressionKind.Any, _) or (_, ExpressionKind.Any) => ExpressionType.Any,
            (ExpressionKind.Number, ExpressionKind.Number) => ExpressionType.Number,
            (ExpressionKind.Date, ExpressionKind.Number) => ExpressionType.Date,
            (ExpressionKind.Number, ExpressionKind.Date) when !isDifference => ExpressionType.Date,
            (ExpressionKind.Date, ExpressionKind.Date) when isDifference => ExpressionType.Number,
            _ => Report(binary, "numbers, a date and days, or the difference of two dates"),
        };
    }

    private ExpressionType InferIn(Expression.In choice, string table)
    {
        foreach (var literal in choice.Choices)
        {
            NeedSame(choice.Operand, literal, table, new Expression.In(choice.Operand, [literal]));
        }

        return ExpressionType.Truth;
    }

    private ExpressionType InferIsMissing(Expression.IsMissing missing, string table)
    {
        Infer(missing.Operand, table);
        return ExpressionType.Truth;
    }

    private ExpressionType InferConditional(Expression.Conditional conditional, string table)
    {
        Need(conditional.Condition, table, ExpressionKind.Truth);
        var (then, other) = (Infer(conditional.Then, table), Infer(conditional.Else, table));
        if (then.Kind == ExpressionKind.Any || other.Kind == ExpressionKind.Any)
        {
            return then.Kind == ExpressionKind.Any ? other : then;
        }

        if (then.Kind != other.Kind)
        {
            return Report(conditional, $"one type in both branches, not {ExpressionType.Describe(then.Kind)} and {ExpressionType.Describe(other.Kind)}");
        }

        return then.Codes.IsEmpty || other.Codes.IsEmpty
            ? new ExpressionType(then.Kind, [])
            : new ExpressionType(then.Kind, [.. then.Codes.Union(other.Codes)]);
    }

    private ExpressionType InferCall(Expression.Call call, string table)
    {
        if (call.Function is ScalarFunction.Log2 or ScalarFunction.DaysBetween)
        {
            var wanted = call.Function == ScalarFunction.Log2 ? ExpressionKind.Number : ExpressionKind.Date;
            foreach (var argument in call.Arguments)
            {
                Need(argument, table, wanted);
            }

            return ExpressionType.Number;
        }

        var type = Infer(call.Arguments[0], table);
        foreach (var argument in call.Arguments.Skip(1))
        {
            type = NeedSame(call.Arguments[0], argument, table, call);
        }

        return NeedSize(type, call);
    }

    private ExpressionType InferAggregate(Expression.Aggregate aggregate, string table)
    {
        var child = aggregate.Table;
        if (!_names.DescendantsOf(table).Contains(child))
        {
            return Report(
                aggregate,
                _names.Tables.Contains(child)
                    ? $"a table whose rows belong to rows of {table}: {Nearest.Suggest(child, _names.DescendantsOf(table))}"
                    : $"a table: {Nearest.Suggest(child, _names.Tables)}");
        }

        if (aggregate.Where is not null)
        {
            Need(aggregate.Where, child, ExpressionKind.Truth);
        }

        CheckOrder(aggregate, table);
        var value = aggregate.Of is null ? ExpressionType.Any : Infer(aggregate.Of, child);
        return aggregate.Function switch
        {
            AggregateFunction.Count => ExpressionType.Number,
            AggregateFunction.Any => ExpressionType.Truth,
            AggregateFunction.Sum => Fits(value, ExpressionKind.Number, aggregate),
            AggregateFunction.Min or AggregateFunction.Max => NeedSize(value, aggregate),
            _ => value,
        };
    }

    private void CheckOrder(Expression.Aggregate aggregate, string table)
    {
        var isOrdered = aggregate.Function is AggregateFunction.First or AggregateFunction.Last or AggregateFunction.Nearest;
        if (isOrdered && aggregate.By is null && !_names.Dictionary.Find(aggregate.Table)!.Fields.Any(f => f.Role == FieldRole.RowDate))
        {
            Report(aggregate, $"\"by\" and an order, as {aggregate.Table} has no field with the role row-date");
        }

        var order = aggregate.By is null ? ExpressionType.Date : NeedSize(Infer(aggregate.By, aggregate.Table), aggregate.By);
        if (aggregate.Near is not null)
        {
            Need(aggregate.Near, table, order.Kind);
        }
    }

    private ExpressionType Need(Expression expression, string table, ExpressionKind wanted) => Fits(Infer(expression, table), wanted, expression);

    private ExpressionType Fits(ExpressionType type, ExpressionKind wanted, Expression expression) =>
        type.Kind == wanted || type.Kind == ExpressionKind.Any || wanted == ExpressionKind.Any
            ? type
            : Report(expression, $"{ExpressionType.Describe(wanted)}, not {ExpressionType.Describe(type.Kind)}");

    private ExpressionType NeedSize(ExpressionType type, Expression expression) =>
        type.Kind is ExpressionKind.Text or ExpressionKind.Truth
            ? Report(expression, $"numbers or dates, not {ExpressionType.Describe(type.Kind)}")
            : type;

    private ExpressionType NeedSame(Expression left, Expression right, string table, Expression whole)
    {
        var (a, b) = (Infer(left, table), Infer(right, table));
        if (a.Kind == ExpressionKind.Any || b.Kind == ExpressionKind.Any)
        {
            return a.Kind == ExpressionKind.Any ? b : a;
        }

        if (a.Kind != b.Kind)
        {
            return Report(whole, $"values of one type, not {ExpressionType.Describe(a.Kind)} and {ExpressionType.Describe(b.Kind)}");
        }

        CheckCode(left, b, whole);
        CheckCode(right, a, whole);
        return a;
    }

    private void CheckCode(Expression literal, ExpressionType other, Expression whole)
    {
        if (literal is Expression.Text text && !other.Codes.IsEmpty && !other.Codes.Contains(text.Value))
        {
            Report(whole, "a code: " + Nearest.Suggest(text.Value, other.Codes));
        }
    }

    private ExpressionType Report(Expression expression, string allowed)
    {
        var text = ExpressionPrinter.Print(expression);
        var found = text.Length <= 120 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 120)}…");
        var problem = new DefinitionProblem(File, _path, found, allowed);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }

        return ExpressionType.Any;
    }
}
