using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The (restricted) Gaussian likelihood of V = σ²I + Z T Zᵀ, with Z an intercept and a slope a subject.</summary>
/// <remarks>V = Σ θ_k V_k is linear in θ = (σ², τ₀₀, τ₀₁, τ₁₁), so that gradient and observed information have closed forms
/// (Harville 1977, J Am Stat Assoc 72:320–338).</remarks>
internal sealed class RandomSlopeLikelihood
{
    public const int Parameters = 4;
    private readonly RandomSlopeBlock[] _blocks;
    private readonly int _p;
    private readonly int _n;
    private readonly bool _restricted;

    public RandomSlopeLikelihood(double[] outcome, double[][] columns, double[] slope, IReadOnlyList<int> subject, bool restricted)
    {
        (_p, _n, _restricted) = (columns.Length, outcome.Length, restricted);
        _blocks =
        [
            .. Enumerable.Range(0, outcome.Length).GroupBy(i => subject[i]).Select(g => g.ToArray())
                .Select(rows => new RandomSlopeBlock(rows, outcome, columns, slope)),
        ];
    }

    /// <summary>Value, gradient and observed information by θ, with what the fixed effects need.</summary>
    public sealed record Point(
        double Value, double[] Gradient, double[,] Information, Vector<double> Beta, Matrix<double> Covariance, Matrix<double>[] Crosses);

    /// <summary>Null where V is not positive definite.</summary>
    public Point? At(double[] theta)
    {
        var logV = 0.0;
        var information = new double[_p, _p];
        var right = new double[_p];
        foreach (var block in _blocks)
        {
            if (!block.Weigh(theta))
            {
                return null;
            }

            logV += block.LogDeterminant;
            block.AddNormalEquations(information, right);
        }

        if (Survival.SymmetricMatrix.Cholesky(information, 1e-14) is not { } factor)
        {
            return null;
        }

        var covariance = Survival.SymmetricMatrix.Inverse(factor);
        var beta = Survival.SymmetricMatrix.Solve(factor, right);
        var sums = new RandomSlopeSums(_p);
        foreach (var block in _blocks)
        {
            block.AddDerivatives(beta, covariance, _restricted, sums);
        }

        return Assemble(covariance, beta, sums, logV + (_restricted ? Survival.SymmetricMatrix.LogDeterminant(factor) : 0));
    }

    private Point Assemble(double[,] inverse, double[] beta, RandomSlopeSums sums, double logDeterminants)
    {
        var covariance = Matrix<double>.Build.DenseOfArray(inverse);
        Matrix<double>[] crosses = [.. sums.Crosses.Select(c => Matrix<double>.Build.DenseOfArray(c))];
        Vector<double>[] scores = [.. sums.Scores.Select(v => Vector<double>.Build.DenseOfArray(v))];
        var gradient = new double[Parameters];
        var observed = new double[Parameters, Parameters];
        for (var k = 0; k < Parameters; k++)
        {
            var trace = sums.Traces[k] - (_restricted ? (covariance * crosses[k]).Trace() : 0);
            gradient[k] = -0.5 * (trace - sums.Squares[k]);
            for (var l = 0; l <= k; l++)
            {
                var own = sums.Second[k, l] + (_restricted ? (covariance * crosses[k] * covariance * crosses[l]).Trace() : 0);
                var curve = sums.Curvature[k, l] - (scores[k] * (covariance * scores[l]));
                observed[k, l] = curve - (0.5 * own);
                observed[l, k] = observed[k, l];
            }
        }

        var value = -0.5 * (((_n - (_restricted ? _p : 0)) * Math.Log(2 * Math.PI)) + sums.Quadratic + logDeterminants);
        return new(value, gradient, observed, Vector<double>.Build.DenseOfArray(beta), covariance, crosses);
    }
}
