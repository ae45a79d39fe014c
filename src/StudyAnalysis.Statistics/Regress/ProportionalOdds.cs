using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Regress;

/// <summary>A proportional-odds model.</summary>
/// <param name="Coefficients">Log odds ratio per unit of each column: positive = higher categories; Wald z.</param>
/// <param name="OddsRatios">The same as odds ratios with interval.</param>
/// <param name="Thresholds">α of logit P(Y ≤ k) = α − x β, named by the categories on both sides, for example "1|2".</param>
/// <param name="Covariance">Inverse observed information, thresholds first, then coefficients; empty when not estimable.</param>
/// <param name="LogLikelihood">Maximised log-likelihood.</param>
/// <param name="LikelihoodRatioTest">All coefficients against none.</param>
/// <param name="Categories">Codes of the categories met, ascending.</param>
/// <param name="Counts">Observations in each.</param>
public sealed record ProportionalOddsFit(
    ImmutableArray<TestResult> Coefficients,
    ImmutableArray<TestResult> OddsRatios,
    ImmutableArray<TestResult> Thresholds,
    ImmutableArray<ImmutableArray<double>> Covariance,
    Quantity LogLikelihood,
    TestResult LikelihoodRatioTest,
    ImmutableArray<int> Categories,
    ImmutableArray<int> Counts)
{
    /// <summary>Whether the search reached the maximum; false where it ran out of steps and where there is nothing to fit.</summary>
    public bool Converged { get; init; }

    /// <summary>Probability of each category at one row of predictors.</summary>
    /// <param name="row">One value a column of the design.</param>
    /// <returns>One probability a category, summing to 1; empty when the fit is not estimable. R: <c>predict(fit, newdata, type = "probs")</c>.</returns>
    /// <exception cref="ArgumentException">Another number of values than coefficients, or a value not finite.</exception>
    public ImmutableArray<double> Probabilities(ReadOnlySpan<double> row)
    {
        Guard.SameLength(Coefficients.Length, row.Length, nameof(Coefficients), nameof(row));
        Guard.Finite(row, nameof(row));
        if (Covariance.Length == 0)
        {
            return [];
        }

        var eta = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            eta += row[j] * Coefficients[j].Estimate.Value;
        }

        double At(int k) => k < 0 ? double.NegativeInfinity : k >= Thresholds.Length ? double.PositiveInfinity : Thresholds[k].Estimate.Value - eta;
        return [.. Categories.Select((_, k) => Math.Exp(CumulativeTerm.LogProbability(At(k), At(k - 1))))];
    }
}

/// <summary>Ordinal regression with the cumulative logit (McCullagh 1980).</summary>
public static class ProportionalOdds
{
    /// <summary>Fits logit P(Y ≤ k) = α_k − x β for every category k but the last.</summary>
    /// <param name="outcome">Category codes, any integers in their order; shape: n. Categories not met do not exist.</param>
    /// <param name="design">Columns of the predictor without an intercept; shape: n × p.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>The fit; with two categories it is the logistic model. Not estimable with one category, a column that depends on others or is
    /// constant, n below the number of parameters, or under separation (no finite maximum).</returns>
    /// <exception cref="ArgumentException">Different lengths, or a level outside 0 … 1.</exception>
    /// <remarks>Newton's method on the concave log-likelihood, probabilities of categories without subtraction. R: <c>ordinal::clm(factor(y) ~ x)</c>,
    /// <c>MASS::polr</c>. Source: McCullagh (1980), J R Stat Soc B 42:109–142. Oracle: Oracles/proportional_odds.</remarks>
    public static ProportionalOddsFit Fit(IReadOnlyList<int> outcome, Design design, double level = 0.95)
    {
        Guard.SameLength(outcome.Count, design.Rows, nameof(outcome), nameof(design));
        Guard.Level(level);
        int[] categories = [.. outcome.Distinct().Order()];
        int[] codes = [.. outcome.Select(y => Array.BinarySearch(categories, y))];
        int[] counts = [.. Enumerable.Range(0, categories.Length).Select(k => codes.Count(c => c == k))];
        var frame = new ProportionalOddsFit([], [], [], [], Quantity.NotEstimable("not computed"), Template(outcome.Count), [.. categories], [.. counts]);
        if (Problem(design, categories.Length) is { } problem)
        {
            return Failed(frame, design, problem, level);
        }

        var standard = StandardDesign.Of(design.Columns, cutPoints: true);
        var likelihood = new ProportionalOddsLikelihood(codes, categories.Length, standard.Columns);
        var start = likelihood.Start(counts);
        var search = NewtonSearch.Maximise(start, likelihood.At);
        return search.Failure.Length > 0
            ? Failed(frame, design, search.Failure == NewtonSearch.DidNotConverge ? search.Failure : search.Failure + ": the terms separate the categories", level)
            : Finish(frame, design, search, standard, likelihood.At(start).Value, level);
    }

