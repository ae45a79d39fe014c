using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Tests.Oracles;
using StudyAnalysis.Tests.Statistics.Resample;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Multiplicity;

public sealed class MaxTTests
{
    public static TheoryData<string> TwoSampleCases => OracleCase.Names("max_t", "two");

    public static TheoryData<string> PairedCases => OracleCase.Names("max_t", "paired");

    [Theory, MemberData(nameof(TwoSampleCases)), Trait("Oracle", "R multtest::mt.maxT, B = 0")]
    public void TwoSample_AllRelabellings_Match_R(string name)
    {
        var oracle = OracleCase.Load("max_t", name);
        CheckExact(oracle, MaxT.TwoSample(oracle.Columns("first"), oracle.Columns("second"), 0, Options(oracle)), 126);
    }

    [Theory, MemberData(nameof(PairedCases)), Trait("Oracle", "R multtest::mt.maxT, pairt, B = 0")]
    public void Paired_AllSigns_Match_R(string name)
    {
        var oracle = OracleCase.Load("max_t", name);
        CheckExact(oracle, MaxT.Paired(oracle.Columns("differences"), 0, Options(oracle)), 512);
    }

    // 30 genes of Golub et al. (1999), R's p from a million permutations. Six standard errors of ours, from 200,000.
    [Theory, InlineData("golub"), InlineData("golub paired"), Trait("Oracle", "R multtest::mt.maxT, B = 1000000")]
    public void RandomPermutations_AgreeWithR_WithinMonteCarloError(string name)
    {
        var oracle = OracleCase.Load("max_t", name);
        var options = Options(oracle) with { Permutations = 200_000, LargestExact = 0 };
        var result = name == "golub"
            ? MaxT.TwoSample(oracle.Columns("first"), oracle.Columns("second"), 5, options)
            : MaxT.Paired(oracle.Columns("differences"), 5, options);
        Assert.False(result.IsExact);
        Assert.Equal(200_001, result.Permutations);
        oracle.Check("statistic", result.Variables.Select(v => v.Statistic.Value), 1e-11);
        var (raw, adjusted) = (oracle.ExpectedNumbers("raw"), oracle.ExpectedNumbers("adjusted"));
        for (var v = 0; v < raw.Length; v++)
        {
            AssertNear(raw[v], result.Variables[v].PValue.Value, result.Permutations);
            AssertNear(adjusted[v], result.Variables[v].AdjustedPValue.Value, result.Permutations);
            Assert.InRange(
                result.Variables[v].AdjustedPValue.Value,
                result.Variables[v].MonteCarlo!.Low.Value,
                result.Variables[v].MonteCarlo!.High.Value + (1.0 / result.Permutations));
        }
    }

    // By hand: first = units 1, 2; second = units 3, 4. X = 4 3 | 1 2 (d = 2), Y = 1 4 | 2 3 (d = 0). The six relabellings give |d| of X:
    // 2 1 0 0 1 2 and of Y: 0 1 2 2 1 0. Variances within groups differ, so ranks (constant variance) decide: raw p of X 2/6, of Y 6/6;
    // step-down: X competes with Y as well, max(X, Y) ≥ 2 in four of six.
    [Fact]
    public void TwoSample_FourUnits_ByHand()
    {
        var result = MaxT.TwoSample([[1, 4], [4, 3]], [[2, 3], [1, 2]], 0, new MaxTOptions { Statistic = MaxTStatistic.Rank });
        Assert.Equal([1.0, 2 / 6.0], result.Variables.Select(v => v.PValue.Value));
        Assert.Equal([1.0, 4 / 6.0], result.Variables.Select(v => v.AdjustedPValue.Value));
        Assert.Equal(6, result.Permutations);
        Assert.All(result.Variables, v => Assert.Null(v.MonteCarlo));
        Assert.True(result.Variables[1].Statistic.Value > 0);
    }

    // By hand: d = (1, 2, 3) all positive: 1 of 8 sign vectors is as large, 2 of 8 in size.
    [Fact]
    public void Paired_ThreePairs_ByHand()
    {
        static double P(Alternative alternative) =>
            MaxT.Paired([[1, 2, 3]], 0, new MaxTOptions { Alternative = alternative }).Variables[0].AdjustedPValue.Value;
        Assert.Equal(2 / 8.0, P(Alternative.TwoSided));
        Assert.Equal(1 / 8.0, P(Alternative.Greater));
        Assert.Equal(1, P(Alternative.Less));
    }

    [Theory, InlineData(MaxTStatistic.T), InlineData(MaxTStatistic.PooledT), InlineData(MaxTStatistic.Rank)]
    public void SwappedGroups_FlipTheSign_AndKeepTwoSidedP(MaxTStatistic statistic)
    {
        var (first, second) = (Panel(7, 6, 1), Panel(7, 5, 2));
        var options = new MaxTOptions { Statistic = statistic };
        var (forth, back) = (MaxT.TwoSample(first, second, 0, options), MaxT.TwoSample(second, first, 0, options));
        for (var v = 0; v < 7; v++)
        {
            Assert.Equal(forth.Variables[v].Statistic.Value, -back.Variables[v].Statistic.Value, 1e-12);
            Assert.Equal(forth.Variables[v].AdjustedPValue, back.Variables[v].AdjustedPValue);
        }
    }

