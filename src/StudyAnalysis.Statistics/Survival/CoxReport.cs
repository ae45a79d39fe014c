using System.Collections.Immutable;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Turns a Newton search into the record, back on the scale of the covariates.</summary>
internal static class CoxReport
{
    public const string DidNotConverge = "the search did not converge";
    private const string WaldMethod = "Wald, on the log scale";

    public static CoxFit Nothing(MethodDescription method, CoxInput input, string reason, double level) =>
        Nothing(method, input, [.. Enumerable.Repeat<string?>(reason, input.Columns)], level);

    public static CoxFit Nothing(MethodDescription method, CoxInput input, string?[] reasons, double level)
    {
        var reason = reasons.FirstOrDefault(r => r is not null) ?? "no covariate";
        var none = ImmutableArray.CreateRange(Enumerable.Repeat(double.NaN, input.Columns));
        return new CoxFit
        {
            Method = method,
            Coefficients = [.. Enumerable.Range(0, input.Columns).Select(j => Coefficient(input.NameOf(j), reasons[j] ?? reason, level))],
            Variance = [.. Enumerable.Repeat(none, input.Columns)],
            LogLikelihoodNull = Quantity.NotEstimable(reason),
            LogLikelihood = Quantity.NotEstimable(reason),
            LikelihoodRatioTest = ChiSquaredTest.NotEstimable("likelihood-ratio test", reason),
            WaldTest = ChiSquaredTest.NotEstimable("Wald test", reason),
            ScoreTest = ChiSquaredTest.NotEstimable("score test", reason),
            SampleSize = input.Rows,
            Events = input.Status.Count(s => s),
            Iterations = 0,
            Converged = false,
            Notes = [.. reasons.Where(r => r is not null).Distinct(StringComparer.Ordinal).Select(r => "Not estimable: " + r + ".")],
        };
    }

    public static CoxFit Of(
        MethodDescription method, CoxState state, CoxLikelihood start, CoxSearch search, string?[] exclusions, double level, double[,]? sandwich = null)
    {
        var (input, kept) = (state.Input, state.Kept);
        int[] finite = [.. Enumerable.Range(0, kept.Length).Where(k => !search.Diverging[k])];
        var monotone = finite.Length < kept.Length;
        MarkDiverging(state, search, exclusions);
        if (!search.Converged && !monotone)
        {
            return Nothing(method, input, [.. exclusions.Select(e => e ?? DidNotConverge)], level) with { Iterations = search.Iterations };
        }

        var naive = sandwich ?? VarianceOf(state, finite);
        var robust = input.IsRobust && naive is not null && !monotone ? RobustVariance.Of(state, naive) : null;
        var variance = robust ?? naive;
        var notes = NotesOf(exclusions, monotone);
        return new CoxFit
        {
            Method = method,
            Coefficients = [.. Enumerable.Range(0, input.Columns).Select(j => CoefficientOf(j, state, finite, naive, robust, exclusions, level))],
            Variance = Expand(variance, state, finite),
            LogLikelihoodNull = start.Value,
            LogLikelihood = search.Last.Value,
            LikelihoodRatioTest = ChiSquaredTest.Of("likelihood-ratio test", 2 * (search.Last.Value - start.Value), kept.Length),
            WaldTest = monotone || variance is null
                ? ChiSquaredTest.NotEstimable("Wald test", "the likelihood is monotone")
                : ChiSquaredTest.Of("Wald test", SymmetricMatrix.QuadraticForm(variance, Coefficients(state)), kept.Length),
            ScoreTest = ChiSquaredTest.Of("score test", SymmetricMatrix.QuadraticForm(start.Information, start.Score), kept.Length),
            SampleSize = input.Rows,
            Events = input.Status.Count(s => s),
            Iterations = search.Iterations,
            Converged = search.Converged,
            Notes = notes,
            State = monotone || !search.Converged || sandwich is not null ? null : state,
        };
    }