    private static TestResult Template(int n) => new()
    {
        Method = new MethodDescription("Proportional-odds model, maximum likelihood", Inference.Options(("link", "logit"), ("interval", "Wald")), "ordinal::clm(factor(y) ~ x)"),
        EstimateName = string.Empty,
        SampleSizes = [n],
    };

    private static string? Problem(Design design, int categories)
    {
        if (categories < 2)
        {
            return "one category only";
        }

        var parameters = categories - 1 + design.Columns.Length;
        if (design.Rows < parameters)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{design.Rows} observations for {parameters} parameters");
        }

        var dependent = Qr.Of([Enumerable.Repeat(1.0, design.Rows).ToArray(), .. design.Columns]).DependentColumn - 1;
        return dependent >= 0 ? $"{design.Names[dependent]} is a linear combination of the thresholds and the terms before it" : null;
    }

    private static ProportionalOddsFit Finish(ProportionalOddsFit frame, Design design, NewtonResult search, StandardDesign standard, double nullValue, double level)
    {
        var template = frame.LikelihoodRatioTest;
        var cuts = frame.Categories.Length - 1;
        var size = search.Parameters.Length;
        var back = Jacobian(standard, cuts);
        var parameters = new double[size];
        var covariance = new double[size, size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                parameters[a] += back[a, b] * search.Parameters[b];
                for (var k = 0; k < size; k++)
                {
                    for (var l = 0; back[a, k] != 0 && l < size; l++)
                    {
                        covariance[a, b] += back[a, k] * search.Covariance[k, l] * back[b, l];
                    }
                }
            }
        }

        TestResult Named(string name, int k) => WaldResult.Of(template, name, parameters[k], covariance[k, k], level);
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select((name, j) => Named(name, cuts + j))];
        var statistic = Math.Max(0, 2 * (search.Last.Value - nullValue));
        return frame with
        {
            Coefficients = coefficients,
            OddsRatios = [.. coefficients.Select(c => WaldResult.Ratio(c, "odds ratio"))],
            Thresholds = [.. Enumerable.Range(0, cuts).Select(k => Named(ThresholdName(frame.Categories, k), k))],
            Covariance = LeastSquares.Rows(covariance),
            LogLikelihood = search.Last.Value,
            LikelihoodRatioTest = template with
            {
                EstimateName = "all coefficients",
                StatisticName = "χ² (likelihood ratio)",
                Statistic = statistic,
                DegreesOfFreedom = coefficients.Length,
                PValue = Tail.ChiSquaredUpper(statistic, coefficients.Length),
            },
            Converged = true,
        };
    }

    // α − x β = (α − c β) − ((x − c) / s) (s β): each threshold takes up the centres.
    private static double[,] Jacobian(StandardDesign standard, int cuts)
    {
        var size = cuts + standard.Scales.Count;
        var back = new double[size, size];
        for (var k = 0; k < size; k++)
        {
            back[k, k] = k < cuts ? 1 : 1 / standard.Scales[k - cuts];
            for (var j = cuts; k < cuts && j < size; j++)
            {
                back[k, j] = standard.Centres[j - cuts] / standard.Scales[j - cuts];
            }
        }

        return back;
    }

    private static string ThresholdName(ImmutableArray<int> categories, int k) =>
        string.Create(CultureInfo.InvariantCulture, $"{categories[k]}|{categories[k + 1]}");

    private static ProportionalOddsFit Failed(ProportionalOddsFit frame, Design design, string reason, double level)
    {
        var template = frame.LikelihoodRatioTest;
        ImmutableArray<TestResult> coefficients = [.. design.Names.Select(name => WaldResult.Failed(template, name, reason, level))];
        var none = Quantity.NotEstimable(reason);
        return frame with
        {
            Coefficients = coefficients,
            OddsRatios = [.. coefficients.Select(c => WaldResult.Ratio(c, "odds ratio"))],
            Thresholds = [.. Enumerable.Range(0, Math.Max(0, frame.Categories.Length - 1)).Select(k => WaldResult.Failed(template, ThresholdName(frame.Categories, k), reason, level))],
            LogLikelihood = none,
            LikelihoodRatioTest = template with { EstimateName = "all coefficients", Statistic = none, DegreesOfFreedom = none, PValue = none },
        };
    }
}
