using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>One worker's memory: fits with case weights and measures, again and again, without allocation.</summary>
internal abstract class ModelValidator(int rows)
{
    /// <summary>How often each row is in the sample fitted.</summary>
    public double[] Train { get; } = new double[rows];

    /// <summary>How often each row is in what is tested.</summary>
    public double[] Test { get; } = new double[rows];

    /// <summary>Predictions that are tested, gathered from the fits of a round.</summary>
    public double[] Score { get; } = new double[rows];

    /// <summary>Predictions of all rows by the last fit.</summary>
    protected abstract double[] Predicted { get; }

    /// <summary>One bootstrap sample, or one repeat of a cross-validation: mean training indices, and indices of the predictions together.</summary>
    public bool Round(ValidationSamples samples, int round, double[] training, double[] test)
    {
        Array.Clear(Test);
        for (var k = 0; k < samples.PerRound; k++)
        {
            var sample = (round * samples.PerRound) + k;
            samples.Fill(sample, Train);
            if (!FitTrain() || !Training(test))
            {
                return false;
            }

            for (var j = 0; j < training.Length; j++)
            {
                training[j] += test[j] / samples.PerRound;
            }

            foreach (var i in samples.TestRows(sample))
            {
                (Score[i], Test[i]) = (Predicted[i], Test[i] + 1);
            }
        }

        return Testing(test);
    }

    /// <summary>Fits to the training weights; false when there is no finite estimate.</summary>
    public abstract bool FitTrain();

    /// <summary>Measures on the training weights.</summary>
    public abstract bool Training(double[] indices);

    /// <summary>Measures of the gathered predictions on the test weights.</summary>
    public abstract bool Testing(double[] indices);

    protected static double Nagelkerke(double ratio, double nullValue, double n) => (1 - Math.Exp(-ratio / n)) / (1 - Math.Exp(2 * nullValue / n));

    /// <summary>Columns about their means over their spread, row by row: Newton's method then starts well from 0.</summary>
    protected static double[] Standardised(double[][] columns)
    {
        var (n, p) = (columns.Length == 0 ? 0 : columns[0].Length, columns.Length);
        var x = new double[n * p];
        for (var j = 0; j < p; j++)
        {
            var constant = Describe.Inference.IsConstant(columns[j]);
            double mean = constant ? 0 : columns[j].Average(), scale = constant ? 1 : Math.Sqrt(columns[j].Sum(v => (v - mean) * (v - mean)) / n);
            for (var i = 0; i < n; i++)
            {
                x[(i * p) + j] = (columns[j][i] - mean) / scale;
            }
        }

        return x;
    }
}

/// <summary>The logistic model.</summary>
internal sealed class LogisticValidator : ModelValidator
{
    private readonly bool[] _outcome;
    private readonly LogisticKernel _model;
    private readonly LogisticKernel _recalibration;
    private readonly double[] _line;
    private readonly double[] _beta;
    private readonly double[] _two = new double[2];
    private readonly double[] _keys;
    private readonly int[] _order;

    public LogisticValidator(bool[] outcome, double[][] columns)
        : base(outcome.Length)
    {
        _outcome = outcome;
        _model = new(Standardised(columns), columns.Length, outcome);
        _line = new double[2 * outcome.Length];
        _recalibration = new(_line, 2, outcome);
        (_beta, _keys, _order) = (new double[columns.Length], new double[outcome.Length], new int[outcome.Length]);
    }

    protected override double[] Predicted => _model.LinearPredictor;

    public override bool FitTrain()
    {
        Train.CopyTo(_model.Weights, 0);
        var (events, total) = Count(Train);
        Array.Clear(_beta);
        return events > 0 && events < total && _model.Maximise(_beta, 1e-14);
    }

    public override bool Training(double[] indices)
    {
        var (events, total) = Count(Train);
        var nullValue = NullValue(events, total);
        Fill(indices, Train, Predicted, 2 * (_model.Value - nullValue), nullValue, total, 0, 1);
        return true;
    }

    public override bool Testing(double[] indices)
    {
        var (events, total) = Count(Test);
        if (events == 0 || events == total)
        {
            return false;
        }

        for (var i = 0; i < _outcome.Length; i++)
        {
            (_line[2 * i], _line[(2 * i) + 1]) = (1, Score[i]);
        }

        Test.CopyTo(_recalibration.Weights, 0);
        (_two[0], _two[1]) = (0, 1);
        if (!_recalibration.Maximise(_two, 1e-14))
        {
            return false;
        }

        var nullValue = NullValue(events, total);
        Fill(indices, Test, Score, 2 * (_recalibration.Value - nullValue), nullValue, total, _two[0], _two[1]);
        return true;
    }

