using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Maximises the random-slope likelihood over the Cholesky factor of T, in which the boundary is smooth.</summary>
internal static class RandomSlopeSearch
{
    private const int MaximumIterations = 300;

    /// <summary>θ at the maximum with the point there, and whether T is singular; null when no maximum was found.</summary>
    public static (double[] Theta, RandomSlopeLikelihood.Point Point, bool Singular)? Maximise(RandomSlopeLikelihood likelihood, double variance)
    {
        (double[] Phi, RandomSlopeLikelihood.Point Point)? best = null;
        var s = Math.Sqrt(variance);

        // An end on the boundary may be a saddle: then other correlations are tried as starts.
        foreach (var (residual, intercept, cross, slope) in new[] { (0.7, 0.5, 0.0, 0.5), (0.5, 0.8, 0.3, 0.3), (0.5, 0.8, -0.3, 0.3), (0.9, 0.3, 0.0, 0.1) })
        {
            if (best is { } so && !IsSingular(so.Phi))
            {
                break;
            }

            var end = Climb(likelihood, [residual * s, intercept * s, cross * s, slope * s]);
            if (end is { } found && (best is null || found.Point.Value > best.Value.Point.Value + 1e-9))
            {
                best = found;
            }
        }

        if (best is not { } maximum)
        {
            return null;
        }

        return (Theta(maximum.Phi), maximum.Point, IsSingular(maximum.Phi));
    }

    private static bool IsSingular(double[] phi) => Math.Min(Math.Abs(phi[1]), Math.Abs(phi[3])) < 1e-5 * Math.Abs(phi[0]);

    // φ = (σ, a, b, c): T = [a 0; b c][a 0; b c]ᵀ.
    private static double[] Theta(double[] phi) => [phi[0] * phi[0], phi[1] * phi[1], phi[1] * phi[2], (phi[2] * phi[2]) + (phi[3] * phi[3])];

    private static (double[] Phi, RandomSlopeLikelihood.Point Point)? Climb(RandomSlopeLikelihood likelihood, double[] start)
    {
        var phi = start;
        if (likelihood.At(Theta(phi)) is not { } point)
        {
            return null;
        }

        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            var (gradient, information) = Chain(phi, point);
            var step = Ascent(gradient, information);
            var decrement = gradient * step;
            var moved = false;
            for (var (halving, scale) = (0, 1.0); halving < 50 && !moved; halving++, scale /= 2)
            {
                double[] next = [.. phi.Select((v, k) => v + (scale * step[k]))];
                if (likelihood.At(Theta(next)) is { } candidate && candidate.Value >= point.Value - (1e-14 * Math.Abs(point.Value)))
                {
                    (phi, point, moved) = (next, candidate, true);
                }
            }

            if (!moved || decrement < 1e-22)
            {
                return (phi, point);
            }
        }

        return null;
    }

    private static (Vector<double> Gradient, Matrix<double> Information) Chain(double[] phi, RandomSlopeLikelihood.Point point)
    {
        var jacobian = Matrix<double>.Build.Dense(4, 4);
        (jacobian[0, 0], jacobian[1, 1], jacobian[2, 1], jacobian[2, 2], jacobian[3, 2], jacobian[3, 3]) = (2 * phi[0], 2 * phi[1], phi[2], phi[1], 2 * phi[2], 2 * phi[3]);
        var g = Vector<double>.Build.DenseOfArray(point.Gradient);
        var information = jacobian.Transpose() * Matrix<double>.Build.DenseOfArray(point.Information) * jacobian;

        // Second derivatives of θ by φ, weighted by the gradient.
        information[0, 0] -= 2 * g[0];
        information[1, 1] -= 2 * g[1];
        information[1, 2] -= g[2];
        information[2, 1] -= g[2];
        information[2, 2] -= 2 * g[3];
        information[3, 3] -= 2 * g[3];
        return (jacobian.Transpose() * g, information);
    }

    // Newton's step with negative curvatures turned round, so that it always climbs.
    private static Vector<double> Ascent(Vector<double> gradient, Matrix<double> information)
    {
        var eigen = ((information + information.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        var largest = eigen.EigenValues.Max(v => Math.Abs(v.Real));
        var rotated = eigen.EigenVectors.Transpose() * gradient;
        for (var k = 0; k < rotated.Count; k++)
        {
            rotated[k] /= Math.Max(Math.Abs(eigen.EigenValues[k].Real), 1e-12 * largest);
        }

        return eigen.EigenVectors * rotated;
    }
}
