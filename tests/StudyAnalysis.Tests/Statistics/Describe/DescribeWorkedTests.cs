using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Describe;

/// <summary>Descriptions worked by hand, and printed ones.</summary>
public sealed class DescribeWorkedTests
{
    // 1, 2, 3, 4 at ¼: positions of Hyndman and Fan (1996): np = 1 for types 1 … 4, np + ½, (n + 1)p, 1 + (n − 1)p, 1/3 + (n + 1/3)p, 3/8 + (n + ¼)p.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1.5)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1.5)]
    [InlineData(6, 1.25)]
    [InlineData(7, 1.75)]
    [InlineData(8, 17 / 12.0)]
    [InlineData(9, 1.4375)]
    public void Quantiles_OfFourValues_ByHand(int type, double expected) =>
        OracleFile.AssertRelative(expected, Quantiles.Compute([4, 1, 3, 2], .25, (QuantileType)type).Value, 1e-14, "first quartile");

    // NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2: resistivities of silicon wafers, 90th percentile 95.1981 (Hyndman and Fan's type 6).
    [Fact]
    public void Quantiles_SiliconWafers_Published() => Assert.Equal(
        95.1981,
        Quantiles.Compute([95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610, 95.1591, 95.1195, 95.1065, 95.0925, 95.1990, 95.1682], .9, QuantileType.R6).Value,
        4);

    // 1, 2, 6: mean 3, variance (4 + 1 + 9)/2 = 7; quartiles 1.5 and 4; t of 2 degrees of freedom at .975 is .95 √(2 / (1 − .95²)).
    [Fact]
    public void Summary_OfThreeValues_ByHand()
    {
        var summary = Summary.Compute([6, 1, 2]);
        Assert.Equal((3, 2, 1, 6, 3), (summary.Mean.Value, summary.Median.Value, summary.Minimum.Value, summary.Maximum.Value, summary.Count));
        Assert.Equal((1.5, 4), (summary.LowerQuartile.Value, summary.UpperQuartile.Value));
        OracleFile.AssertRelative(Math.Sqrt(7), summary.StandardDeviation.Value, 1e-14, "SD");
        var t = .95 * Math.Sqrt(2 / (1 - (.95 * .95)));
        OracleFile.AssertRelative(3 - (t * Math.Sqrt(7 / 3.0)), summary.MeanInterval.Low.Value, 1e-12, "low");
        OracleFile.AssertRelative(3 + (t * Math.Sqrt(7 / 3.0)), summary.MeanInterval.High.Value, 1e-12, "high");
    }

    // 1 and e²: mean logarithm 1, its standard error √2/√2 = 1; t of 1 degree of freedom at .975 is tan(.475 π).
    [Fact]
    public void GeometricMean_OfTwoValues_ByHand()
    {
        var result = Summary.GeometricMean([Math.Exp(2), 1]);
        OracleFile.AssertRelative(Math.E, result.Estimate.Value, 1e-14, "mean");
        OracleFile.AssertRelative(Math.Exp(1 - Math.Tan(.475 * Math.PI)), result.Interval!.Low.Value, 1e-11, "low");
        OracleFile.AssertRelative(Math.Exp(1 + Math.Tan(.475 * Math.PI)), result.Interval.High.Value, 1e-11, "high");
    }

    // Documentation and tests of scipy.stats: gmean([1, 2, 3, 4, 5, 6, 7]) = 3.3800151591412964; gstd of 1 … 24 = 2.294407613602.
    [Fact]
    public void Geometric_Published()
    {
        OracleFile.AssertRelative(3.3800151591412964, Summary.GeometricMean([1, 2, 3, 4, 5, 6, 7]).Estimate.Value, 1e-14, "mean");
        OracleFile.AssertRelative(2.294407613602, Summary.GeometricStandardDeviation([.. Enumerable.Range(1, 24).Select(i => (double)i)]).Estimate.Value, 1e-12, "SD");
    }

    // Documentation of MATLAB's skewness, as kept in the tests of scipy.stats.skew: −0.29322304336607, corrected −0.437111105023940.
    [Fact]
    public void Skewness_Published()
    {
        double[] sample = [1.165, 0.6268, 0.0751, 0.3516, -0.6965];
        OracleFile.AssertRelative(-.29322304336607, Skewness.Compute(sample, SkewnessType.Population).Estimate.Value, 1e-12, "g₁");
        OracleFile.AssertRelative(-.437111105023940, Skewness.Compute(sample).Estimate.Value, 1e-12, "G₁");
    }

    // Six values, all or none below the median: level 1 − 2/64 between the smallest and the largest.
    [Fact]
    public void MedianInterval_OfSixValues_ByHand()
    {
        var result = MedianInterval.Compute([5, 1, 4, 2, 9, 3]);
        Assert.Equal((3.5, 1, 9), (result.Estimate.Value, result.Interval!.Low.Value, result.Interval.High.Value));
        OracleFile.AssertRelative(1 - (2 / 64.0), result.Interval.Level, 1e-15, "level");
    }

    // 1, 3 against 4, 8: (2 − 6)/√((2 + 8)/2). 1 of 4 against 3 of 4: −½/√(3/16). Shares ¼ ¼ ½ and ½ ¼ ¼: of the last two categories the difference is
    // 0, −¼ and the mean covariance 3/16, −3/32 / −3/32, 7/32: D² = 1/16 · (3/16) / (3/16 · 7/32 − 9/1024) = 4/11.
    [Fact]
    public void StandardizedDifference_ByHand()
    {
        OracleFile.AssertRelative(-4 / Math.Sqrt(5), StandardizedDifference.Continuous([3, 1], [4, 8]).Value, 1e-14, "continuous");
        OracleFile.AssertRelative(-.5 / Math.Sqrt(3 / 16.0), StandardizedDifference.Binary(1, 4, 3, 4).Value, 1e-14, "binary");
        OracleFile.AssertRelative(Math.Sqrt(4 / 11.0), StandardizedDifference.Categorical([1, 1, 2], [2, 1, 1]).Value, 1e-13, "categorical");
    }

    // Introduction of the package tableone (Yoshida), table of the Mayo Clinic's trial in biliary cirrhosis, by treatment, column SMD: age 51.42 (11.01) and 48.58 (9.96) 0.270;
    // women 137 of 158 and 139 of 154 0.111; hepatomegaly 73 and 87 0.207; oedema 0.058; stage 0.246. Two values have the mean and the SD printed.
    [Fact]
    public void StandardizedDifference_BiliaryCirrhosis_Published()
    {
        static double[] With(double mean, double sd) => [mean - (sd / Math.Sqrt(2)), mean + (sd / Math.Sqrt(2))];
        Assert.Equal(.270, StandardizedDifference.Continuous(With(51.42, 11.01), With(48.58, 9.96)).Value, .001);
        Assert.Equal(.111, Math.Abs(StandardizedDifference.Binary(137, 158, 139, 154).Value), 3);
        Assert.Equal(-.207, StandardizedDifference.Binary(73, 158, 87, 154).Value, 3);
        Assert.Equal(.058, StandardizedDifference.Categorical([132, 16, 10], [131, 13, 10]).Value, 3);
        Assert.Equal(.246, StandardizedDifference.Categorical([12, 35, 56, 55], [4, 32, 64, 54]).Value, 3);
    }

    // R's help of rank: 3 1 4 1 5 9 2 6 5 3 5 has the average ranks 4.5 1.5 6 1.5 8 11 3 10 8 4.5 8.
    [Fact]
    public void Ranks_HelpOfR_Published() =>
        Assert.Equal([4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8], Ranks.Average([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]));
}
