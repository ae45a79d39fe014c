using System.Globalization;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Intervals that hold exactly the shifts an exact rank test does not reject, given the ties each shift makes.</summary>
/// <remarks>Between two neighbouring candidates (differences, Walsh averages) the order of the data does not change, so testing each candidate and one
/// point between each pair tests every shift.</remarks>
internal static class TestInversion
{
    public const string Construction = "exact test inverted, given the ties";

    /// <summary>Of the shift of two samples.</summary>
    public static ConfidenceInterval Shift(double[] a, double[] b, Alternative alternative, double level)
    {
        // Differences equal but for rounding are one candidate, and at it their pairs are tied.
        var differences = NearTies.Joined([.. a.SelectMany(_ => b, (x, y) => x - y)], [.. a.SelectMany(_ => b, Pairs.Tolerance)]);
        double[] candidates = [.. differences.Distinct().Order()];
        int[] withinA = LessAndEqual(a), withinB = LessAndEqual(b);
        var total = a.Length + b.Length;
        (int[] Ranks, int Sum) At(double shift, bool beyond)
        {
            var ranks = new int[total];
            withinA.CopyTo(ranks, 0);
            withinB.CopyTo(ranks, a.Length);
            var sum = withinA.Sum();
            for (var i = 0; i < a.Length; i++)
            {
                for (var j = 0; j < b.Length; j++)
                {
                    // a above b adds 2 to its doubled rank, a tie 1 to both.
                    var above = Beyond(differences[(i * b.Length) + j], shift, beyond);
                    ranks[i] += above;
                    ranks[a.Length + j] += 2 - above;
                    sum += above;
                }
            }

            return (ranks, sum);
        }

        double Tail(double shift, bool beyond, bool upper, double needed)
        {
            var (ranks, sum) = At(shift, beyond);
            var mean = a.Length * (total + 1.0);
            var square = ranks.Sum(r => (r - total - 1.0) * (r - total - 1.0));
            var sd = Math.Sqrt(a.Length * (double)b.Length / (total * (total - 1.0)) * square);
            return Hopeless(upper ? mean - sum : sum - mean, sd, needed) ? 0 : Of(ExactDistribution.OfSubsetSums(ranks, a.Length), sum, upper);
        }

        return Hull(candidates, Tail, alternative, level, string.Create(CultureInfo.InvariantCulture, $"n = {a.Length} and {b.Length}"));
    }

    /// <summary>Of the pseudomedian of differences. <paramref name="walsh"/>: all (d[i] + d[j]) / 2.</summary>
    public static ConfidenceInterval Pseudomedian(double[] differences, double[] walsh, ZeroRule zeros, Alternative alternative, double level)
    {
        double[] d = [.. differences.Order()];
        (int[] Ranks, int Sum) At(double centre, bool beyond)
        {
            var ranks = new List<int>();
            var sum = 0;
            for (var i = 0; i < d.Length; i++)
            {
                var sign = Beyond(d[i], centre, beyond);
                if (sign == 1)
                {
                    continue;
                }

                var rank = 1;
                for (var j = 0; j < d.Length; j++)
                {
                    rank += zeros == ZeroRule.Wilcoxon && Beyond(d[j], centre, beyond) == 1 ? 0 : Nearer(d[j], d[i], centre, beyond);
                }

                ranks.Add(rank);
                sum += sign == 2 ? rank : 0;
            }

            return ([.. ranks], sum);
        }

        double Tail(double centre, bool beyond, bool upper, double needed)
        {
            var (ranks, sum) = At(centre, beyond);
            if (ranks.Length == 0)
            {
                return 1;
            }

            var mean = ranks.Sum() / 2.0;
            var sd = Math.Sqrt(ranks.Sum(r => (double)r * r)) / 2;
            return Hopeless(upper ? mean - sum : sum - mean, sd, needed) ? 0 : Of(ExactDistribution.OfSigns(ranks), sum, upper);
        }

        return Hull([.. walsh.Distinct()], Tail, alternative, level, string.Create(CultureInfo.InvariantCulture, $"n = {d.Length}"));
    }

    /// <summary>From the first shift not rejected from below to the last from above.</summary>
    private static ConfidenceInterval Hull(double[] candidates, Func<double, bool, bool, double, double> tail, Alternative alternative, double level, string size)
    {
        var needed = Inference.TailProbability(alternative, level) * (1 + 1e-12);
        var low = double.NegativeInfinity;
        var high = double.PositiveInfinity;

        // "Beyond" the largest candidate every value lies below the shift; below the smallest, above it.
        if (alternative != Alternative.Less)
        {
            if (tail(double.NegativeInfinity, true, true, needed) > needed)
            {
                return NotAttainable(level, size);
            }

            low = candidates.First(c => tail(c, false, true, needed) > needed || tail(c, true, true, needed) > needed);
        }

        if (alternative != Alternative.Greater)
        {
            if (tail(candidates[^1], true, false, needed) > needed)
            {
                return NotAttainable(level, size);
            }

            for (var k = candidates.Length - 1; k >= 0 && double.IsPositiveInfinity(high); k--)
            {
                var below = k == 0 ? double.NegativeInfinity : candidates[k - 1];
                high = tail(candidates[k], false, false, needed) > needed || tail(below, true, false, needed) > needed ? candidates[k] : high;
            }
        }

        return new ConfidenceInterval(low, high, level, Construction);
    }

    private static ConfidenceInterval NotAttainable(double level, string size) => ConfidenceInterval.NotEstimable(
        string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % not attainable with {size}"), level, Construction);

    /// <summary>0 below the shift, 1 at it, 2 above; just beyond the shift nothing is at it any more.</summary>
    private static int Beyond(double value, double shift, bool beyond) => value > shift ? 2 : value < shift || beyond ? 0 : 1;

    /// <summary>Whether |other − centre| is below (2), equal (1) or above (0) |own − centre|, judged by their midpoint: free of rounding.</summary>
    private static int Nearer(double other, double own, double centre, bool beyond)
    {
        if (other == own)
        {
            return 1;
        }

        var midpoint = (other + own) / 2;
        var side = Beyond(midpoint, centre, beyond);
        return other < own ? side : 2 - side;
    }

    /// <summary>Doubled ranks within one sample, counting itself once.</summary>
    private static int[] LessAndEqual(double[] values) => Ranks.Doubled(values, out _);

    private static double Of(ExactDistribution distribution, int sum, bool upper) => upper ? distribution.Upper(sum) : distribution.Lower(sum);

    /// <summary>So far out that no distribution with this mean and deviation has the probability needed there (Cantelli's inequality): not worth counting.</summary>
    private static bool Hopeless(double distance, double sd, double needed) => distance < 0 && distance * distance * needed > sd * sd * (1 - needed);
}
