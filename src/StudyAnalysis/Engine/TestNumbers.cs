using System.Collections.Immutable;

namespace StudyAnalysis.Engine;

/// <summary>Which numbers of a result belong to a test: its p, what a table turns into that p, and the fits of models, whose difference is a likelihood-ratio statistic.</summary>
public static class TestNumbers
{
    // Whole words between the points of a broom name, so that p25 and n.parameters stay numbers like any other.
    private static readonly ImmutableHashSet<string> _words = ["p", "statistic", "parameter", "df", "logLik", "AIC", "BIC", "deviance"];

    /// <summary>Whether a number is a p value, a test statistic, the degrees of freedom of one, or the likelihood of a model on any scale.</summary>
    /// <param name="name">Its name as in broom: <c>p.value.adjusted</c>, <c>statistic</c>, <c>parameter</c>, <c>df.residual</c>, <c>logLik</c>.</param>
    public static bool Has(string name) => name.Split('.').Any(_words.Contains);
}
