using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>Writes an expression in the plan language, with no more parentheses than needed; parsing what it writes gives the expression back.</summary>
public static class ExpressionPrinter
{
    private const int OrLevel = 1;
    private const int AndLevel = 2;
    private const int NotLevel = 3;
    private const int ComparisonLevel = 4;
    private const int SumLevel = 5;
    private const int ProductLevel = 6;
    private const int UnaryLevel = 7;
    private const int PrimaryLevel = 8;

    /// <summary>The expression as text.</summary>
    /// <param name="expression">Any expression.</param>
    public static string Print(Expression expression) => expression switch
    {
        Expression.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        Expression.Text text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
        Expression.Truth truth => truth.Value ? "true" : "false",
        Expression.Date date => $"date'{date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        Expression.Missing => "missing",
        Expression.Name name => name.Table is null ? name.Field : $"{name.Table}.{name.Field}",
        Expression.MarkerAt marker => $"{marker.Marker}@{marker.TimePoint}",
        Expression.Unary { Operator: UnaryOperator.Not } not => Not(not),
        Expression.Unary negate => Negate(negate),
        Expression.Binary binary => Binary(binary),
        Expression.In choice => $"{At(choice.Operand, SumLevel)} in ({List(choice.Choices)})",
        Expression.IsMissing missing => $"{At(missing.Operand, SumLevel)} is missing",
        Expression.Conditional c => $"if {Print(c.Condition)} then {Print(c.Then)} else {Print(c.Else)}",
        Expression.Call call => $"{ExpressionFunctions.Name(call.Function)}({Arguments(call)})",
        Expression.Aggregate aggregate => Aggregate(aggregate),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "unknown expression"),
    };

    private static string Not(Expression.Unary not) => not.Operand switch
    {
        Expression.In choice => $"{At(choice.Operand, SumLevel)} not in ({List(choice.Choices)})",
        Expression.IsMissing missing => $"{At(missing.Operand, SumLevel)} is not missing",
        _ => $"not {At(not.Operand, NotLevel)}",
    };

    // -5 is read as a number: a number that is negated keeps its parentheses.
    private static string Negate(Expression.Unary negate) =>
        negate.Operand is Expression.Number ? $"-({Print(negate.Operand)})" : $"-{At(negate.Operand, UnaryLevel)}";

    private static string Binary(Expression.Binary binary)
    {
        var (sign, level) = Sign(binary.Operator);
        var leftLevel = level == ComparisonLevel ? SumLevel : level;
        return $"{At(binary.Left, leftLevel)} {sign} {At(binary.Right, level + 1)}";
    }

    private static string Aggregate(Expression.Aggregate aggregate)
    {
        var value = aggregate.Of switch
        {
            null => string.Empty,
            Expression.Name { Table: null, Field: not "asOf" } name => $".{name.Field}",
            _ => $".({Print(aggregate.Of)})",
        };
        var where = aggregate.Where is null ? string.Empty : $" where {Print(aggregate.Where)}";
        var by = aggregate.By is null ? string.Empty : $" by {Print(aggregate.By)}";
        var near = aggregate.Near is null ? string.Empty : $" near {Print(aggregate.Near)}";
        return $"{ExpressionFunctions.Name(aggregate.Function)}({aggregate.Table}{value}{where}{by}{near})";
    }

    private static string List(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Print));

    // min(t.f) would be read as a function over rows.
    private static string Arguments(Expression.Call call) =>
        call is { Function: ScalarFunction.Min or ScalarFunction.Max, Arguments: [Expression.Name { Table: not null } single] }
            ? $"({Print(single)})"
            : List(call.Arguments);

    private static string At(Expression expression, int level) =>
        LevelOf(expression) >= level ? Print(expression) : $"({Print(expression)})";

    private static int LevelOf(Expression expression) => expression switch
    {
        Expression.Conditional => 0,
        Expression.Binary binary => Sign(binary.Operator).Level,
        Expression.Unary { Operator: UnaryOperator.Not, Operand: Expression.In or Expression.IsMissing } => ComparisonLevel,
        Expression.Unary { Operator: UnaryOperator.Not } => NotLevel,
        Expression.Unary => UnaryLevel,
        Expression.Number { Value: < 0 } => UnaryLevel,
        Expression.In or Expression.IsMissing => ComparisonLevel,
        _ => PrimaryLevel,
    };

    private static (string Text, int Level) Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => ("or", OrLevel),
        BinaryOperator.And => ("and", AndLevel),
        BinaryOperator.Equal => ("=", ComparisonLevel),
        BinaryOperator.NotEqual => ("!=", ComparisonLevel),
        BinaryOperator.Less => ("<", ComparisonLevel),
        BinaryOperator.LessOrEqual => ("<=", ComparisonLevel),
        BinaryOperator.Greater => (">", ComparisonLevel),
        BinaryOperator.GreaterOrEqual => (">=", ComparisonLevel),
        BinaryOperator.Add => ("+", SumLevel),
        BinaryOperator.Subtract => ("-", SumLevel),
        BinaryOperator.Multiply => ("*", ProductLevel),
        BinaryOperator.Divide => ("/", ProductLevel),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "unknown operator"),
    };
}
