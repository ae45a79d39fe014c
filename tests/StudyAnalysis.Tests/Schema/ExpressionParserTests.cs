using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

public sealed class ExpressionParserTests
{
    [Theory]
    // Expected: the same with every parenthesis written, by the grammar of data-schema/README.md.
    [InlineData("a or b and c", "a or (b and c)")]
    [InlineData("not a and b", "(not a) and b")]
    [InlineData("not a = b", "not (a = b)")]
    [InlineData("a + b * c < d - e", "(a + (b * c)) < (d - e)")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a / b * c", "(a / b) * c")]
    [InlineData("-a * b", "(-a) * b")]
    [InlineData("a is not missing or b in (1, -2)", "(not (a is missing)) or (b in (1, -2))")]
    [InlineData("x not in ('p', 'q')", "not (x in ('p', 'q'))")]
    [InlineData("if a then b else if c then d else e or f", "if a then b else (if c then d else (e or f))")]
    [InlineData("a\n  and\tb", "a and b")]
    public void Parse_Precedence_EqualsFullParentheses(string source, string parenthesised) =>
        Assert.Equal(Parse(parenthesised), Parse(source));

    [Fact]
    public void Parse_ThreeValuedWords_AreLiterals()
    {
        Assert.Equal(new Expression.Missing(), Parse("missing"));
        Assert.Equal(new Expression.Truth(true), Parse("true"));
        Assert.Equal(new Expression.Truth(false), Parse("false"));
        Assert.Equal(
            new Expression.Unary(UnaryOperator.Not, new Expression.IsMissing(new Expression.Name(null, "x"))), Parse("x is not missing"));
    }

    [Fact]
    public void Parse_Names_TellFieldParentMarkerAndCut()
    {
        Assert.Equal(new Expression.Name(null, "age"), Parse("age"));
        Assert.Equal(new Expression.Name("patients", "age"), Parse("patients.age"));
        Assert.Equal(new Expression.MarkerAt("ccl5", "24h"), Parse("ccl5@24h"));
        Assert.Equal(new Expression.Name(null, "asOf"), Parse("asOf"));
    }

    [Fact]
    public void Parse_Literals_KeepTheirValues()
    {
        Assert.Equal(new Expression.Number(0.0015), Parse("1.5e-3"));
        Assert.Equal(new Expression.Number(-2), Parse("-2"));
        Assert.Equal(new Expression.Text("l'os"), Parse("'l''os'"));
        Assert.Equal(new Expression.Date(new DateOnly(2026, 1, 31)), Parse("date'2026-01-31'"));
        Assert.Equal(new Expression.Name(null, "date"), Parse("date"));
    }

    [Fact]
    public void Parse_MinOverRowsAndOverValues_AreToldApart()
    {
        Assert.IsType<Expression.Aggregate>(Parse("min(visits.day)"));
        Assert.IsType<Expression.Aggregate>(Parse("min(visits.(day + 1) where done)"));
        Assert.IsType<Expression.Call>(Parse("min(visits.day, 3)"));
        Assert.IsType<Expression.Call>(Parse("min(a)"));
    }

    [Fact]
    public void Parse_Aggregate_KeepsFilterOrderAndNearness()
    {
        var x = new Expression.Name(null, "x");
        var day = new Expression.Name(null, "day");
        Assert.Equal(
            new Expression.Aggregate(AggregateFunction.Nearest, "visits", x, new Expression.Binary(BinaryOperator.Greater, x, new Expression.Number(0)), day, new Expression.Number(30)),
            Parse("nearest(visits.x where x > 0 by day near 30)"));
        Assert.Equal(new Expression.Aggregate(AggregateFunction.Any, "visits", null, null, null, null), Parse("any(visits)"));
    }

    [Theory]
    [InlineData("", "the end at position 1 of: ", "a value: a number, a 'text', date'2026-01-31', a name, marker@timePoint, a function or \"(\"")]
    [InlineData("a +", "the end at position 4 of: a +", "a value: a number, a 'text', date'2026-01-31', a name, marker@timePoint, a function or \"(\"")]
    [InlineData("a b", "\"b\" at position 3 of: a b", "an operator or the end")]
    [InlineData("a < b < c", "\"<\" at position 7 of: a < b < c", "an operator or the end")]
    [InlineData("(a", "the end at position 3 of: (a", "\")\"")]
    [InlineData("if a then b", "the end at position 12 of: if a then b", "\"else\"")]
    [InlineData("a = \"RFA\"", "\"\"\" at position 5 of: a = \"RFA\"", "texts stand in single quotes, 'text'")]
    [InlineData("a = 'RFA", "a text without its closing quote at position 5 of: a = 'RFA", "' at its end")]
    [InlineData("a && b", "\"&\" at position 3 of: a && b", "\"and\"")]
    [InlineData("a in (b)", "\"b\" at position 7 of: a in (b)", "a number, a 'text', date'2026-01-31', true or false")]
    [InlineData("count(visits whre x)", "\"whre\" at position 14 of: count(visits whre x)", "\"where\", \"by\" or \")\"")]
    [InlineData("first(visits)", "\")\" at position 13 of: first(visits)", "\".\" and a field of the table")]
    [InlineData("nearest(v.x)", "\")\" at position 12 of: nearest(v.x)", "\"where\", \"by\" or \"near\"")]
    [InlineData("log(x)", "\"(\" after \"log\" at position 4 of: log(x)", "one of the functions log2, daysBetween, min, max, count, any, sum, first, last, nearest")]
    [InlineData("log2(x, y)", "2 values for log2 at position 1 of: log2(x, y)", "1")]
    [InlineData("date'2026-02-30'", "date'2026-02-30' at position 1 of: date'2026-02-30'", "a calendar date, date'2026-01-31'")]
    [InlineData("3x", "\"3x\" at position 1 of: 3x", "a number, or a name that begins with a letter")]
    [InlineData("1e999", "1e999 at position 1 of: 1e999", "a number below 1.8e308")]
    [InlineData("x is not", "the end at position 9 of: x is not", "\"missing\"")]
    public void Parse_SyntaxError_SaysWhereWhatAndWhatWasExpected(string source, string found, string expected)
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => ExpressionParser.Parse(source, "$.derived[2].expression"));
        Assert.Equal([new DefinitionProblem("plan.json", "$.derived[2].expression", found, expected)], error.Problems);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("not ")]
    [InlineData("if ")]
    public void Parse_DeepNesting_IsRefusedBeforeTheStackEnds(string opening)
    {
        var error = Assert.Throws<InvalidDefinitionException>(
            () => ExpressionParser.Parse(string.Concat(Enumerable.Repeat(opening, 900)) + "a", "$"));
        Assert.Equal("at most 64 levels of nesting", error.Problems.Single().Allowed);
    }

    [Fact]
    public void Parse_LongChain_IsRefused()
    {
        var error = Assert.Throws<InvalidDefinitionException>(
            () => ExpressionParser.Parse(string.Join(" + ", Enumerable.Repeat("a", 100_000)), "$"));
        Assert.Equal("at most 1000 words and signs in one expression", error.Problems.Single().Allowed);
    }

    private static Expression Parse(string source) => ExpressionParser.Parse(source, "$").Root;
}
