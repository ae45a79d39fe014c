using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>The operators of the plan language on values. Missing is a third value; a missing operand hands on its reason.</summary>
internal sealed class ValueArithmetic(Language language)
{
    // The statistics take no larger numbers: their fourth powers leave the range of numbers.
    private const double Largest = 1e75;

    public Value Missing(LocalizedText reason) => Value.Missing(reason.In(language));

    public static Value Not(Value x) => x.IsMissing ? x : Value.Of(!x.Truth);

    public static Value Negate(Value x) => x.IsMissing ? x : Value.Of(-x.Number, Flip(x.Qualifier));

    public Value Compare(BinaryOperator comparison, Value x, Value y)
    {
        if (x.IsMissing || y.IsMissing)
        {
            return x.IsMissing ? x : y;
        }

        return Order(x, y) is { } order ? Value.Of(Holds(comparison, order)) : Missing(MissingReasons.NotComparable);
    }

    public Value Calculate(BinaryOperator operation, Value x, Value y)
    {
        if (x.IsMissing || y.IsMissing)
        {
            return x.IsMissing ? x : y;
        }

        return operation switch
        {
            BinaryOperator.Add => Add(x, y),
            BinaryOperator.Subtract => Subtract(x, y),
            BinaryOperator.Multiply => Finite(x.Number * y.Number, Scaled(x, y)),
            BinaryOperator.Divide when y.Number == 0 => Missing(MissingReasons.DivisionByZero),
            BinaryOperator.Divide => Finite(x.Number / y.Number, Divided(x, y)),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an arithmetic operator"),
        };
    }

    public Value Log2(Value x)
    {
        if (x.IsMissing)
        {
            return x;
        }

        return x.Number > 0 ? Value.Of(Math.Log2(x.Number), x.Qualifier) : Missing(MissingReasons.NoLogarithm);
    }

    /// <summary>Whole days from a to b between their calendar days.</summary>
    public static Value DaysBetween(Value a, Value b)
    {
        if (a.IsMissing || b.IsMissing)
        {
            return a.IsMissing ? a : b;
        }

        return Value.Of(Math.Floor(b.Number) - Math.Floor(a.Number));
    }

    /// <summary>The smaller (sign −1) or larger (sign 1) of two present values.</summary>
    public static Value Extreme(Value x, Value y, int sign) => (Order(y, x, wholeDays: false) ?? 0) * sign > 0 ? y : x;

    /// <summary>Whether two present values are equal as the language compares them.</summary>
    public static bool AreEqual(Value x, Value y) => Order(x, y) == 0;

    /// <summary>−1, 0 or 1, or null when the values cannot be compared. A date without time of day is compared with another by calendar day.</summary>
    public static int? Order(Value x, Value y, bool wholeDays = true)
    {
        if (x.Kind == ValueKind.Text || y.Kind == ValueKind.Text)
        {
            return OrderTexts(x, y);
        }

        if (x.Kind == ValueKind.Date != (y.Kind == ValueKind.Date))
        {
            return null;
        }

        return x.Kind == ValueKind.Date && wholeDays && HasNoTime(x, y)
            ? Math.Floor(x.Number).CompareTo(Math.Floor(y.Number))
            : x.Number.CompareTo(y.Number);
    }

    // Codes of a whole-number field are kept as numbers while a plan may write them as texts.
    private static int? OrderTexts(Value x, Value y)
    {
        var isTextLike = x.Kind is ValueKind.Text or ValueKind.Number && y.Kind is ValueKind.Text or ValueKind.Number;
        return isTextLike ? Math.Sign(string.CompareOrdinal(x.ToString(), y.ToString())) : null;
    }

    private static bool HasNoTime(Value x, Value y) => Math.Floor(x.Number) == x.Number || Math.Floor(y.Number) == y.Number;

    private static bool Holds(BinaryOperator comparison, int order) => comparison switch
    {
        BinaryOperator.Equal => order == 0,
        BinaryOperator.NotEqual => order != 0,
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        BinaryOperator.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "not a comparison"),
    };

    private Value Add(Value x, Value y) => x.Kind == ValueKind.Date || y.Kind == ValueKind.Date
        ? Value.OfDays(x.Number + y.Number)
        : Finite(x.Number + y.Number, Joined(x.Qualifier, y.Qualifier));

    private Value Subtract(Value x, Value y)
    {
        if (x.Kind == ValueKind.Date && y.Kind == ValueKind.Date)
        {
            return Value.Of(HasNoTime(x, y) ? Math.Floor(x.Number) - Math.Floor(y.Number) : x.Number - y.Number);
        }

        return x.Kind == ValueKind.Date
            ? Value.OfDays(x.Number - y.Number)
            : Finite(x.Number - y.Number, Joined(x.Qualifier, Flip(y.Qualifier)));
    }

    private Value Finite(double number, Qualifier qualifier) =>
        Math.Abs(number) <= Largest ? Value.Of(number, qualifier) : Missing(MissingReasons.OutOfRange);

    private static Qualifier Flip(Qualifier qualifier) => qualifier switch
    {
        Qualifier.BelowLimit => Qualifier.AboveLimit,
        Qualifier.AboveLimit => Qualifier.BelowLimit,
        _ => Qualifier.Exact,
    };

    // A bound survives when both operands bound the result on one side; otherwise the limits stand in for the numbers.
    private static Qualifier Joined(Qualifier x, Qualifier y) =>
        x == y || y == Qualifier.Exact ? x : x == Qualifier.Exact ? y : Qualifier.Exact;

    private static Qualifier Scaled(Value x, Value y) => (x.Qualifier, y.Qualifier) switch
    {
        (_, Qualifier.Exact) => y.Number >= 0 ? x.Qualifier : Flip(x.Qualifier),
        (Qualifier.Exact, _) => x.Number >= 0 ? y.Qualifier : Flip(y.Qualifier),
        _ => x.Number >= 0 && y.Number >= 0 ? Joined(x.Qualifier, y.Qualifier) : Qualifier.Exact,
    };

    private static Qualifier Divided(Value x, Value y) => Scaled(x, Value.Of(y.Number, Flip(y.Qualifier)));
}
