using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>A panel as a forest plot and a table.</summary>
public sealed class PanelSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "panel";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var panel = (PanelResult)result;
        var estimable = panel.Rows.Where(r => result.Find(r.Key, "estimate") is { Value.IsEstimable: true }).ToArray();
        return new ResultContent(
            Sentence(panel, estimable), [Table(panel)], estimable.Length == 0 ? [] : [PanelFigure.Draw(panel, estimable)], []);
    }

    private static RichText Sentence(PanelResult result, PanelRow[] estimable)
    {
        var counted = result.Say(
            $"{estimable.Select(r => r.Id).Distinct().Count()} of {result.Rows.Select(r => r.Id).Distinct().Count()} analyses of the panel are estimable.",
            $"{estimable.Select(r => r.Id).Distinct().Count()} des {result.Rows.Select(r => r.Id).Distinct().Count()} analyses du panel sont estimables.");
        var bounded = estimable.Where(r => SectionText.HasInterval(result, r.Key)).ToArray();
        if (result.NullValue is not { } none || bounded.Length == 0)
        {
            return counted;
        }

        var value = none.ToString("0.#", CultureInfo.InvariantCulture).Replace(".", result.Language.Pick(".", ","), StringComparison.Ordinal);
        var outside = bounded.Where(r => SectionText.Side(result, r.Key, none) != 0).ToArray();
        return RichText.Concat(counted, " ", outside.Length == 0
            ? result.Say($"Every interval includes {value} (no difference).", $"Chaque intervalle contient {value} (pas de différence).")
            : result.Say(
                RichText.Write($"Intervals wholly above or below {value}, not adjusted for their number: {List(result, outside)}."),
                RichText.Write($"Intervalles entièrement au-dessus ou en dessous de {value}, non ajustés à leur nombre : {List(result, outside)}.")));
    }

    private static RichText List(PanelResult result, PanelRow[] rows) => SectionText.List(result, rows.Select(r => RichText.Concat(
        $"{r.Label} ", SectionText.Estimate(result, r.Key, prefix: result.IsFactor ? "× " : string.Empty), Adjusted(result, r))));

    private static RichText Adjusted(PanelResult result, PanelRow row) => result.Find(row.Key, "p.value.adjusted") is { Value.IsEstimable: true } p
        ? result.Say(RichText.Concat(", adjusted ", SectionText.P(p)), RichText.Concat(", ajusté ", SectionText.P(p)))
        : RichText.Empty;

    private static Table Table(PanelResult result)
    {
        var hasP = result.Statistics.Any(s => s.Name == "p.value.adjusted");
        TableColumn[] p = hasP ? [SectionText.Numbers("p"), SectionText.Numbers(result.Say("Adjusted p", "p ajusté"))] : [];
        return SectionText.TableOf(
            result,
            string.Empty,
            result.Title,
            [
                SectionText.Words(result.Say("Analysis", "Analyse")),
                SectionText.Numbers("n"),
                SectionText.Numbers(result.Say("Below limit", "Sous la limite")),
                SectionText.Numbers(result.EstimateName.Length > 0 ? result.EstimateName : result.Say("Estimate", "Estimation")),
                SectionText.Numbers(result.Say("Interval", "Intervalle")),
                .. p,
            ],
            result.Rows.Select(r => Row(result, r, hasP)),
            hasP ? result.Say($"p adjusted over the panel ({result.Adjustment}).", $"p ajustés sur le panel ({result.Adjustment}).") : RichText.Empty);
    }

    private static TableRow Row(PanelResult result, PanelRow row, bool hasP)
    {
        RichText[] p = hasP ? [SectionText.Cell(result.Find(row.Key, "p.value")), SectionText.Cell(result.Find(row.Key, "p.value.adjusted"))] : [];
        RichText[] cells =
        [
            row.Label,
            SectionText.Cell(result.Find(row.Key, "n")),
            SectionText.Cell(result.Find(row.Key, "n.below")),
            row.Problem.Length > 0 ? row.Problem : SectionText.Cell(result.Find(row.Key, "estimate")),
            SectionText.IntervalCell(result, row.Key),
            .. p,
        ];
        return new TableRow([.. cells]);
    }
}
