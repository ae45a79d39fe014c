using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.Compare;

namespace StudyAnalysis.Kinds.Trend;

/// <summary>A trend: each level in order, then the test.</summary>
public sealed class TrendSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "trend";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var of = ((TrendResult)result).Comparison;
        var levels = RichText.Concat(of.Groups.SelectMany((g, i) => new[] { i == 0 ? RichText.Empty : ", ", Level(result, of, g) }));
        var estimate = result.Find(TrendResult.Main, "estimate");
        var sentence = RichText.Concat(
            $"{Wording.Capital(of.YLabel)}; {of.ByLabel}{SectionText.Colon(result)}",
            levels,
            estimate is null ? ". " : $". {Wording.Capital(estimate.Label)}{SectionText.Colon(result)}",
            SectionText.Estimate(result, TrendResult.Main),
            SectionText.AndP(result, TrendResult.Main),
            ".");
        return new ResultContent(sentence, [ComparisonTables.Groups(result, of)], of.YLevels.IsEmpty ? [CompareFigure.Draw(result, of)] : [], []);
    }

    private static RichText Level(AnalysisResult result, Comparison of, CategoryLevel level)
    {
        var n = result.Get(of.Group(level.Code), "n");
        if (!of.YLevels.IsEmpty)
        {
            return RichText.Write($"{level.Label} {result.Get(of.Level(of.YLevels[^1].Code, level.Code), "n")}/{n}");
        }

        var median = MarkerTables.Marked(result.Get(of.Group(level.Code), "median"));
        return result.Say(RichText.Write($"{level.Label} median {median} (n = {n})"), RichText.Write($"{level.Label} médiane {median} (n = {n})"));
    }
}
