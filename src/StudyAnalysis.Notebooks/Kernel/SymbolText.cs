using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Names in words: signature, and what the documentation comment says.</summary>
internal static partial class SymbolText
{
    private const int LongestSignature = 240;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue)
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue)
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    /// <summary>Of several symbols of one name the first, with the number of the others.</summary>
    public static string Signature(ImmutableArray<ISymbol> symbols)
    {
        var whole = Signature(symbols[0]);
        var first = whole.Length > LongestSignature ? whole[..LongestSignature] + "…" : whole;
        return symbols.Length == 1 ? first : $"{first} (+ {Invariant.Text(symbols.Length - 1)} more)";
    }

    /// <summary>The summary of a documentation comment in one paragraph; empty without one.</summary>
    public static string Summary(ISymbol symbol, CancellationToken cancellation) => Read(Documentation(symbol, cancellation)?.Element("summary"));

    /// <summary>Signature and documentation, as plain text and as HTML.</summary>
    public static MimeBundle Explain(ISymbol symbol, Compilation compilation, bool detailed, CancellationToken cancellation)
    {
        var docs = Documentation(symbol, cancellation);
        var parts = new List<(string Title, string Text)>();
        Add(parts, string.Empty, Read(docs?.Element("summary")));
        if (detailed && docs is not null)
        {
            parts.AddRange(docs.Elements("typeparam").Select(p => ($"{p.Attribute("name")?.Value}", Read(p))));
            parts.AddRange(docs.Elements("param").Select(p => ($"{p.Attribute("name")?.Value}", Read(p))));
            Add(parts, "Returns", Read(docs.Element("returns")));
            parts.AddRange(docs.Elements("exception").Select(e => ($"Throws {e.Attribute("cref")?.Value.Split('.')[^1]}", Read(e))));
            Add(parts, "Remarks", Read(docs.Element("remarks")));
        }

        var signatures = Overloads(symbol, compilation).Select(Signature).Distinct(StringComparer.Ordinal).Take(detailed ? 20 : 5).ToImmutableArray();
        var text = new StringBuilder(string.Join('\n', signatures));
        var html = new StringBuilder($"<pre>{WebUtility.HtmlEncode(string.Join('\n', signatures))}</pre>");
        foreach (var (title, content) in parts)
        {
            text.Append("\n\n").Append(title.Length == 0 ? content : $"{title}: {content}");
            html.Append("<p>").Append(title.Length == 0 ? string.Empty : $"<b>{WebUtility.HtmlEncode(title)}</b>: ").Append(WebUtility.HtmlEncode(content)).Append("</p>");
        }

        return MimeBundle.HtmlWithText(html.ToString(), text.ToString());
    }

    private static void Add(List<(string Title, string Text)> parts, string title, string text)
    {
        if (text.Length > 0)
        {
            parts.Add((title, text));
        }
    }

    private static string Signature(ISymbol symbol) => symbol switch
    {
        // What the session declared is a variable to its reader.
        IFieldSymbol { ContainingType.IsScriptClass: true } field => $"{TypeName(field.Type)} {field.Name}",
        IMethodSymbol { ContainingType.IsScriptClass: true } method => method.ToDisplayString(Format.WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters)),
        ILocalSymbol local => $"{TypeName(local.Type)} {local.Name}",
        IMethodSymbol { ReducedFrom: { } extension } => $"{extension.ToDisplayString(Format)} (extension)",
        _ => symbol.ToDisplayString(Format),
    };

    private static string TypeName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static IEnumerable<ISymbol> Overloads(ISymbol symbol, Compilation compilation)
    {
        if (symbol is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            return [symbol, .. type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public && !c.IsImplicitlyDeclared)];
        }

        return symbol is IMethodSymbol { ContainingType: { } owner } method
            ? [symbol, .. owner.GetMembers(method.Name).Where(m => !SymbolEqualityComparer.Default.Equals(m, method) && compilation.IsSymbolAccessibleWithin(m, compilation.Assembly))]
            : [symbol];
    }

    private static XElement? Documentation(ISymbol symbol, CancellationToken cancellation)
    {
        var definition = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition;
        var xml = definition.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return null;
        }

        try
        {
            return XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>");
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Read(XElement? element)
    {
        if (element is null)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        Read(element, text);
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static void Read(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText content)
            {
                text.Append(content.Value);
            }
            else if (node is XElement child)
            {
                var name = child.Attribute("cref")?.Value ?? child.Attribute("name")?.Value ?? child.Attribute("langword")?.Value;
                text.Append(child.IsEmpty && name is not null ? Short(name) : child.Name.LocalName is "para" or "item" ? " " : string.Empty);
                Read(child, text);
            }
        }
    }

    // "M:A.B.C(System.Int32)" is C to a reader.
    private static string Short(string reference)
    {
        var name = reference.Length > 2 && reference[1] == ':' ? reference[2..] : reference;
        return name.Split('(')[0].Split('.')[^1].Split('`')[0];
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
