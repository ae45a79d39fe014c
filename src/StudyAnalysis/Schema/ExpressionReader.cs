using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>Recursive descent over the tokens of one expression; one method per line of the grammar.</summary>
internal sealed class ExpressionReader(ImmutableArray<Token> tokens)
{
    private const string AnyValue = "a value: a number, a 'text', date'2026-01-31', a name, marker@timePoint, a function or \"(\"";

    private int _at;
    private int _depth;

    private Token Current => tokens[_at];

    public Expression ReadAll()
    {
        var expression = ReadExpression();
        return Current.Kind == TokenKind.End ? expression : throw Unexpected("an operator or the end");
    }

    private Expression ReadExpression()
    {
        using var depth = Enter();
        if (!Accept("if"))
        {
            return ReadOr();
        }

        var condition = ReadExpression();
        Expect("then");
        var then = ReadExpression();
        Expect("else");
        return new Expression.Conditional(condition, then, ReadExpression());
    }

    private Expression ReadOr()
    {
        var left = ReadAnd();
        while (Accept("or"))
        {
            left = new Expression.Binary(BinaryOperator.Or, left, ReadAnd());
        }

        return left;
    }

    private Expression ReadAnd()
    {
        var left = ReadNot();
        while (Accept("and"))
        {
            left = new Expression.Binary(BinaryOperator.And, left, ReadNot());
        }

        return left;
    }

    private Expression ReadNot()
    {
        if (!Accept("not"))
        {
            return ReadComparison();
        }

        using var depth = Enter();
        return new Expression.Unary(UnaryOperator.Not, ReadNot());
    }

    private Expression ReadComparison()
    {
        var left = ReadSum();
        if (Accept("is"))
        {
            var isNegated = Accept("not");
            Expect("missing");
            return Negated(isNegated, new Expression.IsMissing(left));
        }

        if (Current.Is("in") || (Current.Is("not") && tokens[_at + 1].Is("in")))
        {
            var isNegated = Accept("not");
            Expect("in");
            return Negated(isNegated, new Expression.In(left, ReadChoices()));
        }

        return AcceptComparison() is { } comparison ? new Expression.Binary(comparison, left, ReadSum()) : left;
    }

    private BinaryOperator? AcceptComparison()
    {
        BinaryOperator? found = Current is { Kind: TokenKind.Symbol, Text: var text }
            ? text switch
            {
                "=" => BinaryOperator.Equal,
                "!=" => BinaryOperator.NotEqual,
                "<" => BinaryOperator.Less,
                "<=" => BinaryOperator.LessOrEqual,
                ">" => BinaryOperator.Greater,
                ">=" => BinaryOperator.GreaterOrEqual,
                _ => null,
            }
            : null;
        _at += found is null ? 0 : 1;
        return found;
    }

