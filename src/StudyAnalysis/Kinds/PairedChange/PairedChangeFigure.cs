using System.Collections.Immutable;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>Every pair as a line, with the medians.</summary>
public static class PairedChangeFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(PairedChangeResult result)
    {
        const int height = 250;
        var say = result.Language;
        double At(string variable) => result.Get(PairedChangeResult.At(variable), "median").Value.ValueOrNaN;
        var chart = Plot.Paired(
            [result.FromLabel, result.ToLabel],
            [.. result.Pairs.Select(p => ImmutableArray.Create(p.From, p.To))],
            [At(result.From), At(result.To)],
            say.Pick("median", "médiane"),
            new Axis(result.MarkerLabel, result.Unit) { IsLog = result.IsRatio },
            say,
            height);
        var n = result.Pairs.Length;
        var up = result.Pairs.Count(p => p.To > p.From);
        return new Figure(
            $"fig-{result.Id}",
            say.Pick(
                $"{result.MarkerLabel}, {result.FromLabel} and {result.ToLabel}: one line a patient with both values, thick line: medians (n = {n}).",
                $"{result.MarkerLabel}, {result.FromLabel} et {result.ToLabel}\u00A0: une ligne par patient ayant les deux valeurs, trait épais : médianes (n = {n})."),
            say.Pick(
                $"Lines from {result.FromLabel} to {result.ToLabel}: {up} of {n} rise, {result.Pairs.Count(p => p.To < p.From)} fall.",
                $"Lignes de {result.FromLabel} à {result.ToLabel} : {up} sur {n} montent, {result.Pairs.Count(p => p.To < p.From)} descendent."),
            chart,
            height) { IsNarrow = true };
    }
}
