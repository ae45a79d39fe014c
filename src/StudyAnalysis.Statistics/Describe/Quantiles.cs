namespace StudyAnalysis.Statistics.Describe;

/// <summary>The nine quantile definitions of Hyndman and Fan (1996), Am Stat 50:361–365. R: <c>quantile(type = 1 … 9)</c>.</summary>
public enum QuantileType
{
    /// <summary>Inverse of the empirical distribution (SAS PCTLDEF 3).</summary>
    R1 = 1,

    /// <summary>As R1, averaging at steps (SAS PCTLDEF 5, the SAS default).</summary>
    R2 = 2,

    /// <summary>Nearest even order statistic (SAS PCTLDEF 2).</summary>
    R3 = 3,

    /// <summary>Linear interpolation of the empirical distribution (SAS PCTLDEF 1).</summary>
    R4 = 4,

    /// <summary>Piecewise linear through the midpoints of the steps (Hazen).</summary>
    R5 = 5,

    /// <summary>Mean position p(n + 1) (SPSS, Minitab, SAS PCTLDEF 4).</summary>
    R6 = 6,

    /// <summary>Mode position 1 + p(n − 1) (R's and S's default, Excel PERCENTILE.INC). Our default.</summary>
    R7 = 7,

    /// <summary>Approximately median-unbiased.</summary>
    R8 = 8,

    /// <summary>Approximately unbiased for normal data.</summary>
    R9 = 9,
}

/// <summary>Sample quantiles.</summary>
public static class Quantiles
{
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>One quantile. R: <c>quantile(x, p, type = 7)</c>.</summary>
    /// <param name="values">Finite values, any order; shape: n ≥ 0. Unit: U.</param>
    /// <param name="probability">0 ≤ p ≤ 1.</param>
    /// <param name="type">Definition.</param>
    /// <returns>The quantile, unit U; not estimable for an empty sample.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or p is outside 0 … 1.</exception>
    /// <remarks>Source: Hyndman and Fan (1996). As in R, positions within 4 machine epsilons of a whole number count as whole.</remarks>
    public static Quantity Compute(ReadOnlySpan<double> values, double probability, QuantileType type = QuantileType.R7)
    {
        Guard.Finite(values, nameof(values));
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentException($"A probability lies between 0 and 1, not {probability}.", nameof(probability));
        }

        if (values.Length == 0)
        {
            return Quantity.NotEstimable("no values");
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability, type);
    }

    internal static double OfSorted(double[] sorted, double p, QuantileType type = QuantileType.R7)
    {
        var n = sorted.Length;
        if (type == QuantileType.R7)
        {
            var index = p * (n - 1);
            var low = (int)Math.Floor(index + Fuzz);
            var fraction = index - low;
            return Interpolate(sorted, low, Math.Abs(fraction) < Fuzz ? 0 : fraction);
        }

        return (int)type <= 3 ? Discontinuous(sorted, p, type) : Continuous(sorted, p, type);
    }

    private static double Discontinuous(double[] sorted, double p, QuantileType type)
    {
        var position = (sorted.Length * p) - (type == QuantileType.R3 ? 0.5 : 0);
        var j = (int)Math.Floor(position + Fuzz);
        var above = position > j + Fuzz;
        var weight = type switch
        {
            QuantileType.R1 => above ? 1 : 0,
            QuantileType.R2 => above ? 1 : 0.5,
            _ => above || j % 2 != 0 ? 1 : 0,
        };
        return Interpolate(sorted, j - 1, weight);
    }

    private static double Continuous(double[] sorted, double p, QuantileType type)
    {
        var (a, b) = type switch
        {
            QuantileType.R4 => (0.0, 1.0),
            QuantileType.R5 => (0.5, 0.5),
            QuantileType.R6 => (0.0, 0.0),
            QuantileType.R8 => (1.0 / 3, 1.0 / 3),
            _ => (3.0 / 8, 3.0 / 8),
        };
        var position = a + (p * (sorted.Length + 1 - a - b));
        var j = Math.Floor(position + Fuzz);
        var fraction = position - j;
        return Interpolate(sorted, (int)j - 1, Math.Abs(fraction) < Fuzz ? 0 : fraction);
    }

    /// <summary>Between order statistics <paramref name="low"/> and low + 1 (from 0), held inside the sample.</summary>
    private static double Interpolate(double[] sorted, int low, double weight)
    {
        var x0 = sorted[Math.Clamp(low, 0, sorted.Length - 1)];
        var x1 = sorted[Math.Clamp(low + 1, 0, sorted.Length - 1)];

        // As R: between equal values the weights would only add rounding.
        return weight == 0 || x0 == x1 ? x0 : weight == 1 ? x1 : ((1 - weight) * x0) + (weight * x1);
    }
}
