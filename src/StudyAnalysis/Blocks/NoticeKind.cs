namespace StudyAnalysis.Blocks;

/// <summary>Kinds of notices.</summary>
public enum NoticeKind
{
    /// <summary>For information.</summary>
    Information,

    /// <summary>Take care.</summary>
    Warning,

    /// <summary>Do not rely on this.</summary>
    Danger,
}
