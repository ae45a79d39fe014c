using System.Collections.Immutable;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>Cox's model with Firth's penalty: finite estimates and usable intervals with few events and under separation.</summary>
/// <remarks>The log partial likelihood plus ½ log |I(β)|. Heinze and Schemper (2001), Biometrics 57:114–119; Firth (1993), Biometrika 80:27–38.
/// Tests and intervals come from the profile of the penalised likelihood, in which the penalty keeps the full information. Oracles:
/// tests/StudyAnalysis.Tests/Oracles/firth_cox (R coxphf for Breslow's ties; brute-force maximisation for Efron's).</remarks>
public static class FirthCox
{
    private const string IntervalMethod = "profile penalised likelihood";

    /// <summary>Fits the model.</summary>
    /// <param name="input">The data, without missing values; clusters have no part in a penalised fit.</param>
    /// <param name="ties">Efron, or Breslow as coxphf has it.</param>
    /// <param name="level">Confidence level of the profile intervals.</param>
    /// <returns>For each coefficient the penalised estimate, standard error from the information, penalised likelihood-ratio χ² and p, and
    /// profile interval of the hazard ratio. Log likelihoods are penalised, on the scale of the covariates. Columns that are constant or
    /// collinear, and models without events, are not estimable with the reason.</returns>
    /// <exception cref="ArgumentException">Shapes differ, a value is not finite, the level is wrong, the ties are exact, or there are case weights.</exception>
    /// <remarks>R: <c>coxphf::coxphf(Surv(time, status) ~ x)</c> for Breslow's ties.</remarks>
    public static CoxFit Fit(CoxInput input, CoxTies ties = CoxTies.Efron, double level = 0.95)
    {
        CoxInput.Check(input);
        Guard.Level(level);
        if (input.Weights.Length > 0)
        {
            throw new ArgumentException("Firth's penalty is defined for rows that count alike, without case weights.", nameof(input));
        }

        if (ties == CoxTies.Exact)
        {
            throw new ArgumentException("Firth's penalty is defined here for Efron's and Breslow's ties.", nameof(ties));
        }

        var method = Describe(input, ties);
        var exclusions = new string?[input.Columns];
        if (input.Columns == 0 || !input.Status.Contains(true))
        {
            return CoxReport.Nothing(method, input, input.Columns == 0 ? "no covariate" : "no event", level);
        }

        var kept = CoxRegression.KeptColumns(input, ties, exclusions);
        if (kept.Length == 0)
        {
            return CoxReport.Nothing(method, input, exclusions, level);
        }

        var sets = new CoxRiskSets(input, kept);
        var search = new FirthSearch(sets, ties);
        var top = search.Maximize(new double[kept.Length], -1);
        return Report(method, new CoxState(input, sets, kept, top.Beta, top.Likelihood.Information, ties) { Penalized = true }, search, top, exclusions, level);
    }

    private static CoxFit Report(
        MethodDescription method, CoxState state, FirthSearch search, FirthPoint top, string?[] exclusions, double level)
    {
        var (input, kept) = (state.Input, state.Kept);
        int[] all = [.. Enumerable.Range(0, kept.Length)];
        var variance = CoxReport.VarianceOf(state, all);
        var zero = FirthSearch.Evaluate(state.Sets, new double[kept.Length], state.Ties);

        // |I| changes with the unit of each covariate; this brings it back from the standardised ones.
        var units = state.Sets.Scales.Sum(s => Math.Log(s));
        var notes = exclusions.Where(r => r is not null).Select(r => "Not estimable: " + r + ".").ToList();
        if (!top.Converged)
        {
            return CoxReport.Nothing(method, input, [.. exclusions.Select(e => e ?? CoxReport.DidNotConverge)], level) with { Iterations = top.Iterations };
        }

        if (input.Cluster.Length > 0)
        {
            notes.Add("Clusters have no part in a penalised fit: standard errors and intervals take rows as independent.");
        }

        return new CoxFit
        {
            Method = method,
            Coefficients = [.. Enumerable.Range(0, input.Columns).Select(j => Coefficient(j, state, variance, search, top, exclusions, level))],
            Variance = CoxReport.Expand(variance, state, all),
            LogLikelihoodNull = zero.Value + units,
            LogLikelihood = top.Value + units,
            LikelihoodRatioTest = ChiSquaredTest.Of("penalised likelihood-ratio test", 2 * (top.Value - zero.Value), kept.Length),
            WaldTest = ChiSquaredTest.Of("Wald test", variance is null
                ? double.NaN
                : SymmetricMatrix.QuadraticForm(variance, [.. all.Select(state.Coefficient)]), kept.Length),
            ScoreTest = ChiSquaredTest.NotEstimable("score test", "not defined for this method"),
            SampleSize = input.Rows,
            Events = input.Status.Count(s => s),
            Iterations = top.Iterations,
            Converged = top.Converged,
            Notes = [.. notes],
            State = top.Converged ? state : null,
        };
    }