    private ImmutableArray<Expression> ReadChoices()
    {
        Expect("(");
        var choices = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            choices.Add(ReadLiteral());
        }
        while (Accept(","));
        Expect(")", "\",\" or \")\"");
        return choices.ToImmutable();
    }

    private Expression ReadLiteral()
    {
        var isNegative = Current.Is("-") && tokens[_at + 1].Kind == TokenKind.Number && Accept("-");
        var literal = TryReadLiteral() ?? throw Unexpected("a number, a 'text', date'2026-01-31', true or false");
        return isNegative ? new Expression.Number(-((Expression.Number)literal).Value) : literal;
    }

    private Expression? TryReadLiteral()
    {
        var token = Current;
        Expression? literal = token.Kind switch
        {
            TokenKind.Number => new Expression.Number(NumberOf(token)),
            TokenKind.Text => new Expression.Text(token.Text),
            TokenKind.Date => new Expression.Date(DateOf(token)),
            TokenKind.Word when token.Text is "true" or "false" => new Expression.Truth(token.Text == "true"),
            _ => null,
        };
        _at += literal is null ? 0 : 1;
        return literal;
    }

    private Expression ReadSum()
    {
        var left = ReadProduct();
        while (Current.Is("+") || Current.Is("-"))
        {
            var operation = Accept("+") ? BinaryOperator.Add : BinaryOperator.Subtract;
            _at += operation == BinaryOperator.Subtract ? 1 : 0;
            left = new Expression.Binary(operation, left, ReadProduct());
        }

        return left;
    }

    private Expression ReadProduct()
    {
        var left = ReadUnary();
        while (Current.Is("*") || Current.Is("/"))
        {
            var operation = Accept("*") ? BinaryOperator.Multiply : BinaryOperator.Divide;
            _at += operation == BinaryOperator.Divide ? 1 : 0;
            left = new Expression.Binary(operation, left, ReadUnary());
        }

        return left;
    }

    private Expression ReadUnary()
    {
        if (!Accept("-"))
        {
            return ReadPrimary();
        }

        using var depth = Enter();
        return Current.Kind == TokenKind.Number
            ? new Expression.Number(-((Expression.Number)TryReadLiteral()!).Value)
            : new Expression.Unary(UnaryOperator.Negate, ReadUnary());
    }

    private Expression ReadPrimary()
    {
        if (TryReadLiteral() is { } literal)
        {
            return literal;
        }

        if (Accept("("))
        {
            var inner = ReadExpression();
            Expect(")");
            return inner;
        }

        if (Accept("missing"))
        {
            return new Expression.Missing();
        }

        return Accept("asOf") ? new Expression.Name(null, "asOf") : ReadNamed();
    }

    private Expression ReadNamed()
    {
        if (Current.Kind != TokenKind.Word || ExpressionParser.ReservedWords.Contains(Current.Text))
        {
            throw Unexpected(AnyValue);
        }

        if (tokens[_at + 1].Is("("))
        {
            return ReadFunction();
        }

        var name = ReadName();
        if (Accept("@"))
        {
            return new Expression.MarkerAt(name, ReadName("a time point"));
        }

        return Accept(".") ? new Expression.Name(name, ReadName("a field")) : new Expression.Name(null, name);
    }

    private Expression ReadFunction()
    {
        var name = Current;
        var open = tokens[_at + 1];
        _at += 2;
        if (ExpressionFunctions.Rows(name.Text) is { } rows && (ExpressionFunctions.Scalar(name.Text) is null || IsRowArgument()))
        {
            return ReadAggregate(rows);
        }

        return ExpressionFunctions.Scalar(name.Text) is { } scalar
            ? ReadCall(scalar, name)
            : throw new ExpressionSyntaxException(open.Position, $"\"(\" after \"{name.Text}\"", "one of the functions " + ExpressionFunctions.List);
    }

    // min(t.f …) runs over rows, min(t.f, x) over values: the sign after t.f tells.
    private bool IsRowArgument() =>
        Current.Kind == TokenKind.Word && tokens[_at + 1].Is(".")
        && (tokens[_at + 2].Is("(")
            || (tokens[_at + 2].Kind == TokenKind.Word && (tokens[_at + 3].Is(")") || tokens[_at + 3].Is("where") || tokens[_at + 3].Is("by"))));

    private Expression.Call ReadCall(ScalarFunction function, Token name)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            arguments.Add(ReadExpression());
        }
        while (Accept(","));
        Expect(")", "\",\" or \")\"");
        var wanted = ExpressionFunctions.ArgumentCount(function);
        return wanted is null || wanted == arguments.Count
            ? new Expression.Call(function, arguments.ToImmutable())
            : throw new ExpressionSyntaxException(
                name.Position,
                string.Create(CultureInfo.InvariantCulture, $"{arguments.Count} values for {name.Text}"),
                string.Create(CultureInfo.InvariantCulture, $"{wanted}"));
    }

    private Expression.Aggregate ReadAggregate(AggregateFunction function)
    {
        var table = ReadName("a table");
        var of = function is AggregateFunction.Count or AggregateFunction.Any ? null : ReadRowValue();
        var where = Accept("where") ? ReadExpression() : null;
        var by = Accept("by") ? ReadExpression() : null;
        Expression? near = null;
        if (function == AggregateFunction.Nearest)
        {
            Expect("near", where is null && by is null ? "\"where\", \"by\" or \"near\"" : "\"near\"");
            near = ReadExpression();
        }

        Expect(")", by is not null || near is not null ? "\")\"" : where is not null ? "\"by\" or \")\"" : "\"where\", \"by\" or \")\"");
        return new Expression.Aggregate(function, table, of, where, by, near);
    }

    private Expression ReadRowValue()
    {
        Expect(".", "\".\" and a field of the table");
        if (!Accept("("))
        {
            return new Expression.Name(null, ReadName("a field, or \"(\" and an expression"));
        }

        var value = ReadExpression();
        Expect(")");
        return value;
    }

    private string ReadName(string expected = "a name")
    {
        if (Current.Kind != TokenKind.Word || ExpressionParser.ReservedWords.Contains(Current.Text))
        {
            throw Unexpected(expected);
        }

        return tokens[_at++].Text;
    }

    private bool Accept(string word)
    {
        var isThere = Current.Is(word);
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(string word, string? expected = null)
    {
        if (!Accept(word))
        {
            throw Unexpected(expected ?? $"\"{word}\"");
        }
    }

    private static Expression Negated(bool isNegated, Expression expression) =>
        isNegated ? new Expression.Unary(UnaryOperator.Not, expression) : expression;

    private static double NumberOf(Token token)
    {
        var value = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new ExpressionSyntaxException(token.Position, token.Text, "a number below 1.8e308");
    }

    private static DateOnly DateOf(Token token) =>
        DateOnly.TryParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new ExpressionSyntaxException(token.Position, token.Describe(), "a calendar date, date'2026-01-31'");

    private ExpressionSyntaxException Unexpected(string expected) => new(Current.Position, Current.Describe(), expected);

    private DepthScope Enter()
    {
        if (++_depth > ExpressionParser.MaximumDepth)
        {
            throw new ExpressionSyntaxException(
                Current.Position,
                Current.Describe(),
                string.Create(CultureInfo.InvariantCulture, $"at most {ExpressionParser.MaximumDepth} levels of nesting"));
        }

        return new DepthScope(this);
    }

    private readonly struct DepthScope(ExpressionReader reader) : IDisposable
    {
        public void Dispose() => reader._depth--;
    }
}
