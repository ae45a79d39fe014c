namespace StudyAnalysis.Statistics.Survival;

/// <summary>The profile of the partial likelihood in one coefficient: the others maximised at each value of it.</summary>
internal sealed class CoxProfile
{
    private const int MaximumIterations = 100;
    private readonly CoxRiskSets _sets;
    private readonly CoxTies _ties;
    private readonly CoxPoint _top;
    private readonly int _k;

    public CoxProfile(CoxState state, int k)
    {
        (_sets, _ties, _k) = (state.Sets.WithoutWorkspace(), state.Ties, k);
        _top = new CoxPoint(state.Beta, CoxLikelihood.At(_sets, state.Beta, _ties));
    }

    /// <summary>Twice the fall of the profile from the maximum to the coefficient 0.</summary>
    public double ChiSquaredOfZero() => Math.Max(0, 2 * (_top.Likelihood.Value - At(0, _top.Beta).Likelihood.Value));

    /// <summary>Where the profile has fallen by <paramref name="drop"/> on one side, on the standardised scale.</summary>
    /// <remarks>The slope of the profile is the score of the held coefficient.</remarks>
    public Quantity End(int direction, double margin, double drop)
    {
        var warm = _top.Beta;
        return ProfileSearch.End(
            _top.Beta[_k],
            direction,
            margin,
            at =>
            {
                var point = At(at, warm);
                warm = point.Converged ? point.Beta : warm;
                return !point.Converged ? (double.NaN, 0) : (point.Likelihood.Value - (_top.Likelihood.Value - drop), point.Likelihood.Score[_k]);
            },
            "the profile of the partial likelihood does not fall to the level");
    }

    private CoxPoint At(double held, double[] warm)
    {
        double[] start = [.. warm];
        start[_k] = held;
        int[] free = [.. Enumerable.Range(0, start.Length).Where(a => a != _k)];
        var current = new CoxPoint(start, CoxLikelihood.At(_sets, start, _ties));
        for (var iteration = 0; iteration < MaximumIterations && free.Length > 0; iteration++)
        {
            var factor = SymmetricMatrix.Cholesky(SymmetricMatrix.Sub(current.Likelihood.Information, free), 1e-14);
            if (factor is null)
            {
                break;
            }

            var step = SymmetricMatrix.Solve(factor, [.. free.Select(a => current.Likelihood.Score[a])]);
            current = Climb(current, free, step);
            if (step.Max(Math.Abs) < 1e-11)
            {
                return current;
            }
        }

        // Without an end of the steps there is no value of the profile.
        return free.Length == 0 ? current : current with { Converged = false };
    }

    private CoxPoint Climb(CoxPoint current, int[] free, double[] step)
    {
        var scale = 1.0;
        for (var halving = 0; ; halving++, scale /= 2)
        {
            double[] beta = [.. current.Beta];
            for (var f = 0; f < free.Length; f++)
            {
                beta[free[f]] += scale * step[f];
            }

            var next = new CoxPoint(beta, CoxLikelihood.At(_sets, beta, _ties));
            if (next.Likelihood.Value >= current.Likelihood.Value - (1e-13 * (1 + Math.Abs(current.Likelihood.Value))) || halving == 40)
            {
                return next;
            }
        }
    }

    private sealed record CoxPoint(double[] Beta, CoxLikelihood Likelihood)
    {
        public bool Converged { get; init; } = true;
    }
}
