using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Which correlation, for the standard error of its z.</summary>
public enum CorrelationKind
{
    /// <summary>Pearson: 1 / √(n − 3).</summary>
    Pearson,

    /// <summary>Spearman: Bonett and Wright's √((1 + ρ²/2) / (n − 3)).</summary>
    Spearman,
}

/// <summary>Difference of the correlations of two independent groups.</summary>
public static class CorrelationDifference
{
    /// <summary>r₁ − r₂ with Fisher's z test and Zou's interval.</summary>
    /// <param name="r1">Correlation in group 1, −1 … 1.</param>
    /// <param name="n1">Pairs in group 1.</param>
    /// <param name="r2">Correlation in group 2.</param>
    /// <param name="n2">Pairs in group 2.</param>
    /// <param name="kind">Which correlation both are.</param>
    /// <param name="alternative">Of the difference against 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>Difference, z, p, interval (two-sided always). Not estimable with fewer than 4 pairs in a group or a perfect correlation.</returns>
    /// <exception cref="ArgumentException">A correlation outside −1 … 1, or a level outside 0 … 1.</exception>
    /// <remarks>Source: Fisher (1921), Metron 1:3–32; Zou (2007), Psychol Methods 12:399–413. R: <c>cocor::cocor.indep.groups(r1, r2, n1, n2)</c>.</remarks>
    public static TestResult Compute(
        double r1, int n1, double r2, int n2, CorrelationKind kind = CorrelationKind.Pearson, Alternative alternative = Alternative.TwoSided, double level = 0.95)
    {
        Guard.Level(level);
        if (!(Math.Abs(r1) <= 1 && Math.Abs(r2) <= 1))
        {
            throw new ArgumentException($"Correlations lie between −1 and 1, not {r1} and {r2}.", Math.Abs(r1) <= 1 ? nameof(r2) : nameof(r1));
        }

        const string construction = "Zou";
        var result = new TestResult
        {
            Method = new MethodDescription("Difference of independent correlations, Fisher z and Zou's interval", "cocor::cocor.indep.groups(r1, r2, n1, n2)"),
            EstimateName = "difference of correlations (group 1 − group 2)",
            StatisticName = "z",
            Alternative = alternative,
            SampleSizes = [n1, n2],
        };
        if (n1 < 4 || n2 < 4 || Math.Abs(r1) == 1 || Math.Abs(r2) == 1)
        {
            return Correlation.Undefined(result, n1 < 4 || n2 < 4 ? "fewer than 4 pairs in a group" : "a perfect correlation has no standard error", level, construction);
        }

        double se1 = Se(r1, n1, kind), se2 = Se(r2, n2, kind);
        var z = (Math.Atanh(r1) - Math.Atanh(r2)) / Math.Sqrt((se1 * se1) + (se2 * se2));
        var first = Correlation.FisherInterval(r1, se1, Alternative.TwoSided, level, construction);
        var second = Correlation.FisherInterval(r2, se2, Alternative.TwoSided, level, construction);
        return result with
        {
            Estimate = r1 - r2,
            Statistic = z,
            PValue = Inference.NormalP(alternative, z),
            Interval = new ConfidenceInterval(
                r1 - r2 - Math.Sqrt(Square(r1 - first.Low.Value) + Square(second.High.Value - r2)),
                r1 - r2 + Math.Sqrt(Square(first.High.Value - r1) + Square(r2 - second.Low.Value)),
                level,
                construction),
        };
    }

    private static double Se(double r, int n, CorrelationKind kind) =>
        kind == CorrelationKind.Spearman ? Correlation.BonettWright(r, n) : 1 / Math.Sqrt(n - 3.0);

    private static double Square(double v) => v * v;
}