    private static double NullValue(double events, double total) => (events * Math.Log(events / total)) + ((total - events) * Math.Log(1 - (events / total)));

    private (double Events, double Total) Count(double[] weights)
    {
        double events = 0, total = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            events += _outcome[i] ? weights[i] : 0;
        }

        return (events, total);
    }

    private void Fill(double[] indices, double[] weights, double[] score, double ratio, double nullValue, double total, double intercept, double slope)
    {
        var area = Area(weights, score);
        var brier = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var residual = (_outcome[i] ? 1 : 0) - (1 / (1 + Math.Exp(-score[i])));
            brier += weights[i] * residual * residual;
        }

        (indices[0], indices[1], indices[2]) = ((2 * area) - 1, area, Nagelkerke(ratio, nullValue, total));
        (indices[3], indices[4], indices[5]) = (intercept, slope, brier / total);
    }

    // Area under the ROC curve, rows counted by their weights, ties one half.
    private double Area(double[] weights, double[] score)
    {
        score.CopyTo(_keys, 0);
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_keys, _order);
        double below = 0, pairs = 0, events = 0;
        for (var k = 0; k < _order.Length;)
        {
            var first = k;
            double cases = 0, controls = 0;
            for (; k < _order.Length && _keys[k] == _keys[first]; k++)
            {
                cases += _outcome[_order[k]] ? weights[_order[k]] : 0;
                controls += _outcome[_order[k]] ? 0 : weights[_order[k]];
            }

            pairs += cases * (below + (controls / 2));
            below += controls;
            events += cases;
        }

        return pairs / (events * below);
    }
}

/// <summary>The Cox model.</summary>
internal sealed class CoxValidator : ModelValidator
{
    private readonly CoxKernel _model;
    private readonly CoxKernel _recalibration;
    private readonly double[] _line;
    private readonly double[] _beta;
    private readonly double[] _one = new double[1];
    private readonly WeightedConcordance _concordance;

    public CoxValidator(double[] time, bool[] status, double[][] columns)
        : base(time.Length)
    {
        _line = new double[time.Length];
        _model = new(time, status, Standardised(columns), columns.Length, efron: true);
        _recalibration = new(time, status, _line, 1, efron: true);
        _beta = new double[columns.Length];
        _concordance = new(time, status);
    }

    protected override double[] Predicted => _model.LinearPredictor;

    public override bool FitTrain()
    {
        Train.CopyTo(_model.Weights, 0);
        Array.Clear(_beta);
        return _beta.Length > 0 && _model.Maximise(_beta, 1e-14);
    }

    public override bool Training(double[] indices)
    {
        var value = _model.Value;
        Predicted.CopyTo(_line, 0);
        return Fill(indices, Train, value, 1);
    }

    public override bool Testing(double[] indices)
    {
        Score.CopyTo(_line, 0);
        Test.CopyTo(_recalibration.Weights, 0);
        _one[0] = 1;
        return _recalibration.Maximise(_one, 1e-14) && Fill(indices, Test, _recalibration.Value, _one[0]);
    }

    private bool Fill(double[] indices, double[] weights, double value, double slope)
    {
        weights.CopyTo(_recalibration.Weights, 0);
        _recalibration.Evaluate([0]);
        var nullValue = _recalibration.Value;
        var c = _concordance.Compute(_line, weights);
        (indices[0], indices[1], indices[2], indices[3]) = ((2 * c) - 1, c, Nagelkerke(2 * (value - nullValue), nullValue, weights.Sum()), slope);
        return !double.IsNaN(c);
    }
}

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

    public WeightedConcordance(double[] time, bool[] status)
    {
        _status = status;

        // Latest first; at one time the censored before the events, which look at those still followed.
        _order = [.. Enumerable.Range(0, time.Length).OrderByDescending(i => time[i]).ThenBy(i => status[i])];
        _groupEnds = [.. Enumerable.Range(1, time.Length).Where(k => k == time.Length || time[_order[k]] != time[_order[k - 1]])];
        (_keys, _sorted, _rank, _tree) = (new double[time.Length], new int[time.Length], new int[time.Length], new double[time.Length + 2]);
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

        return rank + 1;
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
