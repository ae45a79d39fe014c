using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The groups of a comparison as a table.</summary>
internal static class ComparisonTables
{
    /// <summary>Medians of numbers, counts of categories, by group.</summary>
    public static Table Groups(AnalysisResult result, Comparison of) => of.YLevels.IsEmpty ? Summaries(result, of) : Counts(result, of);

    private static Table Summaries(AnalysisResult result, Comparison of) => SectionText.TableOf(
        result,
        "groups",
        Caption(result, of),
        [
            SectionText.Words(of.ByLabel),
            SectionText.Numbers("n"),
            SectionText.Numbers(result.WithUnit(result.Say("Median", "Médiane"), of.Unit)),
            SectionText.Numbers(result.Say("Quartiles", "Quartiles")),
            SectionText.Numbers(result.Say("Below limit", "Sous la limite")),
        ],
        of.Groups.Select(g => MarkerTables.SummaryRow(result, g.Label, of.Group(g.Code))));

    private static Table Counts(AnalysisResult result, Comparison of) => SectionText.TableOf(
        result,
        "groups",
        Caption(result, of),
        [SectionText.Words(of.YLabel), .. of.Groups.Select(g => SectionText.Numbers(g.Label))],
        of.YLevels.Select(l => SectionText.Row([l.Label, .. of.Groups.Select(g => Share(result, of.Level(l.Code, g.Code)))])));

    private static string Caption(AnalysisResult result, Comparison of) => result.Language.Pick($"{of.YLabel} by {of.ByLabel}", $"{of.YLabel} selon {of.ByLabel}");

    private static RichText Share(AnalysisResult result, StatisticKey key) =>
        SectionText.Share(result.Get(key, "n"), result.Get(key, "N"), result.Find(key, "prop"));
}
