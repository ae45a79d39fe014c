namespace StudyAnalysis.Blocks;

/// <summary>Words put together into sentences.</summary>
public static class Wording
{
    /// <summary>The text with a capital at its start, for the start of a sentence; names such as mRNA stay as they are.</summary>
    public static string Capital(string text)
    {
        var word = text.Split(' ', 2)[0];
        return word.Length < 2 || word.Any(c => char.IsUpper(c) || char.IsDigit(c)) ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
