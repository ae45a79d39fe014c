using System.Collections.Immutable;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>One coefficient of a proportional-hazards model. Whatever is not estimable says why in each place.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Estimate">β, the log hazard ratio per unit of the covariate.</param>
/// <param name="StandardError">Model-based standard error of β.</param>
/// <param name="RobustStandardError">Robust standard error; not estimable when neither clusters nor fractional case weights were given.</param>
/// <param name="Statistic">z = β / standard error (robust with clusters or fractional case weights); for penalised fits the penalised likelihood-ratio χ².</param>
/// <param name="PValue">Two-sided p of β = 0 from the statistic.</param>
/// <param name="HazardRatio">exp(β).</param>
/// <param name="Interval">Interval of the hazard ratio; its method names the construction.</param>
public sealed record CoxCoefficient(
    string Name,
    Quantity Estimate,
    Quantity StandardError,
    Quantity RobustStandardError,
    Quantity Statistic,
    Quantity PValue,
    Quantity HazardRatio,
    ConfidenceInterval Interval);

/// <summary>A χ² test of one or more coefficients or residual trends.</summary>
/// <param name="Name">What is tested.</param>
/// <param name="Statistic">χ².</param>
/// <param name="DegreesOfFreedom">Degrees of freedom.</param>
/// <param name="PValue">Upper tail.</param>
public sealed record ChiSquaredTest(string Name, Quantity Statistic, Quantity DegreesOfFreedom, Quantity PValue)
{
    internal static ChiSquaredTest Of(string name, double statistic, int degreesOfFreedom) => double.IsNaN(statistic)
        ? NotEstimable(name, "the information is singular")
        : new ChiSquaredTest(name, statistic, degreesOfFreedom, Distributions.Tail.ChiSquaredUpper(statistic, degreesOfFreedom));

    internal static ChiSquaredTest NotEstimable(string name, string reason)
    {
        var none = Quantity.NotEstimable(reason);
        return new ChiSquaredTest(name, none, none, none);
    }
}

/// <summary>A fitted proportional-hazards model.</summary>
public sealed record CoxFit
{
    /// <summary>Name, options and equal R call.</summary>
    public required MethodDescription Method { get; init; }

    /// <summary>The coefficients, in the order of the columns.</summary>
    public required ImmutableArray<CoxCoefficient> Coefficients { get; init; }

    /// <summary>Variance of the estimated coefficients (robust with clusters or fractional case weights), by rows; NaN in rows of coefficients not estimable.</summary>
    public required ImmutableArray<ImmutableArray<double>> Variance { get; init; }

    /// <summary>Log (penalised) partial likelihood at β = 0.</summary>
    public required Quantity LogLikelihoodNull { get; init; }

    /// <summary>Log (penalised) partial likelihood at the estimate; the supremum when the likelihood is monotone.</summary>
    public required Quantity LogLikelihood { get; init; }

    /// <summary>Likelihood-ratio test of the whole model.</summary>
    public required ChiSquaredTest LikelihoodRatioTest { get; init; }

    /// <summary>Wald test of the whole model, with the robust variance when clusters or fractional case weights were given.</summary>
    public required ChiSquaredTest WaldTest { get; init; }

    /// <summary>Score test of the whole model: without ties, the log-rank test.</summary>
    public required ChiSquaredTest ScoreTest { get; init; }

    /// <summary>Rows.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Events.</summary>
    public required int Events { get; init; }

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the maximum was found; false for a monotone likelihood and where there is nothing to fit.</summary>
    public required bool Converged { get; init; }

    /// <summary>What the reader must know: columns left out, monotone likelihood, how ties were treated.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>The state that residuals and tests start from; null when no coefficient could be estimated.</summary>
    internal CoxState? State { get; init; }

    /// <summary>Residuals, baseline hazard and proportional-hazards test of the fit; null when the model has no finite estimate.</summary>
    public CoxDiagnostics? Diagnostics => State is null ? null : new CoxDiagnostics(State);