    public static CoxCoefficient Coefficient(string name, string reason, double level, string interval = WaldMethod)
    {
        var none = Quantity.NotEstimable(reason);
        return new CoxCoefficient(name, none, none, none, none, none, none, ConfidenceInterval.NotEstimable(reason, level, interval));
    }

    /// <summary>A hazard ratio from a coefficient on the standardised scale.</summary>
    public static Quantity Ratio(Quantity coefficient, double scale) => coefficient.IsEstimable ? Math.Exp(coefficient.Value / scale) : coefficient;

    /// <summary>Variance on the scale of the covariates, of the coefficients listed; null when the information is singular.</summary>
    public static double[,]? VarianceOf(CoxState state, int[] coefficients)
    {
        var factor = SymmetricMatrix.Cholesky(SymmetricMatrix.Sub(state.Information, coefficients), 1e-14);
        if (factor is null)
        {
            return null;
        }

        var variance = SymmetricMatrix.Inverse(factor);
        for (var a = 0; a < coefficients.Length; a++)
        {
            for (var b = 0; b < coefficients.Length; b++)
            {
                variance[a, b] /= state.Sets.Scales[coefficients[a]] * state.Sets.Scales[coefficients[b]];
            }
        }

        return variance;
    }

    public static ImmutableArray<ImmutableArray<double>> Expand(double[,]? variance, CoxState state, int[] finite)
    {
        var columns = Enumerable.Range(0, state.Input.Columns).Select(j => Array.FindIndex(finite, k => state.Kept[k] == j)).ToArray();
        return [.. columns.Select(a => columns.Select(b => variance is null || a < 0 || b < 0 ? double.NaN : variance[a, b]).ToImmutableArray())];
    }

    private static double[] Coefficients(CoxState state) => [.. Enumerable.Range(0, state.Kept.Length).Select(state.Coefficient)];

    private static void MarkDiverging(CoxState state, CoxSearch search, string?[] exclusions)
    {
        for (var k = 0; k < state.Kept.Length; k++)
        {
            if (search.Diverging[k])
            {
                var name = state.Input.NameOf(state.Kept[k]);
                var sign = search.Beta[k] > 0 ? "+∞" : "−∞";
                exclusions[state.Kept[k]] = $"monotone likelihood: the partial likelihood rises without end as the coefficient of '{name}' goes to {sign}";
            }
        }
    }

    private static ImmutableArray<string> NotesOf(string?[] exclusions, bool monotone)
    {
        var notes = exclusions.Where(r => r is not null).Select(r => "Not estimable: " + r + ".").ToList();
        if (monotone)
        {
            notes.Add("The other coefficients and the likelihood-ratio test are limits as the monotone coefficients go to infinity; use Firth's penalty.");
        }

        return [.. notes];
    }

    private static CoxCoefficient CoefficientOf(
        int column, CoxState state, int[] finite, double[,]? naive, double[,]? robust, string?[] exclusions, double level)
    {
        var name = state.Input.NameOf(column);
        var k = Array.FindIndex(finite, f => state.Kept[f] == column);
        if (k < 0 || naive is null)
        {
            return Coefficient(name, exclusions[column] ?? "the information is singular", level);
        }

        var estimate = state.Coefficient(finite[k]);
        var modelError = Math.Sqrt(naive[k, k]);
        var error = robust is null ? modelError : Math.Sqrt(Math.Max(0, robust[k, k]));

        // A sandwich of fewer clusters than coefficients has directions without variance.
        if (!(error > 1e-9 * modelError) || !double.IsFinite(error))
        {
            return Coefficient(name, "the standard error is 0", level);
        }

        var robustError = robust is null ? Quantity.NotEstimable("no clusters were given") : Quantity.Of(error);
        var z = estimate / error;
        var margin = -Tail.NormalQuantile((1 - level) / 2) * error;
        var interval = new ConfidenceInterval(Math.Exp(estimate - margin), Math.Exp(estimate + margin), level, WaldMethod);
        return new CoxCoefficient(name, estimate, modelError, robustError, z, Tail.NormalTwoSided(z), Math.Exp(estimate), interval);
    }
}
