using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Censored;

/// <summary>The distribution of the errors of a censored regression. R: <c>dist</c> of survreg.</summary>
public enum CensoredDistribution
{
    /// <summary>Normal ("gaussian").</summary>
    Normal,

    /// <summary>Normal on the natural logarithm ("lognormal"); coefficients are differences of logarithms.</summary>
    LogNormal,
}

/// <summary>A regression with censored outcomes.</summary>
/// <param name="Coefficients">One result a column, named as the design; Wald z.</param>
/// <param name="Sigma">Standard deviation of the errors with interval on the log scale; the standard error is of its logarithm.</param>
/// <param name="Covariance">Of the coefficients and, last, of log σ (observed information); shape: p + 1 rows. Empty when not estimable.</param>
/// <param name="LogLikelihood">Maximised log-likelihood.</param>
/// <param name="Censored">Number of outcomes not known exactly.</param>
public sealed record CensoredFit(
    ImmutableArray<TestResult> Coefficients,
    TestResult Sigma,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity LogLikelihood,
    int Censored)
{
    /// <summary>Whether the search reached the maximum; false where it ran out of steps and where there is nothing to fit.</summary>
    public bool Converged { get; init; }
}

/// <summary>Maximum likelihood for outcomes known exactly, only from one side, or only to lie between two values.</summary>
public static class CensoredRegression
{
    /// <summary>Fits outcome = design × β + normal error (or its logarithm, for the log-normal).</summary>
    /// <param name="lower">Lower end of what is known; −∞ (for the log-normal also 0) where only an upper end is; shape: n. Unit: U.</param>
    /// <param name="upper">Upper end; equal to the lower where the value is known, +∞ where only a lower end is; shape: n.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="distribution">Of the errors.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit; for the log-normal the log-likelihood is that of the values, not of their logarithms. Not estimable when n ≤ p, a column
    /// depends on others, there is no spread, or the likelihood has no finite maximum (for example everything censored on one side).</returns>
    /// <exception cref="ArgumentException">Different lengths, an end NaN, a lower end above its upper, both ends infinite, a log-normal value
    /// not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>survival::survreg(Surv(lower, upper, type = "interval2") ~ x, dist = "gaussian")</c> or <c>"lognormal"</c>, ends given as NA there.
    /// Source: Tobin (1958), Econometrica 26:24–36; Olsen (1978), Econometrica 46:1211–1215. Oracle: Oracles/censored_regression.</remarks>
    public static CensoredFit Fit(
        double[] lower, double[] upper, Design design, CensoredDistribution distribution = CensoredDistribution.Normal, double level = 0.95)
    {
        Guard.SameLength(lower.Length, upper.Length, nameof(lower), nameof(upper));
        Guard.SameLength(lower.Length, design.Rows, nameof(lower), nameof(design));
        Guard.Level(level);
        var log = distribution == CensoredDistribution.LogNormal;
        for (var i = 0; i < lower.Length; i++)
        {
            Check(i, lower[i], upper[i], log);
        }

        double[] low = log ? Array.ConvertAll(lower, v => v <= 0 ? double.NegativeInfinity : Math.Log(v)) : lower, high = log ? Array.ConvertAll(upper, Math.Log) : upper;
        var name = log ? "lognormal" : "gaussian";
        var template = new TestResult
        {
            Method = new MethodDescription(
                $"Censored {(log ? "log-normal" : "normal")} regression, maximum likelihood",
                Inference.Options(("distribution", name), ("interval", "Wald")),
                $"survival::survreg(Surv(lower, upper, type = \"interval2\") ~ x, dist = \"{name}\")"),
            EstimateName = string.Empty,
            SampleSizes = [lower.Length],
        };
        var fit = CensoredSearch.Fit(low, high, design, template, level);
        var jacobian = log ? lower.Zip(upper).Sum(p => p.First == p.Second ? Math.Log(p.First) : 0) : 0;
        return fit.LogLikelihood.IsEstimable ? fit with { LogLikelihood = fit.LogLikelihood.Value - jacobian } : fit;
    }

    private static void Check(int i, double lower, double upper, bool log)
    {
        if (double.IsNaN(lower) || double.IsNaN(upper) || lower > upper || (double.IsInfinity(lower) && double.IsInfinity(upper)))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Row {i} is known to lie between {lower} and {upper}; the ends are in order and one of them is finite."), nameof(lower));
        }

        if (log && (upper <= 0 || (lower < 0 && double.IsFinite(lower))))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"upper[{i}] is {upper} and lower[{i}] {lower}; a log-normal value lies above 0."), nameof(upper));
        }
    }
}

