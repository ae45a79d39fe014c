using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Proportion;

/// <summary>A proportion as a sentence: counts first, then the share with its interval.</summary>
public sealed class ProportionSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "proportion";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var key = ProportionResult.Key;
        var counts = SectionText.CountOf(result, result.Get(key, "n.event"), result.Get(key, "n"));
        var share = SectionText.Estimate(result, key);
        return SectionText.Content(RichText.Write($"{counts} {result.Population.UnitPlural}{SectionText.Colon(result)}{share}."));
    }
}
