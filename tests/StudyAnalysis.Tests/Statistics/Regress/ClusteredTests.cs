using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class ClusteredTests
{
    public static TheoryData<string> Cases => OracleCase.Names("clustered", "fit");

    // Closed forms, but clubSandwich's own eigen-decompositions of the clusters' hat matrices are good to about 1e-10.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R clubSandwich::vcovCR")]
    public void Fit_Matches_ClubSandwich(string name)
    {
        var oracle = OracleCase.Load("clustered", name);
        var fit = Fit(oracle);
        oracle.CheckEach(fit.Coefficients, 1e-10, "b");
        oracle.CheckEach(fit.Coefficients, 1e-9, "se");
        oracle.CheckEach(fit.Coefficients, 1e-8, "df", "p", "low", "high");
        var contrast = fit.Contrast("combination", oracle.Numbers("w"));
        oracle.Check("west", contrast.Estimate.Value, 1e-10);
        oracle.Check("wse", contrast.StandardError.Value, 1e-9);
        oracle.Check("wdf", contrast.DegreesOfFreedom.Value, 1e-8);
    }

    [Fact]
    public void Fit_MeanOfTwoClusters_ByHand()
    {
        // y = 1, 3 | 8: mean 4, cluster sums of residuals −4 and 4: CR0 = (16 + 16)/9, CR1 = 2 × CR0, CR1S = 2·2/(1·2) × CR0.
        // CR2: a cluster of 2 of 3 has H = 1/3 everywhere, eigenvalue 2/3, so its sum is scaled by √3; the other, eigenvalue 1/3, by √1.5.
        double Variance(ClusterCovariance type) => ClusteredLeastSquares.Fit([1, 8, 3], Design.WithIntercept(3), [5, 2, 5], type).Covariance[0][0];
        Assert.Equal(32.0 / 9, Variance(ClusterCovariance.CR0), 12);
        Assert.Equal(64.0 / 9, Variance(ClusterCovariance.CR1), 12);
        Assert.Equal(64.0 / 9, Variance(ClusterCovariance.CR1S), 12);
        Assert.Equal(16.0 / 9 * (3 + 1.5), Variance(ClusterCovariance.CR2), 12);
    }

    [Fact]
    public void Fit_EveryRowItsOwnCluster_IsHC0AndHC2()
    {
        var oracle = OracleCase.Load("clustered", "fit lesions CR0");
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        int[] own = [.. Enumerable.Range(0, y.Length)];
        foreach (var (cluster, plain) in new[] { (ClusterCovariance.CR0, CovarianceType.HC0), (ClusterCovariance.CR2, CovarianceType.HC2) })
        {
            var expected = LeastSquares.Fit(y, design, plain).Coefficients[1].StandardError.Value;
            OracleFile.AssertRelative(expected, ClusteredLeastSquares.Fit(y, design, own, cluster).Coefficients[1].StandardError.Value, 1e-11, cluster.ToString());
        }
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(4, [("x", [1, 2, 3, 5])]);
        var one = ClusteredLeastSquares.Fit([1, 3, 2, 5], design, [7, 7, 7, 7]);
        Assert.Equal("one cluster only", one.Coefficients[1].PValue.Reason);
        Assert.Equal("one cluster only", one.Contrast("c", [1, 0]).Estimate.Reason);
        Assert.Equal("2 observations for 2 coefficients", ClusteredLeastSquares.Fit([1, 2], Design.WithIntercept(2, [("x", [1, 2])]), [1, 2]).Coefficients[0].Estimate.Reason);
        Assert.Equal("cluster", Assert.Throws<ArgumentException>(() => ClusteredLeastSquares.Fit([1, 3, 2, 5], design, [1])).ParamName);
    }

    private static LeastSquaresFit Fit(OracleCase oracle)
    {
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        return ClusteredLeastSquares.Fit(y, design, oracle.Integers("id"), Enum.Parse<ClusterCovariance>(oracle.Text("type")));
    }
}
