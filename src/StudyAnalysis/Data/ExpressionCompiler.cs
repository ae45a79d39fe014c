using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Turns an expression into a function of the row number; names are looked up once, not per row.</summary>
internal sealed class ExpressionCompiler
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly ValueArithmetic _arithmetic;
    private readonly AggregateCompiler _aggregates;

    public ExpressionCompiler(ExpressionEvaluator evaluator)
    {
        _evaluator = evaluator;
        _arithmetic = new ValueArithmetic(evaluator.Language);
        _aggregates = new AggregateCompiler(evaluator, _arithmetic);
    }

    public Func<int, Value> Compile(Expression expression, string table) => expression switch
    {
        Expression.Number number => Constant(Value.Of(number.Value)),
        Expression.Text text => Constant(Value.Of(text.Value)),
        Expression.Truth truth => Constant(Value.Of(truth.Value)),
        Expression.Date date => Constant(Value.Of(date.Value)),
        Expression.Missing => Constant(_arithmetic.Missing(MissingReasons.NotDefined)),
        Expression.Name name => Name(name, table),
        Expression.MarkerAt marker => Marker(marker, table),
        Expression.Unary unary => Unary(unary, table),
        Expression.Binary binary => Binary(binary, table),
        Expression.In choice => In(choice, table),
        Expression.IsMissing missing => IsMissing(missing, table),
        Expression.Conditional conditional => Conditional(conditional, table),
        Expression.Call call => Call(call, table),
        Expression.Aggregate aggregate => _aggregates.Compile(aggregate, table),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "unknown expression"),
    };

    private static Func<int, Value> Constant(Value value) => _ => value;

    private Func<int, Value> Name(Expression.Name name, string table)
    {
        if (name is { Table: null, Field: "asOf" })
        {
            return Constant(_evaluator.Data.CutKind == CutKind.None ? default : Value.Of(_evaluator.Data.AsOf));
        }

        var owner = name.Table ?? table;
        var own = Own(name.Field, owner);
        if (owner == table)
        {
            return own;
        }

        var links = _evaluator.Graph.LinksOrThrow(table, owner);
        var orphan = _arithmetic.Missing(MissingReasons.NoParent);
        return row => links[row] >= 0 ? own(links[row]) : orphan;
    }

    private Func<int, Value> Own(string field, string table)
    {
        if (_evaluator.FindDerived(table, field) is { } derived)
        {
            return row => derived[row];
        }

        var column = _evaluator.Data[table][field];
        return row => Localized(column, row);
    }

    private Value Localized(Column column, int row)
    {
        var value = column[row];
        if (!value.IsMissing)
        {
            return value;
        }

        var reason = value.MissingReason.Length == 0 ? MissingReasons.NotStated.In(Language.English) : value.MissingReason;
        return Value.Missing(MissingReasons.In(reason, column.Field, _evaluator.Language));
    }

    private Func<int, Value> Marker(Expression.MarkerAt marker, string table)
    {
        var links = _evaluator.Graph.LinksOrThrow(table, _evaluator.PatientTable);
        var orphan = _arithmetic.Missing(MissingReasons.NoParent);
        return row => links[row] >= 0 ? _evaluator.Markers.Read(marker.Marker, marker.TimePoint)[links[row]].Value : orphan;
    }

    private Func<int, Value> Unary(Expression.Unary unary, string table)
    {
        var operand = Compile(unary.Operand, table);
        return unary.Operator == UnaryOperator.Not
            ? row => ValueArithmetic.Not(operand(row))
            : row => ValueArithmetic.Negate(operand(row));
    }

    private Func<int, Value> Binary(Expression.Binary binary, string table)
    {
        var left = Compile(binary.Left, table);
        var right = Compile(binary.Right, table);
        return binary.Operator switch
        {
            BinaryOperator.And => Kleene(left, right, decisive: false),
            BinaryOperator.Or => Kleene(left, right, decisive: true),
            BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide =>
                row => _arithmetic.Calculate(binary.Operator, left(row), right(row)),
            _ => row => _arithmetic.Compare(binary.Operator, left(row), right(row)),
        };
    }

    // One operand with the decisive value settles the outcome, whatever the other, even missing, is.
    private static Func<int, Value> Kleene(Func<int, Value> left, Func<int, Value> right, bool decisive) => row =>
    {
        var x = left(row);
        if (!x.IsMissing && x.Truth == decisive)
        {
            return x;
        }

        var y = right(row);
        return !y.IsMissing && y.Truth == decisive ? y : x.IsMissing ? x : y;
    };

    private Func<int, Value> In(Expression.In choice, string table)
    {
        var operand = Compile(choice.Operand, table);
        var choices = choice.Choices.Select(c => Compile(c, table)(0)).ToImmutableArray();
        return row =>
        {
            var value = operand(row);
            return value.IsMissing ? value : Value.Of(choices.Any(c => ValueArithmetic.AreEqual(value, c)));
        };
    }

    private Func<int, Value> IsMissing(Expression.IsMissing missing, string table)
    {
        var operand = Compile(missing.Operand, table);
        return row => Value.Of(operand(row).IsMissing);
    }

    private Func<int, Value> Conditional(Expression.Conditional conditional, string table)
    {
        var condition = Compile(conditional.Condition, table);
        var then = Compile(conditional.Then, table);
        var otherwise = Compile(conditional.Else, table);
        return row =>
        {
            var holds = condition(row);
            return holds.IsMissing ? holds : holds.Truth ? then(row) : otherwise(row);
        };
    }

    private Func<int, Value> Call(Expression.Call call, string table)
    {
        var arguments = call.Arguments.Select(a => Compile(a, table)).ToImmutableArray();
        return call.Function switch
        {
            ScalarFunction.Log2 => row => _arithmetic.Log2(arguments[0](row)),
            ScalarFunction.DaysBetween => row => ValueArithmetic.DaysBetween(arguments[0](row), arguments[1](row)),
            ScalarFunction.Min => row => Extreme(arguments, row, -1),
            ScalarFunction.Max => row => Extreme(arguments, row, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Function, "unknown function"),
        };
    }

    private static Value Extreme(ImmutableArray<Func<int, Value>> arguments, int row, int sign)
    {
        var best = arguments[0](row);
        for (var i = 1; i < arguments.Length; i++)
        {
            var next = arguments[i](row);
            best = best.IsMissing ? (next.IsMissing ? best : next) : next.IsMissing ? best : ValueArithmetic.Extreme(best, next, sign);
        }

        return best;
    }
}
