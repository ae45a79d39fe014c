using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The covariance of least-squares coefficients. R: <c>sandwich::vcovHC(type = …)</c>.</summary>
/// <remarks>At 20 patients tests at 5 % reject 10, 9, 7 and 5 % of samples without an effect with HC0, HC1, HC2 and HC3: docs/statistics/validity.md.</remarks>
public enum CovarianceType
{
    /// <summary>Equal variances: s²(XᵀX)⁻¹ ("const").</summary>
    Classical,

    /// <summary>White (1980): e².</summary>
    HC0,

    /// <summary>e² n / (n − p).</summary>
    HC1,

    /// <summary>e² / (1 − h).</summary>
    HC2,

    /// <summary>e² / (1 − h)²: for small samples (Long and Ervin 2000, Am Stat 54:217–224).</summary>
    HC3,
}

/// <summary>A least-squares fit.</summary>
/// <param name="Coefficients">One result a column, named as the design; t with n − p degrees of freedom.</param>
/// <param name="Covariance">Covariance of the coefficients; shape: p rows of p.</param>
/// <param name="ResidualStandardDeviation">√(RSS / (n − p)), unit of the outcome.</param>
/// <param name="RSquared">1 − RSS / TSS, TSS about the mean when the design holds "(Intercept)", else about 0.</param>
/// <param name="ResidualDegreesOfFreedom">n − p.</param>
/// <param name="Residuals">Outcome − fit, in the order given.</param>
/// <param name="Leverages">Diagonal of the hat matrix.</param>
public sealed record LeastSquaresFit(
    ImmutableArray<TestResult> Coefficients,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity ResidualStandardDeviation,
    Quantity RSquared,
    int ResidualDegreesOfFreedom,
    ImmutableArray<double> Residuals,
    ImmutableArray<double> Leverages)
{
    /// <summary>Degrees of freedom of a contrast where they differ from n − p (clusters).</summary>
    internal Func<double[], double>? ContrastDegreesOfFreedom { get; init; }

    /// <summary>A linear combination of the coefficients, Σ weight × coefficient, with t interval and p.</summary>
    /// <param name="name">What it estimates.</param>
    /// <param name="weights">One weight a coefficient.</param>
    /// <param name="alternative">Of the combination against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Another number of weights than coefficients, or a level outside 0 … 1.</exception>
    public TestResult Contrast(string name, ReadOnlySpan<double> weights, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.SameLength(Coefficients.Length, weights.Length, nameof(Coefficients), nameof(weights));
        Guard.Level(level);
        var df = ContrastDegreesOfFreedom is { } own && Covariance.Length > 0 ? own(weights.ToArray()) : ResidualDegreesOfFreedom;
        return LinearCombination.Compute(name, Coefficients, Covariance, weights, df, alternative, level);
    }
}

/// <summary>Ordinary least squares with classical or heteroscedasticity-consistent standard errors.</summary>
public static class LeastSquares
{
    /// <summary>Fits outcome = design × β.</summary>
    /// <param name="outcome">Outcome; shape: n finite values. Unit: U.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="covariance">Standard errors; HC3 with t by default in this project's plans, classical here.</param>
    /// <param name="alternative">Of each coefficient against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <param name="weights">Case weights above 0 (inverse variances); shape: n; null for equal ones.</param>
    /// <returns>The fit; with weights the residual standard deviation is that of weight 1. Everything is not estimable when n ≤ p or a column depends on those before it (the reason names it).</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, a weight not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>Householder QR. R: <c>lm(y ~ x, weights = w)</c>, <c>sandwich::vcovHC</c>, <c>lmtest::coeftest(df = n - p)</c>. Oracles: nist_linear, least_squares.</remarks>
    public static LeastSquaresFit Fit(
        double[] outcome,
        Design design,
        CovarianceType covariance = CovarianceType.Classical,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95,
        double[]? weights = null)
    {
        Guard.Finite(outcome, nameof(outcome));
        Guard.SameLength(outcome.Length, design.Rows, nameof(outcome), nameof(design));
        Guard.Level(level);
        CheckWeights(weights, outcome.Length);
        int n = outcome.Length, p = design.Columns.Length;
        var method = Method(covariance);
        if (n <= p)
        {
            return Failed(design, method, string.Create(CultureInfo.InvariantCulture, $"{n} observations for {p} coefficients"), n, level);
        }

        var roots = weights is null ? null : Array.ConvertAll(weights, Math.Sqrt);
        var columns = roots is null ? design.Columns : [.. design.Columns.Select(c => Times(c, roots))];
        var scaled = roots is null ? outcome : Times(outcome, roots);
        var qr = Qr.Of(columns);
        if (qr.DependentColumn >= 0)
        {
            return Failed(design, method, $"{design.Names[qr.DependentColumn]} is a linear combination of the terms before it", n, level);
        }

        var beta = qr.Solve(scaled);
        var residuals = qr.Residuals(scaled);
        var leverages = qr.Leverages();
        var rss = residuals.Sum(e => e * e);
        var matrix = Covariance(qr.InverseCrossProduct(), columns, residuals, leverages, covariance, rss / (n - p));
        return new(
            [.. beta.Select((b, j) => Coefficient(method, design.Names[j], b, matrix[j, j], n - p, alternative, level, n))],
            Rows(matrix),
            Math.Sqrt(rss / (n - p)),
            RSquared(outcome, weights, rss, design.Names.Contains("(Intercept)")),
            n - p,
            roots is null ? [.. residuals] : [.. residuals.Zip(roots, (e, r) => e / r)],
            [.. leverages]);
    }

