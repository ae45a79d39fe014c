namespace StudyAnalysis.Statistics.Plan;

/// <summary>The outcomes of two groups that Fisher's exact test rejects, weighted by their probabilities.</summary>
internal static class FisherRejection
{
    public const int LargestTotal = 2000;

    // R's relErr: tables whose probabilities differ by rounding only are equally probable.
    private const double Rounding = 1 + 1e-7;

    public static double Power(int first, int second, double proportion1, double proportion2, double alpha, Alternative alternative)
    {
        double[] p1 = Binomial(first, proportion1), p2 = Binomial(second, proportion2);
        var power = 0.0;
        for (var events = 0; events <= first + second; events++)
        {
            var least = Math.Max(0, events - second);
            var table = Hypergeometric(first, second, events, least);
            var p = PValues(table, alternative);
            for (var i = 0; i < table.Length; i++)
            {
                // A p that equals α but for rounding rejects, as it does by hand.
                power += p[i] <= alpha * (1 + 1e-12) ? p1[least + i] * p2[events - least - i] : 0;
            }
        }

        return Math.Min(1, power);
    }

    private static double[] PValues(double[] table, Alternative alternative)
    {
        var p = new double[table.Length];
        if (alternative == Alternative.TwoSided)
        {
            double[] sorted = [.. table.Order()];
            double[] sums = [.. sorted];
            for (var i = 1; i < sums.Length; i++)
            {
                sums[i] += sums[i - 1];
            }

            for (var i = 0; i < p.Length; i++)
            {
                var reach = Array.FindLastIndex(sorted, q => q <= table[i] * Rounding);
                p[i] = sums[reach];
            }

            return p;
        }

        var total = 0.0;
        for (var k = 0; k < p.Length; k++)
        {
            var i = alternative == Alternative.Greater ? p.Length - 1 - k : k;
            p[i] = total += table[i];
        }

        return p;
    }

    // Ratios of neighbours from the mode outwards: all terms positive, no large logarithms.
    private static double[] Hypergeometric(int first, int second, int events, int least)
    {
        var most = Math.Min(first, events);
        var mode = Math.Clamp((int)((events + 1.0) * (first + 1.0) / (first + second + 2.0)), least, most);
        var weights = new double[most - least + 1];
        weights[mode - least] = 1;
        for (var x = mode + 1; x <= most; x++)
        {
            weights[x - least] = weights[x - 1 - least] * ((first - x + 1.0) * (events - x + 1.0) / (x * (second - events + (double)x)));
        }

        for (var x = mode - 1; x >= least; x--)
        {
            weights[x - least] = weights[x + 1 - least] * ((x + 1.0) * (second - events + x + 1.0) / ((first - (double)x) * (events - (double)x)));
        }

        return Normalised(weights);
    }

    private static double[] Binomial(int n, double p)
    {
        var weights = new double[n + 1];
        if (p is 0 or 1)
        {
            weights[p == 0 ? 0 : n] = 1;
            return weights;
        }

        var mode = Math.Min(n, (int)((n + 1) * p));
        weights[mode] = 1;
        for (var x = mode + 1; x <= n; x++)
        {
            weights[x] = weights[x - 1] * ((n - x + 1.0) / x * (p / (1 - p)));
        }

        for (var x = mode - 1; x >= 0; x--)
        {
            weights[x] = weights[x + 1] * ((x + 1.0) / (n - x) * ((1 - p) / p));
        }

        return Normalised(weights);
    }

    private static double[] Normalised(double[] weights)
    {
        var total = weights.Sum();
        return Array.ConvertAll(weights, w => w / total);
    }
}
