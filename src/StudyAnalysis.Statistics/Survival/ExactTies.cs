namespace StudyAnalysis.Statistics.Survival;

/// <summary>The denominator of the exact partial likelihood at a time with d tied events: a sum over all choices of d from the risk set.</summary>
/// <remarks>Elementary symmetric functions by the recursion of Gail, Lubin and Rubinstein (1981), Biometrika 68:703–707: n·d steps instead
/// of the binomial coefficient.</remarks>
internal sealed class ExactTies
{
    private ExactTies(double logDenominator, double[] mean, double[,] covariance)
    {
        LogDenominator = logDenominator;
        Mean = mean;
        Covariance = covariance;
    }

    public double LogDenominator { get; }

    /// <summary>Expected sum of the covariates of the d events.</summary>
    public double[] Mean { get; }

    public double[,] Covariance { get; }

    public static ExactTies Of(CoxRiskSets sets, double[] risks, List<int> atRisk, int deaths)
    {
        var p = sets.Columns;
        var scale = atRisk.Average(i => risks[i]);
        var (zero, first, second) = (new double[deaths + 1], new double[deaths + 1, p], new double[deaths + 1, p, p]);
        zero[0] = 1;
        for (var m = 0; m < atRisk.Count; m++)
        {
            var x = sets.Row(atRisk[m]);
            var weight = risks[atRisk[m]] / scale;
            for (var k = Math.Min(deaths, m + 1); k >= 1; k--)
            {
                for (var a = 0; a < p; a++)
                {
                    for (var b = 0; b < p; b++)
                    {
                        second[k, a, b] += weight * (second[k - 1, a, b] + (x[a] * first[k - 1, b]) + (x[b] * first[k - 1, a]) + (x[a] * x[b] * zero[k - 1]));
                    }
                }

                for (var a = 0; a < p; a++)
                {
                    first[k, a] += weight * (first[k - 1, a] + (x[a] * zero[k - 1]));
                }

                zero[k] += weight * zero[k - 1];
            }
        }

        var (mean, covariance) = (new double[p], new double[p, p]);
        for (var a = 0; a < p; a++)
        {
            mean[a] = first[deaths, a] / zero[deaths];
        }

        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                covariance[a, b] = (second[deaths, a, b] / zero[deaths]) - (mean[a] * mean[b]);
            }
        }

        return new ExactTies(Math.Log(zero[deaths]) + (deaths * Math.Log(scale)), mean, covariance);
    }
}