    private static CoxCoefficient Coefficient(
        int column, CoxState state, double[,]? variance, FirthSearch search, FirthPoint top, string?[] exclusions, double level)
    {
        var name = state.Input.NameOf(column);
        var k = Array.IndexOf(state.Kept, column);
        if (k < 0 || variance is null || !top.Converged)
        {
            return CoxReport.Coefficient(name, exclusions[column] ?? "the search did not converge", level, IntervalMethod);
        }

        var estimate = state.Coefficient(k);
        var error = Math.Sqrt(variance[k, k]);
        var atZero = search.Maximize(FirthSearch.With(top.Beta, k, 0), k);
        var chiSquared = atZero.Converged ? Math.Max(0, 2 * (top.Value - atZero.Value)) : Quantity.NotEstimable(CoxReport.DidNotConverge);
        var z = -Tail.NormalQuantile((1 - level) / 2);
        var scale = state.Sets.Scales[k];
        var (low, high) = (search.ProfileEnd(top, k, -1, z * error * scale, z * z / 2), search.ProfileEnd(top, k, 1, z * error * scale, z * z / 2));
        var interval = new ConfidenceInterval(CoxReport.Ratio(low, scale), CoxReport.Ratio(high, scale), level, IntervalMethod);
        return new CoxCoefficient(
            name, estimate, error, Quantity.NotEstimable("not defined with Firth's penalty"), chiSquared, chiSquared.IsEstimable ? Tail.ChiSquaredUpper(chiSquared.Value, 1) : chiSquared, Math.Exp(estimate), interval);
    }

    private static MethodDescription Describe(CoxInput input, CoxTies ties)
    {
        var options = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, string>[]
        {
            new("penalty", "Firth, ½ log |I|"),
            new("interval", IntervalMethod),
            new("test", "penalised likelihood ratio"),
            new("ties", CoxRegression.NameInR(ties)),
        });
        var call = CoxRegression.CallOf(input, "breslow").Replace("coxph(", "coxphf::coxphf(", StringComparison.Ordinal).Replace(", ties = \"breslow\"", string.Empty, StringComparison.Ordinal);
        return new MethodDescription(
            "Cox proportional-hazards model with Firth's penalty",
            options,
            ties == CoxTies.Breslow ? call : call + " has Breslow's ties; with Efron's, compared with the penalised likelihood of coxph maximised numerically");
    }
}

/// <summary>One β of a penalised search.</summary>
internal sealed record FirthPoint(double[] Beta, CoxLikelihood Likelihood, double Value, double[] Score, int Iterations, bool Converged);

/// <summary>Maximises the penalised partial likelihood, free or with one coefficient held.</summary>
internal sealed class FirthSearch(CoxRiskSets sets, CoxTies ties)
{
    private const int MaximumIterations = 200;
    private const double Difference = 1e-4;
    private const double LongestStep = 2;

    // Of the value held: where the others lie when they make up for it.
    private static readonly double[] s_farAway = [-2, -1, -0.5, 0.5, 1, 2];

    public static double[] With(double[] beta, int k, double value)
    {
        double[] changed = [.. beta];
        changed[k] = value;
        return changed;
    }

    /// <summary>Penalised value and score; −∞ where the information is singular.</summary>
    public static FirthPoint Evaluate(CoxRiskSets sets, double[] beta, CoxTies ties)
    {
        var likelihood = CoxLikelihood.At(sets, beta, ties, thirdMoments: true);
        var factor = SymmetricMatrix.Cholesky(likelihood.Information, 1e-14);
        if (factor is null)
        {
            return new FirthPoint(beta, likelihood, double.NegativeInfinity, likelihood.Score, 0, false);
        }

        var (p, inverse) = (beta.Length, SymmetricMatrix.Inverse(factor));
        double[] score = [.. likelihood.Score];
        for (var c = 0; c < p; c++)
        {
            for (var a = 0; a < p; a++)
            {
                for (var b = 0; b < p; b++)
                {
                    score[c] += 0.5 * inverse[a, b] * likelihood.PenaltyTensor[(((a * p) + b) * p) + c];
                }
            }
        }

        return new FirthPoint(beta, likelihood, likelihood.Value + (0.5 * SymmetricMatrix.LogDeterminant(factor)), score, 0, true);
    }

