using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Survival;

/// <summary>Kaplan–Meier curves as a sentence, a table by group and the figure with its risk table.</summary>
public sealed class SurvivalSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "survival";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        if (result is IntervalSurvivalResult interval)
        {
            return IntervalSurvivalSection.Compose(interval);
        }

        var survival = (SurvivalResult)result;
        return new ResultContent(Sentence(survival), [Table(survival)], [SurvivalFigure.Draw(survival)], []);
    }

    private static RichText Sentence(SurvivalResult result)
    {
        var groups = SectionText.List(result, result.Curves.Select(c => GroupSentence(result, c)).Concat(RestrictedMeanText.Sentences(result)));
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
        var events = RichText.Write($"{who}{SectionText.CountOf(result, result.Get(key, "n.event"), result.Get(key, "n"))} {result.Say($"with {result.EventLabel}", $"avec {result.EventLabel}")}");
        var median = Median(result, key);
        return result.ReadTimes.IsEmpty
            ? RichText.Concat(events, result.Say(RichText.Write($", median in days (CI) {median}"), RichText.Write($", médiane en jours (IC) {median}")))
            : RichText.Concat(result.ReadTimes.Select(t => AtTime(result, key, t)).Prepend(events));
    }

    private static RichText AtTime(SurvivalResult result, StatisticKey key, double time)
    {
        var at = key.At(time);
        return result.Find(at, "estimate") is { Value.IsEstimable: true }
            ? result.Say(RichText.Write($", {SectionText.Estimate(result, at)} without it {SectionText.At(result, time)}"), RichText.Write($", {SectionText.Estimate(result, at)} indemnes {SectionText.At(result, time)}"))
            : SectionText.NobodyFollowed(result, time);
    }

    private static Table Table(SurvivalResult result)
    {
        ImmutableArray<TableColumn> columns =
        [
            SectionText.Words(result.GroupLabel.Length > 0 ? result.GroupLabel : result.Say("Group", "Groupe")),
            SectionText.Numbers(result.Say("Events/n", "Événements/n")),
            SectionText.Numbers(result.Say("Median (CI), days", "Médiane (IC), jours")),
            .. result.ReadTimes.Select(t => SectionText.Numbers(result.Language.Pick($"Without it {SectionText.At(result, t)} (CI)", $"Indemnes {SectionText.At(result, t)} (IC)"))),
            .. RestrictedMeanText.Columns(result),
        ];
        var rows = result.Curves.Select(c => SectionText.Row([.. Cells(result, c)]));
        var note = result.Say("CI: pointwise confidence interval; median: Brookmeyer–Crowley.", "IC : intervalle de confiance ponctuel ; médiane : Brookmeyer–Crowley.");
        return SectionText.TableOf(result, string.Empty, result.Title, columns, rows, note);
    }

    private static IEnumerable<RichText> Cells(SurvivalResult result, CurveOfGroup curve)
    {
        var key = result.KeyOf(curve);
        yield return curve.Label.Length > 0 ? curve.Label : result.Say("All", "Tous");
        yield return SectionText.Share(result.Get(key, "n.event"), result.Get(key, "n"), null);
        yield return Median(result, key);
        foreach (var time in result.ReadTimes)
        {
            yield return result.Find(key.At(time), "estimate") is { Value.IsEstimable: true } estimate
                ? RichText.Write($"{estimate} ({SectionText.IntervalCell(result, key.At(time))})")
                : "–";
        }

        foreach (var cell in RestrictedMeanText.Cells(result, curve))
        {
            yield return cell;
        }
    }

    private static RichText Median(AnalysisResult result, StatisticKey key)
    {
        var (low, high) = (Reached(result, key, "median.conf.low"), Reached(result, key, "median.conf.high"));
        return result.Say(RichText.Write($"{Reached(result, key, "median")} ({low} to {high})"), RichText.Write($"{Reached(result, key, "median")} ({low} à {high})"));
    }

    private static RichText Reached(AnalysisResult result, StatisticKey key, string name) =>
        result.Get(key, name) is { Value.IsEstimable: true } time ? RichText.Of(time) : RichText.Plain(result.Get(key, name).Value.Reason);
}
