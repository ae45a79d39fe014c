namespace StudyAnalysis.Statistics.Describe;

/// <summary>Which skewness, in the numbering of R's <c>e1071::skewness(type = )</c> and <c>psych::skew(type = )</c>.</summary>
public enum SkewnessType
{
    /// <summary>g₁ = m₃ / m₂^(3/2), moments with divisor n (older textbooks).</summary>
    Population = 1,

    /// <summary>G₁ = g₁ √(n(n − 1)) / (n − 2), adjusted Fisher–Pearson (SAS, SPSS, Excel). Our default.</summary>
    Adjusted = 2,

    /// <summary>b₁ = m₃ / s³, s with divisor n − 1 (Minitab; psych's default).</summary>
    SampleDeviation = 3,
}

/// <summary>Skewness of one sample.</summary>
public static class Skewness
{
    /// <summary>Skewness; positive with a long right tail. No unit.</summary>
    /// <param name="values">Finite values, any order; shape: n ≥ 3. Unit: any.</param>
    /// <param name="type">Definition.</param>
    /// <returns>Skewness; for <see cref="SkewnessType.Adjusted"/> with its standard error under normality √(6n(n − 1) / ((n − 2)(n + 1)(n + 3))).
    /// Not estimable for n &lt; 3 or equal values.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <remarks>R: <c>e1071::skewness(x, type = 2)</c>. Source: Joanes and Gill (1998), Statistician 47:183–189. Oracle: Oracles/skewness.</remarks>
    public static TestResult Compute(ReadOnlySpan<double> values, SkewnessType type = SkewnessType.Adjusted)
    {
        Guard.Finite(values, nameof(values));
        double n = values.Length;
        var result = new TestResult
        {
            Method = new MethodDescription("Skewness", $"e1071::skewness(x, type = {(int)type})"), EstimateName = "skewness", SampleSizes = [values.Length],
        };
        if (n < 3 || Inference.IsConstant(values))
        {
            return result with { Estimate = Quantity.NotEstimable(n < 3 ? "fewer than three values" : "no spread: all values are equal") };
        }

        var mean = Inference.Mean(values);
        double second = 0, third = 0;
        foreach (var value in values)
        {
            var d = value - mean;
            second += d * d / n;
            third += d * d * d / n;
        }

        var g1 = third / (second * Math.Sqrt(second));
        return result with
        {
            Estimate = type switch
            {
                SkewnessType.Population => g1,
                SkewnessType.Adjusted => g1 * Math.Sqrt(n * (n - 1)) / (n - 2),
                _ => g1 * Math.Pow((n - 1) / n, 1.5),
            },
            StandardError = type == SkewnessType.Adjusted ? Math.Sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3))) : TestResult.Undefined,
        };
    }
}
