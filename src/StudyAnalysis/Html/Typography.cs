using System.Text.RegularExpressions;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Html;

/// <summary>Spaces that must not break: between a sign and its number, and before the double punctuation of French.</summary>
internal static partial class Typography
{
    /// <summary>The text with its spaces set.</summary>
    public static string Of(string text, Language language)
    {
        var tied = text.Replace("n = ", "n\u00A0=\u00A0", StringComparison.Ordinal).Replace("× ", "×\u00A0", StringComparison.Ordinal);
        return language == Language.French ? French().Replace(tied, Tied) : tied;
    }

    private static string Tied(Match match) => match.Value[0] is '«' ? "«\u00A0" : "\u00A0" + match.Value.TrimStart(' ', '\u00A0');

    // A colon inside a word, a time or an address has no space after it and stays as it is.
    [GeneratedRegex("« |[ \u00A0]?[;:!?](?=\\s|$)|[ \u00A0]»", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex French();
}
