namespace StudyAnalysis.Engine;

/// <summary>Whether an analysis gave a result.</summary>
public enum AnalysisStatus
{
    /// <summary>It did.</summary>
    Ok,

    /// <summary>The data do not allow it; the reason is in <see cref="AnalysisResult.StatusReason"/>.</summary>
    NotEstimable,

    /// <summary>What it needs is absent (an optional sheet left out).</summary>
    NotRun,
}
