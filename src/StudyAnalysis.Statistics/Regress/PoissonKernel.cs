namespace StudyAnalysis.Statistics.Regress;

/// <summary>The Poisson log-likelihood with the log link, without the factorials.</summary>
/// <param name="x">Rows of the design, one after the other.</param>
/// <param name="columns">Values a row.</param>
/// <param name="count">Counts.</param>
/// <param name="offset">Known part of the logarithm of the mean.</param>
internal sealed class PoissonKernel(double[] x, int columns, double[] count, double[] offset) : LikelihoodKernel(columns, count.Length)
{
    public override void Evaluate(ReadOnlySpan<double> parameters)
    {
        var (value, p) = (0.0, Size);
        Array.Clear(Gradient);
        Array.Clear(Information);
        for (var i = 0; i < count.Length; i++)
        {
            var row = x.AsSpan(i * p, p);
            var eta = offset[i] + Survival.SymmetricMatrix.Dot(row, parameters);
            LinearPredictor[i] = eta;
            var mean = Math.Exp(eta);
            value += (count[i] * eta) - mean;
            for (var a = 0; a < p; a++)
            {
                Gradient[a] += (count[i] - mean) * row[a];
                AddScaled(Information.AsSpan(a * p, a + 1), row, mean * row[a]);
            }
        }

        Mirror();
        Value = double.IsNaN(value) ? double.NegativeInfinity : value;
    }
}
