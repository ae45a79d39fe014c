namespace StudyAnalysis.Statistics.Validate;

/// <summary>Harrell's C of rows counted by weights, times sorted once; O(n log n) a score.</summary>
internal sealed class WeightedConcordance
{
    private readonly bool[] _status;
    private readonly int[] _order;
    private readonly int[] _groupEnds;
    private readonly double[] _keys;
    private readonly int[] _sorted;
    private readonly int[] _rank;
    private readonly double[] _tree;
    private readonly double[] _ranked;
    private int _ranks;

    public WeightedConcordance(double[] time, bool[] status)
    {
        _status = status;

        // Latest first; at one time the censored before the events, which look at those still followed.
        _order = [.. Enumerable.Range(0, time.Length).OrderByDescending(i => time[i]).ThenBy(i => status[i])];
        _groupEnds = [.. Enumerable.Range(1, time.Length).Where(k => k == time.Length || time[_order[k]] != time[_order[k - 1]])];
        (_keys, _sorted, _rank, _tree) = (new double[time.Length], new int[time.Length], new int[time.Length], new double[time.Length + 2]);
        _ranked = new double[time.Length];
    }

    /// <summary>Higher score expected earlier; NaN when no pair is comparable.</summary>
    public double Compute(double[] score, double[] weights)
    {
        var ranks = Rank(score);
        Array.Clear(_tree);
        double total = 0, concordant = 0, comparable = 0;
        var k = 0;
        foreach (var end in _groupEnds)
        {
            for (; k < end && !_status[_order[k]]; k++)
            {
                total += Add(_order[k], weights, ranks);
            }

            for (var e = k; e < end; e++)
            {
                var row = _order[e];
                double lower = Below(_rank[row]), upTo = Below(_rank[row] + 1);
                concordant += weights[row] * (lower + ((upTo - lower) / 2));
                comparable += weights[row] * total;
            }

            for (; k < end; k++)
            {
                total += Add(_order[k], weights, ranks);
            }
        }

        return comparable > 0 ? concordant / comparable : double.NaN;
    }

    private int Rank(double[] score)
    {
        // A bootstrap sample and the rows it is tested on have the same score, weighted differently.
        if (_ranks > 0 && score.AsSpan().SequenceEqual(_ranked))
        {
            return _ranks;
        }

        score.CopyTo(_ranked, 0);
        score.CopyTo(_keys, 0);
        for (var i = 0; i < _sorted.Length; i++)
        {
            _sorted[i] = i;
        }

        Array.Sort(_keys, _sorted);
        var rank = -1;
        for (var i = 0; i < _sorted.Length; i++)
        {
            rank += i == 0 || _keys[i] != _keys[i - 1] ? 1 : 0;
            _rank[_sorted[i]] = rank;
        }

        return _ranks = rank + 1;
    }

    private double Add(int row, double[] weights, int ranks)
    {
        for (var i = _rank[row] + 1; i <= ranks; i += i & -i)
        {
            _tree[i] += weights[row];
        }

        return weights[row];
    }

    private double Below(int rank)
    {
        var sum = 0.0;
        for (var i = rank; i > 0; i -= i & -i)
        {
            sum += _tree[i];
        }

        return sum;
    }
}
