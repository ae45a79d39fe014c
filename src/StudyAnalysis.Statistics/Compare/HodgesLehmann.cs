using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Hodges–Lehmann estimates and the order-statistic intervals around them (Hollander and Wolfe 1999, sections 3.2–3.3 and 4.2–4.3).</summary>
internal static class HodgesLehmann
{
    public const string Construction = "Hodges–Lehmann, exact order statistics";
    public const string LargeSample = "Hodges–Lehmann, order statistics by normal approximation";

    /// <summary>(d[i] + d[j]) / 2 for i ≤ j, sorted.</summary>
    public static double[] WalshAverages(ReadOnlySpan<double> differences)
    {
        var n = differences.Length;
        var averages = new double[n * (n + 1) / 2];
        var next = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                averages[next++] = (differences[i] + differences[j]) / 2;
            }
        }

        Array.Sort(averages);
        return averages;
    }

    /// <summary>a[i] − b[j], sorted.</summary>
    public static double[] PairwiseDifferences(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var differences = new double[a.Length * b.Length];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                differences[(i * b.Length) + j] = a[i] - b[j];
            }
        }

        Array.Sort(differences);
        return differences;
    }

    public static double Median(double[] sorted) => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The k-th smallest and k-th largest, k from the exact distribution without ties: conservative under ties (Noether 1967).</summary>
    public static ConfidenceInterval Exact(double[] sorted, ExactDistribution untied, Alternative alternative, double level, string size)
    {
        var (k, outside) = untied.OrderStatistic(Inference.TailProbability(alternative, level));
        var sides = alternative == Alternative.TwoSided ? 2 : 1;
        if (k == 0)
        {
            var most = 1 - (sides * untied.AtZero);
            return ConfidenceInterval.NotEstimable(
                string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % not attainable with {size}: at most {100 * most:0.##} %"),
                level,
                Construction);
        }

        return Ends(sorted, k, alternative, 1 - (sides * outside), Construction);
    }

    /// <summary>The same with k from the normal approximation with continuity correction.</summary>
    public static ConfidenceInterval Asymptotic(double[] sorted, double mean, double sd, Alternative alternative, double level)
    {
        var z = -Tail.NormalQuantile(Inference.TailProbability(alternative, level));
        var k = (int)Math.Floor(mean + 0.5 - (z * sd));
        return k < 1
            ? ConfidenceInterval.NotEstimable("too few observations for a large-sample interval", level, LargeSample)
            : Ends(sorted, k, alternative, level, LargeSample);
    }

    private static ConfidenceInterval Ends(double[] sorted, int k, Alternative alternative, double level, string method) => new(
        alternative == Alternative.Less ? double.NegativeInfinity : sorted[k - 1],
        alternative == Alternative.Greater ? double.PositiveInfinity : sorted[^k],
        level,
        method);
}
