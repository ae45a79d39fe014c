using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>Reads an expression of the plan language; the grammar is in data-schema/README.md.</summary>
public static class ExpressionParser
{
    /// <summary>Most words and signs in one expression: definitions are input like any other, and evaluators recurse.</summary>
    public const int MaximumTokens = 1000;

    /// <summary>Deepest nesting of parentheses, "not", "-" and "if".</summary>
    public const int MaximumDepth = 64;

    /// <summary>Words that cannot be names of fields, derived variables or markers.</summary>
    public static ImmutableArray<string> ReservedWords { get; } =
        ["if", "then", "else", "or", "and", "not", "in", "is", "missing", "true", "false", "asOf", "where", "by", "near"];

    /// <summary>Reads an expression.</summary>
    /// <param name="source">As written.</param>
    /// <param name="jsonPath">Where it stands in plan.json.</param>
    /// <exception cref="InvalidDefinitionException">It is not an expression; the problem says where, what stands there and what was expected.</exception>
    public static SourcedExpression Parse(string source, string jsonPath) =>
        TryParse(source, jsonPath, out var expression, out var problem) ? expression : throw new InvalidDefinitionException([problem]);

    /// <summary>Reads an expression, or says why it is none.</summary>
    /// <param name="source">As written.</param>
    /// <param name="jsonPath">Where it stands in plan.json.</param>
    /// <param name="expression">The expression, when there is one.</param>
    /// <param name="problem">The problem, when there is none.</param>
    public static bool TryParse(
        string source,
        string jsonPath,
        [NotNullWhen(true)] out SourcedExpression? expression,
        [NotNullWhen(false)] out DefinitionProblem? problem)
    {
        try
        {
            var tokens = new ExpressionTokenizer(source).Tokenize(MaximumTokens);
            expression = new SourcedExpression(new ExpressionReader(tokens).ReadAll(), source, jsonPath);
            problem = null;
            return true;
        }
        catch (ExpressionSyntaxException e)
        {
            expression = null;
            problem = new DefinitionProblem(
                "plan.json", jsonPath, string.Create(CultureInfo.InvariantCulture, $"{e.Found} at position {e.Position} of: {Shorten(source)}"), e.Expected);
            return false;
        }
    }

    private static string Shorten(string source) => source.Length <= 200 ? source : source[..200] + "…";
}
