using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>The likelihood that is maximised.</summary>
public enum LogisticPenalty
{
    /// <summary>Plain maximum likelihood; Wald z and interval.</summary>
    None,

    /// <summary>Firth's: + ½ log |information|; penalised likelihood-ratio p and profile intervals. Finite under separation.</summary>
    Firth,
}

/// <summary>A logistic regression.</summary>
/// <param name="Coefficients">Log odds ratio per unit of each column, named as the design; the standard error is from the information.</param>
/// <param name="OddsRatios">The same as odds ratios with interval; p and statistic as above.</param>
/// <param name="Covariance">(XᵀWX)⁻¹ at the estimate; empty when not estimable.</param>
/// <param name="LogLikelihood">Maximised log-likelihood, with the penalty where there is one.</param>
/// <param name="Separation">Found before fitting.</param>
/// <param name="SeparatingTerms">Terms with a part in the separating combination.</param>
/// <param name="Events">Number of outcomes that are true.</param>
public sealed record LogisticFit(
    ImmutableArray<TestResult> Coefficients,
    ImmutableArray<TestResult> OddsRatios,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity LogLikelihood,
    Separation Separation,
    ImmutableArray<string> SeparatingTerms,
    int Events)
{
    /// <summary>Whether the search reached the maximum; false where it ran out of steps and where there is nothing to fit.</summary>
    public bool Converged { get; init; }
}

/// <summary>Logistic regression by maximum likelihood or with Firth's penalty.</summary>
public static class LogisticRegression
{
    private const string Profile = "profile penalised likelihood";

    /// <summary>Fits logit P(outcome) = design × β.</summary>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="penalty">Firth by default.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit. Not estimable when one outcome is missing, n &lt; p, a column depends on others, or (without penalty) under separation:
    /// the reason names the terms.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>glm(family = binomial)</c>; <c>logistf::logistf(pl = TRUE)</c>, whose estimates are also <c>brglm2</c>'s type = "AS_mean". The penalty
    /// of the profile uses the whole design, as logistf. Source: Firth (1993), Biometrika 80:27–38; Heinze and Schemper (2002), Stat Med
    /// 21:2409–2419. Oracle: Oracles/logistic.</remarks>
    public static LogisticFit Fit(IReadOnlyList<bool> outcome, Design design, LogisticPenalty penalty = LogisticPenalty.Firth, double level = 0.95) =>
        Compute(outcome, design, [.. Enumerable.Repeat(1.0, outcome.Count)], Method(penalty == LogisticPenalty.Firth), penalty, level);

    /// <summary>Fits logit P(outcome) = design × β with case weights: a row of weight w counts as w rows.</summary>
    /// <param name="outcome">Event yes/no; shape: n.</param>
    /// <param name="design">Columns of the predictor; shape: n × p.</param>
    /// <param name="weights">Finite, above 0; shape: n. The standard errors take them as numbers of rows, so that their scale matters: for inverse probabilities
    /// resample instead.</param>
    /// <param name="penalty">Firth by default; its information has the weights, too.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>As <see cref="Fit"/>.</returns>
    /// <exception cref="ArgumentException">Different lengths, a weight not finite or not above 0, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>glm(family = binomial, weights = w)</c>, whose warning of "non-integer #successes" does not concern the estimates;
    /// <c>brglm2</c>'s type = "AS_mean" with weights. Oracle: Oracles/logistic_weights.</remarks>
    public static LogisticFit FitWeighted(
        IReadOnlyList<bool> outcome, Design design, IReadOnlyList<double> weights, LogisticPenalty penalty = LogisticPenalty.Firth, double level = 0.95)
    {
        Guard.SameLength(outcome.Count, weights.Count, nameof(outcome), nameof(weights));
        double[] copy = [.. weights];
        Guard.Weights(copy, nameof(weights));
        var plain = Method(penalty == LogisticPenalty.Firth);
        return Compute(outcome, design, copy, plain with { Name = plain.Name + ", case weights", RCall = plain.RCall[..^1] + ", weights = w)" }, penalty, level);
    }

