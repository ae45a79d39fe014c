using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Turns a search into the record, back on the scale of the covariates and of log time.</summary>
internal sealed class AftReport(
    AftInput input, AftDistribution distribution, AftDesign design, AftSearch search, string?[] exclusions, double centre, double level)
{
    private readonly int _p = design.Columns;

    public AftFit Build(double logLikelihood, double logLikelihoodNull)
    {
        var (jacobian, estimates) = (Jacobian(), Estimates());
        var factor = SymmetricMatrix.Cholesky(search.Information, 1e-14)!;
        var model = Transformed(SymmetricMatrix.Inverse(factor), jacobian);
        var robust = input.Cluster.Length > 0 ? Transformed(SymmetricMatrix.Sandwich(SymmetricMatrix.Inverse(factor), Meat()), jacobian) : null;
        AftCoefficient Of(string name, int k) => AcceleratedFailureTime.Coefficient(
            name, estimates[k], Math.Sqrt(model[k, k]), robust is null ? null : Math.Sqrt(robust[k, k]), level);
        var columns = Enumerable.Range(0, input.Columns).Select(j => (Name: input.NameOf(j), At: Array.IndexOf(design.Kept, j), Reason: exclusions[j]));
        return new AftFit
        {
            Method = AcceleratedFailureTime.Describe(input, distribution),
            Coefficients = [Of("(Intercept)", 0), .. columns.Select(c => c.At < 0 ? AcceleratedFailureTime.Coefficient(c.Name, c.Reason!, level) : Of(c.Name, c.At + 1))],
            LogScale = distribution == AftDistribution.Exponential
                ? AcceleratedFailureTime.Coefficient("Log(scale)", "the scale of the exponential is held at 1", level) with { Estimate = 0, TimeRatio = 1 }
                : Of("Log(scale)", _p),
            Variance = Expand(robust ?? model),
            LogLikelihood = logLikelihood,
            LogLikelihoodNull = Quantity.OfOr(logLikelihoodNull, "the model of intercept and scale has no maximum"),
            LikelihoodRatioTest = _p == 1
                ? ChiSquaredTest.NotEstimable("likelihood-ratio test", "no covariate")
                : ChiSquaredTest.Of("likelihood-ratio test", 2 * (logLikelihood - logLikelihoodNull), _p - 1),
            SampleSize = input.Rows,
            Events = input.Lower.Zip(input.Upper, (a, b) => a == b).Count(e => e),
            Iterations = search.Iterations,
            Converged = true,
            Notes = [.. exclusions.Where(r => r is not null).Select(r => "Not estimable: " + r + ".")],
            Distribution = distribution,
            Level = level,
        };
    }

    // Intercept, coefficients, log σ: β = γ/τ, with the standardisation undone.
    private double[] Estimates()
    {
        var estimates = new double[search.Likelihood.Size];
        estimates[0] = (search.Gamma[0] / search.Tau) + centre;
        for (var k = 1; k < _p; k++)
        {
            estimates[k] = search.Gamma[k] / search.Tau / design.Scales[k - 1];
            estimates[0] -= estimates[k] * design.Means[k - 1];
        }

        if (estimates.Length > _p)
        {
            estimates[_p] = -Math.Log(search.Tau);
        }

        return estimates;
    }

    // ∂(intercept, β, log σ)/∂(γ, τ).
    private double[,] Jacobian()
    {
        var size = search.Likelihood.Size;
        var j = new double[size, size];
        for (var k = 0; k < _p; k++)
        {
            var scale = k == 0 ? 1 : design.Scales[k - 1];
            j[k, k] = 1 / (search.Tau * scale);
            if (size > _p)
            {
                j[k, _p] = -search.Gamma[k] / (search.Tau * search.Tau * scale);
            }
        }

        for (var k = 1; k < _p; k++)
        {
            for (var c = 0; c < size; c++)
            {
                j[0, c] -= design.Means[k - 1] * j[k, c];
            }
        }

        if (size > _p)
        {
            j[_p, _p] = -1 / search.Tau;
        }

        return j;
    }

    private double[,] Meat()
    {
        var size = search.Likelihood.Size;
        var clusters = SurvivalInput.Levels(input.Cluster, out var codes);
        var sums = new double[codes.Length, size];
        for (var i = 0; i < clusters.Length; i++)
        {
            var score = search.Likelihood.ScoreOf(i, search.Gamma, search.Tau);
            for (var a = 0; a < size; a++)
            {
                sums[clusters[i], a] += score[a];
            }
        }

        var meat = new double[size, size];
        for (var c = 0; c < codes.Length; c++)
        {
            for (var a = 0; a < size; a++)
            {
                for (var b = 0; b < size; b++)
                {
                    meat[a, b] += sums[c, a] * sums[c, b];
                }
            }
        }

        return meat;
    }

    private static double[,] Transformed(double[,] variance, double[,] jacobian)
    {
        var size = variance.GetLength(0);
        var transposed = new double[size, size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                transposed[a, b] = jacobian[b, a];
            }
        }

        return SymmetricMatrix.Multiply(SymmetricMatrix.Multiply(jacobian, variance), transposed);
    }

    private ImmutableArray<ImmutableArray<double>> Expand(double[,] variance)
    {
        var at = new List<int> { 0 };
        at.AddRange(Enumerable.Range(0, input.Columns).Select(j => Array.IndexOf(design.Kept, j) is var k && k < 0 ? -1 : k + 1));
        if (search.Likelihood.Size > _p)
        {
            at.Add(_p);
        }

        return [.. at.Select(a => at.Select(b => a < 0 || b < 0 ? double.NaN : variance[a, b]).ToImmutableArray())];
    }
}
