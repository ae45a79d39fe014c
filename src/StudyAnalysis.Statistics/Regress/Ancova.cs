namespace StudyAnalysis.Statistics.Regress;

/// <summary>Analysis of covariance: the difference of an outcome between two groups at the same baseline.</summary>
public static class Ancova
{
    /// <summary>Adjusted difference, first − second group, from outcome ~ baseline + covariates + group.</summary>
    /// <param name="outcome">Outcome (for example log2 of the later value); shape: n. Unit: U.</param>
    /// <param name="baseline">The same before; shape: n.</param>
    /// <param name="inFirstGroup">Whether each belongs to the group that comes first; shape: n.</param>
    /// <param name="covariates">Further covariates; each n values.</param>
    /// <param name="covariance">HC3 by default.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference with t interval, unit U; sizes of the first and the second group. Not estimable when a group is empty, with too few
    /// observations or collinear covariates.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>lm(outcome ~ baseline + group)</c> with <c>sandwich::vcovHC(type = "HC3")</c>. Oracle: Oracles/least_squares.</remarks>
    public static TestResult Compute(
        double[] outcome,
        double[] baseline,
        IReadOnlyList<bool> inFirstGroup,
        IReadOnlyList<(string Name, double[] Values)>? covariates = null,
        CovarianceType covariance = CovarianceType.HC3,
        Alternative alternative = Alternative.TwoSided,
        double level = 0.95)
    {
        Guard.SameLength(outcome.Length, inFirstGroup.Count, nameof(outcome), nameof(inFirstGroup));
        double[] group = [.. inFirstGroup.Select(f => f ? 1.0 : 0.0)];
        var design = Design.WithIntercept(outcome.Length, [("baseline", baseline), .. covariates ?? [], ("group", group)]);
        var fit = LeastSquares.Fit(outcome, design, covariance, alternative, level);
        var first = inFirstGroup.Count(f => f);
        var result = fit.Coefficients[^1];
        if (first == 0 || first == group.Length)
        {
            result = LinearCombination.Failed(result, "a group is empty", level);
        }

        return result with
        {
            Method = result.Method with { Name = "Analysis of covariance, " + result.Method.Name.Replace("Least", "least", StringComparison.Ordinal), RCall = result.Method.RCall.Replace("y ~ x", "outcome ~ baseline + group", StringComparison.Ordinal) },
            EstimateName = "adjusted difference (first − second group)",
            SampleSizes = [first, group.Length - first],
        };
    }
}
