using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>An expression of the plan language, parsed. The grammar is in CONTRIBUTING.md and data-schema/README.md.</summary>
public abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A number.</summary>
    public sealed record Number(double Value) : Expression;

    /// <summary>A text or code, in single quotes.</summary>
    public sealed record Text(string Value) : Expression;

    /// <summary>true or false.</summary>
    public sealed record Truth(bool Value) : Expression;

    /// <summary>A date, date'2026-01-31'.</summary>
    public sealed record Date(DateOnly Value) : Expression;

    /// <summary>The word missing.</summary>
    public sealed record Missing : Expression;

    /// <summary>A field or derived variable of the row at hand, or, with <paramref name="Table"/>, of its parent row in that table. The name asOf is the data cut.</summary>
    public sealed record Name(string? Table, string Field) : Expression;

    /// <summary>A marker at a time point, marker@timePoint, at patient level.</summary>
    public sealed record MarkerAt(string Marker, string TimePoint) : Expression;

    /// <summary>not x, −x.</summary>
    public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

    /// <summary>x op y.</summary>
    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary>x in (a, b, c).</summary>
    public sealed record In(Expression Operand, ImmutableArray<Expression> Choices) : Expression
    {
        /// <summary>Same operand and same choices.</summary>
        public bool Equals(In? other) => other is not null && Operand.Equals(other.Operand) && Choices.SequenceEqual(other.Choices);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Operand, Choices.Length);
    }

    /// <summary>x is missing.</summary>
    public sealed record IsMissing(Expression Operand) : Expression;

    /// <summary>if c then a else b. A missing condition gives missing.</summary>
    public sealed record Conditional(Expression Condition, Expression Then, Expression Else) : Expression;

    /// <summary>log2(x), daysBetween(a, b), min(a, b, …), max(a, b, …).</summary>
    public sealed record Call(ScalarFunction Function, ImmutableArray<Expression> Arguments) : Expression
    {
        /// <summary>Same function and same arguments.</summary>
        public bool Equals(Call? other) => other is not null && Function == other.Function && Arguments.SequenceEqual(other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Function, Arguments.Length);
    }

    /// <summary>first(t.f where c by d): over the rows of table t that belong to the row at hand.</summary>
    /// <param name="Function">What is taken over the rows.</param>
    /// <param name="Table">The child table (any depth below the row's table).</param>
    /// <param name="Of">Value taken from a child row; null for count and any.</param>
    /// <param name="Where">Filter in the child row's context; missing counts as not fulfilled.</param>
    /// <param name="By">Order for first, last and nearest; default is the table's row-date field.</param>
    /// <param name="Near">For nearest: the value to be near to, in the outer row's context; ties go to the earlier.</param>
    public sealed record Aggregate(
        AggregateFunction Function, string Table, Expression? Of, Expression? Where, Expression? By, Expression? Near) : Expression;
}

/// <summary>An expression with the text it was written as and the place it stands in the plan (JSON path).</summary>
public sealed record SourcedExpression(Expression Root, string Source, string JsonPath);

/// <summary>Operators on one operand.</summary>
public enum UnaryOperator
{
    /// <summary>not x.</summary>
    Not,

    /// <summary>−x.</summary>
    Negate,
}

/// <summary>Operators on two operands. and/or are three-valued (Kleene) in missing.</summary>
public enum BinaryOperator
{
    /// <summary>x or y.</summary>
    Or,

    /// <summary>x and y.</summary>
    And,

    /// <summary>x = y.</summary>
    Equal,

    /// <summary>x != y.</summary>
    NotEqual,

    /// <summary>x &lt; y.</summary>
    Less,

    /// <summary>x &lt;= y.</summary>
    LessOrEqual,

    /// <summary>x &gt; y.</summary>
    Greater,

    /// <summary>x &gt;= y.</summary>
    GreaterOrEqual,

    /// <summary>x + y; date + days.</summary>
    Add,

    /// <summary>x − y; date − days; date − date is days.</summary>
    Subtract,

    /// <summary>x × y.</summary>
    Multiply,

    /// <summary>x / y; missing when y is 0.</summary>
    Divide,
}

/// <summary>Functions of values of one row.</summary>
public enum ScalarFunction
{
    /// <summary>Base-2 logarithm; missing for x ≤ 0.</summary>
    Log2,

    /// <summary>Days from a to b (b − a), whole days between calendar dates.</summary>
    DaysBetween,

    /// <summary>Smallest of the values present.</summary>
    Min,

    /// <summary>Largest of the values present.</summary>
    Max,
}

/// <summary>Functions over child rows.</summary>
public enum AggregateFunction
{
    /// <summary>Number of rows.</summary>
    Count,

    /// <summary>Whether there is a row.</summary>
    Any,

    /// <summary>Smallest value present.</summary>
    Min,

    /// <summary>Largest value present.</summary>
    Max,

    /// <summary>Sum of values present.</summary>
    Sum,

    /// <summary>Value of the first row by order.</summary>
    First,

    /// <summary>Value of the last row by order.</summary>
    Last,

    /// <summary>Value of the row nearest by order.</summary>
    Nearest,
}
