using StudyAnalysis.Statistics.Distributions;

namespace StudyAnalysis.Statistics.Compare;

/// <summary>Upper tails of the Kolmogorov–Smirnov statistics. Every exact one is a sum of positive terms, never 1 − cdf.</summary>
internal static class SmirnovDistribution
{
    // A distance that is equal on paper may miss the boundary by rounding; it then counts as reached.
    private const double Slack = 1e-12;

    /// <summary>P(√n D ≥ x) in the limit.</summary>
    public static double Kolmogorov(double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var sum = 0.0;
        if (x < 1)
        {
            for (var k = 1; k <= 20; k++)
            {
                var odd = (2 * k) - 1;
                sum += Math.Exp(-odd * odd * Math.PI * Math.PI / (8 * x * x));
            }

            return 1 - (Math.Sqrt(2 * Math.PI) / x * sum);
        }

        for (var k = 20; k >= 1; k--)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return Math.Min(1, sum);
    }

    /// <summary>P(D⁺ ≥ d) of n uniform values (Birnbaum and Tingey 1951, formula 3.0).</summary>
    public static double OneSampleOneSided(int n, double d)
    {
        if (d <= 0)
        {
            return 1;
        }

        var logFactorials = LogFactorials(n);
        var sum = 0.0;
        for (var j = 0; j <= n; j++)
        {
            var left = 1 - d - ((double)j / n);
            if (left <= 0)
            {
                break;
            }

            var choose = logFactorials[n] - logFactorials[j] - logFactorials[n - j];
            sum += Math.Exp(choose + ((n - j) * Math.Log(left)) + ((j - 1) * Math.Log(d + ((double)j / n))));
        }

        return Math.Min(1, d * sum);
    }

    /// <summary>P(D ≥ d) of n uniform values: the count of values up to t leaves the band of width 2d at one of the times k/n ± d.</summary>
    public static double OneSampleTwoSided(int n, double d)
    {
        if (d * n <= 0.5)
        {
            return 1;
        }

        if (d >= 1)
        {
            return 0;
        }

        var logFactorials = LogFactorials(n);
        var times = Enumerable.Range(0, n + 1)
            .SelectMany(k => new[] { ((double)k / n) - d, ((double)k / n) + d })
            .Where(t => t is > 0 and < 1)
            .Distinct()
            .Order();
        var p = new double[n + 1];
        p[0] = 1;
        double now = 0, left = 0;
        foreach (var time in times)
        {
            p = Advanced(p, logFactorials, (time - now) / (1 - now));
            now = time;
            left += Leave(p, n, time, d);
        }

        return Math.Min(1, left);
    }

    /// <summary>The largest distance seen after a block of ties, times n × m.</summary>
    public static long Largest(bool[] fromA, bool[] ends, int n, int m, Alternative alternative)
    {
        long largest = 0, i = 0, j = 0;
        for (var step = 0; step < fromA.Length; step++)
        {
            i += fromA[step] ? 1 : 0;
            j += fromA[step] ? 0 : 1;
            largest = ends[step] ? Math.Max(largest, Distance(i, j, n, m, alternative)) : largest;
        }

        return largest;
    }

    /// <summary>P(D ≥ largest / (n m)) over all orders: paths from (0, 0) to (n, m), absorbed where they first reach that distance.</summary>
    public static double TwoSample(int n, int m, bool[] ends, long largest, Alternative alternative)
    {
        if (largest == 0)
        {
            return 1;
        }

        var inside = new double[m + 1];
        inside[0] = 1;
        var absorbed = 0.0;
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                // inside[j] still holds column i − 1.
                var reached = i == 0 && j == 0 ? 1 : 0.0;
                reached += i > 0 ? inside[j] * (n - i + 1) / (n + m - i - j + 1) : 0;
                reached += j > 0 ? inside[j - 1] * (m - j + 1) / (n + m - i - j + 1) : 0;
                var leaves = i + j > 0 && ends[i + j - 1] && Distance(i, j, n, m, alternative) >= largest;
                absorbed += leaves ? reached : 0;
                inside[j] = leaves ? 0 : reached;
            }
        }

        return Math.Min(1, absorbed);
    }

    private static long Distance(long i, long j, int n, int m, Alternative alternative)
    {
        var difference = (i * m) - (j * n);
        return alternative switch
        {
            Alternative.Greater => difference,
            Alternative.Less => -difference,
            _ => Math.Abs(difference),
        };
    }

    /// <summary>Each of the n − j values still to come falls into the next interval with this probability.</summary>
    private static double[] Advanced(double[] p, double[] logFactorials, double probability)
    {
        var n = p.Length - 1;
        var next = new double[p.Length];
        double hit = Math.Log(probability), miss = Accurate.Log1p(-probability);
        for (var j = 0; j <= n; j++)
        {
            if (p[j] == 0)
            {
                continue;
            }

            for (var more = 0; more <= n - j; more++)
            {
                var log = logFactorials[n - j] - logFactorials[more] - logFactorials[n - j - more] + (more * hit) + ((n - j - more) * miss);
                next[j + more] += p[j] * Math.Exp(log);
            }
        }

        return next;
    }

    /// <summary>Takes out what is outside the band at this time, and says how much that was.</summary>
    private static double Leave(double[] p, int n, double time, double d)
    {
        var left = 0.0;
        for (var j = 0; j <= n; j++)
        {
            if (p[j] != 0 && Math.Abs(((double)j / n) - time) >= d - Slack)
            {
                left += p[j];
                p[j] = 0;
            }
        }

        return left;
    }

    private static double[] LogFactorials(int n)
    {
        var logs = new double[n + 1];
        for (var i = 2; i <= n; i++)
        {
            logs[i] = logs[i - 1] + Math.Log(i);
        }

        return logs;
    }
}
