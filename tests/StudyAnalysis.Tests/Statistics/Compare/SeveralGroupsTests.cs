using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class SeveralGroupsTests
{
    public static TheoryData<string> KruskalCases => OracleCase.Names("several_groups", "kruskal");

    public static TheoryData<string> JonckheereCases => OracleCase.Names("several_groups", "jonckheere");

    public static TheoryData<string> TrendCases => OracleCase.Names("several_groups", "trend");

    [Theory, MemberData(nameof(KruskalCases)), Trait("Oracle", "R stats::kruskal.test")]
    public void KruskalWallis_Matches_R(string name)
    {
        var oracle = OracleCase.Load("several_groups", name);
        oracle.Check(KruskalWallis.Compute(oracle.Columns("g")));
    }

    [Theory, MemberData(nameof(JonckheereCases)), Trait("Oracle", "R, all allocations")]
    public void JonckheereTerpstra_Matches_BruteForce(string name)
    {
        var oracle = OracleCase.Load("several_groups", name);
        oracle.Check(JonckheereTerpstra.Compute(oracle.Columns("g"), oracle.Alternative, Enum.Parse<Computation>(oracle.Text("computation", "Exact"))));
    }

    [Theory, MemberData(nameof(TrendCases)), Trait("Oracle", "R stats::prop.trend.test, enumeration")]
    public void CochranArmitage_Matches_R(string name)
    {
        var oracle = OracleCase.Load("several_groups", name);
        oracle.Check(
            CochranArmitage.Compute(
                oracle.Integers("x"),
                oracle.Integers("n"),
                oracle.Numbers("score"),
                oracle.Alternative,
                Enum.Parse<Computation>(oracle.Text("computation", "Exact"))),
            1e-11);
    }

    [Fact]
    public void KruskalWallis_DomainCaseD()
    {
        // Hollander and Wolfe (1999), half-time of mucociliary clearance: H = .771429, p .6800.
        var result = KruskalWallis.Compute([[2.9, 3.0, 2.5, 2.6, 3.2], [3.8, 2.7, 4.0, 2.4], [2.8, 3.4, 3.7, 2.2, 2.0]]);
        Assert.Equal(.771429, result.Statistic.Value, 6);
        Assert.Equal(.6800, result.PValue.Value, 4);
    }

    [Fact]
    public void BrunnerMunzel_PainScores_IsThePublishedNumber()
    {
        // Brunner and Munzel (2000), as in the help of lawstat::brunner.munzel.test: t 3.1375, df 17.683, p .005786, .788961 (.5952169, .9827052).
        var oracle = OracleCase.Load("several_groups", "munzel pain");
        var result = BrunnerMunzel.Compute(oracle.Numbers("a"), oracle.Numbers("b"));
        oracle.Check(result);
        Assert.Equal(3.1375, result.Statistic.Value, 4);
        Assert.Equal(17.683, result.DegreesOfFreedom.Value, 3);
        Assert.Equal(.005786, result.PValue.Value, 6);
        Assert.Equal(.5952169, result.Interval!.Low.Value, 7);
    }

    [Fact]
    public void CochranArmitage_AlcoholAndMalformation_IsThePublishedNumber()
    {
        // Graubard and Korn (1987); Agresti (2002), p. 90: scores 0, .5, 1.5, 4, 7 drinks a day, M² = 6.57, p = .010.
        var result = CochranArmitage.Compute([48, 38, 5, 1, 1], [17114, 14502, 793, 127, 38], [0, .5, 1.5, 4, 7]);
        Assert.Equal(6.57, result.Statistic.Value * result.Statistic.Value, 2);
        Assert.Equal(.010, result.PValue.Value, 3);
        Assert.Equal("Cochran–Armitage trend test, asymptotic", result.Method.Name);
    }

    [Fact]
    public void JonckheereTerpstra_KnowledgeOfPerformance_IsThePublishedJ()
    {
        // Hollander and Wolfe (1999), example 6.2: J = 79; P(J ≥ 79) = .0231 in their table A.13, which has no ties. Given the ties: all 17,153,136
        // allocations by kSamples::jt.test(method = "exact", Nsim = 2e7), R 4.2.2 (Oracles/several_groups).
        var oracle = OracleCase.Load("several_groups", "jonckheere performance");
        var result = JonckheereTerpstra.Compute(oracle.Columns("g"), oracle.Alternative);
        oracle.Check(result, 1e-11);
        Assert.Equal(79, result.Statistic.Value);
        Assert.Equal(.0231, result.PValue.Value, .003);
    }

    [Fact]
    public void ByHand_WithTies()
    {
        // 1, 2 | 2, 3: ranks 1, 2.5 | 2.5, 4, sums 3.5 and 6.5 around 5: H = 12/20 · (2.25/2 + 2.25/2) / (1 − 6/60) = 1.5.
        OracleFile.AssertRelative(1.5, KruskalWallis.Compute([[2, 1], [3, 2]]).Statistic.Value, 1e-14, "H");

        // The same as ordered groups: J = 3.5 of 4; of the 6 ways to deal 1, 2, 2, 3 one gives 4 (1, 2 first: twice 3.5): J is 3.5, 3.5, 2, 2, .5, .5.
        var trend = JonckheereTerpstra.Compute([[2, 1], [3, 2]], Alternative.Greater);
        Assert.Equal(3.5, trend.Statistic.Value);
        OracleFile.AssertRelative(2 / 6.0, trend.PValue.Value, 1e-14, "p");

        // 0 of 1, 1 of 1, 1 of 1 with scores 1, 2, 3: T = 5 of 3, 4, 5: one of three.
        var armitage = CochranArmitage.Compute([0, 1, 1], [1, 1, 1], alternative: Alternative.Greater);
        Assert.Equal(5, armitage.Statistic.Value);
        OracleFile.AssertRelative(1 / 3.0, armitage.PValue.Value, 1e-14, "p");
        Assert.Equal(0.5, armitage.Estimate.Value, 14);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("fewer than two groups with values", KruskalWallis.Compute([[1, 2], []]).PValue.Reason);
        Assert.Equal("all values are equal", KruskalWallis.Compute([[1, 1], [1]]).PValue.Reason);
        Assert.Equal("fewer than two groups with values", JonckheereTerpstra.Compute([[1]]).PValue.Reason);
        Assert.Equal("all values are equal", JonckheereTerpstra.Compute([[1, 1], [1]], computation: Computation.Asymptotic).PValue.Reason);
        Assert.Equal("no event in any group", CochranArmitage.Compute([0, 0], [3, 4]).PValue.Reason);
        Assert.Equal("only events in every group", CochranArmitage.Compute([3, 4], [3, 4]).PValue.Reason);
        Assert.Equal("all observations at one score", CochranArmitage.Compute([1, 0], [3, 0]).PValue.Reason);
        Assert.Equal("no observations", CochranArmitage.Compute([0, 0], [0, 0]).PValue.Reason);
        Assert.Equal("a sample has fewer than two values", BrunnerMunzel.Compute([1], [1, 2]).PValue.Reason);
        var apart = BrunnerMunzel.Compute([3, 4], [1, 2]);
        Assert.Equal("the samples do not overlap: no variance", apart.PValue.Reason);
        var tied = BrunnerMunzel.Compute([3, 3], [3, 3, 3]);
        Assert.Equal("no variance among the placements: all values are tied", tied.PValue.Reason);
        Assert.Equal(0.5, tied.Estimate.Value);
        Assert.Equal(1, apart.Estimate.Value);
    }

    [Fact]
    public void JonckheereTerpstra_LargeGroups_SwitchToAsymptotic()
    {
        double[][] groups = [[.. Enumerable.Range(0, 90).Select(i => (double)i)], [.. Enumerable.Range(0, 90).Select(i => i + 0.5)], [.. Enumerable.Range(0, 90).Select(i => i + 0.7)]];
        Assert.Equal("Jonckheere–Terpstra test, asymptotic", JonckheereTerpstra.Compute(groups).Method.Name);
    }
}
