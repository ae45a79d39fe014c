namespace StudyAnalysis.Statistics.Survival;

/// <summary>Hothorn and Lausen's upper bound of the exact conditional p of a maximally selected statistic.</summary>
/// <remarks>P(∪ Aₖ) ≤ P(A₁) + Σ [P(Aₖ) − a lower bound of P(Aₖ₋₁ ∩ Aₖ)], where Aₖ is that cut k reaches the statistic. The distribution of
/// each sum comes from the shift algorithm of Streitberg and Röhmel on whole-number scores. R's pmaxstat differs twice: it counts larger, not
/// "at least as large", and it subtracts neighbours that are no cuts when the marker has ties.</remarks>
internal static class HothornLausen
{
    private const int LargestSample = 150;

    public static Quantity UpperBound(CutSearch search)
    {
        var n = search.Scores.Length;
        if (n > LargestSample)
        {
            return Quantity.NotEstimable($"exact distribution beyond {LargestSample} subjects");
        }

        var scores = WholeScores(search.Scores);
        var whole = search.With(Array.ConvertAll(scores, s => (double)s));
        var bound = Math.Abs(whole.Best().Statistic) * (1 - 1e-12);
        var ways = Ways(scores, search.Sizes[^1]);
        int[] descending = [.. scores.OrderDescending()];
        var p = 0.0;
        for (var k = 0; k < search.Sizes.Length; k++)
        {
            var size = search.Sizes[k];
            var (mean, deviation) = whole.Moment(k);
            p += Sum(ways[size], s => Math.Abs(s - mean) >= bound * deviation) / Total(ways[size]);
            if (k > 0)
            {
                p -= CertainlyBoth(whole, ways, descending, k, bound);
            }
        }

        return Math.Clamp(p, 0, 1);
    }

    /// <summary>Scores as whole numbers from 0: doubled when they are halves, else rounded to 0 … n as Hothorn and Lausen do.</summary>
    internal static int[] WholeScores(double[] scores)
    {
        var smallest = scores.Min();
        if (scores.All(s => s == Math.Floor(s)))
        {
            return [.. scores.Select(s => (int)(s - smallest))];
        }

        if (scores.All(s => 2 * s == Math.Floor(2 * s)))
        {
            return [.. scores.Select(s => (int)(2 * (s - smallest)))];
        }

        var largest = scores.Max() - smallest;
        return [.. scores.Select(s => (int)Math.Round((s - smallest) * scores.Length / largest, MidpointRounding.ToEven))];
    }

    // After cut k − 1 the lower group gains some scores: where even the least (most) helpful gain leaves cut k beyond, both are.
    private static double CertainlyBoth(CutSearch whole, double[][] ways, int[] descending, int k, double bound)
    {
        var (before, now) = (whole.Sizes[k - 1], whole.Sizes[k]);
        var (meanBefore, deviationBefore) = whole.Moment(k - 1);
        var (mean, deviation) = whole.Moment(k);
        var most = descending.Take(now - before).Sum();
        var least = descending.TakeLast(now - before).Sum();
        return Sum(ways[before], s => Math.Abs(s - meanBefore) >= bound * deviationBefore
            && (s < meanBefore ? s + most - mean <= -bound * deviation : s + least - mean >= bound * deviation)) / Total(ways[before]);
    }

    // ways[m][s] ∝ number of groups of m with sum s; each step halves, so that nothing overflows.
    private static double[][] Ways(int[] scores, int largestSize)
    {
        var total = scores.Sum();
        var ways = new double[largestSize + 1][];
        for (var m = 0; m <= largestSize; m++)
        {
            ways[m] = new double[total + 1];
        }

        ways[0][0] = 1;
        var (used, reached) = (0, 0);
        foreach (var score in scores)
        {
            used++;
            reached += score;
            for (var m = Math.Min(used, largestSize); m >= 0; m--)
            {
                var (row, smaller) = (ways[m], m > 0 ? ways[m - 1] : null);
                for (var s = reached; s >= 0; s--)
                {
                    row[s] = (row[s] + (smaller is not null && s >= score ? smaller[s - score] : 0)) / 2;
                }
            }
        }

        return ways;
    }

    private static double Total(double[] ways) => ways.Sum();

    private static double Sum(double[] ways, Func<double, bool> counts)
    {
        var sum = 0.0;
        for (var s = 0; s < ways.Length; s++)
        {
            sum += ways[s] > 0 && counts(s) ? ways[s] : 0;
        }

        return sum;
    }
}
