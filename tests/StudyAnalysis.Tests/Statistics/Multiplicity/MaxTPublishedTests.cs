using StudyAnalysis.Statistics.Multiplicity;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Multiplicity;

/// <summary>Printed adjusted p values.</summary>
public sealed class MaxTPublishedTests
{
    // Westfall and Wolfinger (1997), Am Stat 51:3–8, table 4: placebo against active by response, very poor to excellent; the step-down p of table 5, last column, by 100,000 permutations in
    // the tests of coin: .00689, .24334, .56908, 1, .21351. Both are simulated: within four standard errors of their difference.
    [Fact]
    public void TwoSample_WestfallWolfinger_Published()
    {
        int[] placebo = [12, 3, 17, 9, 16], active = [1, 8, 12, 9, 24];
        double[] printed = [.00689, .24334, .56908, 1, .21351];
        static double[][] Indicators(int[] counts) => [.. counts.Select((_, k) => (double[])[.. counts.SelectMany((n, j) => Enumerable.Repeat(j == k ? 1.0 : 0, n))])];
        var result = MaxT.TwoSample(Indicators(placebo), Indicators(active), 1, new MaxTOptions { Statistic = MaxTStatistic.PooledT });
        Assert.Equal([57, 54], result.SampleSizes);
        for (var k = 0; k < 5; k++)
        {
            Assert.InRange(result.Variables[k].AdjustedPValue.Value - printed[k], -4 * Error(printed[k]), 4 * Error(printed[k]));
        }

        Assert.True(result.Variables[0].Statistic.Value > 0 && result.Variables[4].Statistic.Value < 0);
    }

    private static double Error(double p) => Math.Sqrt(2 * p * (1 - p) / 100_000) + 1e-5;
}
