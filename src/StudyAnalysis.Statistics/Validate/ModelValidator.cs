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
