using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Validate;

/// <summary>The Cox model.</summary>
internal sealed class CoxValidator : ModelValidator
{
    private readonly CoxKernel _model;
    private readonly CoxKernel _recalibration;
    private readonly double[] _line;
    private readonly double[] _beta;
    private readonly double[] _start;
    private readonly double[] _one = new double[1];
    private readonly WeightedConcordance _concordance;

    public CoxValidator(double[] time, bool[] status, double[][] columns)
        : base(time.Length)
    {
        _line = new double[time.Length];
        _model = new(time, status, Standardised(columns), columns.Length, efron: true);
        _recalibration = new(time, status, _line, 1, efron: true);
        (_beta, _start) = (new double[columns.Length], new double[columns.Length]);
        _model.Maximise(_start, 1e-14);
        _concordance = new(time, status);
    }

    protected override double[] Predicted => _model.LinearPredictor;

    public override bool FitTrain()
    {
        Train.CopyTo(_model.Weights, 0);

        // A sample's estimate is nearer to that of all rows than to 0.
        _start.CopyTo(_beta, 0);
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
        var nullValue = _recalibration.NullValue();
        var c = _concordance.Compute(_line, weights);
        (indices[0], indices[1], indices[2], indices[3]) = ((2 * c) - 1, c, Nagelkerke(2 * (value - nullValue), nullValue, weights.Sum()), slope);
        return !double.IsNaN(c);
    }
}
