using System.Globalization;
using System.Text;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Comparing what people type: case, accents, spaces and punctuation put aside.</summary>
internal static class Folding
{
    /// <summary>Letters and digits alone, lower case, without accents.</summary>
    public static string Strong(string text) => Fold(text, keepPunctuation: false);

    /// <summary>Lower case, without accents and outer spaces, inner white space as one space; punctuation stays.</summary>
    public static string Light(string text) => Fold(text, keepPunctuation: true);

    /// <summary>White space of any kind at both ends removed, also non-breaking and zero-width.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text : text[start..end];
    }

    /// <summary>White space as people cannot see it: also zero-width and byte order marks.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD';

    /// <summary>Words of a text: runs of letters and digits, folded.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(Strong(word.ToString()));
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(Strong(word.ToString()));
        }

        return words;
    }

    /// <summary>What sets two names apart though their letters and digits agree: the signs + − &lt; &gt; and whatever else carries meaning.
    /// A hyphen inside a word is spelling, unless the text has other signs, as CD8-PD1+ has; between two digits or two Roman numerals, as in 1-2
    /// and I-II, any mark counts.</summary>
    public static string Marks(string text)
    {
        var signed = string.Join(' ', Light(text).Split(' ').Select(Spelling.Signed));
        var hasSigns = signed.AsSpan().ContainsAny('+', '<', '>');
        var marks = new StringBuilder();
        for (var i = 0; i < signed.Length; i++)
        {
            if (!char.IsLetterOrDigit(signed[i]) && signed[i] != ' ' && !IsSpelling(signed, i, hasSigns))
            {
                marks.Append(signed[i]);
            }
        }

        return marks.ToString();
    }

    /// <summary>The nearest of some names when it is near enough to be what was meant; else null. Names with other signs are other markers,
    /// however near their letters are.</summary>
    public static string? Nearest(string text, IEnumerable<string> names)
    {
        var folded = Strong(text);
        var signs = Signs(text);
        var best = names
            .Where(n => Signs(n) == signs)
            .Select(n => (Name: n, Folded: Strong(n)))
            .Where(n => n.Folded.Length > 0 && folded.Length > 0)
            .Select(n => (n.Name, Distance: Distance(folded, n.Folded), Longest: Math.Max(folded.Length, n.Folded.Length)))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is not null && best.Distance * 10 <= best.Longest * (best.Longest < 6 ? 4 : 5) ? best.Name : null;
    }

    private static string Signs(string text) => string.Concat(Marks(text).Where(c => c is '+' or '-' or '<' or '>'));

    private static bool IsSpelling(string text, int at, bool hasSigns)
    {
        var before = text[..at].TrimEnd().LastOrDefault();
        var after = text[(at + 1)..].TrimStart().FirstOrDefault();
        var isJoint = (char.IsDigit(before) && char.IsDigit(after)) || (before is 'i' or 'v' or 'x' && after is 'i' or 'v' or 'x');
        return !isJoint && (text[at] is '.' or ',' or '_' or '\'' or ':' or ';' || (text[at] == '-' && !hasSigns && IsInsideAWord(text, at)));
    }

    private static bool IsInsideAWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static string Fold(string text, bool keepPunctuation)
    {
        var result = new StringBuilder(text.Length);
        var wasSpace = true;
        foreach (var c in Normal(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            {
                continue;
            }

            if (char.IsLetterOrDigit(c) || (keepPunctuation && !IsSpace(c)))
            {
                result.Append(char.ToLowerInvariant(c));
                wasSpace = false;
            }
            else if (keepPunctuation && !wasSpace)
            {
                result.Append(' ');
                wasSpace = true;
            }
        }

        return keepPunctuation && wasSpace && result.Length > 0 ? result.ToString(0, result.Length - 1) : result.ToString();
    }

    // Ligatures have no decomposition in Unicode; lone surrogates cannot be normalised at all.
    private static string Normal(string text)
    {
        var plain = text.Replace("œ", "oe", StringComparison.Ordinal).Replace("Œ", "oe", StringComparison.Ordinal)
            .Replace("æ", "ae", StringComparison.Ordinal).Replace("Æ", "ae", StringComparison.Ordinal);
        return System.Text.Ascii.IsValid(plain) || HasLoneSurrogate(plain) ? plain : plain.Normalize(NormalizationForm.FormKD);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] is '\uFFFE' or '\uFFFF')
            {
                return true;
            }
        }

        return false;
    }

    private static int Distance(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100)
        {
            return Math.Max(a.Length, b.Length);
        }

        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
