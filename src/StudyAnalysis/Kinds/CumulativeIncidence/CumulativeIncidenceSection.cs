using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.CumulativeIncidence;

/// <summary>Cumulative incidence per cause: the event of interest as a sentence, every cause at every time as a table, the figure.</summary>
public sealed class CumulativeIncidenceSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "cumulativeIncidence";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var incidence = (CumulativeIncidenceResult)result;
        return new ResultContent(Sentence(incidence), [Table(incidence)], [CumulativeIncidenceFigure.Draw(incidence)], []);
    }

    private static RichText Sentence(CumulativeIncidenceResult result)
    {
        var time = result.ReadTimes.LastOrDefault();
        var curves = result.Curves.Where(c => c.Cause == 1).ToArray();
        var what = result.Say(
            $"Risk of {curves[0].CauseLabel} {SectionText.By(result, time)}: ", $"Risque de {curves[0].CauseLabel} {SectionText.By(result, time)}\u00A0: ");
        return RichText.Concat(what, SectionText.List(result, curves.Select(c => One(result, c, time))), ".", Gray(result, curves[0].CauseId));
    }

    private static RichText One(CumulativeIncidenceResult result, IncidenceCurve curve, double time)
    {
        var who = curve.GroupLabel.Length > 0 ? curve.GroupLabel + result.Language.Pick(": ", " : ") : string.Empty;
        var at = result.KeyOf(curve, time);
        var risk = SectionText.Estimate(result, at);
        return result.Find(at, "estimate") is { Value.IsEstimable: true }
            ? RichText.Concat(who, risk)
            : result.Say(RichText.Write($"{who}not estimable, nobody is followed that far"), RichText.Write($"{who}non estimable, aucun suivi jusque-là"));
    }

    private static RichText Gray(CumulativeIncidenceResult result, string cause)
    {
        var key = new StatisticKey("gray", cause);
        return result.Find(key, "p.value") is { } p ? RichText.Write($" Gray χ² = {result.Get(key, "statistic")}, {SectionText.P(p)}.") : RichText.Empty;
    }

    private static Table Table(CumulativeIncidenceResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.Language.Pick("Event (events/n)", "Événement (événements/n)")),
            .. result.ReadTimes.Select(t => SectionText.Numbers(Wording.Capital(SectionText.By(result, t)) + result.Language.Pick(" (CI)", " (IC)"))),
        ];
        return SectionText.TableOf(result, string.Empty, result.Title, columns, Rows(result));
    }

    private static IEnumerable<TableRow> Rows(CumulativeIncidenceResult result)
    {
        foreach (var group in result.Curves.GroupBy(c => c.GroupCode, StringComparer.Ordinal))
        {
            if (result.GroupReference is not null)
            {
                yield return new TableRow([group.First().GroupLabel, .. Enumerable.Repeat(RichText.Empty, result.ReadTimes.Length)], IsGroup: true);
            }

            foreach (var curve in group)
            {
                var key = result.KeyOf(curve);
                var cause = RichText.Write($"{Wording.Capital(curve.CauseLabel)} ({SectionText.Cell(result.Find(key, "n.event"))}/{SectionText.Cell(result.Find(key, "n"))})");
                yield return new TableRow([cause, .. result.ReadTimes.Select(t => At(result, result.KeyOf(curve, t)))], result.GroupReference is null ? 0 : 1);
            }
        }
    }

    private static RichText At(CumulativeIncidenceResult result, StatisticKey key) => result.Find(key, "estimate") is { Value.IsEstimable: true } estimate
        ? RichText.Write($"{estimate} ({SectionText.IntervalCell(result, key)})")
        : "–";
}
