using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Flow;

/// <summary>The flow as a sentence and a table of populations with the exclusions before each.</summary>
public sealed class FlowSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "flow";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var flow = (FlowResult)result;
        var counted = flow.Steps.Where(s => s.Unavailable.Length == 0).Select(s => RichText.Write($"{s.Label} {result.Get(s.Key, "n")}"));
        var sentence = RichText.Concat(RichText.Concat(counted.SelectMany((s, i) => i == 0 ? new[] { s } : [" → ", s])), ".");
        var opposed = result.Find(FlowResult.All, "n.opposed") is { } n
            ? result.Say(
                RichText.Write($" Opposed, in no other count: {n}."), RichText.Write($" Opposés, dans aucun autre décompte\u00A0: {n}."))
            : RichText.Empty;
        var table = SectionText.TableOf(
            result,
            string.Empty,
            result.Title,
            [SectionText.Words(result.Say("Population", "Population")), SectionText.Numbers("n"), SectionText.Words(result.Say("Counted", "Unité"))],
            flow.Steps.SelectMany(s => Rows(flow, s)));
        return new ResultContent(RichText.Concat(sentence, opposed), [], [FlowFigure.Draw(flow)], [table]);
    }

    private static IEnumerable<TableRow> Rows(FlowResult result, FlowStep step)
    {
        foreach (var reason in step.Reasons)
        {
            var left = RichText.Write($"− {result.Get(step.ReasonKey(reason), "n.excluded")}");
            yield return new TableRow([result.Say($"left out: {reason}", $"exclus : {reason}"), left, step.UnitPlural], Indent: 1);
        }

        yield return step.Unavailable.Length > 0
            ? SectionText.Row(step.Label, "–", step.Unavailable)
            : SectionText.Row(step.Label, RichText.Of(result.Get(step.Key, "n")), step.UnitPlural);
    }
}
