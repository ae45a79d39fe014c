using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Plan expressions on a row that is being made. Child rows do not exist yet: aggregates are refused.</summary>
internal static class RowEvaluator
{
    public static Value Evaluate(SourcedExpression expression, SimulatedRow row)
    {
        try
        {
            return Of(expression.Root, row);
        }
        catch (SimulationExpressionException e)
        {
            throw new InvalidDefinitionException(
                [new DefinitionProblem("datapackage.json", expression.JsonPath, $"{expression.Source} ({e.Message})", e.Allowed)]);
        }
    }

    public static bool IsTrue(SourcedExpression expression, SimulatedRow row) => Truth(Evaluate(expression, row)) == true;

    /// <summary>The number of an expression; <paramref name="absent"/> without expression, null when it is missing.</summary>
    public static double? Number(SourcedExpression? expression, SimulatedRow row, double absent) =>
        expression is null ? absent : Number(Evaluate(expression, row));

    private static Value Of(Expression expression, SimulatedRow row) => expression switch
    {
        Expression.Number n => Value.Of(n.Value),
        Expression.Text t => Value.Of(t.Value),
        Expression.Truth t => Value.Of(t.Value),
        Expression.Date d => Value.Of(d.Value),
        Expression.Missing => Value.Missing(),
        Expression.Name { Table: null } n => row[n.Field],
        Expression.Name n => row.Ancestor(n.Table)[n.Field],
        Expression.Unary u => Unary(u, row),
        Expression.Binary b => Binary(b, row),
        Expression.In i => In(Of(i.Operand, row), i, row),
        Expression.IsMissing m => Value.Of(Of(m.Operand, row).IsMissing),
        Expression.Conditional c => Conditional(c, row),
        Expression.Call c => Call(c, [.. c.Arguments.Select(a => Of(a, row))]),
        _ => throw new SimulationExpressionException("child rows and markers do not exist yet", "fields and hidden variables of the row and of its parents"),
    };

    private static Value Conditional(Expression.Conditional expression, SimulatedRow row) => Truth(Of(expression.Condition, row)) switch
    {
        true => Of(expression.Then, row),
        false => Of(expression.Else, row),
        null => Value.Missing(),
    };

    private static Value Unary(Expression.Unary expression, SimulatedRow row)
    {
        var operand = Of(expression.Operand, row);
        return expression.Operator == UnaryOperator.Not
            ? Truth(operand) is { } truth ? Value.Of(!truth) : Value.Missing()
            : Number(operand) is { } number ? Value.Of(-number) : Value.Missing();
    }

    private static Value In(Value operand, Expression.In expression, SimulatedRow row) => operand.IsMissing
        ? Value.Missing()
        : Value.Of(expression.Choices.Any(c => Truth(Compare(BinaryOperator.Equal, operand, Of(c, row))) == true));

    private static Value Binary(Expression.Binary expression, SimulatedRow row)
    {
        var left = Of(expression.Left, row);
        var right = Of(expression.Right, row);
        return expression.Operator switch
        {
            BinaryOperator.And => Kleene(left, right, false),
            BinaryOperator.Or => Kleene(left, right, true),
            <= BinaryOperator.GreaterOrEqual => Compare(expression.Operator, left, right),
            _ => Arithmetic(expression.Operator, left, right),
        };
    }

    /// <summary>and, or in three values: one operand that decides is enough.</summary>
    private static Value Kleene(Value left, Value right, bool decides) =>
        Truth(left) == decides || Truth(right) == decides ? Value.Of(decides)
        : left.IsMissing || right.IsMissing ? Value.Missing()
        : Value.Of(!decides);

    private static Value Compare(BinaryOperator comparison, Value left, Value right)
    {
        if (left.IsMissing || right.IsMissing)
        {
            return Value.Missing();
        }

        var order = left.Kind == ValueKind.Text || right.Kind == ValueKind.Text
            ? string.CompareOrdinal(SimulatedRow.Key(left), SimulatedRow.Key(right))
            : left.Number.CompareTo(right.Number);
        return Value.Of(comparison switch
        {
            BinaryOperator.Equal => order == 0,
            BinaryOperator.NotEqual => order != 0,
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    private static Value Arithmetic(BinaryOperator operation, Value left, Value right)
    {
        if (Number(left) is not { } a || Number(right) is not { } b)
        {
            return Value.Missing();
        }

        var isDate = (left.Kind == ValueKind.Date) ^ (right.Kind == ValueKind.Date);
        double? number = operation switch
        {
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            _ => b == 0 ? null : a / b,
        };
        return number is not { } result ? Value.Missing() : isDate ? Value.OfDays(result) : Value.Of(result);
    }

    private static Value Call(Expression.Call call, Value[] arguments)
    {
        switch (call.Function)
        {
            case ScalarFunction.Log2:
                return Number(arguments[0]) is > 0 and var x ? Value.Of(Math.Log2(x)) : Value.Missing();
            case ScalarFunction.DaysBetween:
                return arguments.Any(a => a.IsMissing)
                    ? Value.Missing()
                    : Value.Of(Math.Floor(arguments[1].Number) - Math.Floor(arguments[0].Number));
            default:
                var present = arguments.Where(a => !a.IsMissing);
                return (call.Function == ScalarFunction.Min ? present.Select(Boxed).MinBy(Order) : present.Select(Boxed).MaxBy(Order)) ?? Value.Missing();
        }
    }

    private static Value? Boxed(Value value) => value;

    private static double Order(Value? value) => value!.Value.Number;

    private static double? Number(Value value) => value.Kind is ValueKind.Number or ValueKind.Date or ValueKind.Truth ? value.Number : null;

    private static bool? Truth(Value value) => value.Kind switch
    {
        ValueKind.Truth => value.Truth,
        ValueKind.Missing => null,
        _ => throw new SimulationExpressionException($"{value} is neither true nor false", "a condition"),
    };
}

/// <summary>An expression that cannot be computed on a row being made; it leaves as a <see cref="DefinitionProblem"/>.</summary>
internal sealed class SimulationExpressionException(string message, string allowed) : Exception(message)
{
    public string Allowed { get; } = allowed;
}
