using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.GroupChange;

/// <summary>Changes by group and their adjusted difference.</summary>
public sealed class GroupChangeSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "groupChange";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var change = (GroupChangeResult)result;
        return new ResultContent(Sentence(change), [Within(change), Between(change)], [GroupChangeFigure.Draw(change)], []);
    }

    private static RichText Sentence(GroupChangeResult result)
    {
        var times = result.IsRatio ? "× " : string.Empty;
        var groups = SectionText.List(result, result.Groups.Select(g => RichText.Concat(
            $"{g.Label} ", SectionText.Estimate(result, Key(result, g), prefix: times), RichText.Write($", n = {result.Get(Key(result, g), "n")}"))));
        var start = result.Say(
            $"Change of {result.MarkerLabel} from {result.FromLabel} to {result.ToLabel}: ",
            $"Variation de {result.MarkerLabel} entre {result.FromLabel} et {result.ToLabel}\u00A0: ");
        if (result.Find(GroupChangeResult.Main, "estimate") is not { } estimate)
        {
            return RichText.Concat(start, groups, ".");
        }

        return RichText.Concat(
            start,
            groups,
            $". {Wording.Capital(estimate.Label)}{SectionText.Colon(result)}",
            SectionText.Estimate(result, GroupChangeResult.Main, prefix: times),
            SectionText.AndP(result, GroupChangeResult.Main),
            ". ",
            Verdict(result));
    }

    private static string Verdict(GroupChangeResult result) =>
        !SectionText.HasInterval(result, GroupChangeResult.Main)
            ? string.Empty
            : SectionText.Side(result, GroupChangeResult.Main, Measured.NoDifference(result.IsRatio)) == 0
                ? result.Say("The interval includes no difference between the groups.", "L’intervalle comprend l’absence de différence entre les groupes.")
                : result.Say("The interval excludes no difference between the groups.", "L’intervalle exclut l’absence de différence entre les groupes.");

    private static StatisticKey Key(GroupChangeResult result, CategoryLevel group) => GroupChangeResult.Change(result.By, group.Code);

    private static Table Within(GroupChangeResult result) => SectionText.TableOf(
        result,
        "groups",
        result.Say($"Change of {result.MarkerLabel}, {result.FromLabel} to {result.ToLabel}", $"Variation de {result.MarkerLabel}, de {result.FromLabel} à {result.ToLabel}"),
        [
            SectionText.Words(result.ByLabel),
            SectionText.Numbers("n"),
            SectionText.Numbers(result.IsRatio ? result.Say("Ratio", "Ratio") : result.Say("Change", "Variation")),
            SectionText.Numbers(result.Say("Interval", "Intervalle")),
            SectionText.Numbers(result.Say("Level", "Niveau")),
        ],
        result.Groups.Select(g => SectionText.Row(
            g.Label,
            SectionText.Cell(result.Find(Key(result, g), "n")),
            SectionText.Cell(result.Find(Key(result, g), "estimate")),
            SectionText.IntervalCell(result, Key(result, g)),
            SectionText.Cell(result.Find(Key(result, g), "conf.level")))));

    private static Table Between(GroupChangeResult result) => SectionText.TableOf(
        result,
        "difference",
        result.Say("Between groups, at the same starting value", "Entre groupes, à même valeur de départ")
            + (result.AdjustedFor.IsEmpty ? string.Empty : result.Say(" and the same change of ", " et même variation de ") + string.Join(", ", result.AdjustedFor)),
        MarkerTables.EstimateColumns(result),
        MarkerTables.EstimateRows(result, [GroupChangeResult.Main, GroupChangeResult.Censored, .. result.Groups.Skip(1).Select(g => GroupChangeResult.Against(g.Code))]));
}
