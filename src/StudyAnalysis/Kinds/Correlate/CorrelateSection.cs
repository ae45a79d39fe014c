using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Correlate;

/// <summary>A correlation, the scatter plot, and groups side by side where asked.</summary>
public sealed class CorrelateSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "correlate";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var correlation = (CorrelateResult)result;
        var table = SectionText.TableOf(
            result,
            string.Empty,
            result.Say($"Correlation of {correlation.XLabel} and {correlation.YLabel}", $"Corrélation de {correlation.XLabel} et {correlation.YLabel}"),
            [
                SectionText.Words(correlation.By is null ? result.Say("Units", "Unités") : correlation.ByLabel),
                SectionText.Numbers("n"),
                SectionText.Numbers(result.Say("Correlation", "Corrélation")),
                SectionText.Numbers(result.Say("Interval", "Intervalle")),
            ],
            Rows(correlation));
        return new ResultContent(Sentence(correlation), [table], [CorrelateFigure.Draw(correlation)], []);
    }

    private static RichText Sentence(CorrelateResult result)
    {
        var key = CorrelateResult.Main;
        var n = result.Get(key, "n");
        var main = RichText.Concat(
            $"{Wording.Capital(result.XLabel)} – {result.YLabel}{SectionText.Colon(result)}{result.Find(key, "estimate")?.Label} ",
            SectionText.Estimate(result, key),
            SectionText.AndP(result, key),
            RichText.Write($", n = {n}. "),
            Verdict(result, key, result.Say("no correlation", "l’absence de corrélation")));
        return result.Find(CorrelateResult.Difference, "estimate") is { } difference
            ? RichText.Concat(
                main,
                $" {Wording.Capital(difference.Label)}{SectionText.Colon(result)}",
                SectionText.Estimate(result, CorrelateResult.Difference),
                ". ",
                Verdict(result, CorrelateResult.Difference, result.Say("no difference", "l’absence de différence")))
            : main;
    }

    private static string Verdict(CorrelateResult result, StatisticKey key, string nothing) =>
        !SectionText.HasInterval(result, key)
            ? string.Empty
            : SectionText.Side(result, key, 0) == 0
                ? result.Language.Pick($"The interval includes {nothing}.", $"L’intervalle comprend {nothing}.")
                : result.Language.Pick($"The interval excludes {nothing}.", $"L’intervalle exclut {nothing}.");

    private static IEnumerable<TableRow> Rows(CorrelateResult result)
    {
        yield return Row(result, result.Say("All", "Ensemble"), CorrelateResult.Main);
        foreach (var cloud in result.Points.Where(p => p.Level is not null && result.Find(result.Group(p.Level.Code), "n") is not null))
        {
            yield return Row(result, cloud.Level!.Label, result.Group(cloud.Level.Code));
        }

        if (result.Find(CorrelateResult.Difference, "estimate") is { } difference)
        {
            yield return Row(result, difference.Label, CorrelateResult.Difference);
        }
    }

    private static TableRow Row(CorrelateResult result, string label, StatisticKey key) => SectionText.Row(
        label, SectionText.Cell(result.Find(key, "n")), SectionText.Cell(result.Find(key, "estimate")), SectionText.IntervalCell(result, key));
}
