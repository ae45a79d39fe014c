using System.Text;

namespace StudyAnalysis.Schema;

/// <summary>How the sheet names and headers of a definition are compared: without case, accents, spaces and punctuation, as import does.</summary>
internal static class Spelling
{
    /// <summary>Letters and digits alone, lower case, without accents; equal for spellings that mean the same.</summary>
    public static string Normalize(string text)
    {
        var letters = new StringBuilder(text.Length);
        var plain = text.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase);
        foreach (var c in plain.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit))
        {
            letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }
}
