namespace StudyAnalysis.Blocks;

/// <summary>Alignment of a column.</summary>
public enum Alignment
{
    /// <summary>Left, for text.</summary>
    Left,

    /// <summary>Right, for numbers.</summary>
    Right,

    /// <summary>Centre.</summary>
    Center,
}
