namespace StudyAnalysis.Engine;

/// <summary>A bug met while an analysis ran; bad data never end here.</summary>
/// <param name="analysis">Id of the analysis.</param>
/// <param name="inner">What was thrown.</param>
public sealed class AnalysisFailedException(string analysis, Exception inner)
    : Exception($"The analysis {analysis} failed: {inner.Message}", inner)
{
    /// <summary>Id of the analysis.</summary>
    public string Analysis { get; } = analysis;
}
