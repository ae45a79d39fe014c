using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A log-likelihood with gradient and information (minus the second derivatives) at one place.</summary>
internal sealed record LikelihoodPoint(double Value, double[] Gradient, double[,] Information);

/// <summary>Where a search ended: <paramref name="Failure"/> is empty at a maximum.</summary>
internal sealed record NewtonResult(double[] Parameters, LikelihoodPoint Last, double[,] Covariance, string Failure);

/// <summary>Newton's method with step halving for concave log-likelihoods; tells a maximum at infinity from a finite one.</summary>
internal static class NewtonSearch
{
    public const string DidNotConverge = "the search did not converge";
    private const string AtInfinity = "no finite maximum of the likelihood";
    private const int MaximumIterations = 200;

    public static NewtonResult Maximise(double[] start, Func<double[], LikelihoodPoint> at)
    {
        var parameters = (double[])start.Clone();
        var point = at(parameters);
        var before = double.PositiveInfinity;
        for (var iteration = 0; iteration < MaximumIterations; iteration++)
        {
            if (SymmetricMatrix.Cholesky(point.Information, 1e-14) is not { } factor)
            {
                return Failed(parameters, point);
            }

            var step = SymmetricMatrix.Solve(factor, point.Gradient);

            // The Newton decrement: the squared length of the step in standard errors, free of the columns' scales.
            var decrement = SymmetricMatrix.Dot(step, point.Gradient);
            if (decrement < 1e-8 && decrement > 0.05 * before && decrement > 1e-20)
            {
                // A finite maximum is approached quadratically; a step that dies out linearly runs to infinity.
                return Failed(parameters, point);
            }

            (parameters, point, var moved) = Climb(parameters, point, step, at);
            if (decrement < 1e-20 || !moved)
            {
                return Finish(parameters, point, decrement);
            }

            before = decrement;
        }

        return new(parameters, point, new double[0, 0], DidNotConverge);
    }

    private static (double[] Parameters, LikelihoodPoint Point, bool Moved) Climb(
        double[] parameters, LikelihoodPoint point, double[] step, Func<double[], LikelihoodPoint> at)
    {
        var scale = 1.0;
        for (var halving = 0; halving < 60; halving++, scale /= 2)
        {
            var next = new double[parameters.Length];
            for (var j = 0; j < next.Length; j++)
            {
                next[j] = parameters[j] + (scale * step[j]);
            }

            var candidate = at(next);
            if (candidate.Value >= point.Value - (1e-13 * Math.Abs(point.Value)))
            {
                return (next, candidate, true);
            }
        }

        return (parameters, point, false);
    }

    private static NewtonResult Finish(double[] parameters, LikelihoodPoint point, double decrement)
    {
        var factor = SymmetricMatrix.Cholesky(point.Information, 1e-14);
        return factor is null || decrement > 1e-10 ? Failed(parameters, point) : new(parameters, point, SymmetricMatrix.Inverse(factor), string.Empty);
    }

    private static NewtonResult Failed(double[] parameters, LikelihoodPoint point) => new(parameters, point, new double[0, 0], AtInfinity);
}
