namespace StudyAnalysis.Statistics.Survival;

/// <summary>Score and variance of Gray's test in one stratum, in the notation of the paper: R = Y (1 − F)/S, h = Y/S.</summary>
internal sealed class GrayScore(int groups, double rho)
{
    private readonly double[] _freeBefore = [.. Enumerable.Repeat(1.0, groups)];
    private readonly double[] _free = [.. Enumerable.Repeat(1.0, groups)];
    private readonly double[] _incidence = new double[groups];
    private readonly int[] _atRisk = new int[groups];
    private readonly int[] _own = new int[groups];
    private readonly int[] _other = new int[groups];
    private readonly double[] _score = new double[groups];
    private readonly double[,] _a = new double[groups, groups];
    private readonly double[,] _c = new double[groups, groups];
    private readonly double[,] _variance = new double[groups, groups];
    private readonly double[,] _cross = new double[groups, groups];
    private readonly double[] _tail = new double[groups];
    private double _pooled;

    public void AddTo(double[] score, double[,] variance, int[] rows, double[] time, int[] cause, int[] groupOf, int causeOfInterest)
    {
        foreach (var row in rows)
        {
            _atRisk[groupOf[row]]++;
        }

        for (var start = 0; start < rows.Length;)
        {
            Array.Clear(_own);
            Array.Clear(_other);
            var end = start;
            for (; end < rows.Length && time[rows[end]] == time[rows[start]]; end++)
            {
                var row = rows[end];
                var counts = cause[row] == causeOfInterest ? _own : _other;
                counts[groupOf[row]] += cause[row] != 0 ? 1 : 0;
            }

            if (_own.Sum() + _other.Sum() > 0)
            {
                AddTime();
            }

            for (; start < end; start++)
            {
                _atRisk[groupOf[rows[start]]]--;
            }
        }

        Finish(score, variance);
    }

    private void AddTime()
    {
        var own = _own.Sum();
        var (h, r) = (0.0, 0.0);
        for (var g = 0; g < groups; g++)
        {
            if (_atRisk[g] > 0)
            {
                _free[g] = _freeBefore[g] * (_atRisk[g] - _own[g] - _other[g]) / _atRisk[g];
                h += _atRisk[g] / _freeBefore[g];
                r += _atRisk[g] * (1 - _incidence[g]) / _freeBefore[g];
            }
        }

        var pooled = _pooled + (own / h);
        var weight = Math.Pow(1 - _pooled, rho);
        Projections(own, h, weight);
        for (var g = 0; g < groups; g++)
        {
            if (_atRisk[g] > 0)
            {
                _score[g] += weight * (_own[g] - (own * _atRisk[g] * (1 - _incidence[g]) / (_freeBefore[g] * r)));
                AddOwn(g, own, h, pooled);
                AddOther(g, pooled);
                _incidence[g] += _freeBefore[g] * _own[g] / _atRisk[g];
            }
        }

        _pooled = pooled;
        Array.Copy(_free, _freeBefore, groups);
    }

    private void Projections(int own, double h, double weight)
    {
        for (var i = 0; i < groups; i++)
        {
            for (var j = 0; j < groups; j++)
            {
                var (hi, hj) = (_atRisk[i] / _freeBefore[i], _atRisk[j] / _freeBefore[j]);
                _a[i, j] = _atRisk[i] == 0 || _atRisk[j] == 0 ? 0 : weight * hi * ((i == j ? 1 : 0) - (hj / h));
                _c[i, j] += _a[i, j] == 0 ? 0 : _a[i, j] * own / (h * (1 - _pooled));
            }
        }
    }

    // Events of the cause, whose hazard is pooled under the hypothesis; the factor for ties is that of a finite population.
    private void AddOwn(int k, int own, double h, double pooled)
    {
        if (own == 0)
        {
            return;
        }

        var share = _free[k] > 0 ? 1 - ((1 - pooled) / _free[k]) : 1;
        var ties = own > 1 ? 1 - ((own - 1) / ((h * _freeBefore[k]) - 1)) : 1;
        var noise = ties * _freeBefore[k] * own / (h * _atRisk[k]);
        Add(k, share, noise, i => _a[i, k] - (share * _c[i, k]));
    }

    private void AddOther(int k, double pooled)
    {
        if (_free[k] <= 0 || _other[k] == 0)
        {
            return;
        }

        var share = (1 - pooled) / _free[k];
        double n = _atRisk[k];
        var ties = _other[k] > 1 ? 1 - ((_other[k] - 1) / (n - 1)) : 1;
        Add(k, share, ties * _freeBefore[k] * _freeBefore[k] * _other[k] / (n * n), i => -share * _c[i, k]);
    }

    private void Add(int k, double share, double noise, Func<int, double> influence)
    {
        _tail[k] += share * share * noise;
        for (var i = 0; i < groups; i++)
        {
            _cross[i, k] += influence(i) * share * noise;
            for (var j = 0; j < groups; j++)
            {
                _variance[i, j] += influence(i) * influence(j) * noise;
            }
        }
    }

    private void Finish(double[] score, double[,] variance)
    {
        for (var i = 0; i < groups; i++)
        {
            score[i] += _score[i];
            for (var j = 0; j < groups; j++)
            {
                variance[i, j] += _variance[i, j];
                for (var k = 0; k < groups; k++)
                {
                    variance[i, j] += (_c[i, k] * _c[j, k] * _tail[k]) + (_c[i, k] * _cross[j, k]) + (_c[j, k] * _cross[i, k]);
                }
            }
        }
    }
}
