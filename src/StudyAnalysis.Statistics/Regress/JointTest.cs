using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>One test of several coefficients: the levels of a factor, the non-linear terms of a spline.</summary>
public static class JointTest
{
    /// <summary>Wald's test that all the coefficients chosen are 0.</summary>
    /// <param name="name">What is tested, for example "non-linearity of age".</param>
    /// <param name="estimates">Coefficients of the fit.</param>
    /// <param name="covariance">Their covariance; shape: one row a coefficient. Empty when the fit is not estimable.</param>
    /// <param name="columns">Coefficients tested, from 0.</param>
    /// <param name="denominatorDegreesOfFreedom">n − p for least squares (F); +∞ for likelihood models (χ²).</param>
    /// <returns>F (χ² over its degrees of freedom) or χ², and p. Not estimable when the fit is not or the covariance is singular.</returns>
    /// <exception cref="ArgumentException">No column, a column that does not exist, or different shapes.</exception>
    /// <remarks>b′ V⁻¹ b. R: <c>rms::anova(fit)</c>, <c>aod::wald.test</c>. Oracle: Oracles/spline.</remarks>
    public static TestResult Wald(
        string name,
        IReadOnlyList<Quantity> estimates,
        ImmutableArray<ImmutableArray<double>> covariance,
        IReadOnlyList<int> columns,
        double denominatorDegreesOfFreedom = double.PositiveInfinity)
    {
        if (columns.Count == 0 || columns.Any(j => j < 0 || j >= estimates.Count) || columns.Distinct().Count() != columns.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"At least one column, each once, within 0 … {estimates.Count - 1}."), nameof(columns));
        }

        var isF = double.IsFinite(denominatorDegreesOfFreedom);
        var result = new TestResult
        {
            Method = new MethodDescription("Wald test of several coefficients", Inference.Options(("reference distribution", isF ? "F" : "χ²")), "anova(fit) of rms"),
            EstimateName = name,
            StatisticName = isF ? "F" : "χ²",
            DegreesOfFreedom = columns.Count,
            SampleSizes = [],
        };
        var failed = columns.Select(j => estimates[j]).FirstOrDefault(q => !q.IsEstimable, Quantity.Of(0));
        if (!failed.IsEstimable || covariance.IsDefaultOrEmpty)
        {
            return Failed(result, failed.IsEstimable ? "the fit has no covariance" : failed.Reason);
        }

        Guard.SameLength(estimates.Count, covariance.Length, nameof(estimates), nameof(covariance));
        var k = columns.Count;
        var matrix = new double[k, k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                matrix[a, b] = covariance[columns[a]][columns[b]];
            }
        }

        var square = SymmetricMatrix.QuadraticForm(matrix, [.. columns.Select(j => estimates[j].Value)]);
        if (double.IsNaN(square))
        {
            return Failed(result, "the covariance is singular");
        }

        return isF
            ? result with { Statistic = square / k, DenominatorDegreesOfFreedom = denominatorDegreesOfFreedom, PValue = Tail.FUpper(square / k, k, denominatorDegreesOfFreedom) }
            : result with { Statistic = square, PValue = Tail.ChiSquaredUpper(square, k) };
    }

    private static TestResult Failed(TestResult result, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return result with { Statistic = none, PValue = none };
    }
}
