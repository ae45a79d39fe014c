namespace StudyAnalysis.Statistics.Survival;

/// <summary>Newton fits of many samples of the same rows without allocation: for resampling. Not for several threads at once.</summary>
internal sealed class CoxQuickFit(int capacity, int columns, bool efron)
{
    private readonly CoxWorkspace _workspace = new(capacity, columns, efron);
    private readonly double[] _beta = new double[columns];
    private readonly double[] _next = new double[columns];
    private readonly double[] _step = new double[columns];
    private readonly double[] _factor = new double[columns * columns];

    /// <summary>β of the last fit, on the standardised scale of the risk sets.</summary>
    public ReadOnlySpan<double> Beta => _beta;

    /// <summary>Maximises the partial likelihood of rows in the order stratum, time descending, repeats allowed.</summary>
    /// <returns>False without an event, where the information is singular (a column constant in the sample), and for a monotone likelihood.</returns>
    public bool Fit(CoxRiskSets sets, ReadOnlySpan<int> rows, ReadOnlySpan<double> start)
    {
        _workspace.Load(sets, rows);
        if (_workspace.Events == 0)
        {
            return false;
        }

        start.CopyTo(_beta);
        _workspace.Evaluate(_beta);
        for (var iteration = 0; iteration < 60; iteration++)
        {
            var value = _workspace.Value;
            if (!Solve())
            {
                return false;
            }

            var largest = Climb(value);
            var gain = _workspace.Value - value;
            if (gain < 1e-10 * (1 + Math.Abs(value)) && largest > 0.05)
            {
                return false;
            }

            // Quadratic convergence: the step taken leaves an error of the order of its square.
            if (largest < 1e-6)
            {
                return true;
            }
        }

        return false;
    }

    private double Climb(double value)
    {
        var scale = 1.0;
        for (var halving = 0; ; halving++, scale /= 2)
        {
            var largest = 0.0;
            for (var k = 0; k < columns; k++)
            {
                _next[k] = _beta[k] + (scale * _step[k]);
                largest = Math.Max(largest, Math.Abs(scale * _step[k]));
            }

            _workspace.Evaluate(_next);
            if (_workspace.Value >= value - (1e-13 * (1 + Math.Abs(value))) || halving == 40)
            {
                _next.CopyTo(_beta, 0);
                return largest;
            }
        }
    }

    // Cholesky of the information in place, and the Newton step.
    private bool Solve()
    {
        var p = columns;
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _workspace.Information(i, j);
                for (var k = 0; k < j; k++)
                {
                    sum -= _factor[(i * p) + k] * _factor[(j * p) + k];
                }

                if (i != j)
                {
                    _factor[(i * p) + j] = sum / _factor[(j * p) + j];
                }
                else if (!(sum > 1e-11 * _workspace.Information(i, i)) || !(sum > 1e-9))
                {
                    return false;
                }
                else
                {
                    _factor[(i * p) + i] = Math.Sqrt(sum);
                }
            }
        }

        for (var i = 0; i < p; i++)
        {
            _step[i] = _workspace.Score(i);
            for (var k = 0; k < i; k++)
            {
                _step[i] -= _factor[(i * p) + k] * _step[k];
            }

            _step[i] /= _factor[(i * p) + i];
        }

        for (var i = p - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < p; k++)
            {
                _step[i] -= _factor[(k * p) + i] * _step[k];
            }

            _step[i] /= _factor[(i * p) + i];
        }

        return true;
    }
}
