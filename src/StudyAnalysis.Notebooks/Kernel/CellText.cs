using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>A cell, taken apart: the directives of notebooks, and the C# with blanks in their place.</summary>
/// <param name="Code">The C#, every line where it was.</param>
/// <param name="Directives">The directives in order.</param>
internal sealed partial record CellText(string Code, ImmutableArray<CellDirective> Directives)
{
    public static CellText Read(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal) || !Candidate().IsMatch(text))
        {
            return new CellText(text, []);
        }

        var code = new StringBuilder(text);
        var found = ImmutableArray.CreateBuilder<CellDirective>();
        var skipping = false;
        var inString = InStrings(text);
        foreach (Match line in Lines().Matches(text))
        {
            var directive = inString(line.Index) ? null : CellDirective.Read(line.Value.Trim());
            skipping = directive is { Kind: DirectiveKind.OtherLanguage } || (skipping && directive is not { Kind: DirectiveKind.CSharp });
            if (directive is not null || skipping)
            {
                Blank(code, line.Index, line.Length);
            }

            if (directive is not null && (!skipping || directive.Kind == DirectiveKind.OtherLanguage))
            {
                found.Add(directive with { Line = 1 + text.AsSpan(0, line.Index).Count('\n') });
            }
        }

        return new CellText(code.ToString(), found.ToImmutable());
    }

    // A line that starts like a directive may be text of the cell: whether it is, the tokens tell.
    private static Func<int, bool> InStrings(string text)
    {
        if (!text.Contains("\"\"\"", StringComparison.Ordinal) && !text.Contains("@\"", StringComparison.Ordinal)
            && !text.Contains("@$\"", StringComparison.Ordinal) && !text.Contains("/*", StringComparison.Ordinal))
        {
            return _ => false;
        }

        // Directives of notebooks are none of the compiler's: it reads past them as comments.
        var readable = Candidate().Replace(text, m => m.Groups["indent"].Value + "//" + m.Groups["mark"].Value[1..]);
        var shift = 0;
        var starts = Candidate().Matches(text).ToDictionary(m => m.Index, m => m.Index + shift++);
        var root = CSharpSyntaxTree.ParseText(readable, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script)).GetRoot();
        return position =>
        {
            var place = starts.TryGetValue(position, out var shifted) ? shifted : position;
            var trivia = root.FindTrivia(place);
            var token = root.FindToken(place);
            return token.Span.Contains(place) || (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && trivia.SpanStart < place);
        };
    }

    private static void Blank(StringBuilder code, int start, int length)
    {
        for (var i = start; i < start + length; i++)
        {
            if (code[i] is not ('\r' or '\n'))
            {
                code[i] = ' ';
            }
        }
    }

    [GeneratedRegex(@"^(?<indent>[ \t]*)(?<mark>#(!|r\b|i\b|load\b))", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"^.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines();
}

/// <summary>What a directive does.</summary>
internal enum DirectiveKind
{
    /// <summary>An assembly by its path.</summary>
    Assembly,

    /// <summary>A package.</summary>
    Package,

    /// <summary>A source of packages.</summary>
    PackageSource,

    /// <summary>Cells of a file.</summary>
    Import,

    /// <summary>How long the cell takes.</summary>
    Time,

    /// <summary>Names of the variables.</summary>
    Who,

    /// <summary>Names, types and values of the variables.</summary>
    Whos,

    /// <summary>C# follows.</summary>
    CSharp,

    /// <summary>Text in another language follows.</summary>
    OtherLanguage,

    /// <summary>None that this kernel knows.</summary>
    Unknown,
}

/// <summary>One directive.</summary>
internal sealed partial record CellDirective(DirectiveKind Kind, string Argument, int Line)
{
    private static readonly string[] Languages = ["markdown", "fsharp", "f#", "pwsh", "powershell", "javascript", "js", "html", "sql", "kql", "mermaid", "http", "value", "meta"];

    /// <summary>The directive on a line; null when there is none.</summary>
    public static CellDirective? Read(string line)
    {
        if (Reference().Match(line) is { Success: true } reference)
        {
            var target = reference.Groups["target"].Value.Trim();
            return target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
                ? new CellDirective(DirectiveKind.Package, target[6..].Trim(), 0)
                : new CellDirective(DirectiveKind.Assembly, target, 0);
        }

        if (Load().Match(line) is { Success: true } load)
        {
            return new CellDirective(DirectiveKind.Import, load.Groups["target"].Value.Trim().Trim('"'), 0);
        }

        return line.StartsWith("#i", StringComparison.Ordinal) && Source().Match(line) is { Success: true } source
            ? new CellDirective(DirectiveKind.PackageSource, source.Groups["target"].Value.Trim(), 0)
            : line.StartsWith("#!", StringComparison.Ordinal) ? Magic(line[2..].Trim()) : null;
    }

    private static CellDirective Magic(string text)
    {
        var space = text.IndexOfAny([' ', '\t']);
        var (name, argument) = space < 0 ? (text, string.Empty) : (text[..space], text[space..].Trim().Trim('"'));
        var kind = name switch
        {
            "import" or "load" => DirectiveKind.Import,
            "time" => DirectiveKind.Time,
            "who" => DirectiveKind.Who,
            "whos" => DirectiveKind.Whos,
            "csharp" or "c#" or "cs" => DirectiveKind.CSharp,
            _ when Languages.Contains(name, StringComparer.Ordinal) => DirectiveKind.OtherLanguage,
            _ => DirectiveKind.Unknown,
        };
        return new CellDirective(kind, kind is DirectiveKind.Unknown or DirectiveKind.OtherLanguage ? name : argument, 0);
    }

    [GeneratedRegex("^#r\\s+\"(?<target>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("^#load\\s+(?<target>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Load();

    [GeneratedRegex("^#i\\s+\"(nuget:)?(?<target>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();
}
