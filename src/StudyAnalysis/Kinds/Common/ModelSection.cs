using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>A model of ratios: the term of interest as a sentence worded from its interval, all terms as a table, the forest plot, the checks.</summary>
public sealed class ModelSection(string kind) : IResultSection
{
    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var model = (ModelResult)result;
        ImmutableArray<Charts.Figure> figures = ModelFigure.Draw(model) is { } figure ? [figure] : [];
        ImmutableArray<Table> appendix = model.TestedTerms.Any(t => model.Find(new StatisticKey("cox.zph", t), "statistic") is not null) ? [ProportionalHazards(model)] : [];
        return new ResultContent(Sentence(model), [Ratios(model)], figures, appendix);
    }

    private static RichText Sentence(ModelResult result)
    {
        var first = result.Rows[0];
        var ratio = Ratio(result, first);
        var p = SectionText.AndP(result, Coefficient(result, first));
        return RichText.Write($"{result.RatioLabel} ({result.OutcomeLabel}), {first.Label}: {SectionText.Estimate(result, ratio)}{p}{Reading(result, ratio)}.");
    }

    private static string Reading(ModelResult result, StatisticKey ratio) => !SectionText.HasInterval(result, ratio)
        ? string.Empty
        : SectionText.Side(result, ratio, 1) switch
        {
            1 => result.Language.Pick("; the interval lies above 1", "; l’intervalle est au-dessus de 1"),
            -1 => result.Language.Pick("; the interval lies below 1", "; l’intervalle est en dessous de 1"),
            _ => result.Language.Pick("; the data are compatible with no association", "; les données sont compatibles avec l’absence d’association"),
        };

    private static Table Ratios(ModelResult result)
    {
        var hasP = result.Rows.Any(r => result.Find(Coefficient(result, r), "p.value") is not null);
        var columns = ImmutableArray.Create(
            SectionText.Words(result.Language.Pick("Term", "Terme")),
            SectionText.Numbers(result.RatioLabel),
            SectionText.Numbers(result.Language.Pick("Confidence interval", "Intervalle de confiance")));
        if (hasP)
        {
            columns = columns.Add(SectionText.Numbers("p"));
        }

        var counts = new StatisticKey(result.CoefficientContext);
        var caption = RichText.Concat(
            result.Title,
            result.Say(
                RichText.Write($" (n = {SectionText.Cell(result.Find(counts, "n"))}, {SectionText.Cell(result.Find(counts, "n.event"))} events)"),
                RichText.Write($" (n = {SectionText.Cell(result.Find(counts, "n"))}, {SectionText.Cell(result.Find(counts, "n.event"))} événements)")));
        return SectionText.TableOf(result, string.Empty, caption, columns, result.Rows.Select(r => Row(result, r, hasP)), [.. Intervals(result), .. Concordance(result)]);
    }

    private static TableRow Row(ModelResult result, ModelRow row, bool hasP)
    {
        var ratio = Ratio(result, row);
        ImmutableArray<RichText> cells = [row.Label, SectionText.Cell(result.Find(ratio, "estimate")), SectionText.IntervalCell(result, ratio)];
        return new TableRow(hasP ? cells.Add(SectionText.Cell(result.Find(Coefficient(result, row), "p.value"))) : cells);
    }

    private static IEnumerable<RichText> Intervals(ModelResult result) => result.IntervalMethods.IsEmpty
        ? []
        : [result.Say("Confidence intervals: ", "Intervalles de confiance : ") + string.Join(", ", result.IntervalMethods) + "."];

    private static IEnumerable<RichText> Concordance(ModelResult result)
    {
        var key = new StatisticKey(result.CoefficientContext);
        if (result.Find(key, "concordance") is { } c && result.Find(key, "concordance.std.error") is { } se)
        {
            yield return result.Say(
                RichText.Write($"Apparent concordance {c} (SE {se}); optimistic, since measured on the patients it was fitted to."),
                RichText.Write($"Concordance apparente {c} (ET {se}) ; optimiste, car mesurée sur les patients de l’ajustement."));
        }
    }

    private static Table ProportionalHazards(ModelResult result)
    {
        var keys = result.TestedTerms.Select(t => new StatisticKey("cox.zph", t)).ToArray();
        var hasP = keys.Any(k => result.Find(k, "p.value") is not null);
        TableColumn[] p = hasP ? [SectionText.Numbers("p")] : [];
        var rows = result.TestedTerms.Zip(keys).Select(t => SectionText.Row(
        [
            t.First == "GLOBAL" ? result.Say("All terms together", "Tous les termes ensemble") : t.First,
            SectionText.Cell(result.Find(t.Second, "statistic")),
            SectionText.Cell(result.Find(t.Second, "parameter")),
            .. hasP ? [SectionText.Cell(result.Find(t.Second, "p.value"))] : Array.Empty<RichText>(),
        ]));
        var caption = result.Language.Pick($"{result.Title}: test of proportional hazards", $"{result.Title} : test des risques proportionnels");
        return SectionText.TableOf(
            result,
            "ph",
            caption,
            [SectionText.Words(result.Language.Pick("Term", "Terme")), SectionText.Numbers("χ²"), SectionText.Numbers(result.Language.Pick("df", "ddl")), .. p],
            rows);
    }

    private static StatisticKey Ratio(ModelResult result, ModelRow row) => new(result.RatioContext, row.Name);

    private static StatisticKey Coefficient(ModelResult result, ModelRow row) => new(result.CoefficientContext, row.Name);
}
