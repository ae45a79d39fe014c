namespace StudyAnalysis.Statistics.Survival;

/// <summary>The covariates with intercept, centred and scaled, without constant and collinear columns.</summary>
internal sealed record AftDesign(double[] X, int[] Kept, double[] Means, double[] Scales)
{
    public int Columns => Kept.Length + 1;

    public static AftDesign Of(AftInput input, string?[] exclusions)
    {
        var (n, p) = (input.Rows, input.Columns);
        var (means, scales, z) = (new double[p], new double[p], new double[p][]);
        for (var j = 0; j < p; j++)
        {
            double[] column = [.. Enumerable.Range(0, n).Select(i => input.Covariates[i, j])];
            var mean = column[0] + (column.Sum(v => v - column[0]) / n);
            var constant = column.All(v => v == column[0]);
            var scale = constant ? 1 : Math.Sqrt(column.Sum(v => (v - mean) * (v - mean)) / n);
            (means[j], scales[j], z[j]) = (mean, scale, [.. column.Select(v => constant ? 0 : (v - mean) / scale)]);
            exclusions[j] = constant ? $"'{input.NameOf(j)}' is constant" : null;
        }

        var gram = new double[p, p];
        for (var a = 0; a < p; a++)
        {
            for (var b = 0; b < p; b++)
            {
                gram[a, b] = SymmetricMatrix.Dot(z[a], z[b]);
            }
        }

        var independent = SymmetricMatrix.IndependentRows(gram, 1e-11);
        for (var j = 0; j < p; j++)
        {
            exclusions[j] ??= independent[j] ? null : $"'{input.NameOf(j)}' is a linear combination of the columns before it";
        }

        int[] kept = [.. Enumerable.Range(0, p).Where(j => exclusions[j] is null)];
        var x = new double[n * (kept.Length + 1)];
        for (var i = 0; i < n; i++)
        {
            x[i * (kept.Length + 1)] = 1;
            for (var k = 0; k < kept.Length; k++)
            {
                x[(i * (kept.Length + 1)) + k + 1] = z[kept[k]][i];
            }
        }

        return new AftDesign(x, kept, [.. kept.Select(j => means[j])], [.. kept.Select(j => scales[j])]);
    }
}

/// <summary>Where the search ended: γ = β/σ, τ = 1/σ, or the reason why there is no maximum.</summary>
internal sealed record AftSearch(AftLikelihood Likelihood, double[] Gamma, double Tau, double Value, double[,] Information, int Iterations, string Reason);

/// <summary>Newton's method on a concave likelihood with halving.</summary>
internal static class AftNewton
{
    private const int MaximumIterations = 200;
    private const string Infinite = "the likelihood rises without end as a coefficient goes to infinity (a group without events, or all of whose events are left-censored)";

    public static AftSearch Maximize(AftLikelihood likelihood, int columns, double[] lower, double[] upper, AftDistribution distribution)
    {
        var (gamma, tau) = (new double[columns], distribution == AftDistribution.Exponential ? 1 : 1 / Spread(lower, upper));
        var (value, score, information) = likelihood.At(gamma, tau);
        for (var iteration = 1; iteration <= MaximumIterations; iteration++)
        {
            AftSearch End(string reason) => new(likelihood, gamma, tau, value, information, iteration, reason);
            var factor = SymmetricMatrix.Cholesky(information, 1e-14);
            if (factor is null)
            {
                return End(iteration > 1 ? Infinite : "the likelihood has no finite maximum");
            }

            var step = SymmetricMatrix.Solve(factor, score);
            var before = value;
            var (largest, moved) = Climb(likelihood, gamma, ref tau, ref value, ref score, ref information, step);
            if (largest < 1e-11)
            {
                return End(string.Empty);
            }

            if (tau < 1e-7)
            {
                return End("the scale grows without end: a larger spread always fits better");
            }

            if (tau > 1e7)
            {
                return End("no spread around the fit: the scale goes to 0");
            }

            // A finite maximum is approached quadratically; steps that stay long while the likelihood no longer rises lead to infinity.
            if (value - before < 1e-10 * (1 + Math.Abs(value)) && moved > 0.05)
            {
                return End(Infinite);
            }
        }

        return new AftSearch(likelihood, gamma, tau, value, information, MaximumIterations, "the search did not converge");
    }

    // The largest change, relative and absolute.
    private static (double Relative, double Absolute) Climb(
        AftLikelihood likelihood, double[] gamma, ref double tau, ref double value, ref double[] score, ref double[,] information, double[] step)
    {
        var scale = 1.0;
        for (var halving = 0; ; halving++, scale /= 2)
        {
            double[] next = [.. gamma.Select((g, a) => g + (scale * step[a]))];
            var nextTau = step.Length > gamma.Length ? tau + (scale * step[^1]) : tau;
            if (nextTau <= 0)
            {
                continue;
            }

            var at = likelihood.At(next, nextTau);
            if (at.Value >= value - (1e-13 * (1 + Math.Abs(value))) || halving >= 50)
            {
                var largest = Math.Max(gamma.Zip(next, (a, b) => Math.Abs(a - b) / (1 + Math.Abs(b))).Max(), Math.Abs((nextTau / tau) - 1));
                var moved = Math.Max(gamma.Zip(next, (a, b) => Math.Abs(a - b)).Max(), Math.Abs(nextTau - tau));
                next.CopyTo(gamma, 0);
                (tau, value, score, information) = (nextTau, at.Value, at.Score, at.Information);
                return (largest, moved);
            }
        }
    }

    private static double Spread(double[] lower, double[] upper)
    {
        double[] middle = [.. lower.Zip(upper, (a, b) => !double.IsFinite(a) ? b : !double.IsFinite(b) ? a : (a + b) / 2)];
        var mean = middle.Average();
        var spread = Math.Sqrt(middle.Sum(m => (m - mean) * (m - mean)) / middle.Length);
        return spread > 1e-8 ? spread : 1;
    }
}
