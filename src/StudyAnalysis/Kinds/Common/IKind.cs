using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A kind of analysis: what it computes, and how the report shows it.</summary>
public interface IKind : IAnalysisKind
{
    /// <summary>Composes its sentence, tables and figures from a result.</summary>
    IResultSection Section { get; }
}
