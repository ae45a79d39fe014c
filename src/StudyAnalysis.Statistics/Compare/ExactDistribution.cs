using System.Numerics;

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
        // Ascending scores keep the reachable sums few for long; two buffers let whole vectors be added.
        int[] sorted = [.. scores.Order()];
        var total = sorted.Sum();
        double[] now = new double[total + 1], next = new double[total + 1];
        now[0] = 1;
        var top = 0;
        foreach (var score in sorted)
        {
            Halve(now.AsSpan(0, top + 1), next);
            next.AsSpan(top + 1, score).Clear();
            AddHalf(now.AsSpan(0, top + 1), next.AsSpan(score));
            (now, next) = (next, now);
            top += score;
        }

        return new(now);
    }

    /// <summary>Of the sum of scores over a random subset of the given size (rank sums).</summary>
    /// <remarks>Counted from the smallest score and in units of the scores' common step, over the sums that can be reached only.</remarks>
    public static ExactDistribution OfSubsetSums(IReadOnlyList<int> scores, int size)
    {
        int[] sorted = [.. scores.Order()];
        var complement = size > sorted.Length - size;
        var taken = complement ? sorted.Length - size : size;
        var smallest = sorted.Length == 0 ? 0 : sorted[0];
        var step = sorted.Aggregate(0, (divisor, score) => Divisor(divisor, score - smallest));
        int[] steps = step == 0 ? new int[sorted.Length] : Array.ConvertAll(sorted, score => (score - smallest) / step);
        var counts = Normalised(Counted(steps, taken));
        var probabilities = new double[sorted.Sum() + 1];
        for (var s = 0; s < counts.Length; s++)
        {
            var sum = (taken * smallest) + (s * step);
            probabilities[complement ? probabilities.Length - 1 - sum : sum] += counts[s];
        }

        return new(probabilities);
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

    /// <summary>Probabilities of as many values from the smallest one asked for.</summary>
    public double[] Slice(int smallest, int count) => _probabilities.AsSpan(smallest, count).ToArray();

    public double AtZero => _probabilities[0];

    /// <summary>Subsets of the size taken by their sum; sorted scores, so that the largest sum so far is that of the last ones.</summary>
    private static double[] Counted(int[] scores, int taken)
    {
        var top = scores.TakeLast(taken).Sum();
        var counts = new double[taken + 1][];
        for (var k = 0; k <= taken; k++)
        {
            counts[k] = new double[top + 1];
        }

        counts[0][0] = 1;
        var reached = new int[taken + 1];
        for (var i = 0; i < scores.Length; i++)
        {
            for (var k = Math.Min(i + 1, taken); k >= 1; k--)
            {
                // Subsets too small to be completed by the scores still to come are not needed.
                if (taken - k <= scores.Length - 1 - i)
                {
                    Add(counts[k - 1].AsSpan(0, reached[k - 1] + 1), counts[k].AsSpan(scores[i]));
                    reached[k] = reached[k - 1] + scores[i];
                }
            }
        }

        return counts[taken];
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        var width = Vector<double>.Count;
        var s = 0;
        for (; s <= from.Length - width; s += width)
        {
            (new Vector<double>(from[s..]) + new Vector<double>(to[s..])).CopyTo(to[s..]);
        }

        for (; s < from.Length; s++)
        {
            to[s] += from[s];
        }
    }

    private static void Halve(ReadOnlySpan<double> from, Span<double> to)
    {
        var half = new Vector<double>(0.5);
        var s = 0;
        for (; s <= from.Length - Vector<double>.Count; s += Vector<double>.Count)
        {
            (half * new Vector<double>(from[s..])).CopyTo(to[s..]);
        }

        for (; s < from.Length; s++)
        {
            to[s] = 0.5 * from[s];
        }
    }

    private static void AddHalf(ReadOnlySpan<double> from, Span<double> to)
    {
        var half = new Vector<double>(0.5);
        var s = 0;
        for (; s <= from.Length - Vector<double>.Count; s += Vector<double>.Count)
        {
            (new Vector<double>(to[s..]) + (half * new Vector<double>(from[s..]))).CopyTo(to[s..]);
        }

        for (; s < from.Length; s++)
        {
            to[s] += 0.5 * from[s];
        }
    }

    private static int Divisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static double[] Normalised(double[] counts)
    {
        var total = counts.Sum();
        return Array.ConvertAll(counts, c => c / total);
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
