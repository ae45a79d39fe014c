using StudyAnalysis.Statistics.Compare;

namespace StudyAnalysis.Statistics.Associate;

/// <summary>Kendall's S over all pairings of two variables, given the ties of both.</summary>
internal sealed class KendallDistribution
{
    // Twice the pairs that a Jonckheere–Terpstra statistic counts; S is that statistic's distance from half of them.
    private readonly ExactDistribution _doubled;
    private readonly int _pairs;

    private KendallDistribution(ExactDistribution doubled, int pairs)
    {
        _doubled = doubled;
        _pairs = pairs;
    }

    /// <summary>The distribution, or null where both variables are tied and the counting table would be too large.</summary>
    public static KendallDistribution? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int[] tiesX, int[] tiesY)
    {
        if (tiesX.Length == 0 || tiesY.Length == 0)
        {
            // One variable has no ties: the blocks of the other in turn, each against all earlier ones, are independent.
            var sizes = Sizes(tiesX.Length == 0 ? y : x);
            return new(Untied(sizes), JonckheereTerpstra.PairCount(sizes));
        }

        var (byX, byY) = (Groups(x, y), Groups(y, x));
        var groups = Cells(byX) <= Cells(byY) ? byX : byY;
        int[] counts = Array.ConvertAll(groups, g => g.Length);
        return Cells(groups) > JonckheereTerpstra.LargestExact ? null : new(JonckheereTerpstra.Distribution(groups, counts), JonckheereTerpstra.PairCount(counts));
    }

    /// <summary>Concordant less discordant pairs.</summary>
    public static int Score(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var s = 0;
        for (var i = 1; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                s += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
            }
        }

        return s;
    }

    public double PValue(Alternative alternative, int score) => _doubled.PValue(alternative, score + _pairs, 2 * _pairs);

    private static ExactDistribution Untied(int[] sizes)
    {
        double[] pairs = [1];
        var earlier = 0;
        foreach (var size in sizes)
        {
            pairs = Convolved(pairs, MannWhitneyCounts(size, earlier));
            earlier += size;
        }

        var doubled = new double[(2 * pairs.Length) - 1];
        for (var s = 0; s < pairs.Length; s++)
        {
            doubled[2 * s] = pairs[s];
        }

        return ExactDistribution.OfCounts(doubled);
    }

    /// <summary>P(U = u) without ties: the rank sum of the first sample, counted from its smallest.</summary>
    private static double[] MannWhitneyCounts(int n, int m) => n == 1
        ? [.. Enumerable.Repeat(1.0 / (m + 1), m + 1)]
        : ExactDistribution.OfSubsetSums([.. Enumerable.Range(1, n + m)], n).Slice(n * (n + 1) / 2, (n * m) + 1);

    private static double[] Convolved(double[] a, double[] b)
    {
        var sum = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                sum[i + j] += a[i] * b[j];
            }
        }

        return sum;
    }

    private static int[] Sizes(ReadOnlySpan<double> values) => [.. values.ToArray().GroupBy(v => v).Select(g => g.Count())];

    /// <summary>The values of the second variable, one group a value of the first, in its order.</summary>
    private static double[][] Groups(ReadOnlySpan<double> by, ReadOnlySpan<double> values) =>
        [.. by.ToArray().Zip(values.ToArray()).GroupBy(p => p.First).OrderBy(g => g.Key).Select(g => g.Select(p => p.Second).ToArray())];

    private static double Cells(double[][] groups) =>
        groups.Aggregate(1.0, (cells, g) => cells * (g.Length + 1)) * ((2.0 * JonckheereTerpstra.PairCount([.. groups.Select(g => g.Length)])) + 1);
}