    /// <summary>Newton from a start; the coefficient <paramref name="held"/> stays, −1 holds none.</summary>
    public FirthPoint Maximize(double[] start, int held)
    {
        int[] free = [.. Enumerable.Range(0, start.Length).Where(k => k != held)];
        var current = Evaluate(sets, start, ties);
        for (var iteration = 1; iteration <= MaximumIterations && free.Length > 0; iteration++)
        {
            var factor = SymmetricMatrix.Cholesky(Curvature(current.Beta, free))
                ?? SymmetricMatrix.Cholesky(SymmetricMatrix.Sub(current.Likelihood.Information, free), 1e-14);
            if (factor is null)
            {
                return current with { Iterations = iteration, Converged = false };
            }

            var step = SymmetricMatrix.Solve(factor, [.. free.Select(k => current.Score[k])]);
            var largest = step.Max(Math.Abs);
            current = Climb(current, free, step, Math.Min(1, LongestStep / largest));
            if (largest < 1e-10)
            {
                return current with { Iterations = iteration, Converged = true };
            }
        }

        return current with { Iterations = MaximumIterations, Converged = free.Length == 0 };
    }

    /// <summary>Where the profile has fallen by <paramref name="drop"/> on one side of the estimate, on the standardised scale.</summary>
    /// <remarks>The slope of the profile is the score of the held coefficient. Far out the penalised likelihood can have more than one maximum: an end found
    /// by following one of them is held against the highest of several starts, and searched again along that one where they differ.</remarks>
    public Quantity ProfileEnd(FirthPoint top, int k, int direction, double margin, double drop)
    {
        const string endless = "the profile penalised likelihood does not fall to the level";
        var warm = top.Beta;
        var end = ProfileSearch.End(top.Beta[k], direction, margin, at => Excess(Maximize(With(warm, k, at), k)), endless);
        return end.IsEstimable && Math.Abs(Excess(Highest(end.Value)).Excess) <= ProfileSearch.Tolerance
            ? end
            : ProfileSearch.End(top.Beta[k], direction, margin, at => Excess(Highest(at)), endless);

        FirthPoint Highest(double at)
        {
            double[] held = With(top.Beta, k, at);
            var starts = new List<double[]> { held, With(warm, k, at), With(new double[held.Length], k, at) };
            foreach (var other in Enumerable.Range(0, held.Length).Where(o => o != k))
            {
                starts.AddRange(s_farAway.Select(far => With(held, other, held[other] + (far * at))));
            }

            var points = starts.Select(start => Maximize(start, k)).ToArray();
            return points.Where(p => p.Converged).MaxBy(p => p.Value) ?? points[0];
        }

        (double Excess, double Slope) Excess(FirthPoint point)
        {
            warm = point.Converged ? point.Beta : warm;
            return point.Converged ? (point.Value - (top.Value - drop), point.Score[k]) : (double.NaN, 0);
        }
    }

    // Minus the slope of the penalised score, by central differences. The information alone leaves out the penalty's curvature: with two
    // subjects its steps are twice too long and never settle.
    private double[,] Curvature(double[] beta, int[] free)
    {
        var slopes = new double[free.Length, free.Length];
        for (var b = 0; b < free.Length; b++)
        {
            var up = Evaluate(sets, With(beta, free[b], beta[free[b]] + Difference), ties).Score;
            var down = Evaluate(sets, With(beta, free[b], beta[free[b]] - Difference), ties).Score;
            for (var a = 0; a < free.Length; a++)
            {
                var slope = (down[free[a]] - up[free[a]]) / (4 * Difference);
                slopes[a, b] += slope;
                slopes[b, a] += slope;
            }
        }

        return slopes;
    }

    private FirthPoint Climb(FirthPoint current, int[] free, double[] step, double scale)
    {
        for (var halving = 0; ; halving++, scale /= 2)
        {
            double[] beta = [.. current.Beta];
            for (var f = 0; f < free.Length; f++)
            {
                beta[free[f]] += scale * step[f];
            }

            var next = Evaluate(sets, beta, ties);
            if (next.Value >= current.Value - (1e-13 * (1 + Math.Abs(current.Value))) || halving == 40)
            {
                return next;
            }
        }
    }
}
