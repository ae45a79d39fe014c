using StudyAnalysis.Engine;
using Figure = StudyAnalysis.Charts.Figure;

namespace StudyAnalysis.Reports.Exploratory;

/// <summary>One thing in a section.</summary>
public abstract record SectionItem
{
    private SectionItem()
    {
    }

    /// <summary>A paragraph.</summary>
    public sealed record Text(string Content) : SectionItem;

    /// <summary>An analysis: shown as it stands, and run again by the report that includes the section.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Specification">What runs it again; null: it is in the plan, and the report refers to it.</param>
    /// <param name="Result">The result, while the section is being written; null once it was read from a file.</param>
    public sealed record Analysis(string Id, string? Specification, AnalysisResult? Result) : SectionItem;

    /// <summary>A chart made by the notebook itself.</summary>
    public sealed record Chart(Figure Figure) : SectionItem;
}