    /// <summary>Harrell's concordance of the linear predictor, within strata and with the clusters of the fit.</summary>
    /// <param name="level">Confidence level.</param>
    /// <returns>Null when the model has no finite estimate, and with case weights. R: <c>concordance(fit)</c>.</returns>
    public ConcordanceResult? Concordance(double level = 0.95) => State is null || State.Input.IsWeighted ? null : Survival.Concordance.Harrell(
        State.Sets.Time, State.Sets.Status, State.Sets.LinearPredictor(State.Beta), State.Sets.Entry, State.Input.Strata, State.Input.Cluster, level);

    /// <summary>Interval of a hazard ratio by the profile of the partial likelihood: better than Wald's where events are few.</summary>
    /// <param name="column">Column of the input, from 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The hazard ratios at which twice the fall of the profile reaches χ² of the level. Not estimable where the coefficient is not, with
    /// clusters or case weights (the likelihood takes rows as independent and alike), and for penalised fits, whose intervals are profile intervals already.</returns>
    /// <exception cref="ArgumentException">No such column, or the level is wrong.</exception>
    /// <remarks>Venzon and Moolgavkar (1988), Appl Stat 37:87–94. R: root of <c>2 * (logLik(fit) - logLik(coxph(… + offset(b * x)))) - qchisq(level, 1)</c> in b.</remarks>
    public ConfidenceInterval ProfileInterval(int column, double level = 0.95)
    {
        Guard.Level(level);
        const string method = "profile partial likelihood";
        var reason = ReasonAgainstProfile(column);
        if (reason.Length > 0)
        {
            return ConfidenceInterval.NotEstimable(reason, level, method);
        }

        var k = Array.IndexOf(State!.Kept, column);
        var (profile, scale) = (new CoxProfile(State, k), State.Sets.Scales[k]);
        var z = -Distributions.Tail.NormalQuantile((1 - level) / 2);
        var margin = z * Coefficients[column].StandardError.Value * scale;
        return new ConfidenceInterval(
            CoxReport.Ratio(profile.End(-1, margin, z * z / 2), scale), CoxReport.Ratio(profile.End(1, margin, z * z / 2), scale), level, method);
    }

    /// <summary>Likelihood-ratio test of one coefficient, the others maximised.</summary>
    /// <param name="column">Column of the input, from 0.</param>
    /// <returns>χ² with 1 degree of freedom; not estimable as <see cref="ProfileInterval"/>.</returns>
    /// <exception cref="ArgumentException">No such column.</exception>
    /// <remarks>R: <c>anova(coxph(without x), fit)</c>, <c>drop1(fit, test = "Chisq")</c>.</remarks>
    public ChiSquaredTest LikelihoodRatioTestOf(int column)
    {
        var reason = ReasonAgainstProfile(column);
        return reason.Length > 0
            ? ChiSquaredTest.NotEstimable(Coefficients[column].Name, reason)
            : ChiSquaredTest.Of(Coefficients[column].Name, new CoxProfile(State!, Array.IndexOf(State!.Kept, column)).ChiSquaredOfZero(), 1);
    }

    private string ReasonAgainstProfile(int column)
    {
        if (column < 0 || column >= Coefficients.Length)
        {
            throw new ArgumentException($"No column {column} among {Coefficients.Length}.", nameof(column));
        }

        return !Coefficients[column].Estimate.IsEstimable ? Coefficients[column].Estimate.Reason
            : State is null ? "the model has no finite estimate, or is not a partial likelihood"
            : State.Penalized ? "the intervals of a penalised fit are profile intervals already"
            : State.Input.Cluster.Length > 0 ? "with clusters the likelihood takes rows as independent"
            : State.Input.IsWeighted ? "with case weights the likelihood is not that of the rows"
            : string.Empty;
    }

    /// <summary>Linear predictor of each row at the estimate, centred; empty when the model has no finite estimate.</summary>
    public ImmutableArray<double> LinearPredictor => State is null ? [] : [.. State.Sets.LinearPredictor(State.Beta)];
}

/// <summary>A fit on the standardised scale.</summary>
internal sealed record CoxState(CoxInput Input, CoxRiskSets Sets, int[] Kept, double[] Beta, double[,] Information, CoxTies Ties)
{
    public bool Penalized { get; init; }

    /// <summary>β on the scale of the covariates.</summary>
    public double Coefficient(int k) => Beta[k] / Sets.Scales[k];
}
