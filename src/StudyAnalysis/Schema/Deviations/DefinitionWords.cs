using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Schema.Deviations;

/// <summary>The words of a part of a definition that may name something else of it: those of options and expressions, not those for people.</summary>
internal static partial class DefinitionWords
{
    // Levels and kinds have properties of their own; their words may be names of fields or endpoints as well.
    private static readonly ImmutableHashSet<string> s_noNames =
    [
        "id", "name", "codes", "missingCodes", "level", "kind", "role", "type", "scale", "label", "title", "question", "description", "reason", "atRiskReason", "plural", "outcomeLabel",
        "expected", "action", "simulate", "headers", "sheetAliases",
    ];

    /// <summary>Every word that may be a name, and whether it is all of its text: names of populations and endpoints stand alone, those of fields in expressions too.</summary>
    public static IEnumerable<(string Word, bool IsWhole)> Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Where(p => !s_noNames.Contains(p.Name)).SelectMany(p => Of(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Of),
        JsonValueKind.String => Words(element.GetString()!),
        _ => [],
    };

    private static IEnumerable<(string Word, bool IsWhole)> Words(string text)
    {
        yield return (text, true);
        foreach (var word in Word().Matches(text).Select(m => m.Value))
        {
            yield return (word, false);
            var dot = word.IndexOf('.', StringComparison.Ordinal);

            // The minus of an expression may stand without blanks around it.
            foreach (var part in dot >= 0 ? [word[..dot]] : word.Split('-'))
            {
                yield return (part, false);
            }
        }
    }

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}_][\p{L}\p{N}_]*)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
