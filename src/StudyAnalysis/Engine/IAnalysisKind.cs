using StudyAnalysis.Schema;

namespace StudyAnalysis.Engine;

/// <summary>A kind of analysis of the plan language.</summary>
public interface IAnalysisKind
{
    /// <summary>Its name in plan.json.</summary>
    string Name { get; }

    /// <summary>References of a specification to check at load: (JSON path, reference, what it must be).</summary>
    IEnumerable<OptionReference> References(AnalysisSpec spec);

    /// <summary>Runs it. Data that do not allow it give a result with status NotEstimable, absent sheets NotRun; never an exception.</summary>
    AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec);
}