    private static LogisticFit Compute(
        IReadOnlyList<bool> outcome, Design design, double[] weights, MethodDescription method, LogisticPenalty penalty, double level)
    {
        Guard.SameLength(outcome.Count, design.Rows, nameof(outcome), nameof(design));
        Guard.Level(level);
        var events = outcome.Count(y => y);
        var firth = penalty == LogisticPenalty.Firth;
        var template = new TestResult { Method = method, EstimateName = string.Empty, StatisticName = firth ? "χ² (penalised likelihood ratio)" : "z", SampleSizes = [outcome.Count] };
        var dependent = events > 0 && outcome.Count >= design.Columns.Length ? Qr.Of(design.Columns).DependentColumn : -1;
        var problem = events == 0 ? "no event" : events == outcome.Count ? "only events"
            : outcome.Count < design.Columns.Length ? string.Create(CultureInfo.InvariantCulture, $"{outcome.Count} observations for {design.Columns.Length} coefficients")
            : dependent >= 0 ? $"{design.Names[dependent]} is a linear combination of the terms before it" : null;
        if (problem is not null)
        {
            return Failed(template, design, problem, level, Separation.None, [], events);
        }

        var standard = StandardDesign.Of(design.Columns);
        var (separation, columns, estimate) = SeparationCheck.Find(standard.Columns, outcome);
        ImmutableArray<string> separating = [.. columns.Where(j => design.Names[j] != "(Intercept)" || columns.Length == 1).Select(j => design.Names[j])];
        if (separation != Separation.None && !firth)
        {
            var kind = separation == Separation.Complete ? "complete" : "quasi-complete";
            return Failed(template, design, $"{kind} separation by {string.Join(", ", separating)}: no finite maximum", level, separation, separating, events);
        }

        // Without a penalty the unit of the weights says nothing about where the maximum lies.
        var unit = firth ? 1 : Math.ScaleB(1, Math.ILogB(weights.Max()));
        var likelihood = new LogisticLikelihood(standard.Columns, outcome, Array.ConvertAll(weights, w => w / unit), firth);
        var maximum = likelihood.Maximise(estimate.Length > 0 && !firth ? estimate : new double[design.Columns.Length]);
        if (!maximum.Converged)
        {
            return Failed(template, design, "the search did not converge", level, separation, separating, events);
        }

        var covariance = standard.Covariance(maximum.Weighted.InverseCrossProduct());
        Scale(covariance, 1 / unit);
        var beta = standard.Coefficients(maximum.Beta);
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select((name, j) => firth
            ? Penalised(template with { EstimateName = name }, new(likelihood, maximum, standard.Combination(j)), beta[j], Math.Sqrt(covariance[j, j]), level)
            : Wald(template with { EstimateName = name }, beta[j], Math.Sqrt(covariance[j, j]), level))];
        return new(
            coefficients,
            [.. coefficients.Select(OddsRatio)],
            LeastSquares.Rows(covariance),
            (maximum.LogLikelihood * unit) + (firth ? standard.LogVolume : 0),
            separation,
            separating,
            events)
        {
            Converged = true,
        };
    }

    private static void Scale(double[,] matrix, double factor)
    {
        for (var a = 0; a < matrix.GetLength(0); a++)
        {
            for (var b = 0; b < matrix.GetLength(1); b++)
            {
                matrix[a, b] *= factor;
            }
        }
    }

    private static TestResult Wald(TestResult result, double estimate, double se, double level) => result with
    {
        Estimate = estimate,
        StandardError = se,
        Statistic = estimate / se,
        PValue = Inference.NormalP(Alternative.TwoSided, estimate / se),
        Interval = Inference.Normal(estimate, se, Alternative.TwoSided, level, "Wald"),
    };

    private static TestResult Penalised(TestResult result, PenalisedProfile profile, double estimate, double se, double level)
    {
        var z = Tail.NormalQuantile((1 - level) / 2);
        var interval = new ConfidenceInterval(profile.End(-1, se, z * z), profile.End(1, se, z * z), level, Profile);
        var statistic = Quantity.OfOr(Math.Max(0, profile.Deviance(0)), "the search did not converge");
        return result with
        {
            Estimate = estimate,
            StandardError = se,
            Statistic = statistic,
            DegreesOfFreedom = 1,
            PValue = statistic.IsEstimable ? Tail.ChiSquaredUpper(statistic.Value, 1) : statistic,
            Interval = interval,
        };
    }

    private static TestResult OddsRatio(TestResult coefficient) => coefficient with
    {
        EstimateName = "odds ratio per unit of " + coefficient.EstimateName,
        Estimate = coefficient.Estimate.IsEstimable ? Math.Exp(coefficient.Estimate.Value) : coefficient.Estimate,
        StandardError = TestResult.Undefined,
        Interval = coefficient.Interval is { } interval ? Inference.Map(interval, Math.Exp) : null,
    };

    private static LogisticFit Failed(
        TestResult template, Design design, string reason, double level, Separation separation, ImmutableArray<string> separating, int events)
    {
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select(name => LinearCombination.Failed(template with { EstimateName = name }, reason, level))];
        return new(coefficients, [.. coefficients.Select(OddsRatio)], [], Quantity.NotEstimable(reason), separation, separating, events);
    }

    private static MethodDescription Method(bool firth) => firth
        ? new("Logistic regression, Firth's penalty", Inference.Options(("interval", Profile), ("p", "penalised likelihood ratio")), "logistf::logistf(y ~ x, pl = TRUE)")
        : new("Logistic regression, maximum likelihood", Inference.Options(("interval", "Wald"), ("p", "Wald z")), "glm(y ~ x, family = binomial)");
}
