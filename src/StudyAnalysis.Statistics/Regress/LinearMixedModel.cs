using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A linear model with a random intercept, and perhaps slope, a subject.</summary>
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
    /// <summary>Variance of the slope between subjects; not defined for a random intercept alone.</summary>
    public Quantity SlopeVariance { get; init; } = TestResult.Undefined;

    /// <summary>Covariance of intercept and slope; not defined for a random intercept alone.</summary>
    public Quantity InterceptSlopeCovariance { get; init; } = TestResult.Undefined;

    /// <summary>Satterthwaite degrees of freedom of a contrast; null where they do not exist.</summary>
    internal Func<double[], double>? ContrastDegreesOfFreedom { get; init; }

    /// <summary>Whether the search reached the maximum; false where it ran out of steps and where there is nothing to fit.</summary>
    public bool Converged { get; init; }

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
        if (ContrastDegreesOfFreedom is { } degrees || Covariance.Length == 0)
        {
            return LinearCombination.Compute(name, Coefficients, Covariance, weights, Covariance.Length == 0 ? 1 : ContrastDegreesOfFreedom!(weights), alternative, level);
        }

        var result = LinearCombination.Compute(name, Coefficients, Covariance, weights, 1, alternative, level);
        var none = Quantity.NotEstimable(LinearMixedModel.SingularReason);
        return result with { DegreesOfFreedom = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, "t") };
    }
}

/// <summary>Linear mixed models for repeated measurements.</summary>
public static class LinearMixedModel
{
    internal const string SingularReason = "the covariance of the random effects is singular: fit the random intercept alone";

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
        var standard = StandardDesign.Of(design.Columns);
        var centre = standard.HasIntercept ? StandardDesign.Centre(outcome) : 0;
        var likelihood = new MixedLikelihood(Array.ConvertAll(outcome, y => y - centre), standard.Columns, subject, restricted);
        var problem = Problem(outcome, design, likelihood);
        var ratio = problem is null ? BestRatio(likelihood) : double.NaN;
        if (double.IsNaN(ratio))
        {
            problem ??= "the search did not converge";
            var none = Quantity.NotEstimable(problem);
            var template = new TestResult { Method = method, EstimateName = string.Empty, StatisticName = "t", SampleSizes = [outcome.Length] };
            return new([.. design.Names.Select(name => LinearCombination.Failed(template with { EstimateName = name }, problem, level))], [], none, none, none, likelihood.Subjects, []);
        }

