using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Plan expressions on a row that is being made. Child rows do not exist yet: aggregates are refused.</summary>
internal static class RowEvaluator
{
    // Reasons of missing values are not typed into a workbook: their language does not matter.
    private static readonly ValueArithmetic _arithmetic = new(Language.English);

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
            : ValueArithmetic.Negate(operand);
    }

    private static Value In(Value operand, Expression.In expression, SimulatedRow row) => operand.IsMissing
        ? Value.Missing()
        : Value.Of(expression.Choices.Any(c => ValueArithmetic.AreEqual(operand, Of(c, row))));

    private static Value Binary(Expression.Binary expression, SimulatedRow row)
    {
        var left = Of(expression.Left, row);
        var right = Of(expression.Right, row);
        return expression.Operator switch
        {
            BinaryOperator.And => Kleene(left, right, false),
            BinaryOperator.Or => Kleene(left, right, true),
            <= BinaryOperator.GreaterOrEqual => _arithmetic.Compare(expression.Operator, left, right),
            _ => _arithmetic.Calculate(expression.Operator, left, right),
        };
    }

    /// <summary>and, or in three values: one operand that decides is enough.</summary>
    private static Value Kleene(Value left, Value right, bool decides) =>
        Truth(left) == decides || Truth(right) == decides ? Value.Of(decides)
        : left.IsMissing || right.IsMissing ? Value.Missing()
        : Value.Of(!decides);

    private static Value Call(Expression.Call call, Value[] arguments) => call.Function switch
    {
        ScalarFunction.Log2 => _arithmetic.Log2(arguments[0]),
        ScalarFunction.DaysBetween => ValueArithmetic.DaysBetween(arguments[0], arguments[1]),
        _ => Extreme([.. arguments.Where(a => !a.IsMissing)], call.Function == ScalarFunction.Min ? -1 : 1),
    };

    private static Value Extreme(Value[] present, int sign) =>
        present.Length == 0 ? Value.Missing() : present.Aggregate((x, y) => ValueArithmetic.Extreme(x, y, sign));

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
