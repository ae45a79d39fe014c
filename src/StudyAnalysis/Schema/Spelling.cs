using System.Text;

namespace StudyAnalysis.Schema;

/// <summary>How the sheet names and headers of a definition are compared, as import does.</summary>
internal static class Spelling
{
    /// <summary>Letters and digits alone, lower case, without accents; equal for sheet names that mean the same.</summary>
    public static string Normalize(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in Plain(text).Where(char.IsLetterOrDigit))
        {
            letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }

    /// <summary>Lower case, without accents and spaces; signs stay, since CD8+PD1+ and CD8+PD1- are two markers. Dashes and apostrophes of
    /// every shape count as the plain ones.</summary>
    public static string Signed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in Plain(text))
        {
            switch (char.GetUnicodeCategory(c))
            {
                case System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark
                    or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control:
                    break;
                case System.Globalization.UnicodeCategory.DashPunctuation:
                    result.Append('-');
                    break;
                default:
                    if (!char.IsWhiteSpace(c))
                    {
                        result.Append(c is '\u2212' or '\u207B' ? '-' : c is '\u2019' or '\u02BC' or '\u2018' ? '\'' : char.ToLowerInvariant(c));
                    }

                    break;
            }
        }

        return result.ToString();
    }

    // Ligatures have no decomposition in Unicode; what is not valid UTF-16 cannot be decomposed at all.
    private static string Plain(string text)
    {
        var plain = text.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase);
        try
        {
            return Ascii.IsValid(plain) ? plain : plain.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return plain;
        }
    }
}
