using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Roc;

/// <summary>Discrimination as a sentence, the areas with their intervals as a table, the curve.</summary>
public sealed class RocSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "roc";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var roc = (RocResult)result;
        return new ResultContent(Sentence(roc), [Table(roc)], [RocFigure.Draw(roc)], []);
    }

    private static RichText Sentence(RocResult result)
    {
        var area = SectionText.Estimate(result, RocResult.Key);
        var reading = Reading(result);
        return result.Say(
            RichText.Write($"Area under the ROC curve of {result.PredictorLabel} for {result.OutcomeLabel}: {area}{reading}. It is apparent: measured on the same patients, without validation."),
            RichText.Write($"Aire sous la courbe ROC de {result.PredictorLabel} pour {result.OutcomeLabel} : {area}{reading}. Elle est apparente : mesurée sur les mêmes patients, sans validation."));
    }

    // Without both ends of an interval the data say nothing against one half, and nothing for it.
    private static string Reading(RocResult result) => !SectionText.HasInterval(result, RocResult.Key)
        ? string.Empty
        : SectionText.Side(result, RocResult.Key, 0.5) switch
        {
            1 => result.Language.Pick("; higher values go with the event", " ; des valeurs plus hautes accompagnent l’événement"),
            -1 => result.Language.Pick("; lower values go with the event", " ; des valeurs plus basses accompagnent l’événement"),
            _ => result.Language.Pick("; the data are compatible with no discrimination", " ; les données sont compatibles avec l’absence de discrimination"),
        };

    /// <summary>Said where some are not known: the area by known status is of fewer than the weighted one.</summary>
    private static string Known(RocResult result) => result.Find(RocResult.Key, "n.unknown") is { Value.Value: > 0 }
        ? result.Language.Pick(" by the horizon, of those with known status", " avant l’horizon, parmi ceux dont le statut est connu")
        : string.Empty;

    private static Table Table(RocResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.Language.Pick("Area under the curve", "Aire sous la courbe")),
            SectionText.Numbers(result.Language.Pick("Estimate", "Estimation")),
            SectionText.Numbers(result.Language.Pick("Confidence interval", "Intervalle de confiance")),
        ];
        var estimate = SectionText.Cell(result.Find(RocResult.Key, "estimate"));
        var rows = new List<TableRow>
        {
            SectionText.Row(result.Language.Pick("Known status, DeLong (logit)", "Statut connu, DeLong (logit)"), estimate, SectionText.IntervalCell(result, RocResult.Key)),
            SectionText.Row(result.Language.Pick("Known status, bootstrap BCa", "Statut connu, bootstrap BCa"), estimate, SectionText.IntervalCell(result, new StatisticKey("roc-bootstrap"))),
        };
        if (result.Find(RocResult.TimeDependentKey, "estimate") is { } weighted)
        {
            rows.Add(SectionText.Row(
                result.Language.Pick("All, weighted for censoring (IPCW)", "Tous, pondérés pour la censure (IPCW)"), SectionText.Cell(weighted), SectionText.IntervalCell(result, RocResult.TimeDependentKey)));
        }

        var n = RichText.Write($"{SectionText.CountOf(result, result.Get(RocResult.Key, "n.event"), result.Get(RocResult.Key, "n"))} {result.Language.Pick("with the event", "avec l’événement")}{Known(result)}");
        return SectionText.TableOf(result, string.Empty, result.Title, columns, rows, n);
    }
}
