using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>Options of an elastic-net path; the names and defaults are glmnet's.</summary>
public sealed record ElasticNetOptions
{
    /// <summary>1 is the lasso, 0 ridge.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Penalties, descending; empty: <see cref="LambdaCount"/> values from the smallest that leaves no coefficient, evenly on the log scale.</summary>
    public ImmutableArray<double> Lambdas { get; init; } = [];

    /// <summary>Length of the path ("nlambda").</summary>
    public int LambdaCount { get; init; } = 100;

    /// <summary>Last over first penalty ("lambda.min.ratio"); null: 0.0001, with fewer observations than columns 0.01.</summary>
    public double? LambdaMinRatio { get; init; }

    /// <summary>Whether columns are brought to variance 1 (divisor n) for the penalty; coefficients are always on the original scale.</summary>
    public bool Standardize { get; init; } = true;
}

/// <summary>Coefficients along a path of penalties.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Names">Columns.</param>
/// <param name="Lambdas">Penalties, descending; empty when nothing could be fitted.</param>
/// <param name="Intercepts">One a penalty; 0 for Cox.</param>
/// <param name="Coefficients">One row a penalty, on the original scale of the columns.</param>
/// <param name="NonZero">Coefficients not 0, by penalty.</param>
/// <param name="DevianceRatios">Share of the null deviance explained ("dev.ratio").</param>
/// <param name="LargestLambda">The smallest penalty that leaves no coefficient; not estimable with the reason when nothing could be fitted.</param>
public sealed record ElasticNetPath(
    MethodDescription Method,
    ImmutableArray<string> Names,
    ImmutableArray<double> Lambdas,
    ImmutableArray<double> Intercepts,
    ImmutableArray<ImmutableArray<double>> Coefficients,
    ImmutableArray<int> NonZero,
    ImmutableArray<double> DevianceRatios,
    Quantity LargestLambda)
{
    /// <summary>Whether the search ended at every penalty asked for; penalties from the first at which it did not are left out.</summary>
    public bool Converged { get; init; }
}

/// <summary>Cross-validated error along a path.</summary>
/// <param name="Path">The fit to all data; nothing is cross-validated unless it converged at every penalty.</param>
/// <param name="Error">Mean error by penalty ("cvm"): squared error, binomial deviance, partial-likelihood deviance an event.</param>
/// <param name="StandardError">Its standard error over folds ("cvsd").</param>
/// <param name="Folds">Fold of each observation, from 0.</param>
/// <param name="MinimumIndex">Penalty with the smallest error; −1 when nothing could be fitted.</param>
/// <param name="OneStandardErrorIndex">Largest penalty whose error is within one standard error of the smallest.</param>
public sealed record ElasticNetCrossValidation(
    ElasticNetPath Path,
    ImmutableArray<double> Error,
    ImmutableArray<double> StandardError,
    ImmutableArray<int> Folds,
    int MinimumIndex,
    int OneStandardErrorIndex);

/// <summary>Penalised regression: −log L / n + λ (α |β|₁ + (1 − α) |β|² / 2).</summary>
public static class ElasticNet
{
    /// <summary>Coefficients along a path of penalties.</summary>
    /// <param name="outcome">The outcome; n observations.</param>
    /// <param name="design">Columns without an intercept; shape: n × p.</param>
    /// <param name="options">glmnet's defaults when null.</param>
    /// <returns>The whole path (glmnet stops early when little is gained: <c>glmnet.control(fdev = 0, devmax = 1)</c> prevents that). Constant columns
    /// keep coefficient 0. Empty, with the reason, when the outcome is constant or there is no event.</returns>
    /// <exception cref="ArgumentException">Different lengths, α outside 0 … 1, or a penalty negative or not descending.</exception>
    /// <remarks>As in glmnet the squares of the linear family are penalised on the standardised outcome: (1 − α) is divided by the outcome's SD.
    /// Newton's method around coordinate descent. R: <c>glmnet::glmnet(x, y, family = …, alpha = …)</c>. Source: Friedman, Hastie and Tibshirani
    /// (2010), J Stat Softw 33(1); Simon et al. (2011), J Stat Softw 39(5). No standard errors: selection makes naive ones wrong.
    /// Oracle: Oracles/elastic_net.</remarks>
    public static ElasticNetPath Fit(ElasticNetOutcome outcome, Design design, ElasticNetOptions? options = null)
    {
        var chosen = Check(outcome, design, options);
        return Describe(new ElasticNetProblem(outcome, design.Columns, chosen), outcome, design, chosen);
    }

