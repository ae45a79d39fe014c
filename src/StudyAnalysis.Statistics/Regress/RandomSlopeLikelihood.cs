using MathNet.Numerics.LinearAlgebra;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The (restricted) Gaussian likelihood of V = σ²I + Z T Zᵀ, with Z an intercept and a slope a subject, by dense blocks.</summary>
/// <remarks>V = Σ θ_k V_k is linear in θ = (σ², τ₀₀, τ₀₁, τ₁₁), so that gradient and observed information have closed forms
/// (Harville 1977, J Am Stat Assoc 72:320–338).</remarks>
internal sealed class RandomSlopeLikelihood
{
    public const int Parameters = 4;
    private readonly Block[] _blocks;
    private readonly int _p;
    private readonly int _n;
    private readonly bool _restricted;

    public RandomSlopeLikelihood(double[] outcome, double[][] columns, double[] slope, IReadOnlyList<int> subject, bool restricted)
    {
        (_p, _n, _restricted) = (columns.Length, outcome.Length, restricted);
        _blocks =
        [
            .. Enumerable.Range(0, outcome.Length).GroupBy(i => subject[i]).Select(g => g.ToArray()).Select(rows => new Block(
                Vector<double>.Build.Dense(rows.Length, i => outcome[rows[i]]),
                Matrix<double>.Build.Dense(rows.Length, columns.Length, (i, j) => columns[j][rows[i]]),
                Parts(Vector<double>.Build.Dense(rows.Length, i => slope[rows[i]])))),
        ];
    }

    /// <summary>Value, gradient and observed information by θ, with what the fixed effects need.</summary>
    public sealed record Point(
        double Value, double[] Gradient, double[,] Information, Vector<double> Beta, Matrix<double> Covariance, Matrix<double>[] Crosses);

    private sealed record Block(Vector<double> Outcome, Matrix<double> Columns, Matrix<double>[] Parts);

    /// <summary>Null where V is not positive definite.</summary>
    public Point? At(double[] theta)
    {
        var inverses = new Matrix<double>[_blocks.Length];
        var logV = 0.0;
        var information = Matrix<double>.Build.Dense(_p, _p);
        var right = Vector<double>.Build.Dense(_p);
        for (var s = 0; s < _blocks.Length; s++)
        {
            var block = _blocks[s];
            var v = block.Parts[0] * theta[0];
            for (var k = 1; k < Parameters; k++)
            {
                v += block.Parts[k] * theta[k];
            }

            if (Survival.SymmetricMatrix.Cholesky(v.ToArray(), 1e-14) is not { } factor)
            {
                return null;
            }

            logV += Survival.SymmetricMatrix.LogDeterminant(factor);
            inverses[s] = Matrix<double>.Build.DenseOfArray(Survival.SymmetricMatrix.Inverse(factor));
            var weighted = block.Columns.Transpose() * inverses[s];
            information += weighted * block.Columns;
            right += weighted * block.Outcome;
        }

        var covariance = information.Inverse();
        return Derivatives(inverses, covariance, covariance * right, logV, _restricted ? Math.Log(information.Determinant()) : 0);
    }

    private static Matrix<double>[] Parts(Vector<double> z)
    {
        var one = Vector<double>.Build.Dense(z.Count, 1);
        return [Matrix<double>.Build.DenseIdentity(z.Count), one.OuterProduct(one), one.OuterProduct(z) + z.OuterProduct(one), z.OuterProduct(z)];
    }

    private Point Derivatives(Matrix<double>[] inverses, Matrix<double> covariance, Vector<double> beta, double logV, double logX)
    {
        var quadratic = 0.0;
        var traces = new double[Parameters];
        var squares = new double[Parameters];
        var second = new double[Parameters, Parameters];
        var curvature = new double[Parameters, Parameters];
        Matrix<double>[] crosses = [.. Enumerable.Range(0, Parameters).Select(_ => Matrix<double>.Build.Dense(_p, _p))];
        Vector<double>[] scores = [.. Enumerable.Range(0, Parameters).Select(_ => Vector<double>.Build.Dense(_p))];
        for (var s = 0; s < _blocks.Length; s++)
        {
            var (block, inverse) = (_blocks[s], inverses[s]);
            var residual = block.Outcome - (block.Columns * beta);
            var e = inverse * residual;
            quadratic += residual * e;
            var wx = inverse * block.Columns;
            Matrix<double>[] products = [.. block.Parts.Select(part => inverse * part)];
            for (var k = 0; k < Parameters; k++)
            {
                var pe = block.Parts[k] * e;
                traces[k] += products[k].Trace();
                squares[k] += e * pe;
                crosses[k] += wx.Transpose() * (block.Parts[k] * wx);
                scores[k] += wx.Transpose() * pe;
                for (var l = 0; l <= k; l++)
                {
                    var other = block.Parts[l] * e;
                    curvature[k, l] += pe * (inverse * other);
                    second[k, l] += (products[k] * products[l]).Trace();
                    second[k, l] -= _restricted ? 2 * (covariance * (wx.Transpose() * block.Parts[k] * inverse * block.Parts[l] * wx)).Trace() : 0;
                }
            }
        }

        return Assemble(covariance, beta, quadratic + logV + logX, traces, squares, second, curvature, crosses, scores);
    }

    private Point Assemble(
        Matrix<double> covariance,
        Vector<double> beta,
        double deviance,
        double[] traces,
        double[] squares,
        double[,] second,
        double[,] curvature,
        Matrix<double>[] crosses,
        Vector<double>[] scores)
    {
        var gradient = new double[Parameters];
        var observed = new double[Parameters, Parameters];
        for (var k = 0; k < Parameters; k++)
        {
            var trace = traces[k] - (_restricted ? (covariance * crosses[k]).Trace() : 0);
            gradient[k] = -0.5 * (trace - squares[k]);
            for (var l = 0; l <= k; l++)
            {
                var own = second[k, l] + (_restricted ? (covariance * crosses[k] * covariance * crosses[l]).Trace() : 0);
                var curve = curvature[k, l] - (scores[k] * (covariance * scores[l]));
                observed[k, l] = curve - (0.5 * own);
                observed[l, k] = observed[k, l];
            }
        }

        var value = -0.5 * (((_n - (_restricted ? _p : 0)) * Math.Log(2 * Math.PI)) + deviance);
        return new(value, gradient, observed, beta, covariance, crosses);
    }
}
