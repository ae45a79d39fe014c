namespace StudyAnalysis.Statistics.Compare;

/// <summary>A distribution on whole numbers, counted exactly (Streitberg and Röhmel 1986, Stat Softw Newsl 12:10–17: the shift algorithm).</summary>
/// <remarks>All terms are positive, so both tails keep full relative accuracy.</remarks>
internal sealed class ExactDistribution
{
    private readonly double[] _probabilities;

    private ExactDistribution(double[] probabilities) => _probabilities = probabilities;

    /// <summary>Of the sum of scores, each taken or not with probability ½ (signed ranks).</summary>
    public static ExactDistribution OfSigns(IReadOnlyList<int> scores)
    {
        var p = new double[scores.Sum() + 1];
        p[0] = 1;
        var top = 0;
        foreach (var score in scores)
        {
            top += score;
            for (var s = top; s >= 0; s--)
            {
                p[s] = 0.5 * (p[s] + (s >= score ? p[s - score] : 0));
            }
        }

        return new(p);
    }

    /// <summary>Of the sum of scores over a random subset of the given size (rank sums).</summary>
    public static ExactDistribution OfSubsetSums(IReadOnlyList<int> scores, int size)
    {
        var complement = size > scores.Count - size;
        var taken = complement ? scores.Count - size : size;
        var top = scores.OrderDescending().Take(taken).Sum();
        var counts = new double[taken + 1][];
        for (var k = 0; k <= taken; k++)
        {
            counts[k] = new double[top + 1];
        }

        counts[0][0] = 1;
        for (var i = 0; i < scores.Count; i++)
        {
            for (var k = Math.Min(i + 1, taken); k >= 1; k--)
            {
                Shift(counts[k - 1], counts[k], scores[i]);
            }
        }

        var chosen = Normalised(counts[taken]);
        return complement ? new(Mirrored(chosen, scores.Sum())) : new(chosen);
    }

    /// <summary>From counts or unnormalised probabilities by value.</summary>
    public static ExactDistribution OfCounts(double[] counts) => new(Normalised(counts));

    /// <summary>P(X ≤ x).</summary>
    public double Lower(int x) => Math.Min(1, Sum(0, Math.Min(x, _probabilities.Length - 1)));

    /// <summary>P(X ≥ x).</summary>
    public double Upper(int x) => Math.Min(1, Sum(Math.Max(0, x), _probabilities.Length - 1));

    /// <summary>P(|X − E| ≥ |x − E|) for twice the mean, a whole number: the two-sided p that R's coin and exactRankTests use.</summary>
    public double AtLeastAsFar(int x, int twiceMean)
    {
        var distance = Math.Abs((2 * x) - twiceMean);
        double total = 0;
        for (var s = 0; s < _probabilities.Length; s++)
        {
            total += Math.Abs((2 * s) - twiceMean) >= distance ? _probabilities[s] : 0;
        }

        return Math.Min(1, total);
    }

    public double PValue(Alternative alternative, int x, int twiceMean) => alternative switch
    {
        Alternative.Less => Lower(x),
        Alternative.Greater => Upper(x),
        _ => AtLeastAsFar(x, twiceMean),
    };

    /// <summary>The largest k with P(X ≤ k − 1) ≤ tail, and that probability; k = 0 when even P(X ≤ 0) is above.</summary>
    public (int K, double Probability) OrderStatistic(double tail)
    {
        var sum = 0.0;
        for (var k = 0; k < _probabilities.Length; k++)
        {
            var next = sum + _probabilities[k];
            if (next > tail * (1 + 1e-12))
            {
                return (k, sum);
            }

            sum = next;
        }

        return (_probabilities.Length, sum);
    }

    /// <summary>The same distribution counted from a smallest value.</summary>
    public ExactDistribution From(int smallest) => new(_probabilities[smallest..]);

    public double AtZero => _probabilities[0];

    private static void Shift(double[] from, double[] to, int score)
    {
        for (var s = to.Length - 1; s >= score; s--)
        {
            to[s] += from[s - score];
        }
    }

    private static double[] Normalised(double[] counts)
    {
        var total = counts.Sum();
        return Array.ConvertAll(counts, c => c / total);
    }

    private static double[] Mirrored(double[] p, int total)
    {
        var mirrored = new double[total + 1];
        for (var s = 0; s < p.Length; s++)
        {
            mirrored[total - s] = p[s];
        }

        return mirrored;
    }

    private double Sum(int from, int to)
    {
        double total = 0;
        for (var s = from; s <= to; s++)
        {
            total += _probabilities[s];
        }

        return total;
    }
}