    [Fact]
    public void AdjustedP_LiesBetweenRawAndBonferroni()
    {
        var result = MaxT.TwoSample(Panel(12, 20, 3), Panel(12, 45, 4), 9, new MaxTOptions { Permutations = 5_000 });
        Assert.All(result.Variables, v => Assert.InRange(v.AdjustedPValue.Value, v.PValue.Value, 1));
        var smallest = result.Variables.Min(v => v.PValue.Value);
        Assert.True(result.Variables.Min(v => v.AdjustedPValue.Value) <= (12 * smallest) + 0.02);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public async Task SameSeed_SameP_OnAnyNumberOfCores(int cores)
    {
        var (first, second) = (Panel(30, 35, 5), Panel(30, 70, 6));
        var options = new MaxTOptions { Permutations = 10_000 };
        var expected = MaxT.TwoSample(first, second, 3, options);
        var actual = await Cores.Run(cores, () => MaxT.TwoSample(first, second, 3, options));
        Assert.Equal(expected.Variables.AsEnumerable(), actual.Variables);
        Assert.NotEqual(expected.Variables.AsEnumerable(), MaxT.TwoSample(first, second, 4, options).Variables);
    }

    [Fact]
    public async Task Permutations_AllocateNothing()
    {
        var (first, second) = (Panel(30, 20, 5), Panel(30, 20, 6));
        long Allocated(int permutations)
        {
            MaxT.TwoSample(first, second, 3, new MaxTOptions { Permutations = permutations });
            var before = GC.GetAllocatedBytesForCurrentThread();
            MaxT.TwoSample(first, second, 3, new MaxTOptions { Permutations = permutations });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var (few, many) = await Cores.Run(1, () => (Allocated(2_000), Allocated(102_000)));
        Assert.InRange(many - few, -100_000, 100_000);
    }

    [Fact]
    public void Undefined_SaysWhy_AndDoesNotCountInTheFamily()
    {
        var with = MaxT.TwoSample([[1, 2, 9], [5, 5, 5]], [[0, 1, 2], [5, 5, 5]], 0);
        var alone = MaxT.TwoSample([[1, 2, 9]], [[0, 1, 2]], 0);
        Assert.Equal("no spread: all values are equal", with.Variables[1].AdjustedPValue.Reason);
        Assert.Equal(alone.Variables[0], with.Variables[0]);
        Assert.Equal("a group is empty", MaxT.TwoSample([[]], [[1, 2]], 0).Variables[0].PValue.Reason);
        Assert.Equal("a group has fewer than two units", MaxT.TwoSample([[1]], [[1, 2]], 0).Variables[0].PValue.Reason);
        Assert.Equal("fewer than three units", MaxT.TwoSample([[1]], [[2]], 0, new() { Statistic = MaxTStatistic.PooledT }).Variables[0].PValue.Reason);
        Assert.Equal(1, MaxT.TwoSample([[1]], [[2]], 0, new() { Statistic = MaxTStatistic.Rank }).Variables[0].PValue.Value);
        Assert.Equal("fewer than two pairs", MaxT.Paired([[1]], 0).Variables[0].PValue.Reason);
        Assert.Equal("no spread: all values are equal", MaxT.Paired([[0, 0]], 0, new() { Statistic = MaxTStatistic.Rank }).Variables[0].PValue.Reason);
        Assert.Empty(MaxT.Paired([], 0).Variables);

        // Both groups constant but apart: an infinite t, reached by 2 of 20 relabellings.
        var apart = MaxT.TwoSample([[1, 1, 1]], [[0, 0, 0]], 0).Variables[0];
        Assert.Equal((double.PositiveInfinity, 0.1), (apart.Statistic.Value, apart.PValue.Value));
    }

    [Fact]
    public void WrongShapes_Throw()
    {
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => MaxT.TwoSample([[1, 2]], [], 0)).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => MaxT.TwoSample([[1, 2], [1]], [[1], [1]], 0)).ParamName);
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => MaxT.Paired([[1, double.NaN]], 0)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => MaxT.Paired([[1, 2]], 0, new() { Permutations = 5 })).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentException>(() => MaxT.Paired([[1, 2]], 0, new() { Level = 1 })).ParamName);
    }

    private static void CheckExact(OracleCase oracle, MaxTResult result, long permutations)
    {
        Assert.True(result.IsExact);
        Assert.Equal(permutations, result.Permutations);
        oracle.Check("statistic", result.Variables.Select(v => v.Statistic.Value));
        oracle.Check("raw", result.Variables.Select(v => v.PValue.Value));
        oracle.Check("adjusted", result.Variables.Select(v => v.AdjustedPValue.Value));
    }

    private static void AssertNear(double expected, double actual, long permutations) =>
        Assert.InRange(Math.Abs(actual - expected), 0, (6 * Math.Sqrt(Math.Max(expected, 1e-5) * (1.0001 - expected) / permutations)) + (2.0 / permutations));

    private static double[][] Panel(int variables, int units, ulong seed) =>
        [.. Enumerable.Range(0, variables).Select(v => Enumerable.Range(0, units).Select(i => new CounterRandom(seed, (ulong)v).Uniform((ulong)i)).ToArray())];

    private static MaxTOptions Options(OracleCase oracle) => new()
    {
        Alternative = oracle.Alternative,
        Statistic = oracle.Text("statistic") switch
        {
            "t.equalvar" => MaxTStatistic.PooledT,
            "wilcoxon" or "signed" => MaxTStatistic.Rank,
            _ => MaxTStatistic.T,
        },
    };
}
