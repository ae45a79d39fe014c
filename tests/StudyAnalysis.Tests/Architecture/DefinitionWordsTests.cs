using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace StudyAnalysis.Tests.Architecture;

/// <summary>Everything particular to a study stands in its definition: none of its words occurs in the program.</summary>
public sealed partial class DefinitionWordsTests
{
    /// <summary>Words of a definition that are also words of the program for a reason of its own.</summary>
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["patient"] = "the first level, and the word for a person in messages",
        ["patients"] = "the same in the plural",
        ["age"] = "no use of it as a field; the word stands in R calls of documentation only",
        ["yes"] = "a spelling of true",
        ["no"] = "a spelling of false",
        ["male"] = "never used as a code",
        ["other"] = "English",
        ["none"] = "a word of the plan language",
        ["unknown"] = "English",
        ["time"] = "ARD vocabulary",
        ["status"] = "ARD vocabulary",
        ["event"] = "ARD vocabulary",
        ["low"] = "an end of an interval",
        ["high"] = "an end of an interval",
        ["unit"] = "a word of the dictionary language",
        ["value"] = "a word of the dictionary language",
        ["date"] = "a word of the dictionary language",
        ["replicate"] = "a word of the plan language",
        ["size"] = "a property of charts",
        ["height"] = "a property of charts",
        ["right"] = "a property of charts",
        ["left"] = "a property of charts",
        ["margin"] = "a property of charts",
        ["line"] = "a property of charts",
        ["group"] = "a property of charts",
        ["before"] = "a word of the simulate language",
        ["after"] = "a word of the simulate language",
        ["open"] = "the state of a query",
        ["samples"] = "English, the legend of a figure",
        ["enrolled"] = "English, the legend of a figure",
        ["screening"] = "the context of screening counts in results",
        ["opposed"] = "a rule of the ledger",
        ["session"] = "a field of Jupyter's messages",
        ["stop"] = "a field of Jupyter's messages",
        ["long"] = "a type of C#, of parameters in notebooks",
    };

    public static TheoryData<string> Definitions => ["rfa-crlm", "colon-moertel"];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void NoNameOfADefinition_OccursInTheProgram(string study)
    {
        var vocabulary = LanguageWords();
        var names = Names(study).Where(n => n.Length >= 3 && !vocabulary.Contains(n) && !Shared.ContainsKey(n)).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(names);
        var faults =
            from file in Repository.Sources("src")
            where !Repository.Shown(file).StartsWith("src/StudyAnalysis.Statistics/", StringComparison.Ordinal)
            from literal in SourceText.StringLiterals(File.ReadAllText(file))
            where names.Contains(literal)
            select $"{Repository.Shown(file)}: \"{literal}\"";
        Assert.Empty(faults.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Fields, codes, markers, derived variables, analytes and group codes of a definition.</summary>
    private static IEnumerable<string> Names(string study)
    {
        using var dictionary = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("data-schema", study, "datapackage.json")));
        using var plan = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("data-schema", study, "plan.json")));
        var names = new List<string>();
        foreach (var table in dictionary.RootElement.GetProperty("resources").EnumerateArray())
        {
            names.Add(table.GetProperty("name").GetString()!);
            foreach (var field in table.GetProperty("schema").GetProperty("fields").EnumerateArray())
            {
                names.Add(field.GetProperty("name").GetString()!);
                names.AddRange(Values(field, "codes", "value"));
            }
        }

        foreach (var part in new[] { "markers", "derived", "endpoints", "populations", "timePoints" })
        {
            names.AddRange(Values(plan.RootElement, part, "id"));
        }

        if (plan.RootElement.TryGetProperty("derived", out var derived))
        {
            names.AddRange(derived.EnumerateArray().SelectMany(d => Values(d, "codes", "value")));
        }

        return names;
    }

    private static IEnumerable<string> Values(JsonElement parent, string array, string property) =>
        parent.TryGetProperty(array, out var items)
            ? [.. items.EnumerateArray().Select(i => i.TryGetProperty(property, out var v) ? v.ToString() : string.Empty)]
            : [];

    /// <summary>Property names and enumeration values of the two JSON Schemas: the language itself, free to the program.</summary>
    private static HashSet<string> LanguageWords()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Repository.PathOf("data-schema", "schemas"), "*.json"))
        {
            words.UnionWith(QuotedWords().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value));
        }

        return words;
    }

    [GeneratedRegex("\"([A-Za-z0-9_.+-]+)\"")]
    private static partial Regex QuotedWords();
}
