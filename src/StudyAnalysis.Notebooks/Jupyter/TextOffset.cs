namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Places in a text: the protocol counts Unicode code points, .NET UTF-16 units.</summary>
internal static class TextOffset
{
    /// <summary>The UTF-16 position after a number of code points; the end of the text when it has fewer.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var at = 0;
        for (var left = codePoints; left > 0 && at < text.Length; left--)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return at;
    }

    /// <summary>The number of code points before a UTF-16 position.</summary>
    public static int ToCodePoints(string text, int position)
    {
        var count = 0;
        for (var at = 0; at < Math.Min(position, text.Length); count++)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return count;
    }
}
