using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Probabilities predicted by a logistic regression.</summary>
public static class PredictedProbability
{
    /// <summary>Difference of the probabilities predicted at two rows of the design, second − first.</summary>
    /// <param name="fit">The fit; its covariance matrix carries the uncertainty.</param>
    /// <param name="first">First row, one value a column of the design, the intercept's 1 included. Unit: as the columns.</param>
    /// <param name="second">Second row.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference with delta-method standard error and normal interval, cut at −1 and 1; not estimable when the fit is not.</returns>
    /// <exception cref="ArgumentException">A row of another length than the coefficients, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Gradient p₂(1 − p₂) x₂ − p₁(1 − p₁) x₁. R: <c>predict(fit, newdata, type = "response")</c> with the delta method.
    /// Oracle: Oracles/predicted_probability.</remarks>
    public static TestResult Difference(LogisticFit fit, ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        Guard.Finite(first, nameof(first));
        Guard.Finite(second, nameof(second));
        Guard.Level(level);
        Guard.SameLength(fit.Coefficients.Length, first.Length, nameof(fit), nameof(first));
        Guard.SameLength(fit.Coefficients.Length, second.Length, nameof(fit), nameof(second));
        var result = new TestResult
        {
            Method = new MethodDescription("difference of predicted probabilities, delta method", "predict(fit, newdata, type = \"response\"), delta method on vcov(fit)"),
            EstimateName = "predicted probability at the second row − at the first",
            SampleSizes = fit.Coefficients[0].SampleSizes,
        };
        var failed = fit.Coefficients.FirstOrDefault(c => !c.Estimate.IsEstimable);
        if (failed is not null)
        {
            return result with { Estimate = failed.Estimate, StandardError = failed.Estimate, Interval = ConfidenceInterval.NotEstimable(failed.Estimate.Reason, level, "delta method") };
        }

        double[] beta = [.. fit.Coefficients.Select(c => c.Estimate.Value)];
        var (p1, p2) = (Logistic(beta, first), Logistic(beta, second));
        var gradient = new double[beta.Length];
        for (var j = 0; j < beta.Length; j++)
        {
            gradient[j] = (p2 * (1 - p2) * second[j]) - (p1 * (1 - p1) * first[j]);
        }

        var error = Math.Sqrt(Quadratic(fit, gradient));
        var half = Tail.NormalQuantile((1 + level) / 2) * error;
        return result with
        {
            Estimate = p2 - p1,
            StandardError = error,
            Interval = new ConfidenceInterval(Math.Max(-1, p2 - p1 - half), Math.Min(1, p2 - p1 + half), level, "delta method"),
        };
    }

    private static double Logistic(double[] beta, ReadOnlySpan<double> row)
    {
        var eta = 0.0;
        for (var j = 0; j < beta.Length; j++)
        {
            eta += beta[j] * row[j];
        }

        return 1 / (1 + Math.Exp(-eta));
    }

    private static double Quadratic(LogisticFit fit, double[] gradient)
    {
        var sum = 0.0;
        for (var a = 0; a < gradient.Length; a++)
        {
            for (var b = 0; b < gradient.Length; b++)
            {
                sum += gradient[a] * fit.Covariance[a][b] * gradient[b];
            }
        }

        return sum;
    }
}
