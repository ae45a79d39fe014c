namespace StudyAnalysis.Blocks;

/// <summary>Styles of paragraphs.</summary>
public enum ParagraphStyle
{
    /// <summary>Body text.</summary>
    Body,

    /// <summary>The result sentence of an analysis.</summary>
    Result,

    /// <summary>Small print: notes, methods.</summary>
    Note,

    /// <summary>Lead text of page one.</summary>
    Lead,
}
