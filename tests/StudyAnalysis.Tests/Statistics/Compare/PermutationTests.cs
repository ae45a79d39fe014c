using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

/// <summary>Permutation tests of means, and Brunner–Munzel with its permuted version.</summary>
public sealed class PermutationTests
{
    public static TheoryData<string> TwoSampleCases => OracleCase.Names("permutation_t", "two");

    public static TheoryData<string> PairedCases => OracleCase.Names("permutation_t", "paired");

    public static TheoryData<string> MunzelCases => OracleCase.Names("brunner_munzel", "munzel");

    public static TheoryData<string> MunzelPermutationCases => OracleCase.Names("brunner_munzel", "permutation");

    [Theory, MemberData(nameof(TwoSampleCases)), Trait("Oracle", "R exactRankTests::perm.test, all subsets")]
    public void TwoSample_Matches_R(string name)
    {
        var oracle = OracleCase.Load("permutation_t", name);
        oracle.Check(PermutationT.TwoSample(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative));
    }

    [Theory, MemberData(nameof(PairedCases)), Trait("Oracle", "R exactRankTests::perm.test, all signs")]
    public void Paired_Matches_R(string name)
    {
        var oracle = OracleCase.Load("permutation_t", name);
        var differences = oracle.Numbers("d");
        oracle.Check(PermutationT.Paired(differences, new double[differences.Length], oracle.Alternative));
    }

    [Fact]
    public void Paired_DarwinsMaize_IsThePublishedNumber()
    {
        // Fisher (1935), The Design of Experiments, section 21: 863 of 32,768 signs reach the total 314, 1,726 counting both directions.
        double[] eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
        Assert.Equal(1726 / 32768.0, PermutationT.Paired(eighths, new double[15]).PValue.Value, 14);
        Assert.Equal(863 / 32768.0, PermutationT.Paired(eighths, new double[15], Alternative.Greater).PValue.Value, 14);
    }

    [Fact]
    public void TwoSample_ByHand()
    {
        // 1, 2 against 3, 5: of the 6 pairs 1+2 is the smallest sum, 3+5 the only one as far above.
        Assert.Equal(2 / 6.0, PermutationT.TwoSample([1, 2], [3, 5]).PValue.Value, 14);
        Assert.Equal(1 / 6.0, PermutationT.TwoSample([1, 2], [3, 5], Alternative.Less).PValue.Value, 14);
        Assert.Equal(1, PermutationT.TwoSample([1, 2], [3, 5], Alternative.Greater).PValue.Value, 14);
    }

    // 100,000 permutations: four standard errors of a p near the exact one.
    [Fact]
    public void LargeSamples_MonteCarloIsNearTheExactP()
    {
        var two = OracleCase.Load("permutation_t", "large two");
        var exact = two.Expected.GetProperty("p").GetDouble();
        var result = PermutationT.TwoSample(two.Numbers("a"), two.Numbers("b"));
        Assert.InRange(result.PValue.Value, exact - (4 * Math.Sqrt(exact * (1 - exact) / 1e5)), exact + (4 * Math.Sqrt(exact * (1 - exact) / 1e5)));
        Assert.Equal("Permutation test of two means, Monte Carlo", result.Method.Name);
        Assert.Equal("100000 random permutations, seed 1", Assert.Single(result.Notes));
        var paired = OracleCase.Load("permutation_t", "large paired");
        exact = paired.Expected.GetProperty("p").GetDouble();
        var signs = PermutationT.Paired(paired.Numbers("d"), new double[48], options: new() { Seed = 7 });
        Assert.InRange(signs.PValue.Value, exact - (4 * Math.Sqrt(exact * (1 - exact) / 1e5)), exact + (4 * Math.Sqrt(exact * (1 - exact) / 1e5)));
    }

    [Theory]
    [InlineData(Alternative.TwoSided)]
    [InlineData(Alternative.Less)]
    [InlineData(Alternative.Greater)]
    public void MonteCarlo_SameSeed_SameAnswer_NearTheExactP(Alternative alternative)
    {
        double[] five = [3.1, 2, 5, 4.4, 7], a = [.. five, 6], b = [1, 2.5, 3, 0.4, 2];
        var options = new MonteCarloOptions { AlwaysMonteCarlo = true, Replicates = 20_000, Seed = 3 };
        foreach (var (drawn, again, exact) in new[]
        {
            (PermutationT.TwoSample(a, b, alternative, options), PermutationT.TwoSample(a, b, alternative, options), PermutationT.TwoSample(a, b, alternative)),
            (PermutationT.Paired(five, b, alternative, options), PermutationT.Paired(five, b, alternative, options), PermutationT.Paired(five, b, alternative)),
            (BrunnerMunzel.Permutation(a, b, alternative, options), BrunnerMunzel.Permutation(a, b, alternative, options), BrunnerMunzel.Permutation(a, b, alternative)),
        })
        {
            Assert.Equal(drawn.PValue.Value, again.PValue.Value);
            Assert.Equal(exact.PValue.Value, drawn.PValue.Value, 0.015);
        }
    }

    [Theory, MemberData(nameof(MunzelCases)), Trait("Oracle", "scipy.stats.brunnermunzel")]
    public void BrunnerMunzel_Matches_Scipy(string name)
    {
        var oracle = OracleCase.Load("brunner_munzel", name);
        oracle.Check(BrunnerMunzel.Compute(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative), 1e-11);
    }

    [Theory, MemberData(nameof(MunzelPermutationCases)), Trait("Oracle", "all allocations, scipy ranks")]
    public void BrunnerMunzelPermutation_Matches_BruteForce(string name)
    {
        var oracle = OracleCase.Load("brunner_munzel", name);
        oracle.Check(BrunnerMunzel.Permutation(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Alternative));
    }

    [Fact]
    public void BrunnerMunzelPermutation_StatisticIsTheTOfTheTest()
    {
        double[] a = [1, 2, 2, 3, 3, 3], b = [2, 3, 4, 4, 5];
        OracleFile.AssertRelative(BrunnerMunzel.Compute(a, b).Statistic.Value, BrunnerMunzel.Permutation(a, b).Statistic.Value, 1e-13, "t");
        Assert.Equal("Brunner–Munzel permutation test, Monte Carlo", BrunnerMunzel.Permutation(new double[12], new double[12], options: new() { Replicates = 10 }).Method.Name);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("a sample is empty", PermutationT.TwoSample([], [1]).PValue.Reason);
        Assert.Equal("no differences", PermutationT.Paired([], []).PValue.Reason);
        Assert.Equal("a sample has fewer than two values", BrunnerMunzel.Permutation([1], [1, 2]).PValue.Reason);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => PermutationT.TwoSample([1], [2], options: new() { Replicates = 0 })).ParamName);
    }
}
