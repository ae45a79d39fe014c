namespace StudyAnalysis.Statistics.Regress;

/// <summary>The binomial log-likelihood with the logit link.</summary>
/// <param name="x">Rows of the design, one after the other, the intercept's 1 included.</param>
/// <param name="columns">Values a row.</param>
/// <param name="outcome">Event yes/no.</param>
internal sealed class LogisticKernel(double[] x, int columns, bool[] outcome) : LikelihoodKernel(columns, outcome.Length)
{
    public override void Evaluate(ReadOnlySpan<double> parameters)
    {
        var (value, p) = (0.0, Size);
        Array.Clear(Gradient);
        Array.Clear(Information);
        for (var i = 0; i < outcome.Length; i++)
        {
            var row = x.AsSpan(i * p, p);
            var eta = Survival.SymmetricMatrix.Dot(row, parameters);
            LinearPredictor[i] = eta;
            var weight = Weights[i];
            if (weight == 0)
            {
                continue;
            }

            var small = Math.Exp(-Math.Abs(eta));
            var minority = small / (1 + small);
            var probability = eta > 0 ? 1 - minority : minority;
            value -= weight * (Math.Log(1 + small) + (outcome[i] == eta > 0 ? 0 : Math.Abs(eta)));
            var residual = weight * ((outcome[i] ? 1 : 0) - probability);
            var curvature = weight * minority * (1 - minority);
            for (var a = 0; a < p; a++)
            {
                Gradient[a] += residual * row[a];
                AddScaled(Information.AsSpan(a * p, a + 1), row, curvature * row[a]);
            }
        }

        Mirror();

        Value = value;
    }
}
