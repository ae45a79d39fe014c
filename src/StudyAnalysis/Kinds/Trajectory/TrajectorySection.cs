using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Trajectory;

/// <summary>A marker over time: medians, and changes against the first time.</summary>
public sealed class TrajectorySection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "trajectory";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var trajectory = (TrajectoryResult)result;
        return new ResultContent(Sentence(trajectory), [Overall(trajectory)], [TrajectoryFigure.Draw(trajectory)], [.. ByGroup(trajectory)]);
    }

    private static RichText Sentence(TrajectoryResult result)
    {
        var n = result.Get(TrajectoryResult.Main, "n");
        var times = result.Times.Skip(1).Where(t => result.Find(TrajectoryResult.Change(t.Variable, null, null), "estimate") is not null).Select(t => RichText.Concat(
            $"{t.Label} ",
            SectionText.Estimate(result, TrajectoryResult.Change(t.Variable, null, null), prefix: result.IsRatio ? "× " : string.Empty))).ToArray();
        var start = result.Say(
            RichText.Write($"{Wording.Capital(result.MarkerLabel)} in {n} {result.Population.UnitPlural}"), RichText.Write($"{Wording.Capital(result.MarkerLabel)} chez {n} {result.Population.UnitPlural}"));
        return times.Length == 0
            ? RichText.Concat(start, ".")
            : RichText.Concat(
                start,
                result.Language == Schema.Language.French ? $", par rapport à {result.Times[0].Label} : " : $", against {result.Times[0].Label}: ",
                SectionText.List(result, times),
                ".");
    }

    private static Table Overall(TrajectoryResult result) => Table(result, string.Empty, result.MarkerLabel, null, null);

    private static IEnumerable<Table> ByGroup(TrajectoryResult result) =>
        result.Groups.Select(g => Table(result, g.Code, $"{result.MarkerLabel}, {result.ByLabel}: {g.Label}", result.By, g.Code));

    private static Table Table(TrajectoryResult result, string part, string caption, string? by, string? level) => SectionText.TableOf(
        result,
        part,
        caption,
        [
            SectionText.Words(result.Say("Time", "Temps")),
            SectionText.Numbers("n"),
            SectionText.Numbers(result.WithUnit(result.Say("Median", "Médiane"), result.Unit)),
            SectionText.Numbers(result.Say("Quartiles", "Quartiles")),
            SectionText.Numbers(result.Say("Below limit", "Sous la limite")),
            SectionText.Numbers(result.IsRatio ? result.Say("Ratio to the first", "Ratio au premier") : result.Say("Change since the first", "Variation depuis le premier")),
            SectionText.Numbers(result.Say("Interval", "Intervalle")),
        ],
        result.Times.Select(t => Row(result, t, by, level)));

    private static TableRow Row(TrajectoryResult result, TrajectoryTime time, string? by, string? level)
    {
        var summary = MarkerTables.SummaryRow(result, time.Label, TrajectoryResult.At(time.Variable, by, level));
        var change = TrajectoryResult.Change(time.Variable, by, level);
        return new TableRow([.. summary.Cells, SectionText.Cell(result.Find(change, "estimate")), SectionText.IntervalCell(result, change)]);
    }
}
