using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A linear model with a random intercept a subject.</summary>
/// <param name="Coefficients">Fixed effects, named as the design; t with Satterthwaite's degrees of freedom.</param>
/// <param name="Covariance">Of the fixed effects; empty when not estimable.</param>
/// <param name="ResidualVariance">σ², squared unit of the outcome.</param>
/// <param name="InterceptVariance">τ² between subjects; 0 where the estimate lies on the boundary (noted).</param>
/// <param name="LogLikelihood">Maximised (restricted) log-likelihood, as R's logLik.</param>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Notes">What the reader must know.</param>
public sealed record MixedFit(
    ImmutableArray<TestResult> Coefficients,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity ResidualVariance,
    Quantity InterceptVariance,
    Quantity LogLikelihood,
    int Subjects,
    ImmutableArray<string> Notes)
{
    internal MixedLikelihood? Likelihood { get; init; }

    internal MixedLikelihood.Profile? Profile { get; init; }

    /// <summary>Σ weight × fixed effect, with Satterthwaite t interval and p.</summary>
    /// <param name="name">What it estimates.</param>
    /// <param name="weights">One weight a coefficient.</param>
    /// <param name="alternative">Of the combination against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Another number of weights than coefficients, or a level outside 0 … 1.</exception>
    public TestResult Contrast(string name, double[] weights, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.SameLength(Coefficients.Length, weights.Length, nameof(Coefficients), nameof(weights));
        Guard.Level(level);
        return LinearCombination.Compute(name, Coefficients, Covariance, weights, DegreesOfFreedom(weights), alternative, level);
    }

    internal double DegreesOfFreedom(double[] weights)
    {
        if (Likelihood is null || Profile is null)
        {
            return double.PositiveInfinity;
        }

        var lambda = InterceptVariance.Value / ResidualVariance.Value;
        return lambda > 0 ? Likelihood.Satterthwaite(Profile, lambda, weights) : Coefficients[0].SampleSizes[0] - weights.Length;
    }
}

/// <summary>Linear mixed models for repeated measurements.</summary>
public static class LinearMixedModel
{
    /// <summary>Fits outcome = design × β + intercept of the subject + error.</summary>
    /// <param name="outcome">Outcome; shape: n finite values. Unit: U.</param>
    /// <param name="design">Columns of the fixed effects; shape: n × p.</param>
    /// <param name="subject">Subject of each row, any numbers; shape: n.</param>
    /// <param name="restricted">REML (default) or ML.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit; missing visits are simply absent rows (valid if missing at random). With τ² = 0 it is least squares with n − p degrees
    /// of freedom (noted; lmerTest gives no other meaning to its value there). Not estimable when n ≤ p + 1, a column depends on others,
    /// no subject has two rows, or there is no residual variance.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>The ratio τ²/σ² is found as the root of the analytic derivative of the profile likelihood. R: <c>lmerTest::lmer(y ~ x + (1 | subject),
    /// REML = …)</c>, <c>summary(ddf = "Satterthwaite")</c>. Source: Laird and Ware (1982), Biometrics 38:963–974; Kuznetsova et al. (2017),
    /// J Stat Softw 82(13). Oracle: Oracles/mixed.</remarks>
    public static MixedFit Fit(double[] outcome, Design design, IReadOnlyList<int> subject, bool restricted = true, double level = 0.95)
    {
        Guard.Finite(outcome, nameof(outcome));
        Guard.SameLength(outcome.Length, design.Rows, nameof(outcome), nameof(design));
        Guard.SameLength(outcome.Length, subject.Count, nameof(outcome), nameof(subject));
        Guard.Level(level);
        var method = new MethodDescription(
            $"Linear mixed model, random intercept, {(restricted ? "REML" : "ML")}",
            Inference.Options(("degrees of freedom", "Satterthwaite"), ("likelihood", restricted ? "restricted" : "full")),
            $"lmerTest::lmer(y ~ x + (1 | subject), REML = {(restricted ? "TRUE" : "FALSE")})");
        var likelihood = new MixedLikelihood(outcome, design.Columns, subject, restricted);
        var problem = Problem(outcome, design, likelihood);
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            var template = new TestResult { Method = method, EstimateName = string.Empty, StatisticName = "t", SampleSizes = [outcome.Length] };
            return new([.. design.Names.Select(name => LinearCombination.Failed(template with { EstimateName = name }, problem, level))], [], none, none, none, likelihood.Subjects, []);
        }

        var lambda = BestRatio(likelihood);
        var profile = likelihood.At(lambda);
        var fit = new MixedFit(
            [.. design.Names.Select((name, j) => new TestResult { Method = method, EstimateName = name, Estimate = profile.Beta[j], StatisticName = "t", SampleSizes = [outcome.Length] })],
            LeastSquares.Rows((profile.Inverse * profile.Variance).ToArray()),
            profile.Variance,
            lambda * profile.Variance,
            profile.LogLikelihood,
            likelihood.Subjects,
            lambda > 0 ? [] : ["variance between subjects estimated as 0: as least squares with n − p degrees of freedom"])
        {
            Likelihood = likelihood,
            Profile = profile,
        };
        return fit with { Coefficients = [.. fit.Coefficients.Select((c, j) => fit.Contrast(c.EstimateName, Unit(j, fit.Coefficients.Length), level: level))] };
    }

    private static double[] Unit(int j, int length) => [.. Enumerable.Range(0, length).Select(i => i == j ? 1.0 : 0.0)];

    private static string? Problem(double[] outcome, Design design, MixedLikelihood likelihood)
    {
        var p = design.Columns.Length;
        if (outcome.Length <= p + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{outcome.Length} observations for {p} coefficients and two variances");
        }

        var qr = Qr.Of(design.Columns);
        if (qr.DependentColumn >= 0)
        {
            return $"{design.Names[qr.DependentColumn]} is a linear combination of the terms before it";
        }

        var fitted = qr.Residuals(outcome).Sum(e => e * e) <= 1e-24 * outcome.Sum(y => y * y);
        return !likelihood.HasReplicates ? "no subject has two observations" : fitted ? "no residual variance" : null;
    }

    /// <summary>The best of a grid over twelve decades, then the root of the slope beside it.</summary>
    private static double BestRatio(MixedLikelihood likelihood)
    {
        double[] grid = [0, .. Enumerable.Range(0, 49).Select(i => Math.Pow(10, -6 + (i / 4.0)))];
        var best = Enumerable.Range(0, grid.Length).MaxBy(i => likelihood.At(grid[i]).LogLikelihood);
        double Slope(double lambda) => likelihood.At(lambda).Slope;
        if (best == 0 && Slope(0) <= 0)
        {
            return 0;
        }

        double low = best == 0 ? 0 : grid[best - 1], high = grid[Math.Min(best + 1, grid.Length - 1)];
        var root = Roots.Brent(Slope, low, high);
        return double.IsNaN(root) ? grid[best] : root;
    }
}
