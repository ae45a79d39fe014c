using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Analyses;
using StudyAnalysis.Analyses.Outcome;
using StudyAnalysis.Figures.Outcome;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Reporting.Sections.Outcome;

/// <summary>Kaplan–Meier curves as a sentence, a table by group and the figure with its risk table.</summary>
public sealed class SurvivalSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "survival";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var survival = (SurvivalResult)result;
        return new ResultContent(Sentence(survival), [Table(survival)], [SurvivalFigure.Draw(survival)], []);
    }

    private static RichText Sentence(SurvivalResult result)
    {
        var groups = RichText.Concat(result.Curves.Select((c, i) => RichText.Concat(i == 0 ? RichText.Empty : "; ", GroupSentence(result, c))));
        var test = new StatisticKey("logrank");
        return result.Find(test, "p.value") is { } p
            ? RichText.Concat(groups, ". ", result.Say(
                RichText.Write($"Log-rank χ² = {result.Get(test, "statistic")}, {SectionText.P(p)}."),
                RichText.Write($"Log-rank χ² = {result.Get(test, "statistic")}, {SectionText.P(p)}.")))
            : RichText.Concat(groups, ".");
    }

    private static RichText GroupSentence(SurvivalResult result, CurveOfGroup curve)
    {
        var key = result.KeyOf(curve);
        var who = curve.Label.Length > 0 ? curve.Label + result.Say(": ", " : ") : string.Empty;
        var events = RichText.Write($"{who}{SectionText.CountOf(result, result.Get(key, "n.event"), result.Get(key, "n"))} {result.Say("had the event", "ont eu l’événement")}");
        return RichText.Concat(result.ReadTimes.Select(t => AtTime(result, key, t)).Prepend(events));
    }

    private static RichText AtTime(SurvivalResult result, StatisticKey key, double time)
    {
        var at = At(key, time);
        return result.Find(at, "estimate") is { Value.IsEstimable: true }
            ? result.Say(RichText.Write($", {SectionText.Estimate(result, at)} free of it at {Day(result, time)}"), RichText.Write($", {SectionText.Estimate(result, at)} indemnes à {Day(result, time)}"))
            : result.Say($", not followed to {Day(result, time)}", $", suivi n’atteignant pas {Day(result, time)}");
    }

    private static StatisticKey At(StatisticKey key, double time) =>
        key with { Group2 = "time", Group2Level = time.ToString("R", CultureInfo.InvariantCulture) };

    private static string Day(AnalysisResult result, double time)
    {
        var day = time.ToString("0.##", CultureInfo.InvariantCulture);
        return result.Language.Pick($"{day} days", $"{day.Replace('.', ',')} jours");
    }

    private static Table Table(SurvivalResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.GroupLabel.Length > 0 ? result.GroupLabel : result.Say("Group", "Groupe")),
            SectionText.Numbers("n"),
            SectionText.Numbers(result.Say("Events", "Événements")),
            SectionText.Numbers(result.Say("Median (CI), days", "Médiane (IC), jours")),
            .. result.ReadTimes.SelectMany(t => new[]
            {
                SectionText.Numbers(result.Language.Pick($"At risk, {Day(result, t)}", $"À risque, {Day(result, t)}")),
                SectionText.Numbers(result.Language.Pick($"Free of it, {Day(result, t)} (CI)", $"Indemnes, {Day(result, t)} (IC)")),
            }),
        ];
        var rows = result.Curves.Select(c => SectionText.Row([.. Cells(result, c)]));
        var note = result.Say("CI: pointwise confidence interval; median: Brookmeyer–Crowley.", "IC : intervalle de confiance ponctuel ; médiane : Brookmeyer–Crowley.");
        return SectionText.TableOf(result, string.Empty, result.Title, columns, rows, note);
    }

    private static IEnumerable<RichText> Cells(SurvivalResult result, CurveOfGroup curve)
    {
        var key = result.KeyOf(curve);
        yield return curve.Label.Length > 0 ? curve.Label : result.Say("All", "Tous");
        yield return SectionText.Cell(result.Find(key, "n"));
        yield return SectionText.Cell(result.Find(key, "n.event"));
        yield return Median(result, key);
        foreach (var time in result.ReadTimes)
        {
            yield return SectionText.Cell(result.Find(At(key, time), "n.risk"));
            yield return result.Find(At(key, time), "estimate") is { Value.IsEstimable: true } estimate
                ? RichText.Write($"{estimate} ({SectionText.IntervalCell(result, At(key, time))})")
                : "–";
        }
    }

    private static RichText Median(AnalysisResult result, StatisticKey key)
    {
        var median = result.Get(key, "median");
        var low = result.Get(key, "median.conf.low");
        var high = result.Get(key, "median.conf.high");
        return result.Say(RichText.Write($"{median} ({low} to {high})"), RichText.Write($"{median} ({low} à {high})"));
    }
}
