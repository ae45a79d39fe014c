using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Associate;

public sealed class CorrelationTests
{
    public static TheoryData<string> PearsonCases => OracleCase.Names("correlation", "pearson");

    public static TheoryData<string> SpearmanCases => OracleCase.Names("correlation", "spearman");

    public static TheoryData<string> KendallCases => OracleCase.Names("correlation", "kendall");

    public static TheoryData<string> PartialCases => OracleCase.Names("correlation", "partial");

    public static TheoryData<string> DifferenceCases => OracleCase.Names("correlation", "difference");

    [Theory, MemberData(nameof(PearsonCases)), Trait("Oracle", "R stats::cor.test")]
    public void Pearson_Matches_R(string name)
    {
        var oracle = OracleCase.Load("correlation", name);
        oracle.Check(Correlation.Pearson(oracle.Numbers("x"), oracle.Numbers("y"), oracle.Alternative), 1e-11);
    }

    [Theory, MemberData(nameof(SpearmanCases)), Trait("Oracle", "R stats::cor.test, all permutations")]
    public void Spearman_Matches_R(string name)
    {
        var oracle = OracleCase.Load("correlation", name);
        oracle.Check(
            Correlation.Spearman(
                oracle.Numbers("x"),
                oracle.Numbers("y"),
                oracle.Alternative,
                computation: Enum.Parse<Computation>(oracle.Text("computation", "BySize")),
                continuity: oracle.Flag("continuity")),
            1e-11);
    }

    [Theory, MemberData(nameof(KendallCases)), Trait("Oracle", "R stats::cor.test")]
    public void Kendall_Matches_R(string name)
    {
        var oracle = OracleCase.Load("correlation", name);
        var (x, y) = (oracle.Numbers("x"), oracle.Numbers("y"));

        // cor.test has no exact p under ties; the oracle's is asymptotic there.
        var tied = x.Distinct().Count() < x.Length || y.Distinct().Count() < y.Length;
        oracle.Check(
            Correlation.Kendall(x, y, oracle.Alternative, continuity: oracle.Flag("continuity"), computation: tied ? Computation.Asymptotic : Computation.BySize), 1e-11);
    }

    [Theory, MemberData(nameof(PartialCases)), Trait("Oracle", "R, residuals of lm")]
    public void Partial_Matches_R(string name)
    {
        var oracle = OracleCase.Load("correlation", name);
        var (x, y, given) = (oracle.Numbers("x"), oracle.Numbers("y"), oracle.Columns("given"));
        oracle.Check(
            name.StartsWith("partial pearson", StringComparison.Ordinal)
                ? PartialCorrelation.Pearson(x, y, given, oracle.Alternative)
                : PartialCorrelation.Spearman(x, y, given, oracle.Alternative),
            1e-11);
    }

    [Theory, MemberData(nameof(DifferenceCases)), Trait("Oracle", "Fisher (1921), Zou (2007) in R")]
    public void Difference_Matches_Zou(string name)
    {
        var oracle = OracleCase.Load("correlation", name);
        var v = oracle.Numbers("v");
        oracle.Check(CorrelationDifference.Compute(v[0], (int)v[1], v[2], (int)v[3], Enum.Parse<CorrelationKind>(oracle.Text("kind")), oracle.Alternative));
    }

