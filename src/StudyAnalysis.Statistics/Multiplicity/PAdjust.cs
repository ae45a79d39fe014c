namespace StudyAnalysis.Statistics.Multiplicity;

/// <summary>Corrections for several tests. R: <c>p.adjust.methods</c>.</summary>
public enum AdjustMethod
{
    /// <summary>Bonferroni.</summary>
    Bonferroni,

    /// <summary>Holm (1979), Scand J Stat 6:65–70: family-wise error, any dependence.</summary>
    Holm,

    /// <summary>Hochberg (1988), Biometrika 75:800–802: family-wise error, independent or positively dependent.</summary>
    Hochberg,

    /// <summary>Benjamini and Hochberg (1995), J R Stat Soc B 57:289–300: false discovery rate ("fdr").</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli (2001), Ann Stat 29:1165–1188: false discovery rate, any dependence.</summary>
    BenjaminiYekutieli,
}

/// <summary>p values adjusted for the size of their family.</summary>
public static class PAdjust
{
    /// <summary>Adjusts a family of p values. R: <c>p.adjust(p, method)</c>.</summary>
    /// <param name="pValues">p values in any order; shape: m ≥ 0. One that is not estimable stays so and does not count in the family, as NA in R.</param>
    /// <param name="method">The correction.</param>
    /// <returns>Adjusted p in the order given, at most 1.</returns>
    /// <exception cref="ArgumentException">A p lies outside 0 … 1.</exception>
    /// <remarks>Oracle: Oracles/p_adjust; Benjamini and Hochberg (1995), table 1.</remarks>
    public static Quantity[] Compute(IReadOnlyList<Quantity> pValues, AdjustMethod method)
    {
        var known = pValues.Where(p => p.IsEstimable).Select(p => p.Value).ToArray();
        var adjusted = Compute(known, method);
        var next = 0;
        return [.. pValues.Select(p => p.IsEstimable ? adjusted[next++] : p)];
    }

    /// <summary>The same for numbers. R: <c>p.adjust(p, method)</c>. Oracle: Oracles/p_adjust.</summary>
    /// <param name="pValues">p values in any order; shape: m ≥ 0.</param>
    /// <param name="method">The correction.</param>
    /// <exception cref="ArgumentException">A p lies outside 0 … 1 or is NaN.</exception>
    public static double[] Compute(ReadOnlySpan<double> pValues, AdjustMethod method)
    {
        for (var i = 0; i < pValues.Length; i++)
        {
            if (!(pValues[i] >= 0 && pValues[i] <= 1))
            {
                throw new ArgumentException($"pValues[{i}] is {pValues[i]}, not within 0 … 1.", nameof(pValues));
            }
        }

        var p = pValues.ToArray();
        var order = Enumerable.Range(0, p.Length).ToArray();
        Array.Sort(pValues.ToArray(), order);
        return method switch
        {
            AdjustMethod.Bonferroni => Array.ConvertAll(p, v => Math.Min(1, v * p.Length)),
            AdjustMethod.Holm => StepDown(p, order),
            _ => StepUp(p, order, method),
        };
    }

    private static double[] StepDown(double[] p, int[] order)
    {
        var adjusted = new double[p.Length];
        var largest = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            largest = Math.Max(largest, (p.Length - i) * p[order[i]]);
            adjusted[order[i]] = Math.Min(1, largest);
        }

        return adjusted;
    }

    private static double[] StepUp(double[] p, int[] order, AdjustMethod method)
    {
        var m = p.Length;
        var harmonic = method == AdjustMethod.BenjaminiYekutieli ? Enumerable.Range(1, m).Sum(i => 1.0 / i) : 1;
        var adjusted = new double[m];
        var smallest = 1.0;
        for (var i = m - 1; i >= 0; i--)
        {
            var factor = method == AdjustMethod.Hochberg ? m - i : harmonic * m / (i + 1);
            smallest = Math.Min(smallest, factor * p[order[i]]);
            adjusted[order[i]] = smallest;
        }

        return adjusted;
    }
}
