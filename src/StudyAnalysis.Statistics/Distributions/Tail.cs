using MathNet.Numerics;

namespace StudyAnalysis.Statistics.Distributions;

/// <summary>Tail probabilities computed in the tail, so that a small p keeps its relative accuracy, and the two quantiles intervals need.</summary>
/// <remarks>
/// No value is made as 1 − cdf where the result is small. All arguments must not be NaN; infinite statistics give 0 or 1.
/// Oracle: tests/StudyAnalysis.Tests/Oracles/tail (R's pnorm, pchisq, pt, pf, pbinom, qnorm, qt).
/// </remarks>
public static class Tail
{
    /// <summary>P(Z &gt; z) of the standard normal. R: <c>pnorm(z, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentException">z is NaN.</exception>
    public static double NormalUpper(double z)
    {
        RequireNumber(z, nameof(z));
        return 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);
    }

    /// <summary>P(|Z| &gt; |z|) of the standard normal. R: <c>2 * pnorm(-abs(z))</c>.</summary>
    /// <exception cref="ArgumentException">z is NaN.</exception>
    public static double NormalTwoSided(double z) => Math.Min(1, 2 * NormalUpper(Math.Abs(z)));

    /// <summary>P(X &gt; x) of χ² with df degrees of freedom. R: <c>pchisq(x, df, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentException">x is NaN, or df is not positive and finite.</exception>
    public static double ChiSquaredUpper(double x, double df)
    {
        RequireNumber(x, nameof(x));
        RequirePositive(df, nameof(df));
        if (x <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }

        return df == 1 ? NormalTwoSided(Math.Sqrt(x)) : SpecialFunctions.GammaUpperRegularized(df / 2, x / 2);
    }

    /// <summary>P(T &gt; t) of Student's t; df may be +∞ (normal). R: <c>pt(t, df, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentException">t is NaN, or df is not positive.</exception>
    public static double StudentTUpper(double t, double df)
    {
        var half = StudentTTwoSided(t, df) / 2;
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(|T| &gt; |t|) of Student's t; df may be +∞ (normal). R: <c>2 * pt(-abs(t), df)</c>.</summary>
    /// <exception cref="ArgumentException">t is NaN, or df is not positive.</exception>
    public static double StudentTTwoSided(double t, double df)
    {
        RequireNumber(t, nameof(t));
        if (double.IsPositiveInfinity(df))
        {
            return NormalTwoSided(t);
        }

        RequirePositive(df, nameof(df));
        if (double.IsInfinity(t))
        {
            return 0;
        }

        // t² may overflow; dividing by the larger of the two keeps both fractions accurate.
        var ratio = t / Math.Sqrt(df) * (t / Math.Sqrt(df));
        return double.IsInfinity(ratio) ? 0 : IncompleteBeta.Regularized(df / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio));
    }

    /// <summary>P(F &gt; f) of Fisher's F; d2 may be +∞. R: <c>pf(f, d1, d2, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentException">f is NaN, or a number of degrees of freedom is not positive.</exception>
    public static double FUpper(double f, double d1, double d2)
    {
        RequireNumber(f, nameof(f));
        RequirePositive(d1, nameof(d1));
        if (double.IsPositiveInfinity(d2))
        {
            return ChiSquaredUpper(d1 * f, d1);
        }

        RequirePositive(d2, nameof(d2));
        if (f <= 0)
        {
            return 1;
        }

        var ratio = d1 / d2 * f;
        return double.IsInfinity(ratio) ? 0 : IncompleteBeta.Regularized(d2 / 2, d1 / 2, 1 / (1 + ratio), ratio / (1 + ratio));
    }

    /// <summary>P(X ≥ k) of the binomial with n trials: note ≥, the tail that holds the observation.
    /// R: <c>pbinom(k - 1, n, p, lower.tail = FALSE)</c>.</summary>
    /// <exception cref="ArgumentException">n is negative, or the probability is not within [0, 1].</exception>
    public static double BinomialUpper(int k, int n, double probability)
    {
        RequireTrials(n, probability);
        if (k <= 0)
        {
            return 1;
        }

        return k > n ? 0 : IncompleteBeta.Regularized(k, n - k + 1.0, probability, 1 - probability);
    }

    /// <summary>P(X ≤ k) of the binomial with n trials. R: <c>pbinom(k, n, p)</c>.</summary>
    /// <exception cref="ArgumentException">n is negative, or the probability is not within [0, 1].</exception>
    public static double BinomialLower(int k, int n, double probability)
    {
        RequireTrials(n, probability);
        if (k >= n)
        {
            return 1;
        }

        return k < 0 ? 0 : IncompleteBeta.Regularized(n - k, k + 1.0, 1 - probability, probability);
    }

    /// <summary>The z with P(Z ≤ z) = p; ∓∞ at 0 and 1. R: <c>qnorm(p)</c>.</summary>
    /// <remarks>For the upper end use −NormalQuantile(α) with the small α: 1 − α has lost it. MathNet's inverse, then two Newton steps
    /// taken on the tail of p itself.</remarks>
    /// <exception cref="ArgumentException">p is not within [0, 1].</exception>
    public static double NormalQuantile(double p)
    {
        RequireProbability(p, nameof(p));
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var z = -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * p);
        for (var step = 0; step < 2; step++)
        {
            var density = Math.Exp(-0.5 * z * z) / Constants.Sqrt2Pi;
            z -= density > 0 ? (NormalUpper(-z) - p) / density : 0;
        }

        return z;
    }

    /// <summary>The t with P(T ≤ t) = p; df may be +∞ (normal). R: <c>qt(p, df)</c>.</summary>
    /// <remarks>For the upper end use −StudentTQuantile(α, df) with the small α. Safeguarded Newton on the logarithm of the tail.</remarks>
    /// <exception cref="ArgumentException">p is not within [0, 1], or df is not positive.</exception>
    public static double StudentTQuantile(double p, double df)
    {
        RequireProbability(p, nameof(p));
        if (double.IsPositiveInfinity(df))
        {
            return NormalQuantile(p);
        }

        RequirePositive(df, nameof(df));
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return p switch
        {
            0.5 => 0,
            < 0.5 => -UpperTailStudentT(p, df),
            _ => UpperTailStudentT(1 - p, df),
        };
    }

    /// <summary>P(T &gt; t) of the noncentral t; df may be +∞ (normal). R: <c>pt(t, df, ncp, lower.tail = FALSE)</c>, with relative accuracy also where R's
    /// has none left.</summary>
    /// <param name="t">Statistic; ±∞ gives 0 or 1.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    /// <param name="noncentrality">Noncentrality δ, finite.</param>
    /// <exception cref="ArgumentException">t is NaN, df is not positive, or δ is not finite.</exception>
    /// <remarks>Oracle: Oracles/noncentral_t (mpmath, 40 digits; R's pt).</remarks>
    public static double NoncentralTUpper(double t, double df, double noncentrality)
    {
        RequireNumber(t, nameof(t));
        if (!double.IsFinite(noncentrality))
        {
            throw new ArgumentException($"{nameof(noncentrality)} must be finite, not {noncentrality}.", nameof(noncentrality));
        }

        if (double.IsPositiveInfinity(df) || double.IsInfinity(t))
        {
            return NormalUpper(t - noncentrality);
        }

        RequirePositive(df, nameof(df));
        return NoncentralT.Upper(t, df, noncentrality);
    }

    /// <summary>P(T ≤ t) of the noncentral t. R: <c>pt(t, df, ncp)</c>.</summary>
    /// <inheritdoc cref="NoncentralTUpper" path="/param"/>
    /// <exception cref="ArgumentException">t is NaN, df is not positive, or δ is not finite.</exception>
    public static double NoncentralTLower(double t, double df, double noncentrality) => NoncentralTUpper(-t, df, -noncentrality);

    private static double UpperTailStudentT(double upper, double df)
    {
        var high = Math.Max(1, -NormalQuantile(upper));
        while (StudentTUpper(high, df) > upper && high < 1e300)
        {
            high *= 2;
        }

        var low = 0.0;
        var t = Math.Min(high, -NormalQuantile(upper));
        var logNormaliser = SpecialFunctions.GammaLn((df + 1) / 2) - SpecialFunctions.GammaLn(df / 2) - (0.5 * Math.Log(df * Math.PI));
        for (var step = 0; step < 400; step++)
        {
            var tail = StudentTUpper(t, df);
            (low, high) = tail > upper ? (t, high) : (low, t);
            var density = Math.Exp(logNormaliser - ((df + 1) / 2 * Accurate.Log1p(t / df * t)));
            var next = t + (tail / density * Math.Log(tail / upper));
            next = next > low && next < high ? next : low + ((high - low) / 2);
            if (Math.Abs(next - t) <= 2e-16 * Math.Abs(t))
            {
                return next;
            }

            t = next;
        }

        return t;
    }

    private static void RequireTrials(int n, double probability)
    {
        if (n < 0)
        {
            throw new ArgumentException($"A number of trials is not negative, as {n} is.", nameof(n));
        }

        RequireProbability(probability, nameof(probability));
    }

    private static void RequireNumber(double value, string argument)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException($"{argument} is NaN; state why there is no statistic instead of asking for its p.", argument);
        }
    }

    private static void RequirePositive(double value, string argument)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException($"{argument} must be positive and finite, not {value}.", argument);
        }
    }

    private static void RequireProbability(double value, string argument)
    {
        if (!(value >= 0 && value <= 1))
        {
            throw new ArgumentException($"{argument} must lie within [0, 1], not {value}.", argument);
        }
    }
}
