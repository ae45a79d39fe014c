namespace StudyAnalysis.Import.Reading;

/// <summary>Counts cells and characters against the limits, and keeps one copy of repeated texts.</summary>
internal sealed class CellBudget(ReadLimits limits, string path)
{
    // Enough for the codes, units and names of a study; free texts are seldom repeated.
    private const int InternedTexts = 50_000;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private long _characters;
    private int _cells;

    /// <summary>One more cell.</summary>
    public void Cell()
    {
        if (++_cells > limits.Cells)
        {
            throw Unreadable.TooLarge(path, $"{limits.Cells} cells");
        }
    }

    /// <summary>A text, the same object for the same text.</summary>
    public string Text(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        _characters += text.Length;
        if (_characters > limits.TextCharacters)
        {
            throw Unreadable.TooLarge(path, $"{limits.TextCharacters >> 20} M characters");
        }

        if (_texts.Count < InternedTexts)
        {
            _texts.Add(text);
        }

        return text;
    }
}
