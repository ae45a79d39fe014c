namespace StudyAnalysis.Statistics.Survival;

/// <summary>Log likelihood of censored log times in Olsen's parameters (β/σ, 1/σ), in which it is concave.</summary>
internal sealed class AftLikelihood
{
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _x;
    private readonly int _p;
    private readonly AftError _error;
    private readonly bool _fixedScale;

    /// <param name="lower">Log times, −∞ for left-censored.</param>
    /// <param name="upper">Log times, +∞ for right-censored, equal to lower for exact.</param>
    /// <param name="x">Rows of p values, the first 1.</param>
    /// <param name="p">Columns with the intercept.</param>
    /// <param name="distribution">Of the error; exponential holds the scale.</param>
    public AftLikelihood(double[] lower, double[] upper, double[] x, int p, AftDistribution distribution)
    {
        (_lower, _upper, _x, _p) = (lower, upper, x, p);
        _error = new AftError(distribution);
        _fixedScale = distribution == AftDistribution.Exponential;
    }

    /// <summary>Number of parameters: p, and 1/σ unless held.</summary>
    public int Size => _fixedScale ? _p : _p + 1;

    /// <summary>Value, score and information (−Hessian) at γ and τ.</summary>
    public (double Value, double[] Score, double[,] Information) At(ReadOnlySpan<double> gamma, double tau)
    {
        var (value, score, information) = (0.0, new double[_p + 1], new double[_p + 1, _p + 1]);
        for (var i = 0; i < _lower.Length; i++)
        {
            var row = _x.AsSpan(i * _p, _p);
            var exact = _lower[i] == _upper[i];
            var term = Term(i, row, gamma, tau);
            value += term.Value + (exact ? Math.Log(tau) : 0);
            var (y1, y2) = (Finite(_lower[i]), exact ? 0 : Finite(_upper[i]));
            var all = term.D11 + (2 * term.D12) + term.D22;
            var cross = ((term.D11 + term.D12) * y1) + ((term.D12 + term.D22) * y2);
            for (var a = 0; a < _p; a++)
            {
                score[a] -= (term.D1 + term.D2) * row[a];
                information[_p, a] += cross * row[a];
                for (var b = 0; b <= a; b++)
                {
                    information[a, b] -= all * row[a] * row[b];
                }
            }

            score[_p] += (term.D1 * y1) + (term.D2 * y2) + (exact ? 1 / tau : 0);
            information[_p, _p] -= (term.D11 * y1 * y1) + (2 * term.D12 * y1 * y2) + (term.D22 * y2 * y2) - (exact ? 1 / (tau * tau) : 0);
        }

        for (var a = 0; a <= _p; a++)
        {
            for (var b = a + 1; b <= _p; b++)
            {
                information[a, b] = information[b, a];
            }
        }

        return (value, score[..Size], SymmetricMatrix.Sub(information, [.. Enumerable.Range(0, Size)]));
    }

    /// <summary>Score of one row in (γ, τ).</summary>
    public double[] ScoreOf(int i, ReadOnlySpan<double> gamma, double tau)
    {
        var row = _x.AsSpan(i * _p, _p);
        var term = Term(i, row, gamma, tau);
        var exact = _lower[i] == _upper[i];
        var score = new double[_p + 1];
        for (var a = 0; a < _p; a++)
        {
            score[a] = -(term.D1 + term.D2) * row[a];
        }

        score[_p] = (term.D1 * Finite(_lower[i])) + (exact ? 1 / tau : term.D2 * Finite(_upper[i]));
        return score[..Size];
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    private AftTerm Term(int i, ReadOnlySpan<double> row, ReadOnlySpan<double> gamma, double tau)
    {
        var eta = SymmetricMatrix.Dot(row, gamma);
        var (z1, z2) = ((tau * _lower[i]) - eta, (tau * _upper[i]) - eta);
        return _lower[i] == _upper[i] ? _error.Density(z1)
            : double.IsPositiveInfinity(_upper[i]) ? _error.Upper(z1)
            : double.IsNegativeInfinity(_lower[i]) ? _error.Lower(z2)
            : _error.Between(z1, z2);
    }
}
