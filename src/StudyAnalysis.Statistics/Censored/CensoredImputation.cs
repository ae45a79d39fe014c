using MathNet.Numerics.LinearAlgebra;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>Multiple imputation of values below their limit. Pool with <see cref="Missing.RubinsRules"/>; several variables: <see cref="Missing.ChainedEquations"/>.</summary>
public static class CensoredImputation
{
    /// <summary>Draws completed data sets: parameters from their approximate posterior, then truncated normal values.</summary>
    /// <param name="values">Measured value or limit; shape: n. Unit: U, the scale on which errors are normal (usually a logarithm).</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="design">Predictors of the imputation model, which should hold the outcome of the later analysis; shape: n × p.</param>
    /// <param name="count">Number of completed data sets.</param>
    /// <param name="seed">Same seed, same draws; each data set has its own stream.</param>
    /// <returns>Completed values, one array a data set; empty when the imputation model is not estimable.</returns>
    /// <exception cref="ArgumentException">Different lengths or a value not finite; count below 2.</exception>
    /// <remarks>R: none in mice; draws of <c>survreg</c>'s estimates, then of the truncated normal.
    /// Source: Lubin et al. (2004), Environ Health Perspect 112:1691–1696; Uh et al. (2008), BMC Immunol 9:59.</remarks>
    public static double[][] Draw(double[] values, IReadOnlyList<bool> below, Design design, int count, ulong seed)
    {
        if (count < 2)
        {
            throw new ArgumentException($"Multiple imputation needs at least 2 data sets, not {count}.", nameof(count));
        }

        var fit = CensoredNormal.Fit(values, below, design);
        if (fit.Covariance.IsEmpty)
        {
            return [];
        }

        var p = design.Columns.Length;
        var covariance = Matrix<double>.Build.Dense(p + 1, p + 1, (i, j) => (fit.Covariance[i][j] + fit.Covariance[j][i]) / 2);
        var root = covariance.Cholesky().Factor;
        return [.. Enumerable.Range(0, count).Select(m => Complete(values, below, design, fit, root, new CounterRandom(seed, (ulong)m)))];
    }

    private static double[] Complete(
        double[] values, IReadOnlyList<bool> below, Design design, CensoredFit fit, Matrix<double> root, CounterRandom random)
    {
        var p = design.Columns.Length;
        var normal = Vector<double>.Build.Dense(p + 1, i => Tail.NormalQuantile(random.Uniform((ulong)i)));
        var shift = root * normal;
        var sigma = fit.Sigma.Estimate.Value * Math.Exp(shift[p]);
        return
        [
            .. values.Select((value, i) =>
            {
                if (!below[i])
                {
                    return value;
                }

                var mean = 0.0;
                for (var j = 0; j < p; j++)
                {
                    mean += (fit.Coefficients[j].Estimate.Value + shift[j]) * design.Columns[j][i];
                }

                var inside = random.Uniform((ulong)(p + 1 + i)) * Tail.NormalUpper((mean - value) / sigma);
                return Math.Min(value, mean + (sigma * Tail.NormalQuantile(Math.Max(double.Epsilon, inside))));
            }),
        ];
    }
}
