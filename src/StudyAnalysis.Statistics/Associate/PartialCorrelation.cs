using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Correlation of two variables given others (for example of two markers given platelets).</summary>
public static class PartialCorrelation
{
    /// <summary>Partial Pearson correlation: of the residuals after least squares on the others.</summary>
    /// <param name="x">First variable; shape: n, finite.</param>
    /// <param name="y">Second variable; shape: n.</param>
    /// <param name="given">What is held fixed; one array of n a variable.</param>
    /// <param name="alternative">Of the partial r against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>r, t with n − 2 − k degrees of freedom, p, Fisher z interval with standard error 1 / √(n − k − 3). Not estimable with too few
    /// observations, collinear conditions, or a variable fully explained by them.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>cor.test(resid(lm(x ~ given)), resid(lm(y ~ given)))</c> for r; p and interval with k degrees fewer, as <c>ppcor::pcor.test</c>.
    /// Source: Fisher (1924), Metron 3:329–332. Oracle: Oracles/correlation.</remarks>
    public static TestResult Pearson(
        double[] x, double[] y, IReadOnlyList<double[]> given, Alternative alternative = Alternative.TwoSided, double level = 0.95) =>
        Compute(x, y, given, alternative, level, ranked: false);

    /// <summary>Partial Spearman correlation: the same on average ranks of all variables; interval with the Bonett–Wright standard error.</summary>
    /// <param name="x">First variable; shape: n, finite.</param>
    /// <param name="y">Second variable; shape: n.</param>
    /// <param name="given">What is held fixed; one array of n a variable.</param>
    /// <param name="alternative">Of the partial ρ against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>As <see cref="Pearson"/>; p by the t approximation.</returns>
    /// <exception cref="ArgumentException">Different lengths, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>ppcor::pcor.test(x, y, given, method = "spearman")</c>. Source: Bonett and Wright (2000), Psychometrika 65:23–28, for the interval.
    /// Oracle: Oracles/correlation.</remarks>
    public static TestResult Spearman(
        double[] x, double[] y, IReadOnlyList<double[]> given, Alternative alternative = Alternative.TwoSided, double level = 0.95) =>
        Compute(x, y, given, alternative, level, ranked: true);

    private static TestResult Compute(double[] x, double[] y, IReadOnlyList<double[]> given, Alternative alternative, double level, bool ranked)
    {
        Correlation.Check(x, y, level);
        foreach (var other in given)
        {
            Guard.Finite(other, nameof(given));
            Guard.SameLength(x.Length, other.Length, nameof(x), nameof(given));
        }

        var kind = ranked ? "Spearman" : "Pearson";
        var construction = ranked ? "Fisher z, Bonett–Wright standard error" : "Fisher z";
        var result = Correlation.Start(
            $"Partial {kind} correlation",
            $"ppcor::pcor.test(x, y, given, method = \"{kind.ToLowerInvariant()}\")",
            string.Create(CultureInfo.InvariantCulture, $"partial {kind} correlation given {given.Count} variables"),
            alternative,
            x.Length);
        var df = x.Length - 2 - given.Count;
        if (df < 1 || Correlation.Problem(x, y) is not null)
        {
            return Correlation.Undefined(result, df < 1 ? "too few pairs for the number of conditions" : "a variable is constant", level, construction);
        }

        double[] Scale(double[] v) => ranked ? [.. Ranks.Average(v)] : v;
        var qr = Qr.Of([Enumerable.Repeat(1.0, x.Length).ToArray(), .. given.Select(Scale)]);
        if (qr.DependentColumn >= 0)
        {
            return Correlation.Undefined(result, "the conditions are collinear or constant", level, construction);
        }

        double[] sx = Scale(x), sy = Scale(y);
        double[] ex = qr.Residuals(sx), ey = qr.Residuals(sy);
        if (Explained(ex, sx) || Explained(ey, sy))
        {
            return Correlation.Undefined(result, "a variable is fully explained by the conditions", level, construction);
        }

        var r = Correlation.Product(ex, ey);
        var effective = x.Length - given.Count;
        return Correlation.StudentT(result, r, df, ranked ? Correlation.BonettWright(r, effective) : 1 / Math.Sqrt(effective - 3.0), level, construction);
    }

    private static bool Explained(double[] residuals, double[] values)
    {
        var mean = Inference.Mean(values);
        return residuals.Sum(e => e * e) <= 1e-20 * values.Sum(v => (v - mean) * (v - mean));
    }
}
