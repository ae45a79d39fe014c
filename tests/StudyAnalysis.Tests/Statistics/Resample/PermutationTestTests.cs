using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Resample;

public sealed class PermutationTestTests
{
    private static readonly (Alternative Alternative, string Name)[] Alternatives =
        [(Alternative.Greater, "greater"), (Alternative.Less, "less"), (Alternative.TwoSided, "two.sided")];

    [Theory, InlineData("medians"), InlineData("means"), InlineData("darwin"), InlineData("correlation"), Trait("Oracle", "R coin, exactRankTests, combn")]
    public void AllPermutations_Match_R(string name)
    {
        var oracle = OracleCase.Load("permutation", name);
        foreach (var (alternative, word) in Alternatives)
        {
            var result = Run(oracle, 0, new PermutationTestOptions { Alternative = alternative });
            Assert.True(result.IsExact);
            Assert.Null(result.MonteCarlo);
            Assert.Equal(result.PValue.Value, (double)result.AsExtreme / result.Permutations, 15);
            oracle.Check("statistic", result.Statistic.Value);
            oracle.Check(word, result.PValue.Value);
        }
    }

    // Fisher (1935), The Design of Experiments, section 21: 863 of the 32,768 sign vectors reach Darwin's sum of 314.
    [Fact]
    public void SignFlip_DarwinsMaize_Matches_Fisher()
    {
        var oracle = OracleCase.Load("permutation", "darwin");
        Assert.Equal(314, oracle.Numbers("d").Sum());
        var result = Run(oracle, 0, new PermutationTestOptions { Alternative = Alternative.Greater });
        Assert.Equal((863, 32_768), (result.AsExtreme, result.Permutations));
    }

    [Theory, InlineData("poisson"), InlineData("means"), InlineData("darwin"), InlineData("correlation")]
    public void RandomPermutations_CoverTheExactP(string name)
    {
        var oracle = OracleCase.Load("permutation", name);
        foreach (var (alternative, word) in Alternatives)
        {
            var result = Run(oracle, 6, new PermutationTestOptions { Alternative = alternative, LargestExact = 10, Replicates = 50_000 });
            Assert.False(result.IsExact);
            Assert.Equal(50_001, result.Permutations);
            Assert.Equal((double)result.AsExtreme / 50_001, result.PValue.Value, 15);
            Assert.InRange(oracle.Expected.GetProperty(word).GetDouble(), result.MonteCarlo!.Low.Value, result.MonteCarlo.High.Value);
        }
    }

    [Fact]
    public async Task SameSeed_SameP_OnAnyNumberOfCores()
    {
        var oracle = OracleCase.Load("permutation", "poisson");
        var options = new PermutationTestOptions { Replicates = 3_000, Alternative = Alternative.Less };
        var expected = Run(oracle, 8, options);
        foreach (var cores in new[] { 1, 2, 6 })
        {
            Assert.Equal(expected.AsExtreme, (await Cores.Run(cores, () => Run(oracle, 8, options))).AsExtreme);
        }
    }

    // By hand: 2 + 1 units, first group's sum: 3 choices.
    [Fact]
    public void TwoSample_ThreeUnits_ByHand()
    {
        double[] x = [5, 4, 1];
        double P(Alternative alternative) => PermutationTest.TwoSample(2, 1, (a, _) => x[a[0]] + x[a[1]], 0, new() { Alternative = alternative }).PValue.Value;
        Assert.Equal(1 / 3.0, P(Alternative.Greater));
        Assert.Equal(1, P(Alternative.Less));
    }

    [Fact]
    public void Enumerations_VisitEachArrangementOnce()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        PermutationTest.TwoSample(3, 2, (a, b) => Note(string.Join(' ', a.ToArray()) + "|" + string.Join(' ', b.ToArray())), 0);
        Assert.Equal(10, seen.Distinct().Count());
        seen.Clear();
        PermutationTest.SignFlip(4, s => Note(string.Join(' ', s.ToArray())), 0);
        Assert.Equal(16, seen.Distinct().Count());
        seen.Clear();
        PermutationTest.Shuffle(5, o => Note(string.Join(' ', o.ToArray())), 0);
        Assert.Equal(120, seen.Distinct().Count());

        double Note(string arrangement)
        {
            seen.Add(arrangement);
            return 0;
        }
    }

    [Fact]
    public void Undefined_CountsAsExtreme_OrSaysWhy()
    {
        var result = PermutationTest.SignFlip(3, s => s[0] < 0 ? double.NaN : s[1] + s[2], 0);
        Assert.Equal(6 / 8.0, result.PValue.Value);
        Assert.Equal("4 of 8 permutations not defined and counted as extreme", Assert.Single(result.Notes));
        Assert.Equal("the statistic of the data is not defined", PermutationTest.Shuffle(3, _ => double.NaN, 0).PValue.Reason);
        Assert.Equal("a group is empty", PermutationTest.TwoSample(0, 3, (_, _) => 1, 0).PValue.Reason);
        Assert.Equal("no pairs", PermutationTest.SignFlip(0, _ => 1, 0).PValue.Reason);
        Assert.Equal("no units", PermutationTest.Shuffle(0, _ => 1, 0).PValue.Reason);
        Assert.Equal(1, PermutationTest.Shuffle(1, _ => double.PositiveInfinity, 0).PValue.Value);
        Assert.Equal("pairs", Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip(-1, _ => 1, 0)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip(1, _ => 1, 0, new() { Replicates = 5 })).ParamName);
    }

    private static PermutationResult Run(OracleCase oracle, ulong seed, PermutationTestOptions options)
    {
        switch (oracle.Name)
        {
            case "darwin":
                var d = oracle.Numbers("d");
                return PermutationTest.SignFlip(
                    d.Length,
                    signs =>
                    {
                        var sum = 0.0;
                        for (var i = 0; i < signs.Length; i++)
                        {
                            sum += signs[i] * d[i];
                        }

                        return sum / signs.Length;
                    },
                    seed,
                    options);
            case "correlation":
                double[] x = oracle.Numbers("x"), y = oracle.Numbers("y");
                return PermutationTest.Shuffle(
                    x.Length,
                    order => StudyAnalysis.Statistics.Associate.Correlation.Pearson(x, Array.ConvertAll(order.ToArray(), i => y[i])).Estimate.Value,
                    seed,
                    options);
            default:
                double[] a = oracle.Numbers("a"), z = [.. a, .. oracle.Numbers("b")];
                return PermutationTest.TwoSample(
                    a.Length,
                    z.Length - a.Length,
                    (first, second) => oracle.Name == "medians" ? Median(first, z) - Median(second, z) : Mean(first, z) - Mean(second, z),
                    seed,
                    options);
        }
    }

    private static double Mean(ReadOnlySpan<int> units, double[] values) => units.ToArray().Average(i => values[i]);

    private static double Median(ReadOnlySpan<int> units, double[] values)
    {
        double[] sorted = [.. units.ToArray().Select(i => values[i]).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
