namespace StudyAnalysis.Statistics.Survival;

/// <summary>The influence of each row: η, its own martingale part, and ψ, its part in estimating the censoring distribution of its group.</summary>
/// <remarks>All integrals over event times are differences of running sums, so that the whole is linear in n after sorting.</remarks>
internal sealed class FineGrayResiduals
{
    private readonly FineGrayModel _model;
    private readonly int _p;
    private readonly double[] _risks;
    private readonly double[] _times;
    private readonly double[] _hazard;
    private readonly double[] _mean;
    private readonly double[] _uncensored;

    public FineGrayResiduals(FineGrayModel model, double[] beta)
    {
        (_model, _p) = (model, beta.Length);
        _risks = CoxRiskSets.Risks(model.Sets.LinearPredictor(beta), out _);
        var count = model.EventTimes;
        (_times, _hazard, _mean, _uncensored) = (new double[count], new double[count], new double[count * _p], new double[count * model.Groups]);
        var at = count;
        model.Walk(_risks, 1, (deaths, sums, uncensored) =>
        {
            at--;
            (_times[at], _hazard[at]) = (model.Sets.Time[deaths[0]], deaths.Count / sums.Weight);
            uncensored.CopyTo(_uncensored, at * model.Groups);
            for (var a = 0; a < _p; a++)
            {
                _mean[(at * _p) + a] = sums.First[a] / sums.Weight;
            }
        });
    }

    public double[,] Compute()
    {
        var residuals = new double[_model.Sets.Rows, _p];
        AddOwnPart(residuals, Running(null));
        for (var group = 0; group < _model.Groups; group++)
        {
            var weighted = Running(group);
            AddOtherPart(residuals, weighted, group);
            AddCensoringPart(residuals, weighted, group);
        }

        return residuals;
    }

    // Running sums over event times: line k holds the events before index k; the hazard itself, then its products with the means.
    private double[] Running(int? group)
    {
        var width = _p + 1;
        var sums = new double[(_times.Length + 1) * width];
        for (var k = 0; k < _times.Length; k++)
        {
            var (from, to) = (k * width, (k + 1) * width);
            var increment = _hazard[k] * (group is { } g ? _uncensored[(k * _model.Groups) + g] : 1);
            sums[to] = sums[from] + increment;
            for (var a = 0; a < _p; a++)
            {
                sums[to + a + 1] = sums[from + a + 1] + (increment * _mean[(k * _p) + a]);
            }
        }

        return sums;
    }

    private int EventsUpTo(double time, bool inclusive)
    {
        var (low, high) = (0, _times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var before = inclusive ? _times[middle] <= time : _times[middle] < time;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void AddOwnPart(double[,] residuals, double[] until)
    {
        for (var i = 0; i < _model.Sets.Rows; i++)
        {
            var x = _model.Sets.Row(i);
            var seen = EventsUpTo(_model.Sets.Time[i], inclusive: true);
            var line = seen * (_p + 1);
            for (var a = 0; a < _p; a++)
            {
                var own = _model.IsOwn(i) ? x[a] - _mean[((seen - 1) * _p) + a] : 0;
                residuals[i, a] = own - (_risks[i] * ((x[a] * until[line]) - until[line + a + 1]));
            }
        }
    }

    // Rows that failed from another cause stay in the risk sets after their end, with the weight of their group.
    private void AddOtherPart(double[,] residuals, double[] weighted, int group)
    {
        var end = _times.Length * (_p + 1);
        for (var i = 0; i < _model.Sets.Rows; i++)
        {
            if (!_model.IsOther(i) || _model.GroupOf(i) != group)
            {
                continue;
            }

            var x = _model.Sets.Row(i);
            var line = EventsUpTo(_model.Sets.Time[i], inclusive: true) * (_p + 1);
            for (var a = 0; a < _p; a++)
            {
                var left = (x[a] * (weighted[end] - weighted[line])) - (weighted[end + a + 1] - weighted[line + a + 1]);
                residuals[i, a] -= _risks[i] * left / _model.Uncensored(i);
            }
        }
    }

    private void AddCensoringPart(double[,] residuals, double[] weighted, int group)
    {
        var order = Array.FindAll(_model.Ascending, i => _model.GroupOf(i) == group);
        var (weight, first, compensator, q) = (0.0, new double[_p], new double[_p], new double[_p]);
        for (var start = 0; start < order.Length;)
        {
            var time = _model.Sets.Time[order[start]];
            var (end, censored) = (start, 0);
            for (; end < order.Length && _model.Sets.Time[order[end]] == time; end++)
            {
                censored += _model.IsCensored(order[end]) ? 1 : 0;
            }

            double atRisk = order.Length - start;
            Q(q, weighted, EventsUpTo(time, inclusive: false), weight, first);
            for (var a = 0; a < _p; a++)
            {
                compensator[a] += censored * q[a] / (atRisk * atRisk);
            }

            for (; start < end; start++)
            {
                var row = order[start];
                for (var a = 0; a < _p; a++)
                {
                    residuals[row, a] += (_model.IsCensored(row) ? q[a] / atRisk : 0) - compensator[a];
                }

                if (_model.IsOther(row))
                {
                    var w = _risks[row] / _model.Uncensored(row);
                    weight += w;
                    for (var a = 0; a < _p; a++)
                    {
                        first[a] += w * _model.Sets.Row(row)[a];
                    }
                }
            }
        }
    }

    // q(u): what the weights of those failed earlier from another cause contribute to the score at and after u.
    private void Q(double[] q, double[] weighted, int from, double weight, double[] first)
    {
        var (line, end) = (from * (_p + 1), _times.Length * (_p + 1));
        for (var a = 0; a < _p; a++)
        {
            q[a] = (first[a] * (weighted[end] - weighted[line])) - (weight * (weighted[end + a + 1] - weighted[line + a + 1]));
        }
    }
}
