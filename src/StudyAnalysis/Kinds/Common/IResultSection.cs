using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Composes the content of one kind of result. It sees the result, never the data.</summary>
public interface IResultSection
{
    /// <summary>The kind.</summary>
    string Kind { get; }

    /// <summary>The content of a result with status Ok.</summary>
    ResultContent Compose(AnalysisResult result);
}
