namespace StudyAnalysis.Import.Privacy;

/// <summary>Where in a notebook something stands.</summary>
public enum NotebookPart
{
    /// <summary>What was typed into a cell: code with its comments, or text.</summary>
    Source,

    /// <summary>What a cell printed or showed.</summary>
    Output,

    /// <summary>The notes of programs on a cell, or on the notebook.</summary>
    Metadata,

    /// <summary>A file attached to a cell, or its name.</summary>
    Attachment,

    /// <summary>The name of the file.</summary>
    FileName,
}
