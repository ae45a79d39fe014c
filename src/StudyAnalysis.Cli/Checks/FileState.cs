namespace StudyAnalysis.Cli.Checks;

/// <summary>What became of a file since its run wrote it.</summary>
internal enum FileState
{
    /// <summary>Nothing.</summary>
    AsMade,

    /// <summary>The data manager filled in what is theirs; all else is as made.</summary>
    FilledIn,

    /// <summary>Somebody changed it.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Missing,
}
