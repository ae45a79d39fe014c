using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Plan;

/// <summary>Which values of a rank statistic without ties reject, worked out once for all simulated studies.</summary>
internal static class RankRejection
{
    /// <summary>By the sum of positive ranks V = 0 … n(n + 1)/2.</summary>
    public static bool[] SignedRank(int pairs, double alpha, Alternative alternative)
    {
        var largest = pairs * (pairs + 1) / 2;
        return pairs <= Compare.SignedRank.LargestExact
            ? Exact(ExactDistribution.OfSigns([.. Enumerable.Range(1, pairs)]), largest, alpha, alternative)
            : Asymptotic(largest, pairs * (pairs + 1.0) * ((2.0 * pairs) + 1) / 24, alpha, alternative);
    }

    /// <summary>By the pairs in which the first is larger, W = 0 … nm.</summary>
    public static bool[] MannWhitney(int first, int second, double alpha, Alternative alternative)
    {
        var largest = first * second;
        return first + second <= Compare.MannWhitney.LargestExact
            ? Exact(ExactDistribution.OfSubsetSums([.. Enumerable.Range(1, first + second)], first).From(first * (first + 1) / 2), largest, alpha, alternative)
            : Asymptotic(largest, first * (double)second * (first + second + 1.0) / 12, alpha, alternative);
    }

    public static int PositiveRankSum(double[] differences)
    {
        var signs = differences.AsSpan().ToArray();
        var sizes = Array.ConvertAll(differences, Math.Abs);
        Array.Sort(sizes, signs);
        var sum = 0;
        for (var i = 0; i < signs.Length; i++)
        {
            sum += signs[i] > 0 ? i + 1 : 0;
        }

        return sum;
    }

    public static int PairsWon(double[] values, int first)
    {
        var ordered = values.AsSpan(0, first).ToArray();
        var others = values.AsSpan(first).ToArray();
        Array.Sort(ordered);
        Array.Sort(others);
        int won = 0, below = 0;
        foreach (var value in ordered)
        {
            while (below < others.Length && others[below] < value)
            {
                below++;
            }

            won += below;
        }

        return won;
    }

    private static bool[] Exact(ExactDistribution distribution, int largest, double alpha, Alternative alternative) =>
        [.. Enumerable.Range(0, largest + 1).Select(w => distribution.PValue(alternative, w, largest) <= alpha * (1 + 1e-12))];

    private static bool[] Asymptotic(int largest, double variance, double alpha, Alternative alternative) =>
        [.. Enumerable.Range(0, largest + 1).Select(w =>
        {
            var distance = w - (largest / 2.0);
            return Inference.NormalP(alternative, (distance - Pairs.Correction(alternative, distance)) / Math.Sqrt(variance)) <= alpha;
        })];
}