        var lambda = ratio;
        var profile = likelihood.At(lambda);
        var beta = standard.Coefficients([.. profile.Beta], centre);
        var fit = new MixedFit(
            [.. design.Names.Select((name, j) => new TestResult { Method = method, EstimateName = name, Estimate = beta[j], StatisticName = "t", SampleSizes = [outcome.Length] })],
            LeastSquares.Rows(standard.Covariance((profile.Inverse * profile.Variance).ToArray())),
            profile.Variance,
            lambda * profile.Variance,
            profile.LogLikelihood - (restricted ? standard.LogVolume : 0),
            likelihood.Subjects,
            lambda > 0 ? [] : ["variance between subjects estimated as 0: as least squares with n − p degrees of freedom"])
        {
            Converged = true,
            ContrastDegreesOfFreedom = weights => lambda > 0 ? likelihood.Satterthwaite(profile, lambda, standard.Weights(weights)) : outcome.Length - weights.Length,
        };
        return fit with { Coefficients = [.. fit.Coefficients.Select((c, j) => fit.Contrast(c.EstimateName, Unit(j, fit.Coefficients.Length), level: level))] };
    }

    /// <summary>Fits outcome = design × β + (intercept + slope × time) of the subject + error, both correlated.</summary>
    /// <param name="outcome">Outcome; shape: n finite values. Unit: U.</param>
    /// <param name="design">Columns of the fixed effects, which should hold the slope's; shape: n × p.</param>
    /// <param name="subject">Subject of each row, any numbers; shape: n.</param>
    /// <param name="slope">What the random slope belongs to, usually time; shape: n finite values. Unit: T.</param>
    /// <param name="restricted">REML (default) or ML.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit with variance of the slope (U²/T²) and covariance with the intercept (U²/T). Where the covariance matrix of the random
    /// effects is singular (a variance of 0 or a correlation of ±1, noted) estimates and standard errors stand, degrees of freedom, p and
    /// intervals are not estimable. Not estimable as for <see cref="Fit"/>, and when no subject has two different values of the slope.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>Newton's method on the Cholesky factor with closed derivatives; an end on the boundary is tried from further starts. R: <c>lmerTest::lmer(y ~ x + (1 + time | subject),
    /// REML = …)</c>. Source: as <see cref="Fit"/>. Oracle: Oracles/random_slope.</remarks>
    public static MixedFit FitSlope(double[] outcome, Design design, IReadOnlyList<int> subject, double[] slope, bool restricted = true, double level = 0.95)
    {
        Guard.Finite(outcome, nameof(outcome));
        Guard.Finite(slope, nameof(slope));
        Guard.SameLength(outcome.Length, design.Rows, nameof(outcome), nameof(design));
        Guard.SameLength(outcome.Length, subject.Count, nameof(outcome), nameof(subject));
        Guard.SameLength(outcome.Length, slope.Length, nameof(outcome), nameof(slope));
        Guard.Level(level);
        var method = new MethodDescription(
            $"Linear mixed model, random intercept and slope, {(restricted ? "REML" : "ML")}",
            Inference.Options(("degrees of freedom", "Satterthwaite"), ("likelihood", restricted ? "restricted" : "full")),
            $"lmerTest::lmer(y ~ x + (1 + time | subject), REML = {(restricted ? "TRUE" : "FALSE")})");
        var subjects = subject.Distinct().Count();
        var template = new TestResult { Method = method, EstimateName = string.Empty, StatisticName = "t", SampleSizes = [outcome.Length] };
        var varies = Enumerable.Range(0, outcome.Length).GroupBy(i => subject[i]).Any(g => g.Select(i => slope[i]).Distinct().Skip(1).Any());
        var problem = Problem(outcome, design, new MixedLikelihood(outcome, design.Columns, subject, restricted))
            ?? (varies ? null : "no subject has two different values of the slope's variable");
        if (problem is null && RandomSlope.Fit(outcome, design, subject, slope, restricted, template, subjects) is { } fit)
        {
            return fit with { Coefficients = [.. fit.Coefficients.Select((c, j) => fit.Contrast(c.EstimateName, Unit(j, fit.Coefficients.Length), level: level))] };
        }

        var none = Quantity.NotEstimable(problem ?? "no maximum of the likelihood was found");
        return new([.. design.Names.Select(name => LinearCombination.Failed(template with { EstimateName = name }, none.Reason, level))], [], none, none, none, subjects, [])
        {
            SlopeVariance = none,
            InterceptSlopeCovariance = none,
        };
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

    /// <summary>The best of a grid over eighteen decades, then the root of the slope beside it; NaN where the likelihood still rises at their end.</summary>
    private static double BestRatio(MixedLikelihood likelihood)
    {
        double[] grid = [0, .. Enumerable.Range(0, 73).Select(i => Math.Pow(10, -6 + (i / 4.0)))];
        var best = Enumerable.Range(0, grid.Length).MaxBy(i => likelihood.At(grid[i]).LogLikelihood);
        double Slope(double lambda) => likelihood.At(lambda).Slope;
        if (best == 0 && Slope(0) <= 0)
        {
            return 0;
        }

        double low = best == 0 ? 0 : grid[best - 1], high = grid[Math.Min(best + 1, grid.Length - 1)];
        return Roots.Brent(Slope, low, high);
    }
}