    [Fact]
    public void HollanderWolfeTuna_DomainCaseE()
    {
        // Hollander and Wolfe (1999), example 8.1: T = 26, τ .4444, p .1194; ρ .60, S = 48, p .0968; Pearson .5712, p .1082.
        double[] x = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1], y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
        var kendall = Correlation.Kendall(x, y);
        Assert.Equal(26, kendall.Statistic.Value);
        Assert.Equal(.4444, kendall.Estimate.Value, 4);
        Assert.Equal(.1194, kendall.PValue.Value, 4);
        var spearman = Correlation.Spearman(x, y);
        Assert.Equal(48, spearman.Statistic.Value, 10);
        Assert.Equal(.0968, spearman.PValue.Value, 4);
        var pearson = Correlation.Pearson(x, y);
        Assert.Equal(.5712, pearson.Estimate.Value, 4);
        Assert.Equal(.1082, pearson.PValue.Value, 4);
    }

    [Fact]
    public void Spearman_ColonNodesByExtent_IsTheReference()
    {
        // survival::colon, R 4.2.2, shared reference table: ρ 0.0798928632206102, p 0.0158681561040696.
        var oracle = OracleCase.Load("correlation", "spearman colon");
        var result = Correlation.Spearman(oracle.Numbers("x"), oracle.Numbers("y"));
        OracleFile.AssertRelative(0.0798928632206102, result.Estimate.Value, 1e-12, "rho");
        OracleFile.AssertRelative(0.0158681561040696, result.PValue.Value, 1e-11, "p");
    }

    [Fact]
    public void ByHand_WithTies()
    {
        // (1, 1, 2) and (1, 2, 2): ranks 1.5, 1.5, 3 and 1, 2.5, 2.5, both measures ½. Three arrangements of y: S = 1, 1, −2.
        double[] x = [2, 1, 1], y = [2, 1, 2];
        OracleFile.AssertRelative(.5, Correlation.Spearman(x, y).Estimate.Value, 1e-14, "ρ");
        OracleFile.AssertRelative(2 / 3.0, Correlation.Spearman(x, y, Alternative.Greater).PValue.Value, 1e-14, "p of ρ");
        var kendall = Correlation.Kendall(x, y, Alternative.Greater);
        OracleFile.AssertRelative(.5, kendall.Estimate.Value, 1e-14, "τ");
        Assert.Equal(1, kendall.Statistic.Value);
        OracleFile.AssertRelative(2 / 3.0, kendall.PValue.Value, 1e-14, "p of τ");
        Assert.Equal(1, Correlation.Kendall(x, y).PValue.Value, 14);
    }

    [Fact]
    public void Partial_OneCondition_IsTheTextbookFormula()
    {
        // r(xy.z) = (r(xy) − r(xz) r(yz)) / √((1 − r(xz)²)(1 − r(yz)²)), Yule (1907).
        double[] x = [1, 4, 2, 7, 5, 3], y = [2, 3, 3, 9, 4, 1], z = [1, 1, 2, 4, 3, 3];
        double xy = Correlation.Pearson(x, y).Estimate.Value, xz = Correlation.Pearson(x, z).Estimate.Value, yz = Correlation.Pearson(y, z).Estimate.Value;
        var result = PartialCorrelation.Pearson(x, y, [z]);
        OracleFile.AssertRelative((xy - (xz * yz)) / Math.Sqrt((1 - (xz * xz)) * (1 - (yz * yz))), result.Estimate.Value, 1e-12, "partial r");
        Assert.Equal(3, result.DegreesOfFreedom.Value);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("fewer than three pairs", Correlation.Pearson([1, 2], [3, 4]).PValue.Reason);
        Assert.Equal("a variable is constant", Correlation.Spearman([1, 2, 3], [4, 4, 4]).Estimate.Reason);
        Assert.Equal("a variable is constant", Correlation.Kendall([1, 1, 1], [4, 5, 4]).Estimate.Reason);
        Assert.False(Correlation.Pearson([1, 2, 4], [3, 1, 9]).Interval!.Low.IsEstimable);
        Assert.Equal("too few pairs for the number of conditions", PartialCorrelation.Pearson([1, 2, 4], [3, 1, 9], [[1, 2, 1]]).PValue.Reason);
        Assert.Equal("the conditions are collinear or constant", PartialCorrelation.Pearson([1, 2, 4, 3], [3, 1, 9, 2], [[1, 1, 1, 1]]).PValue.Reason);
        Assert.Equal("a variable is fully explained by the conditions", PartialCorrelation.Pearson([1, 2, 4, 3], [3, 1, 9, 2], [[2, 4, 8, 6]]).PValue.Reason);
        Assert.Equal("fewer than 4 pairs in a group", CorrelationDifference.Compute(.1, 3, .2, 9).PValue.Reason);
        Assert.Equal("a perfect correlation has no standard error", CorrelationDifference.Compute(1, 9, .2, 9).PValue.Reason);
        Assert.Equal("r2", Assert.Throws<ArgumentException>(() => CorrelationDifference.Compute(.1, 9, 1.2, 9)).ParamName);
    }

    [Fact]
    public void Pearson_Perfect_HasPZeroAndANote()
    {
        var result = Correlation.Pearson([1, 2, 3, 4], [2, 4, 6, 8]);
        Assert.Equal(1, result.Estimate.Value);
        Assert.Equal(0, result.PValue.Value);
        Assert.Equal("perfect correlation: the points lie on a line", Assert.Single(result.Notes));
        Assert.False(result.Interval!.Low.IsEstimable);
    }
}
