using System.Collections.Immutable;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;

namespace StudyAnalysis.Kinds.Describe;

/// <summary>The descriptive table: one column a group, medians with quartiles, counts with their denominators.</summary>
public sealed class DescribeSection : IResultSection
{
    /// <inheritdoc/>
    public string Kind => "describe";

    /// <inheritdoc/>
    public ResultContent Compose(AnalysisResult result)
    {
        var described = (DescribeResult)result;
        var n = result.Get(DescribeResult.SizeKey(null, null), "n");
        var groups = described.Groups.Select(g => RichText.Write($"{result.Get(DescribeResult.SizeKey(described.By, g.Code), "n")} {g.Label}"));
        var sentence = described.Groups.IsEmpty
            ? RichText.Write($"{n} {result.Population.UnitPlural}.")
            : RichText.Concat(
                RichText.Write($"{n} {result.Population.UnitPlural}. {Wording.Capital(described.ByLabel)}{SectionText.Colon(result)}"),
                RichText.Concat(groups.SelectMany((g, i) => i == 0 ? new[] { g } : [", ", g])),
                ".");
        return SectionText.Content(sentence, Table(described));
    }

    private static Table Table(DescribeResult result)
    {
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        columns.Add(SectionText.Words(result.Say("Characteristic", "Caractéristique")));
        foreach (var (by, level, label) in Columns(result))
        {
            columns.Add(new TableColumn(RichText.Write($"{label} (n\u00A0=\u00A0{result.Get(DescribeResult.SizeKey(by, level), "n")})"), Alignment.Right));
        }

        if (HasDifferences(result))
        {
            columns.Add(SectionText.Numbers(result.Say("SMD", "Diff. stand.")));
        }

        columns.Add(SectionText.Numbers(result.Say("Missing", "Manquants")));
        return SectionText.TableOf(
            result, string.Empty, result.Title, columns.ToImmutable(), result.Variables.SelectMany(v => Rows(result, v)), [.. Notes(result)]);
    }

    private static IEnumerable<(string? By, string? Level, string Label)> Columns(DescribeResult result) =>
        result.Groups.Select(g => ((string?)result.By, (string?)g.Code, g.Label)).Append((null, null, result.Say("All", "Ensemble")));

    private static bool HasDifferences(DescribeResult result) => result.Statistics.Any(s => s.Name == "smd");

    private static IEnumerable<TableRow> Rows(DescribeResult result, DescribedVariable variable)
    {
        if (variable.IsTruth)
        {
            yield return Row(result, variable, Wording.Capital(result.WithUnit(variable.Label, variable.Unit)), (by, level) => Share(result, variable, "true", by, level));
            yield break;
        }

        var isNumber = variable.Levels.IsEmpty;
        yield return Row(
            result, variable, Wording.Capital(result.WithUnit(variable.Label, variable.Unit)), (by, level) => isNumber ? Quartiles(result, variable, by, level) : RichText.Empty);
        foreach (var of in variable.Levels.Where(l => Occurs(result, variable, l.Code)))
        {
            var cells = Columns(result).Select(c => Share(result, variable, of.Code, c.By, c.Level)).Prepend(of.Label).ToList();
            cells.AddRange(Enumerable.Repeat(RichText.Empty, HasDifferences(result) ? 2 : 1));
            yield return new TableRow([.. cells], Indent: 1);
        }
    }

    private static bool Occurs(DescribeResult result, DescribedVariable variable, string code) =>
        result.Find(variable.LevelKey(code, null, null), "n") is { Value: { IsEstimable: true, Value: > 0 } };

    private static TableRow Row(DescribeResult result, DescribedVariable variable, string label, Func<string?, string?, RichText> cell)
    {
        var all = variable.Key(null, null);
        var cells = Columns(result).Select(c => cell(c.By, c.Level)).Prepend(label).ToList();
        if (HasDifferences(result))
        {
            cells.Add(SectionText.Cell(result.Find(all, "smd")));
        }

        cells.Add(SectionText.Cell(result.Find(all, "n.missing")));
        return new TableRow([.. cells]);
    }

    private static RichText Quartiles(DescribeResult result, DescribedVariable variable, string? by, string? level)
    {
        var key = variable.Key(by, level);
        if (result.Find(key, "median") is not { Value.IsEstimable: true } median)
        {
            return "–";
        }

        var text = RichText.Write($"{AtLimit(median)}\u00A0[{AtLimit(result.Get(key, "p25"))};\u00A0{AtLimit(result.Get(key, "p75"))}]");
        return result.Find(key, "n.below") is { } below
            ? result.Say(RichText.Write($"{text}, {below} below limit"), RichText.Write($"{text}, {below} sous la limite"))
            : text;
    }

    private static RichText AtLimit(Statistic quartile) => quartile.Warning is null ? RichText.Of(quartile) : RichText.Write($"≤ {quartile}");

    private static RichText Share(DescribeResult result, DescribedVariable variable, string code, string? by, string? level)
    {
        var key = variable.LevelKey(code, by, level);
        return result.Find(key, "n") is { } n ? SectionText.Share(n, result.Get(key, "N"), result.Find(key, "prop")) : "–";
    }

    private static IEnumerable<RichText> Notes(DescribeResult result)
    {
        yield return result.Say("Median [quartiles]; number/known (%). Categories that nobody has are left out.", "Médiane [quartiles] ; nombre/connus (%). Les catégories sans personne sont omises.");
        if (HasDifferences(result))
        {
            yield return result.Say(
                $"SMD: standardised difference, {result.Groups[0].Label} − {result.Groups[1].Label} (distance of profiles for more than two categories). No p values in this table, on purpose.",
                $"Diff. stand. : différence standardisée, {result.Groups[0].Label} − {result.Groups[1].Label} (distance des profils au-delà de deux catégories). Pas de p dans ce tableau, volontairement.");
        }
    }
}
