using System.CommandLine;
using System.CommandLine.Parsing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Says what of a command line is not understood, in the language asked for.</summary>
internal static class BadArgument
{
    /// <summary>The faults of a command line, each once; the parser's own words only where it has more to say.</summary>
    public static IEnumerable<string> Messages(ParseResult parsed, Language language)
    {
        if (parsed.CommandResult.Command is { Subcommands.Count: > 0 } group)
        {
            var verbs = string.Join(", ", group.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
            return
            [
                parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-')
                    ? language.Pick($"there is no verb '{first}'; the verbs are {verbs}.", $"il n’y a pas de verbe « {first} » ; les verbes sont {verbs}.")
                    : language.Pick($"say what to do: {verbs}.", $"dites que faire : {verbs}."),
            ];
        }

        // The parser names each word it could not place as an error of its own; one sentence does.
        var unplaced = parsed.UnmatchedTokens;
        var others = parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)
            .Where(m => !unplaced.Any(t => m.Contains($"'{t}'", StringComparison.Ordinal))).ToArray();
        return others.Length > 0
            ? others
            : [language.Pick($"'{string.Join(' ', unplaced)}' is not understood here.", $"« {string.Join(' ', unplaced)} » n’est pas compris ici.")];
    }

    /// <summary>Refuses an empty text, which a shell gives for a variable that is not set.</summary>
    public static void RefuseEmpty(SymbolResult result, string name, Language language)
    {
        if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
        {
            result.AddError(language.Pick($"{name} is given, but empty.", $"{name} est donné, mais vide."));
        }
    }

    /// <summary>Refuses a workbook that is a mistyped option.</summary>
    public static void RefuseOption(SymbolResult result, Language language)
    {
        if (result.Tokens is [{ Value: ['-', _, ..] text }])
        {
            result.AddError(language.Pick($"there is no option '{text}'.", $"il n’y a pas d’option « {text} »."));
        }
    }
}