/// <summary>The search behind both censored regressions, on the scale on which errors are normal.</summary>
internal static class CensoredSearch
{
    private const string SigmaName = "standard deviation of the errors";

    public static CensoredFit Fit(double[] lower, double[] upper, Design design, TestResult template, double level)
    {
        var (n, p) = (lower.Length, design.Columns.Length);
        var censored = lower.Zip(upper).Count(e => e.First != e.Second);
        if (n <= p)
        {
            return Failed(template, design, string.Create(CultureInfo.InvariantCulture, $"{n} observations for {p + 1} parameters"), level, censored);
        }

        double[] middle = [.. lower.Zip(upper).Select(e => double.IsInfinity(e.First) ? e.Second : double.IsInfinity(e.Second) ? e.First : (e.First + e.Second) / 2)];
        var qr = Qr.Of(design.Columns);
        if (qr.DependentColumn >= 0)
        {
            return Failed(template, design, $"{design.Names[qr.DependentColumn]} is a linear combination of the terms before it", level, censored);
        }

        var spread = Math.Sqrt(qr.Residuals(middle).Sum(e => e * e) / n);
        if (!(spread > 1e-12 * middle.Max(Math.Abs)))
        {
            return Failed(template, design, "no spread around the fit", level, censored);
        }

        // Columns and outcome are brought to about 1, which the information needs to be inverted safely.
        var standard = StandardDesign.Of(design.Columns);
        var centre = standard.HasIntercept ? StandardDesign.Centre(middle) : 0;
        double Standard(double v) => (v - centre) / spread;
        var likelihood = new CensoredLikelihood(Array.ConvertAll(lower, Standard), Array.ConvertAll(upper, Standard), standard.Columns);
        var search = NewtonSearch.Maximise([.. Qr.Of(standard.Columns).Solve(Array.ConvertAll(middle, Standard)), 1], likelihood.At);
        return search.Failure.Length > 0
            ? Failed(template, design, search.Failure == NewtonSearch.DidNotConverge ? search.Failure : "the likelihood has no finite maximum", level, censored)
            : Finish(template, design, search, (spread, centre), standard, level, censored, n - censored);
    }

    public static CensoredFit Failed(TestResult template, Design design, string reason, double level, int censored) => new(
        [.. design.Names.Select(name => WaldResult.Failed(template, name, reason, level))],
        WaldResult.Failed(template, SigmaName, reason, level) with { StatisticName = string.Empty },
        [],
        Quantity.NotEstimable(reason),
        censored);

    private static CensoredFit Finish(
        TestResult template, Design design, NewtonResult search, (double Spread, double Centre) outcome, StandardDesign standard, double level, int censored, int exact)
    {
        var p = design.Columns.Length;
        var (spread, theta) = (outcome.Spread, search.Parameters[p]);
        double[] gamma = [.. search.Parameters.Take(p).Select(g => g * spread / theta)];
        var (beta, slopes) = (standard.Coefficients(gamma, outcome.Centre), standard.Coefficients(gamma));

        // From (γ, θ) to (β, log σ): β = combinations of γ spread / θ, log σ = log spread − log θ.
        var jacobian = new double[p + 1, p + 1];
        for (var j = 0; j < p; j++)
        {
            var row = standard.Combination(j);
            for (var k = 0; k < p; k++)
            {
                jacobian[j, k] = row[k] * spread / theta;
            }

            jacobian[j, p] = -slopes[j] / theta;
        }

        jacobian[p, p] = -1 / theta;
        var covariance = new double[p + 1, p + 1];
        for (var a = 0; a <= p; a++)
        {
            for (var b = 0; b <= p; b++)
            {
                for (var k = 0; k <= p; k++)
                {
                    for (var l = 0; l <= p; l++)
                    {
                        covariance[a, b] += jacobian[a, k] * search.Covariance[k, l] * jacobian[b, l];
                    }
                }
            }
        }

        var sigma = spread / theta;
        var logSigma = WaldResult.Of(template, SigmaName, Math.Log(sigma), covariance[p, p], level);
        return new(
            [.. design.Names.Select((name, j) => WaldResult.Of(template, name, beta[j], covariance[j, j], level))],
            template with
            {
                EstimateName = SigmaName,
                Estimate = sigma,
                StandardError = logSigma.StandardError,
                Interval = Inference.Map(logSigma.Interval!, Math.Exp) with { Method = "Wald, log scale" },
            },
            LeastSquares.Rows(covariance),
            search.Last.Value - (exact * Math.Log(spread)),
            censored)
        {
            Converged = true,
        };
    }
}
