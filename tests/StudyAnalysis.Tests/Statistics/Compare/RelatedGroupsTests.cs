using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

/// <summary>Friedman and Dunn.</summary>
public sealed class RelatedGroupsTests
{
    public static TheoryData<string> FriedmanCases => OracleCase.Names("friedman");

    public static TheoryData<string> DunnCases => OracleCase.Names("dunn");

    [Theory, MemberData(nameof(FriedmanCases)), Trait("Oracle", "R stats::friedman.test, all orders")]
    public void Friedman_Matches_R(string name)
    {
        var oracle = OracleCase.Load("friedman", name);
        oracle.Check(Friedman.Compute(oracle.Columns("x"), Enum.Parse<Computation>(oracle.Text("computation"))), 1e-11);
    }

    [Fact]
    public void Friedman_RoundingFirstBase_IsThePublishedNumber()
    {
        // Hollander and Wolfe (1973), p. 141 (the help page of friedman.test): S' = 11.1429, p about .0038.
        var oracle = OracleCase.Load("friedman", "friedman asymptotic base");
        var result = Friedman.Compute(oracle.Columns("x"), Computation.Asymptotic);
        Assert.Equal(11.1429, result.Statistic.Value, 4);
        Assert.Equal(.003805, result.PValue.Value, 6);
        Assert.Equal("Friedman test, exact", Friedman.Compute(oracle.Columns("x")).Method.Name);
    }

    [Fact]
    public void Friedman_ThreeBlocks_ByHand()
    {
        // Three blocks in one order: χ² = 6, P = 6 / 6³ = 1/36 (Friedman 1937, table V: .028).
        var result = Friedman.Compute([[1, 2, 3], [4, 7, 9], [0, 1, 5]]);
        Assert.Equal(6, result.Statistic.Value);
        Assert.Equal(1, result.Estimate.Value);
        OracleFile.AssertRelative(1 / 36.0, result.PValue.Value, 1e-14, "p");
    }

    [Fact]
    public void Friedman_SwitchAndDegenerate()
    {
        double[][] many = [.. Enumerable.Range(0, 23).Select(i => new double[] { i % 3, i % 4, i % 5, i % 7 })];
        Assert.Equal("Friedman test, asymptotic", Friedman.Compute(many).Method.Name);
        Assert.Equal("Friedman test, exact", Friedman.Compute(many[..22]).Method.Name);
        Assert.Equal("too many rank sums to count", Friedman.Compute([[.. Enumerable.Range(0, 12)], [.. Enumerable.Range(0, 12)]], Computation.Exact).PValue.Reason);
        Assert.Equal("no blocks", Friedman.Compute([]).PValue.Reason);
        Assert.Equal("fewer than two measurements", Friedman.Compute([[1], [2]]).PValue.Reason);
        Assert.Equal("every block is constant", Friedman.Compute([[1, 1], [2, 2]]).PValue.Reason);
        Assert.Equal("blocks", Assert.Throws<ArgumentException>(() => Friedman.Compute([[1, 2], [1]])).ParamName);
    }

    [Theory, MemberData(nameof(DunnCases)), Trait("Oracle", "R rstatix::dunn_test")]
    public void Dunn_Matches_R(string name)
    {
        var oracle = OracleCase.Load("dunn", name);
        var groups = oracle.Columns("g");
        var adjust = oracle.Text("adjust") switch { "bonferroni" => AdjustMethod.Bonferroni, "BH" => AdjustMethod.BenjaminiHochberg, _ => AdjustMethod.Holm };
        var pairs = Dunn.Compute(groups, adjust);
        oracle.Check("statistic", pairs.Select(p => p.Result.Statistic.Value));
        oracle.Check("estimate", pairs.Select(p => p.Result.Estimate.Value));
        oracle.Check("p", pairs.Select(p => p.Result.PValue.Value));
        if (oracle.Text("adjust") != "none")
        {
            oracle.Check("adjusted", pairs.Select(p => p.AdjustedPValue.Value));
        }
    }

    [Fact]
    public void Dunn_ByHand_SaysWhichGroupIsFirst()
    {
        // Ranks 1, 2 | 3, 4 | 5, 6: mean ranks 1.5, 3.5, 5.5; variance 6·7/12 · (1/2 + 1/2) = 3.5.
        var pairs = Dunn.Compute([[1, 2], [3, 4], [5, 6]], AdjustMethod.Bonferroni);
        Assert.Equal([(0, 1), (0, 2), (1, 2)], pairs.Select(p => (p.First, p.Second)));
        OracleFile.AssertRelative(-4 / Math.Sqrt(3.5), pairs[1].Result.Statistic.Value, 1e-14, "z");
        OracleFile.AssertRelative(Math.Min(1, 3 * pairs[1].Result.PValue.Value), pairs[1].AdjustedPValue.Value, 1e-14, "adjusted");
        Assert.Equal(-4, pairs[1].Result.Estimate.Value);
    }

    [Fact]
    public void Dunn_Degenerate_SaysWhy()
    {
        var pairs = Dunn.Compute([[1, 2], [], [5, 6]]);
        Assert.Equal("a group is empty", pairs[0].Result.PValue.Reason);
        Assert.Equal(pairs[1].Result.PValue.Value, pairs[1].AdjustedPValue.Value);
        Assert.Equal("all values are equal", Dunn.Compute([[1, 1], [1]])[0].Result.PValue.Reason);
    }
}
