using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Rows that the sections of markers share.</summary>
internal static class MarkerTables
{
    /// <summary>As in the figures: of fewer values every one is seen, and quartiles would only repeat them.</summary>
    private const int FewestForQuartiles = 5;

    /// <summary>Label, n, median, quartiles, below limit.</summary>
    public static TableRow SummaryRow(AnalysisResult result, string label, StatisticKey key)
    {
        var n = result.Get(key, "n");
        var below = result.Find(key, "n.below");
        var quartiles = n.Value.Value >= FewestForQuartiles && result.Find(key, "p25") is { Value.IsEstimable: true } low
            ? result.Say(RichText.Write($"{Marked(low)}\u00A0to\u00A0{Marked(result.Get(key, "p75"))}"), RichText.Write($"{Marked(low)}\u00A0à\u00A0{Marked(result.Get(key, "p75"))}"))
            : "–";
        return SectionText.Row(
            label,
            RichText.Of(n),
            result.Find(key, "median") is { Value.IsEstimable: true } median ? Marked(median) : "–",
            quartiles,
            below is null ? "0" : SectionText.Share(below, n, result.Find(key, "prop.below")));
    }

    /// <summary>Estimate, interval, level, p where there is one.</summary>
    public static ImmutableArray<TableColumn> EstimateColumns(AnalysisResult result) =>
    [
        SectionText.Words(result.Say("Measure", "Mesure")),
        SectionText.Numbers(result.Say("Estimate", "Estimation")),
        SectionText.Numbers(result.Say("Interval", "Intervalle")),
        SectionText.Numbers(result.Say("Level", "Niveau")),
        .. HasP(result) ? [SectionText.Numbers("p")] : Array.Empty<TableColumn>(),
    ];

    /// <summary>One row a key that has an estimate or a p.</summary>
    public static IEnumerable<TableRow> EstimateRows(AnalysisResult result, params StatisticKey[] keys) =>
        keys.Where(k => result.Find(k, "estimate") is not null || result.Find(k, "p.value") is not null).Select(k => EstimateRow(result, k));

    /// <summary>A quartile, with ≤ when it is at the limit of quantification.</summary>
    public static RichText Marked(Statistic quartile) => quartile.Warning is null ? RichText.Of(quartile) : RichText.Write($"≤ {quartile}");

    private static bool HasP(AnalysisResult result) => result.Statistics.Any(s => s.Name == "p.value");

    private static TableRow EstimateRow(AnalysisResult result, StatisticKey key)
    {
        var estimate = result.Find(key, "estimate");
        var label = estimate?.Label ?? TestName(result, key);
        RichText[] cells =
        [
            label,
            SectionText.Cell(estimate),
            SectionText.IntervalCell(result, key),
            SectionText.Cell(result.Find(key, "conf.level")),
            .. HasP(result) ? [SectionText.Cell(result.Find(key, "p.value"))] : Array.Empty<RichText>(),
        ];
        return new TableRow([.. cells]);
    }

    private static string TestName(AnalysisResult result, StatisticKey key) => key.Context == "sign"
        ? result.Say("Direction alone (sign test)", "Sens de variation seul (test des signes)")
        : result.Say("Test", "Test");
}
