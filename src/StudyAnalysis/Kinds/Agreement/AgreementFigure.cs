using System.Collections.Immutable;
using StudyAnalysis.Charts;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Agreement;

/// <summary>Bland and Altman's plot of the first two replicates.</summary>
public static class AgreementFigure
{
    /// <summary>Draws it.</summary>
    public static Figure Draw(AgreementResult result)
    {
        const int height = 250;
        var say = result.Language;
        var x = result.Points.Select(p => p.Mean).ToImmutableArray();
        var n = result.Points.Length;
        var keys = new[] { AgreementResult.Lower, AgreementResult.Bias, AgreementResult.Upper };
        var lines = keys.Select(k => result.Find(k, "estimate")).OfType<Statistic>().Where(s => s.Value.IsEstimable)
            .Select(s => new LineSeries(string.Empty, [x[0], x[^1]], [s.Value.Value, s.Value.Value]) { IsReference = true }).ToArray();
        var inside = result.Points.Count(p => p.Difference >= At(AgreementResult.Lower) && p.Difference <= At(AgreementResult.Upper));
        return new Figure(
            $"fig-{result.Id}",
            say.Pick(
                $"First against second replicate of {result.MarkerLabel}: bias and limits of agreement (n = {n} samples).",
                $"Premier et second réplicats de {result.MarkerLabel} : biais et limites d’agrément (n = {n} échantillons)."),
            say.Pick(
                $"Points around a horizontal line; {inside} of {n} lie between the limits.",
                $"Points autour d’une ligne horizontale ; {inside} sur {n} sont entre les limites."),
            Plot.Scatter(
                [new PointGroup(say.Pick("samples", "échantillons"), x, [.. result.Points.Select(p => p.Difference)])],
                lines,
                new Axis(say.Pick("mean of both", "moyenne des deux"), result.Unit) { IsLog = result.IsRatio },
                new Axis(result.IsRatio ? say.Pick("first / second", "premier / second") : say.Pick("first − second", "premier − second"), result.IsRatio ? null : result.Unit) { IsLog = result.IsRatio },
                say,
                height),
            height) { IsNarrow = true };

        double At(StatisticKey key) => result.Find(key, "estimate")?.Value.ValueOrNaN ?? double.NaN;
    }
}