    internal static ImmutableArray<ImmutableArray<double>> Rows(double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToImmutableArray())];

    private static TestResult Coefficient(
        MethodDescription method, string name, double estimate, double variance, int df, Alternative alternative, double level, int n)
    {
        var result = new TestResult
        {
            Method = method, EstimateName = name, Estimate = estimate, StatisticName = "t", Alternative = alternative, SampleSizes = [n], DegreesOfFreedom = df,
        };
        return LinearCombination.Finish(result, estimate, variance, df, level);
    }

    private static double[] Times(double[] values, double[] factors) => [.. values.Zip(factors, (v, f) => v * f)];

    private static void CheckWeights(double[]? weights, int n)
    {
        if (weights is null)
        {
            return;
        }

        Guard.Finite(weights, nameof(weights));
        Guard.SameLength(n, weights.Length, "outcome", nameof(weights));
        Guard.Weights(weights, nameof(weights));
    }

    private static Quantity RSquared(double[] outcome, double[]? weights, double rss, bool centred)
    {
        double Weight(int i) => weights is null ? 1 : weights[i];
        var centre = !centred ? 0 : weights is null ? Inference.Mean(outcome) : outcome.Select((y, i) => y * weights[i]).Sum() / weights.Sum();
        var total = outcome.Select((y, i) => Weight(i) * (y - centre) * (y - centre)).Sum();
        return total == 0 ? Quantity.NotEstimable("the outcome is constant") : 1 - (rss / total);
    }

    private static double[,] Covariance(double[,] bread, double[][] columns, double[] residuals, double[] leverages, CovarianceType type, double variance)
    {
        int p = columns.Length, n = residuals.Length;
        var result = new double[p, p];
        if (type == CovarianceType.Classical)
        {
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    result[a, b] = variance * bread[a, b];
                }
            }

            return result;
        }

        for (var i = 0; i < n; i++)
        {
            var weight = Weight(residuals[i], leverages[i], type, n, p);
            var influence = new double[p];
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    influence[a] += bread[a, b] * columns[b][i];
                }
            }

            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    result[a, b] += weight * influence[a] * influence[b];
                }
            }
        }

        return result;
    }

    // An observation with leverage 1 is fitted exactly: HC2 and HC3 have no variance for it, and NaN says so further up.
    internal static double Weight(double e, double h, CovarianceType type, int n, int p) => type switch
    {
        CovarianceType.HC1 => e * e * n / (n - p),
        CovarianceType.HC2 => 1 - h < 1e-12 ? double.NaN : e * e / (1 - h),
        CovarianceType.HC3 => 1 - h < 1e-12 ? double.NaN : e * e / ((1 - h) * (1 - h)),
        _ => e * e,
    };

    private static MethodDescription Method(CovarianceType type) => new(
        "Least squares" + (type == CovarianceType.Classical ? string.Empty : $", {type} standard errors"),
        Inference.Options(("covariance", type.ToString()), ("reference distribution", "t, n − p")),
        type == CovarianceType.Classical ? "lm(y ~ x)" : $"lmtest::coeftest(lm(y ~ x), vcov = sandwich::vcovHC(fit, type = \"{type}\"), df = n - p)");

    private static LeastSquaresFit Failed(Design design, MethodDescription method, string reason, int n, double level) => new(
        [.. design.Names.Select(name => LinearCombination.Failed(new TestResult { Method = method, EstimateName = name, StatisticName = "t", SampleSizes = [n] }, reason, level))],
        [],
        Quantity.NotEstimable(reason),
        Quantity.NotEstimable(reason),
        Math.Max(0, n - design.Columns.Length),
        [],
        []);
}
