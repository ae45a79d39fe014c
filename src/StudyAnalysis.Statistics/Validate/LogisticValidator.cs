using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Validate;

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
