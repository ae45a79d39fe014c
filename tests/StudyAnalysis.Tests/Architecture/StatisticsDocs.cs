using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>One public method of the statistics library: where it stands, what its documentation says, and its oracle folders.</summary>
internal sealed record DocumentedMethod(Type Type, string Name, string[] Docs, string[] Oracles)
{
    public string FullName => $"{Type.Name}.{Name}";

    public string Family => Type.Namespace!.Split('.')[^1];
}

/// <summary>The XML documentation of the statistics library, as text.</summary>
internal static partial class StatisticsDocs
{
    private static readonly BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Lazy<Dictionary<string, string>> Members = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Quantity).Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, Shown));

    /// <summary>Every method of a static class, and what else an oracle is given for; by family, class and name.</summary>
    public static DocumentedMethod[] Methods()
    {
        var covers = OracleCoverageTests.Covers().ToLookup(c => c.Method, c => c.Folder);
        var methods =
            from type in typeof(Quantity).Assembly.GetExportedTypes()
            from name in type.GetMethods(Declared).Where(m => m.ReturnType != typeof(MethodDescription)).Select(m => m.Name).Distinct()
            where type is { IsAbstract: true, IsSealed: true } || covers[$"{type.Name}.{name}"].Any()
            let method = new DocumentedMethod(type, name, Of(type, name), [.. covers[$"{type.Name}.{name}"]])
            select method;
        return [.. methods.OrderBy(m => m.Family, StringComparer.Ordinal).ThenBy(m => m.FullName, StringComparer.Ordinal)];
    }

    /// <summary>Documentation of a class; empty when it has none.</summary>
    public static string Of(Type type) => Members.Value.GetValueOrDefault("T:" + type.FullName, string.Empty);

    /// <summary>What follows "R:" up to the end of its sentence; null when it stands nowhere.</summary>
    public static string? RCall(string docs) => RSentence().Match(docs) is { Success: true } found ? found.Groups[1].Value.Trim() : null;

    /// <summary>Whether a published source or an oracle is named.</summary>
    public static bool HasSource(string docs) => Source().IsMatch(docs);

    /// <summary>The first sentence.</summary>
    public static string FirstSentence(string docs) => Sentence().Match(docs).Value.TrimEnd('.', ' ');

    // Overloads of one name, each with its own text.
    private static string[] Of(Type type, string name)
    {
        var start = $"M:{type.FullName}.{name}";
        return [.. Members.Value.Where(m => m.Key.StartsWith(start, StringComparison.Ordinal) && m.Key[start.Length..] is "" or ['(' or '`', ..]).Select(m => m.Value)];
    }

    private static string Shown(XElement member) => string.Join(' ', member.Elements()
        .Where(e => e.Name.LocalName is "summary" or "remarks" or "returns")
        .OrderBy(e => e.Name.LocalName switch { "summary" => 0, "remarks" => 1, _ => 2 })
        .Select(e => Space().Replace(string.Concat(e.Nodes().Select(Shown)), " ").Trim()));

    private static string Shown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => cref.Value.Split('(')[0].Split('.')[^1],
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")!.Value,
        XElement other => string.Concat(other.Nodes().Select(Shown)),
        _ => string.Empty,
    };

    // A full stop inside a call does not end the sentence.
    [GeneratedRegex(@"\bR: ((?:`[^`]*`|[^`.]|\.(?!\s|$))+)")]
    private static partial Regex RSentence();

    [GeneratedRegex(@"^(?:`[^`]*`|[^`.]|\.(?!\s|$))+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(Source|Oracle)s?\b|\b(18|19|20)\d\d\b")]
    private static partial Regex Source();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
