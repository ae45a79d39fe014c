using MathNet.Numerics;

namespace StudyAnalysis.Statistics.Distributions;

/// <summary>The regularised incomplete beta function with relative accuracy in the lower tail.</summary>
internal static class IncompleteBeta
{
    private const int MaximumIterations = 200_000;

    /// <summary>I_x(a, b), with 1 − x passed apart so that neither end loses digits to a subtraction.</summary>
    public static double Regularized(double a, double b, double x, double complement)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (complement <= 0)
        {
            return 1;
        }

        // a − (a + b)x, written so that its sign is right also when x is close to 1.
        var distance = a > b ? ((a + b) * complement) - b : a - ((a + b) * x);
        return distance >= 0
            ? LowerTail(a, b, x, complement, distance)
            : 1 - LowerTail(b, a, complement, x, -distance);
    }

    private static double LowerTail(double a, double b, double x, double complement, double distance)
    {
        var logX = x > 0.5 ? Accurate.Log1p(-complement) : Math.Log(x);
        var logComplement = complement > 0.5 ? Accurate.Log1p(-x) : Math.Log(complement);
        var logFront = (a * logX) + (b * logComplement) - LogBeta(a, b);
        return Math.Exp(logFront) * ContinuedFraction(a, b, x, complement, distance);
    }

    // Three log-gammas of large arguments cancel; Stirling's parts are therefore combined before they are summed (as R's lbeta).
    private static double LogBeta(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        if (large < 10)
        {
            return SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
        }

        var sum = small + large;
        var correction = StirlingCorrection(large) - StirlingCorrection(sum);
        return small < 10
            ? SpecialFunctions.GammaLn(small) + correction + small - (small * Math.Log(sum)) + ((large - 0.5) * Accurate.Log1p(-small / sum))
            : (-0.5 * Math.Log(large)) + (0.5 * Math.Log(2 * Math.PI)) + correction + StirlingCorrection(small)
                + ((small - 0.5) * Math.Log(small / sum)) + (large * Accurate.Log1p(-small / sum));
    }

    // ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], DLMF 5.11.1, for x ≥ 10.
    public static double StirlingCorrection(double x)
    {
        var square = 1 / (x * x);
        return ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680)
            - (square * ((1.0 / 1188) - (square * ((691.0 / 360360) - (square / 156)))))))))))) / x;
    }

    // The continued fraction of DiDonato and Morris (1992), TOMS 708, eq. 9: unlike the textbook form it never subtracts two
    // numbers close to 1, which costs five digits at 10⁵ degrees of freedom.
    private static double ContinuedFraction(double a, double b, double x, double complement, double distance)
    {
        var first = 1 + distance;
        var c1 = 1 + (1 / a);
        var (p, s) = (1.0, a + 1);
        var (numeratorBefore, denominatorBefore, numerator, denominator) = (0.0, 1.0, 1.0, first / c1);
        var value = c1 / first;
        for (var n = 1; n <= MaximumIterations; n++)
        {
            var t = n / a;
            var w = n * (b - n) * x;
            var alpha = p * (p + (b / a)) * (a / s) * (a / s) * (w * x);
            var beta = n + (w / s) + ((t + 1) / (c1 + t + t) * (first + (n * (complement + 1))));
            (p, s) = (t + 1, s + 2);
            (numeratorBefore, numerator) = (numerator, (alpha * numeratorBefore) + (beta * numerator));
            (denominatorBefore, denominator) = (denominator, (alpha * denominatorBefore) + (beta * denominator));
            var previous = value;
            value = numerator / denominator;
            if (Math.Abs(value - previous) <= 1e-16 * value)
            {
                break;
            }

            (numeratorBefore, denominatorBefore, numerator, denominator) =
                (numeratorBefore / denominator, denominatorBefore / denominator, value, 1);
        }

        return value;
    }
}
