using System.Globalization;
using System.Text;

namespace StudyAnalysis.Html;

/// <summary>Escaping. Every text of a workbook or a definition passes here before it reaches a page.</summary>
internal static class HtmlText
{
    /// <summary>Text for element content and for quoted attributes. Control characters, and those that reorder text, become the replacement character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ when IsUnsafe(c) => "\uFFFD",
                _ => null,
            } ?? c.ToString());
        }

        return escaped.ToString();
    }

    /// <summary>A name usable as an id and in a link: letters, digits, "-", "_" and "."; anything else by its code.</summary>
    public static string Anchor(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            {
                safe.Append(c);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"_{(int)c:x}");
            }
        }

        return safe.Length == 0 || !char.IsAsciiLetter(safe[0]) ? "x" + safe : safe.ToString();
    }

    private static bool IsUnsafe(char c) =>
        (c < ' ' && c is not ('\n' or '\t')) || c is '\u007F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';
}
