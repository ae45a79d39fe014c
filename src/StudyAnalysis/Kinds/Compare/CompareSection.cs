using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Compare;

/// <summary>A comparison of groups: each group, then the difference with its interval.</summary>
public sealed class CompareSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "compare";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var of = ((CompareResult)result).Comparison;
        var tables = ImmutableArray.Create(ComparisonTables.Groups(result, of), Estimates(result, of));
        return new ResultContent(
            Sentence(result, of), [.. tables.Where(t => !t.Rows.IsEmpty)], of.YLevels.IsEmpty ? [CompareFigure.Draw(result, of)] : [], []);
    }

    private static RichText Sentence(AnalysisResult result, Comparison of)
    {
        var groups = SectionText.List(result, of.Groups.Select(g => Group(result, of, g)));
        var key = CompareResult.Main;
        var effect = result.Find(key, "estimate") is { } estimate
            ? RichText.Concat(
                $"{Wording.Capital(estimate.Label)}{SectionText.Colon(result)}",
                SectionText.Estimate(result, key, prefix: of.IsRatio && of.YLevels.IsEmpty ? "× " : string.Empty),
                SectionText.AndP(result, key),
                ". ",
                Verdict(result, of))
            : result.Find(key, "p.value") is { Value.IsEstimable: true } p
                ? RichText.Concat(result.Say("Test over all groups: ", "Test global : "), SectionText.P(p), ".")
                : result.Say("The groups are shown without a test.", "Les groupes sont présentés sans test.");
        return RichText.Concat($"{Wording.Capital(of.YLabel)}; {of.ByLabel}{SectionText.Colon(result)}", groups, ". ", effect);
    }

    private static RichText Group(AnalysisResult result, Comparison of, CategoryLevel group)
    {
        var n = result.Get(of.Group(group.Code), "n");
        if (of.YLevels.IsEmpty)
        {
            var median = MarkerTables.Marked(result.Get(of.Group(group.Code), "median"));
            return result.Say(RichText.Write($"{group.Label} median {median} (n = {n})"), RichText.Write($"{group.Label} médiane {median} (n = {n})"));
        }

        var feature = of.YLevels[^1];
        var share = result.Get(of.Level(feature.Code, group.Code), "n");
        return RichText.Write($"{group.Label} {share}/{n} {feature.Label}");
    }

    private static string Verdict(AnalysisResult result, Comparison of)
    {
        if (!SectionText.HasInterval(result, CompareResult.Main))
        {
            return string.Empty;
        }

        var isRatio = !of.YLevels.IsEmpty || of.IsRatio;
        return SectionText.Side(result, CompareResult.Main, Measured.NoDifference(isRatio)) == 0
            ? result.Say("The interval includes no difference.", "L’intervalle comprend l’absence de différence.")
            : result.Say("The interval excludes no difference.", "L’intervalle exclut l’absence de différence.");
    }

    private static Table Estimates(AnalysisResult result, Comparison of) => SectionText.TableOf(
        result,
        "difference",
        result.Say($"Differences of {of.YLabel}", $"Différences de {of.YLabel}"),
        MarkerTables.EstimateColumns(result),
        MarkerTables.EstimateRows(result, CompareResult.Main, CompareResult.Superiority, CompareResult.RiskDifference));
}
