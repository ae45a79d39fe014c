using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>From the search to the fit of a random-slope model.</summary>
internal static class RandomSlope
{
    public static MixedFit? Fit(
        double[] outcome, Design design, IReadOnlyList<int> subject, double[] slope, bool restricted, TestResult template, int subjects)
    {
        // Outcome and slope are brought to a spread of 1: the starts of the search are relative to it.
        var residuals = Qr.Of(design.Columns).Residuals(outcome);
        double unit = Math.Sqrt(residuals.Sum(e => e * e) / outcome.Length), length = slope.Max(Math.Abs);
        var likelihood = new RandomSlopeLikelihood(
            Array.ConvertAll(outcome, y => y / unit), design.Columns, Array.ConvertAll(slope, t => t / length), subject, restricted);
        if (RandomSlopeSearch.Maximise(likelihood, 1) is not { } end)
        {
            return null;
        }

        var (theta, point, singular) = end;
        var square = unit * unit;
        var free = outcome.Length - (restricted ? design.Columns.Length : 0);
        ImmutableArray<string> notes = singular ? ["covariance of the random effects is singular: no degrees of freedom"] : [];
        return new MixedFit(
            [.. design.Names.Select((name, j) => template with { EstimateName = name, Estimate = point.Beta[j] * unit })],
            LeastSquares.Rows((point.Covariance * square).ToArray()),
            theta[0] * square,
            theta[1] * square,
            point.Value - (free * Math.Log(unit)),
            subjects,
            notes)
        {
            SlopeVariance = theta[3] * square / (length * length),
            InterceptSlopeCovariance = theta[2] * square / length,
            ContrastDegreesOfFreedom = singular ? null : weights => Satterthwaite(point, weights),
        };
    }

    private static double Satterthwaite(RandomSlopeLikelihood.Point point, double[] weights)
    {
        var l = Vector<double>.Build.DenseOfArray(weights);
        var gradient = Vector<double>.Build.Dense(RandomSlopeLikelihood.Parameters, k => l * (point.Covariance * point.Crosses[k] * point.Covariance * l));
        var variance = Matrix<double>.Build.DenseOfArray(point.Information).Inverse();
        var f = l * (point.Covariance * l);
        return 2 * f * f / (gradient * (variance * gradient));
    }
}
