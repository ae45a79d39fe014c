using System.Globalization;
using System.Text;

namespace StudyAnalysis.Import.Writing;

/// <summary>Text as a workbook can hold it.</summary>
internal static class CellText
{
    /// <summary>Longest text of a cell.</summary>
    public const int MaximumLength = 32_767;

    /// <summary>Whether a spreadsheet could take the text for a formula when it is typed or exported again.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>The text with what XML cannot hold in the workbook's own escape (_x0001_), cut at the longest a cell holds.</summary>
    public static string Escape(string text)
    {
        if (text.Length <= MaximumLength && !NeedsEscape(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length && result.Length < MaximumLength - 8; i++)
        {
            Append(result, text, ref i);
        }

        return result.ToString();
    }

    /// <summary>The text of an escape sequence decoded; reading turns _x000D_ back into its character.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscapeAt(text, i))
            {
                result.Append((char)ushort.Parse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 6;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, string text, ref int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            result.Append(c).Append(text[++i]);
        }
        else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
        {
            result.Append('\uFFFD');
        }
        else if (IsControl(c) || IsEscapeAt(text, i))
        {
            result.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
        }
        else
        {
            result.Append(c);
        }
    }

    private static bool NeedsEscape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c) || c >= '\uFFFE' || IsControl(c) || (c == '_' && IsEscapeAt(text, i)))
            {
                return true;
            }
        }

        return false;
    }

    // A carriage return would come back as a line feed: XML normalises line ends.
    private static bool IsControl(char c) => c < ' ' && c is not ('\t' or '\n');

    private static bool IsEscapeAt(string text, int i) =>
        text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
        && char.IsAsciiHexDigit(text[i + 2]) && char.IsAsciiHexDigit(text[i + 3])
        && char.IsAsciiHexDigit(text[i + 4]) && char.IsAsciiHexDigit(text[i + 5]);
}
