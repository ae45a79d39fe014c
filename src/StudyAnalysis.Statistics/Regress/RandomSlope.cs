using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>From the search to the fit of a random-slope model.</summary>
internal static class RandomSlope
{
    public static MixedFit? Fit(
        double[] outcome, Design design, IReadOnlyList<int> subject, double[] slope, bool restricted, TestResult template, int subjects)
    {
        // Outcome and slope are brought to a spread of 1: the starts of the search are relative to it. The slope counts from one of its own values,
        // far from which intercept and slope would be one.
        var standard = StandardDesign.Of(design.Columns);
        var centre = standard.HasIntercept ? StandardDesign.Centre(outcome) : 0;
        double[] centred = Array.ConvertAll(outcome, y => y - centre);
        var residuals = Qr.Of(standard.Columns).Residuals(centred);
        double unit = Math.Sqrt(residuals.Sum(e => e * e) / outcome.Length), origin = StandardDesign.Centre(slope);
        double[] moved = Array.ConvertAll(slope, t => t - origin);
        var length = moved.Max(Math.Abs);
        var likelihood = new RandomSlopeLikelihood(
            Array.ConvertAll(centred, y => y / unit), standard.Columns, Array.ConvertAll(moved, t => t / length), subject, restricted);
        if (RandomSlopeSearch.Maximise(likelihood, 1) is not { } end)
        {
            return null;
        }

        var (theta, point, singular) = end;
        var square = unit * unit;
        var free = outcome.Length - (restricted ? design.Columns.Length : 0);
        ImmutableArray<string> notes = singular ? ["covariance of the random effects is singular: no degrees of freedom"] : [];
        var beta = standard.Coefficients([.. point.Beta.Select(b => b * unit)], centre);
        double slopeVariance = theta[3] * square / (length * length), cross = theta[2] * square / length;
        return new MixedFit(
            [.. design.Names.Select((name, j) => template with { EstimateName = name, Estimate = beta[j] })],
            LeastSquares.Rows(standard.Covariance((point.Covariance * square).ToArray())),
            theta[0] * square,
            (theta[1] * square) - (2 * origin * cross) + (origin * origin * slopeVariance),
            point.Value - (free * Math.Log(unit)) - (restricted ? standard.LogVolume : 0),
            subjects,
            notes)
        {
            Converged = true,
            SlopeVariance = slopeVariance,
            InterceptSlopeCovariance = cross - (origin * slopeVariance),
            ContrastDegreesOfFreedom = singular ? null : weights => Satterthwaite(point, standard.Weights(weights)),
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
