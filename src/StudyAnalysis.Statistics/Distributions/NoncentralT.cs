using MathNet.Numerics;

namespace StudyAnalysis.Statistics.Distributions;

/// <summary>Tails of the noncentral t distribution by quadrature of positive terms, so that each tail keeps its relative accuracy.</summary>
/// <remarks>P(T &gt; t) = ∫ P(Z &gt; t·eˣ − δ) g(x) dx, where x is the logarithm of √(χ²/ν) and g its density. The integrand is smooth and falls off on both
/// sides, so that the trapezoidal rule converges geometrically; its number of points is doubled until nothing changes.</remarks>
internal static class NoncentralT
{
    // Beyond this many units of log height the integrand adds nothing to sixteen digits.
    private const double Negligible = 45;
    private const int LargestPanels = 1 << 16;

    public static double Upper(double t, double df, double noncentrality)
    {
        double LogTerm(double x) => LogNormalUpper((t * Math.Exp(x)) - noncentrality) - Exponent(x, df);
        var mode = Mode(LogTerm);
        var height = LogTerm(mode);
        if (double.IsNegativeInfinity(height))
        {
            return 0;
        }

        var (low, high) = (Edge(LogTerm, mode, height, -1), Edge(LogTerm, mode, height, 1));
        var sum = Sum(LogTerm, height, low, high, 32);
        for (var panels = 64; panels <= LargestPanels; panels *= 2)
        {
            var finer = Sum(LogTerm, height, low, high, panels);
            var isSettled = Math.Abs(finer - sum) <= 1e-15 * finer;
            sum = finer;
            if (isSettled)
            {
                break;
            }
        }

        return Math.Min(1, sum * Math.Exp(height + LogNormaliser(df)));
    }

    // (ν/2)(e²ˣ − 1 − 2x), which is 0 at 0: nothing large is subtracted for large ν.
    private static double Exponent(double x, double df) => df / 2 * (Accurate.Expm1(2 * x) - (2 * x));

    private static double LogNormaliser(double df)
    {
        var half = df / 2;
        return half < 10
            ? Constants.Ln2 + (half * Math.Log(half)) - half - SpecialFunctions.GammaLn(half)
            : Constants.Ln2 + (0.5 * Math.Log(half / Constants.Pi2)) - IncompleteBeta.StirlingCorrection(half);
    }

    private static double LogNormalUpper(double z)
    {
        if (z < 30)
        {
            return z < -5 ? Accurate.Log1p(-Tail.NormalUpper(-z)) : Math.Log(Tail.NormalUpper(z));
        }

        // 1 − 1/z² + 3/z⁴ − 15/z⁶ … (DLMF 7.12.1): 3e-16 is left out at z = 30.
        var square = 1 / (z * z);
        var series = 1.0;
        for (var k = 13; k >= 1; k -= 2)
        {
            series = 1 - (k * square * series);
        }

        return (-0.5 * z * z) - Math.Log(z * Constants.Sqrt2Pi) + Math.Log(series);
    }

    // The logarithm of the integrand has one maximum; golden section between points that bracket it.
    private static double Mode(Func<double, double> logTerm)
    {
        var step = 1.0;
        while (logTerm(step) > logTerm(step / 2) && step < 700)
        {
            step *= 2;
        }

        var back = 1.0;
        while ((logTerm(-back) > logTerm(-back / 2) || double.IsNegativeInfinity(logTerm(-back))) && back < 1e6)
        {
            back *= 2;
        }

        var (low, high) = (-back, step);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 100 && high - low > 1e-9 * (1 + Math.Abs(low)); i++)
        {
            var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = logTerm(a) >= logTerm(b) ? (low, b) : (a, high);
        }

        return 0.5 * (low + high);
    }

    private static double Edge(Func<double, double> logTerm, double mode, double height, int direction)
    {
        var step = 1e-8;
        while (logTerm(mode + (direction * step)) > height - Negligible && step < 1e6)
        {
            step *= 1.5;
        }

        return mode + (direction * step);
    }

    private static double Sum(Func<double, double> logTerm, double height, double low, double high, int panels)
    {
        var width = (high - low) / panels;
        var sum = 0.0;
        for (var i = 0; i <= panels; i++)
        {
            sum += Math.Exp(logTerm(low + (i * width)) - height);
        }

        return sum * width;
    }
}
