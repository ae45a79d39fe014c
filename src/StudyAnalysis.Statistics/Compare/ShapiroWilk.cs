using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>The Shapiro–Wilk test of normality.</summary>
public static class ShapiroWilk
{
    /// <summary>Smallest sample.</summary>
    public const int Smallest = 3;

    /// <summary>Largest sample Royston's approximation was made for.</summary>
    public const int Largest = 5000;

    private const double SixOverPi = 6 / Math.PI;

    /// <summary>W and its p, small when the values are not normal.</summary>
    /// <param name="values">Finite values, any order; shape: n, 3 … 5000. Unit: any.</param>
    /// <returns>W in 0 … 1 and p (exact for n = 3). Not estimable outside 3 … 5000 values or when all are equal.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>Royston's algorithm AS R94, with R's constants. A p of 1e-99 means W below the approximation's range (n ≤ 11), as in R.
    /// R: <c>shapiro.test(x)</c>. Source: Shapiro and Wilk (1965), Biometrika 52:591–611; Royston (1995), Appl Stat 44:547–551.
    /// Oracle: Oracles/shapiro_wilk.</remarks>
    public static TestResult Compute(ReadOnlySpan<double> values)
    {
        Guard.Finite(values, nameof(values));
        var result = new TestResult
        {
            Method = new MethodDescription("Shapiro–Wilk normality test", "shapiro.test(x)"),
            EstimateName = "departure from the normal distribution",
            StatisticName = "W",
            SampleSizes = [values.Length],
        };
        var problem = values.Length < Smallest ? "fewer than three values"
            : values.Length > Largest ? "more than 5000 values"
            : Inference.IsConstant(values) ? "no spread: all values are equal" : null;
        if (problem is not null)
        {
            var none = Quantity.NotEstimable(problem);
            return result with { Statistic = none, PValue = none };
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var complement = Complement(sorted, Weights(sorted.Length));
        return result with { Statistic = 1 - complement, PValue = PValue(complement, sorted.Length) };
    }

    /// <summary>The weights of the upper half, largest first; those of the lower half are their negatives.</summary>
    private static double[] Weights(int n)
    {
        if (n == 3)
        {
            return [Math.Sqrt(0.5)];
        }

        var m = new double[n / 2];
        for (var i = 0; i < m.Length; i++)
        {
            m[i] = -Tail.NormalQuantile((i + 1 - 0.375) / (n + 0.25));
        }

        var squares = 2 * m.Sum(v => v * v);
        var u = 1 / Math.Sqrt(n);
        var first = Polynomial(u, 0, .221157, -.147981, -2.07119, 4.434685, -2.706056) + (m[0] / Math.Sqrt(squares));
        var weights = new double[m.Length];
        weights[0] = first;
        var from = 1;
        double left = squares - (2 * m[0] * m[0]), right = 1 - (2 * first * first);
        if (n > 5)
        {
            weights[1] = Polynomial(u, 0, .042981, -.293762, -1.752461, 5.682633, -3.582633) + (m[1] / Math.Sqrt(squares));
            left -= 2 * m[1] * m[1];
            right -= 2 * weights[1] * weights[1];
            from = 2;
        }

        for (var i = from; i < m.Length; i++)
        {
            weights[i] = m[i] / Math.Sqrt(left / right);
        }

        return weights;
    }

    /// <summary>1 − W, not formed as a difference: W is close to 1 in large samples.</summary>
    private static double Complement(double[] sorted, double[] weights)
    {
        var n = sorted.Length;
        var range = sorted[^1] - sorted[0];
        var mean = Inference.Mean(sorted);
        double a2 = 0, x2 = 0, ax = 0;
        for (var i = 0; i < n; i++)
        {
            var mirrored = n - 1 - i;
            var a = i == mirrored ? 0 : i < mirrored ? -weights[i] : weights[mirrored];
            var x = (sorted[i] - mean) / range;
            a2 += a * a;
            x2 += x * x;
            ax += a * x;
        }

        var product = Math.Sqrt(a2 * x2);
        return (product - ax) * (product + ax) / (a2 * x2);
    }

    private static double PValue(double complement, int n)
    {
        if (n == 3)
        {
            return Math.Max(0, SixOverPi * (Math.Asin(Math.Sqrt(1 - complement)) - Math.Asin(Math.Sqrt(0.75))));
        }

        var y = Math.Log(complement);
        if (n > 11)
        {
            var log = Math.Log(n);
            return Tail.NormalUpper((y - Polynomial(log, -1.5861, -.31082, -.083751, .0038915)) / Math.Exp(Polynomial(log, -.4803, -.082676, .0030302)));
        }

        var gamma = Polynomial(n, -2.273, .459);
        return y >= gamma
            ? 1e-99
            : Tail.NormalUpper((-Math.Log(gamma - y) - Polynomial(n, .544, -.39978, .025054, -6.714e-4)) / Math.Exp(Polynomial(n, 1.3822, -.77857, .062767, -.0020322)));
    }

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            value = (value * x) + coefficients[i];
        }

        return value;
    }
}
