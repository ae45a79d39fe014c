using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Survival;

/// <summary>A log probability with its derivatives in the one or two standardised ends it depends on.</summary>
internal readonly record struct AftTerm(double Value, double D1, double D2, double D11, double D12, double D22)
{
    public static AftTerm InLower(double value, double d, double dd) => new(value, d, 0, dd, 0, 0);

    public static AftTerm InUpper(double value, double d, double dd) => new(value, 0, d, 0, 0, dd);
}

/// <summary>The standardised error W of log T = η + σ W; all probabilities as logarithms, accurate in both tails.</summary>
internal sealed class AftError(AftDistribution distribution)
{
    private const double LogTwo = 0.69314718055994530942;
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>log f(z) for an exact time.</summary>
    public AftTerm Density(double z)
    {
        var slope = Slope(z);
        var curvature = distribution switch
        {
            AftDistribution.LogNormal => -1,
            AftDistribution.LogLogistic => -2 * Math.Exp(LogDensity(z)),
            _ => -Math.Exp(z),
        };
        return AftTerm.InLower(LogDensity(z), slope, curvature);
    }

    /// <summary>log P(W &gt; z) for a right-censored time.</summary>
    public AftTerm Upper(double z)
    {
        var value = LogUpper(z);
        var hazard = Math.Exp(LogDensity(z) - value);
        return AftTerm.InLower(value, -hazard, -(hazard * Slope(z)) - (hazard * hazard));
    }

    /// <summary>log P(W ≤ z) for a left-censored time.</summary>
    public AftTerm Lower(double z)
    {
        var value = LogLower(z);
        var ratio = Math.Exp(LogDensity(z) - value);
        return AftTerm.InUpper(value, ratio, (ratio * Slope(z)) - (ratio * ratio));
    }

    /// <summary>log P(z1 &lt; W ≤ z2) for an interval.</summary>
    public AftTerm Between(double z1, double z2)
    {
        var value = LogBetween(z1, z2);
        var (r1, r2) = (Math.Exp(LogDensity(z1) - value), Math.Exp(LogDensity(z2) - value));
        return new AftTerm(value, -r1, r2, -(r1 * Slope(z1)) - (r1 * r1), r1 * r2, (r2 * Slope(z2)) - (r2 * r2));
    }

    public double LogUpper(double z) => distribution switch
    {
        AftDistribution.LogNormal => LogNormalUpper(z),
        AftDistribution.LogLogistic => -Softplus(z),
        _ => -Math.Exp(z),
    };

    /// <summary>The z with P(W ≤ z) = p.</summary>
    public double Quantile(double p) => distribution switch
    {
        AftDistribution.LogNormal => Tail.NormalQuantile(p),
        AftDistribution.LogLogistic => Math.Log(p / (1 - p)),
        _ => Math.Log(-Accurate.Log1p(-p)),
    };

    private double LogDensity(double z) => distribution switch
    {
        AftDistribution.LogNormal => (-z * z / 2) - LogSqrtTwoPi,
        AftDistribution.LogLogistic => -Math.Abs(z) - (2 * Accurate.Log1p(Math.Exp(-Math.Abs(z)))),
        _ => z - Math.Exp(z),
    };

    // f'/f.
    private double Slope(double z) => distribution switch
    {
        AftDistribution.LogNormal => -z,
        AftDistribution.LogLogistic => -Math.Tanh(z / 2),
        _ => 1 - Math.Exp(z),
    };

    private double LogLower(double z) => distribution switch
    {
        AftDistribution.LogNormal => LogNormalUpper(-z),
        AftDistribution.LogLogistic => -Softplus(-z),
        _ => LogOneLessExp(-Math.Exp(z)),
    };

    private double LogBetween(double z1, double z2) => distribution switch
    {
        AftDistribution.LogNormal => z1 >= 0 ? LogDifference(LogNormalUpper(z1), LogNormalUpper(z2))
            : z2 <= 0 ? LogDifference(LogNormalUpper(-z2), LogNormalUpper(-z1))
            : Accurate.Log1p(-Tail.NormalUpper(-z1) - Tail.NormalUpper(z2)),
        AftDistribution.LogLogistic => z2 + LogOneLessExp(z1 - z2) - Softplus(z1) - Softplus(z2),
        _ => -Math.Exp(z1) + LogOneLessExp(Math.Exp(z1) - Math.Exp(z2)),
    };

    private static double LogDifference(double larger, double smaller) => larger + LogOneLessExp(smaller - larger);

    // log(1 − e^x) for x < 0.
    private static double LogOneLessExp(double x) => x > -LogTwo ? Math.Log(-Accurate.Expm1(x)) : Accurate.Log1p(-Math.Exp(x));

    private static double Softplus(double z) => z > 0 ? z + Accurate.Log1p(Math.Exp(-z)) : Accurate.Log1p(Math.Exp(z));

    // Beyond 25 the asymptotic series is exact to rounding, and the tail itself would underflow at 38.
    private static double LogNormalUpper(double z)
    {
        if (z < 25)
        {
            return z < -5 ? Accurate.Log1p(-Tail.NormalUpper(-z)) : Math.Log(Tail.NormalUpper(z));
        }

        var u = 1 / (z * z);
        var series = 1 - (u * (1 - (3 * u * (1 - (5 * u * (1 - (7 * u * (1 - (9 * u)))))))));
        return (-z * z / 2) - LogSqrtTwoPi - Math.Log(z) + Math.Log(series);
    }
}
