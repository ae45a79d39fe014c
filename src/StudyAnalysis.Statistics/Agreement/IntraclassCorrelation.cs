using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Agreement;

/// <summary>Which intraclass correlation, in Shrout and Fleiss' names; all for single ratings.</summary>
public enum IccModel
{
    /// <summary>ICC(1,1): each subject has its own raters (psych: Single_raters_absolute).</summary>
    OneWay,

    /// <summary>ICC(2,1): raters are a random sample, agreement (psych: Single_random_raters).</summary>
    TwoWayRandom,

    /// <summary>ICC(3,1): these raters, consistency (psych: Single_fixed_raters).</summary>
    TwoWayMixed,
}

/// <summary>Intraclass correlations of a complete subjects × raters table.</summary>
public static class IntraclassCorrelation
{
    private const string NoQuantile = "too few degrees of freedom for the interval";

    /// <summary>ICC with the F interval of Shrout and Fleiss.</summary>
    /// <param name="ratings">One array a subject, one value a rater (or replicate); shape: n ≥ 2 × k ≥ 2, complete, finite.</param>
    /// <param name="model">Which ICC.</param>
    /// <param name="level">Confidence level.</param>
    /// <returns>ICC, F against 0 with its degrees of freedom and p, interval. Not estimable with fewer than two subjects or raters, or no
    /// residual variance; the interval of ICC(2,1) also where its approximate degrees of freedom are below 1 (psych then gives NaN or any number).</returns>
    /// <exception cref="ArgumentException">Subjects with different numbers of ratings, a value not finite, or a level outside 0 … 1.</exception>
    /// <remarks>R: <c>psych::ICC(x, lmer = FALSE)</c>. Source: Shrout and Fleiss (1979), Psychol Bull 86:420–428. Oracle: Oracles/agreement.</remarks>
    public static TestResult Compute(IReadOnlyList<double[]> ratings, IccModel model, double level = 0.95)
    {
        Guard.Level(level);
        var k = ratings.Count == 0 ? 0 : ratings[0].Length;
        foreach (var row in ratings)
        {
            Guard.Finite(row, nameof(ratings));
            Guard.SameLength(k, row.Length, nameof(ratings), nameof(ratings));
        }

        const string construction = "F, Shrout–Fleiss";
        var number = (int)model + 1;
        var result = new TestResult
        {
            Method = new MethodDescription($"Intraclass correlation ICC({number},1)", $"psych::ICC(x, lmer = FALSE)$results[{number}, ]"),
            EstimateName = $"ICC({number},1)",
            StatisticName = "F",
            Alternative = Alternative.Greater,
            SampleSizes = [ratings.Count, k],
        };
        var squares = ratings.Count < 2 || k < 2 ? null : MeanSquares.Of(ratings);
        if (squares is null || squares.Error == 0 || squares.Within == 0)
        {
            var none = Quantity.NotEstimable(squares is null ? "fewer than two subjects or raters" : "no residual variance");
            return result with { Estimate = none, Statistic = none, DegreesOfFreedom = none, PValue = none, Interval = ConfidenceInterval.NotEstimable(none.Reason, level, construction) };
        }

        double n = ratings.Count, tail = (1 - level) / 2;
        var (error, df) = model == IccModel.OneWay ? (squares.Within, n * (k - 1)) : (squares.Error, (n - 1) * (k - 1));
        var f = squares.Between / error;
        var (estimate, low, high) = model == IccModel.TwoWayRandom ? Random(squares, n, k, tail) : Simple(f, n, k, df, tail);
        return result with
        {
            Estimate = estimate,
            Statistic = f,
            DegreesOfFreedom = n - 1,
            DenominatorDegreesOfFreedom = df,
            PValue = Tail.FUpper(f, n - 1, df),
            Interval = double.IsNaN(low)
                ? ConfidenceInterval.NotEstimable(NoQuantile, level, construction)
                : new ConfidenceInterval(low, high, level, construction),
        };
    }

    /// <summary>The F with this probability above it. R: <c>qf(upper, d1, d2, lower.tail = FALSE)</c>.</summary>
    internal static double FQuantileUpper(double upper, double d1, double d2)
    {
        var log = Math.Log(upper);
        double F(double logX) => log - Math.Log(Math.Max(double.Epsilon, Tail.FUpper(Math.Exp(logX), d1, d2)));
        return Math.Exp(Roots.Beyond(F, 0, F(0) > 0 ? -0.5 : 0.5));
    }

    private static (double Estimate, double Low, double High) Simple(double f, double n, int k, double df, double tail)
    {
        double Icc(double value) => (value - 1) / (value + k - 1);
        return (Icc(f), Icc(f / FQuantileUpper(tail, n - 1, df)), Icc(f * FQuantileUpper(tail, df, n - 1)));
    }

    private static (double Estimate, double Low, double High) Random(MeanSquares ms, double n, int k, double tail)
    {
        var icc = (ms.Between - ms.Error) / (ms.Between + ((k - 1) * ms.Error) + (k * (ms.Raters - ms.Error) / n));
        var fj = ms.Raters / ms.Error;
        var b = (n * (1 + ((k - 1) * icc))) - (k * icc);
        var numerator = (k - 1) * (n - 1) * Math.Pow((k * icc * fj) + b, 2);
        var v = numerator / (((n - 1) * k * k * icc * icc * fj * fj) + (b * b));
        var common = (k * ms.Raters) + (((k * n) - k - n) * ms.Error);
        if (!(v >= 1))
        {
            return (icc, double.NaN, double.NaN);
        }

        double upper = FQuantileUpper(tail, n - 1, v), lower = FQuantileUpper(tail, v, n - 1);
        return (
            icc,
            n * (ms.Between - (upper * ms.Error)) / ((upper * common) + (n * ms.Between)),
            n * ((lower * ms.Between) - ms.Error) / (common + (n * lower * ms.Between)));
    }

    private sealed record MeanSquares(double Between, double Within, double Raters, double Error)
    {
        public static MeanSquares Of(IReadOnlyList<double[]> x)
        {
            int n = x.Count, k = x[0].Length;
            var grand = Inference.Mean([.. x.SelectMany(r => r)]);
            double[] rows = [.. x.Select(r => Inference.Mean(r))];
            double[] columns = [.. Enumerable.Range(0, k).Select(j => Inference.Mean([.. x.Select(r => r[j])]))];
            var between = k * rows.Sum(m => (m - grand) * (m - grand));
            var raters = n * columns.Sum(m => (m - grand) * (m - grand));
            double error = 0, within = 0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < k; j++)
                {
                    within += Math.Pow(x[i][j] - rows[i], 2);
                    error += Math.Pow(x[i][j] - rows[i] - columns[j] + grand, 2);
                }
            }

            return new(between / (n - 1), within / (n * (k - 1)), raters / (k - 1), error / ((n - 1) * (k - 1)));
        }
    }
}
