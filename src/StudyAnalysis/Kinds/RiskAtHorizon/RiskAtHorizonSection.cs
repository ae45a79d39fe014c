using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.RiskAtHorizon;

/// <summary>Risk by a horizon: the Aalen–Johansen risk as the estimate of record, then what the predictor says by known status.</summary>
public sealed class RiskAtHorizonSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "riskAtHorizon";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var risk = (RiskAtHorizonResult)result;
        return SectionText.Content(RichText.Concat(Risk(risk), " ", Predictor(risk)), Table(risk));
    }

    private static RichText Risk(RiskAtHorizonResult result)
    {
        var day = result.Horizon.ToString("0.##", CultureInfo.InvariantCulture);
        return result.Find(RiskAtHorizonResult.Risk, "estimate") is { Value.IsEstimable: true }
            ? result.Say(
                RichText.Write($"Risk of {result.EndpointLabel} by day {day} (Aalen–Johansen): {SectionText.Estimate(result, RiskAtHorizonResult.Risk)}."),
                RichText.Write($"Risque de {result.EndpointLabel} au jour {day} (Aalen–Johansen) : {SectionText.Estimate(result, RiskAtHorizonResult.Risk)}."))
            : result.Say(RichText.Write($"Nobody is followed to day {day}: no risk by then can be given."), RichText.Write($"Aucun suivi n’atteint le jour {day} : pas de risque à cette date."));
    }

    private static RichText Predictor(RiskAtHorizonResult result)
    {
        if (result.PredictorLabel.Length == 0)
        {
            return RichText.Empty;
        }

        if (result.PredictorReason.Length > 0)
        {
            return result.Say(
                RichText.Write($"{result.PredictorLabel}: not estimable, {result.PredictorReason}."), RichText.Write($"{result.PredictorLabel} : non estimable, {result.PredictorReason}."));
        }

        var difference = SectionText.Estimate(result, RiskAtHorizonResult.Difference);
        var odds = SectionText.Estimate(result, RiskAtHorizonResult.OddsRatio);
        var p = SectionText.AndP(result, RiskAtHorizonResult.OddsRatio);
        return result.Say(
            RichText.Write($"Risk at the third quartile of {result.PredictorLabel} less that at its first: {difference}; odds ratio, {result.OddsRatioLabel}: {odds}{p}."),
            RichText.Write($"Risque au troisième quartile de {result.PredictorLabel} moins celui au premier : {difference} ; rapport de cotes, {result.OddsRatioLabel} : {odds}{p}."));
    }

    private static Table Table(RiskAtHorizonResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.Language.Pick("Quantity", "Grandeur")),
            SectionText.Numbers(result.Language.Pick("Estimate", "Estimation")),
            SectionText.Numbers(result.Language.Pick("Confidence interval", "Intervalle de confiance")),
        ];
        return SectionText.TableOf(result, string.Empty, result.Title, columns, Rows(result));
    }

    private static IEnumerable<TableRow> Rows(RiskAtHorizonResult result)
    {
        yield return Row(result.Language.Pick("Risk at the horizon", "Risque à l’horizon"), result, RiskAtHorizonResult.Risk);
        yield return SectionText.Row(
            result.Language.Pick("Status known; with event", "Statut connu ; avec événement"),
            RichText.Write($"{result.Get(RiskAtHorizonResult.StatusCounts, "n.known")}; {result.Get(RiskAtHorizonResult.StatusCounts, "n.event")}"),
            RichText.Empty);
        yield return SectionText.Row(
            result.Language.Pick("Censored before the horizon (unknown)", "Censurés avant l’horizon (inconnu)"), SectionText.Cell(result.Get(RiskAtHorizonResult.StatusCounts, "n.unknown")), RichText.Empty);
        if (result.Find(RiskAtHorizonResult.OddsRatio, "estimate") is not null)
        {
            yield return Row(result.Language.Pick($"Odds ratio, {result.OddsRatioLabel}", $"Rapport de cotes, {result.OddsRatioLabel}"), result, RiskAtHorizonResult.OddsRatio);
            yield return Row(result.Language.Pick("Risk at Q3 − risk at Q1", "Risque à Q3 − risque à Q1"), result, RiskAtHorizonResult.Difference);
        }
    }

    private static TableRow Row(string label, RiskAtHorizonResult result, StatisticKey key) =>
        SectionText.Row(label, SectionText.Cell(result.Find(key, "estimate")), SectionText.IntervalCell(result, key));
}