    /// <summary>Cross-validated error along the path, with folds given.</summary>
    /// <param name="outcome">The outcome; n observations.</param>
    /// <param name="design">Columns without an intercept; shape: n × p.</param>
    /// <param name="folds">Fold of each observation, from 0, each at least once; shape: n.</param>
    /// <param name="options">glmnet's defaults when null.</param>
    /// <returns>Error by penalty; folds are fitted at the penalties of the whole path exactly (cv.glmnet interpolates unless lambda is given).
    /// With fewer than 3 observations a fold the standard error is over observations.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Fit"/>; fewer than 3 folds, or a fold without observation.</exception>
    /// <remarks>R: <c>glmnet::cv.glmnet(x, y, family = …, foldid = …, lambda = …)</c>. Oracle: Oracles/elastic_net.</remarks>
    public static ElasticNetCrossValidation CrossValidate(ElasticNetOutcome outcome, Design design, IReadOnlyList<int> folds, ElasticNetOptions? options = null)
    {
        var chosen = Check(outcome, design, options);
        Guard.SameLength(outcome.Rows, folds.Count, nameof(outcome), nameof(folds));
        var count = folds.DefaultIfEmpty(0).Max() + 1;
        if (count < 3 || folds.Distinct().Count() != count || folds.Min() != 0)
        {
            throw new ArgumentException("Folds are numbered from 0, at least 3 of them, each with an observation.", nameof(folds));
        }

        var path = Fit(outcome, design, chosen);
        return path.Lambdas.IsEmpty || !path.Converged
            ? new(path, [], [], [.. folds], -1, -1)
            : ElasticNetFolds.Validate(path, outcome, design.Columns, [.. folds], chosen with { Lambdas = path.Lambdas });
    }

    /// <summary>Random folds of equal size (as far as possible) from a seed. R: <c>sample(rep(seq_len(count), length.out = rows))</c>, which draws others.
    /// Oracle: properties only.</summary>
    /// <param name="rows">Number of observations.</param>
    /// <param name="count">Number of folds, 3 … rows; glmnet takes 10.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <exception cref="ArgumentException">Fewer than 3 folds or more than rows.</exception>
    public static ImmutableArray<int> RandomFolds(int rows, int count, ulong seed)
    {
        if (count < 3 || count > rows)
        {
            throw new ArgumentException($"Between 3 and {rows} folds, not {count}.", nameof(count));
        }

        var random = new CounterRandom(seed, 0);
        var folds = new int[rows];
        foreach (var (row, place) in Enumerable.Range(0, rows).OrderBy(i => random.Uniform((ulong)i)).ThenBy(i => i).Select((row, place) => (row, place)))
        {
            folds[row] = place % count;
        }

        return [.. folds];
    }

    private static ElasticNetOptions Check(ElasticNetOutcome outcome, Design design, ElasticNetOptions? options)
    {
        var chosen = options ?? new ElasticNetOptions();
        Guard.SameLength(outcome.Rows, design.Rows, nameof(outcome), nameof(design));
        if (!(chosen.Alpha is >= 0 and <= 1) || chosen.LambdaCount < 1 || !(chosen.LambdaMinRatio is null or (> 0 and < 1)))
        {
            throw new ArgumentException("Alpha lies within 0 … 1, LambdaCount is at least 1, LambdaMinRatio lies between 0 and 1.", nameof(options));
        }

        for (var k = 0; k < chosen.Lambdas.Length; k++)
        {
            if (!(chosen.Lambdas[k] >= 0 && double.IsFinite(chosen.Lambdas[k])) || (k > 0 && chosen.Lambdas[k] >= chosen.Lambdas[k - 1]))
            {
                throw new ArgumentException("Penalties are finite, not negative, and descend.", nameof(options));
            }
        }

        return chosen;
    }

    private static ElasticNetPath Describe(ElasticNetProblem problem, ElasticNetOutcome outcome, Design design, ElasticNetOptions options)
    {
        var family = outcome.Family switch { ElasticNetFamily.Linear => "gaussian", ElasticNetFamily.Logistic => "binomial", _ => "cox" };
        var alpha = options.Alpha.ToString(CultureInfo.InvariantCulture);
        var method = new MethodDescription(
            $"Elastic net, {outcome.Family.ToString().ToLowerInvariant()}",
            Inference.Options(("alpha", alpha), ("standardize", options.Standardize ? "yes" : "no")),
            $"glmnet::glmnet(x, y, family = \"{family}\", alpha = {alpha}{(options.Standardize ? string.Empty : ", standardize = FALSE")})");
        if (outcome.Problem() is { } reason)
        {
            return new(method, [.. design.Names], [], [], [], [], [], Quantity.NotEstimable(reason));
        }

        var asked = problem.Lambdas(options);
        var solutions = problem.Solve(asked);
        var lambdas = asked[..solutions.Length];
        return new(
            method,
            [.. design.Names],
            lambdas,
            [.. solutions.Select(s => s.Intercept)],
            [.. solutions.Select(s => s.Coefficients.ToImmutableArray())],
            [.. solutions.Select(s => s.Coefficients.Count(b => b != 0))],
            [.. solutions.Select(s => s.DevianceRatio)],
            problem.LargestLambda(options.Alpha))
        {
            Converged = lambdas.Length == asked.Length,
        };
    }
}
