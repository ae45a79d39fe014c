using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>A parameter that a notebook declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as declared, "var" resolved from its default: string, int, long, double, decimal, bool, DateOnly or DateTime, maybe with "?"; else as it stands.</param>
/// <param name="Default">Its default as it stands in the cell.</param>
public sealed record NotebookParameter(string Name, string Type, string Default)
{
    /// <summary>The parameters a cell declares, in order.</summary>
    internal static ImmutableArray<NotebookParameter> In(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script)).GetCompilationUnitRoot();
        return
        [
            .. from member in root.Members
               let declaration = member switch
               {
                   FieldDeclarationSyntax field => field.Declaration,
                   GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Declaration,
                   _ => null,
               }
               where declaration is not null
               from variable in declaration.Variables
               let value = variable.Initializer?.Value
               select new NotebookParameter(variable.Identifier.Text, TypeOf(declaration.Type, value), value?.ToString() ?? "default"),
        ];
    }

    /// <summary>A C# literal of this parameter's type for a value typed by a person; null when it does not fit.</summary>
    internal string? Literal(string text)
    {
        var type = Type.TrimEnd('?');
        if (Type.EndsWith('?') && text == "null")
        {
            return "null";
        }

        var invariant = CultureInfo.InvariantCulture;
        return type switch
        {
            "string" => SymbolDisplay.FormatLiteral(text, quote: true),
            "int" when int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var value) => value.ToString(invariant),
            "long" when long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var value) => value.ToString(invariant) + "L",
            "double" when double.TryParse(text, NumberStyles.Float, invariant, out var value) && double.IsFinite(value) => value.ToString("R", invariant) + "d",
            "decimal" when decimal.TryParse(text, NumberStyles.Float, invariant, out var value) => value.ToString(invariant) + "m",
            "bool" when bool.TryParse(text, out var value) => value ? "true" : "false",
            "DateOnly" when DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var value) =>
                string.Create(invariant, $"new DateOnly({value.Year}, {value.Month}, {value.Day})"),
            "DateTime" when DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], invariant, DateTimeStyles.None, out var value) =>
                string.Create(invariant, $"new DateTime({value.Year}, {value.Month}, {value.Day}, {value.Hour}, {value.Minute}, {value.Second})"),
            _ => null,
        };
    }

    /// <summary>Whether values of this type can be given on a command line at all.</summary>
    internal bool IsSettable => Type.TrimEnd('?') is "string" or "int" or "long" or "double" or "decimal" or "bool" or "DateOnly" or "DateTime";

    private static string TypeOf(TypeSyntax type, ExpressionSyntax? value)
    {
        var written = type.ToString();
        return written is "var" ? Inferred(value) : written switch
        {
            "String" or "System.String" => "string",
            "System.DateOnly" => "DateOnly",
            "System.DateTime" => "DateTime",
            _ => written,
        };
    }

    private static string Inferred(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax { Token.Value: { } literal } => LiteralType(literal),
        PrefixUnaryExpressionSyntax { Operand: var operand } => Inferred(operand),
        InterpolatedStringExpressionSyntax => "string",
        ObjectCreationExpressionSyntax created => created.Type.ToString(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "DateOnly" or "DateTime" } owner } } => owner.Identifier.Text,
        _ => "var",
    };

    private static string LiteralType(object literal) => literal switch
    {
        string => "string",
        int => "int",
        long => "long",
        double => "double",
        decimal => "decimal",
        bool => "bool",
        _ => "var",
    };
}
