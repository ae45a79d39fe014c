using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Plan;
using StudyAnalysis.Tests.Oracles;
using StudyAnalysis.Tests.Statistics.Resample;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Plan;

public sealed class SimulatedPowerTests
{
    public static TheoryData<string> Cases => OracleCase.Names("power", "simulated");

    // Both are simulations of 20,000 studies: five standard errors of their difference, 5·√(2·p(1 − p)/20,000) ≤ .025.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R wilcox.test, simulated")]
    public void Simulate_AgreesWithR_WithinMonteCarloError(string name)
    {
        var o = OracleCase.Load("power", name);
        var model = Enum.Parse<ShiftModel>(o.Text("model"));
        var result = name.Contains("paired", StringComparison.Ordinal)
            ? RankTestPower.SimulateSignedRank(15, o.Number("d"), 3, 20_000, model)
            : RankTestPower.SimulateMannWhitney(10, 14, o.Number("d"), 3, 20_000, model);
        var expected = o.Expected.GetProperty("power").GetDouble();
        Assert.Equal(expected, result.Power.Value, 5 * Math.Sqrt(2 * expected * (1 - expected) / 20_000));
        Assert.InRange(result.Power.Value, result.MonteCarlo!.Low.Value, result.MonteCarlo.High.Value);
        Assert.Contains("simulation", result.Method.Name, StringComparison.Ordinal);
    }

    // The regions worked out beforehand must be those of the tests themselves.
    [Theory, InlineData(Alternative.TwoSided), InlineData(Alternative.Less), InlineData(Alternative.Greater)]
    public void Simulate_DecidesAsTheTestItself(Alternative alternative)
    {
        foreach (var (n, m) in new[] { (6, 7), (60, 55) })
        {
            var direct = OperatingCharacteristics.Simulate(
                ["rejected"],
                random => Enumerable.Range(0, n + m).Select(i => (i < n ? 0.4 : 0) + random.Normal()).ToArray(),
                x => [MannWhitney.Compute(x.AsSpan(0, n), x.AsSpan(n), alternative).PValue.Value <= 0.05],
                2,
                200);
            Assert.Equal(direct[0].Rate, RankTestPower.SimulateMannWhitney(n, m, 0.4, 2, 200, alternative: alternative).Power);
        }

        var paired = OperatingCharacteristics.Simulate(
            ["rejected"],
            random => Enumerable.Range(0, 9).Select(_ => 0.5 + random.Normal()).ToArray(),
            d => [SignedRank.Compute(d, alternative).PValue.Value <= 0.05],
            2,
            200);
        Assert.Equal(paired[0].Rate, RankTestPower.SimulateSignedRank(9, 0.5, 2, 200, alternative: alternative).Power);
    }

    // 12σ²(∫f²)²: 3/π, π²/9, 3/2, 1, 108/125 (Lehmann 1975, section 2.4; Hodges and Lehmann 1956).
    [Theory]
    [InlineData(ShiftModel.Normal, 0.954929658551372)]
    [InlineData(ShiftModel.Logistic, 1.0966227112321508)]
    [InlineData(ShiftModel.Laplace, 1.5)]
    [InlineData(ShiftModel.Uniform, 1)]
    [InlineData(ShiftModel.LeastFavourable, 0.864)]
    public void RelativeEfficiency_IsTheTextbooks_AndSimulationFollows(ShiftModel model, double efficiency)
    {
        Assert.Equal(efficiency, RankTestPower.RelativeEfficiency(model), 1e-14);
        var (simulated, computed) = (RankTestPower.SimulateMannWhitney(80, 80, 0.4, 1, 2_000, model), RankTestPower.MannWhitney(80, 80, 0.4, model));
        Assert.Equal(computed.Power.Value, simulated.Power.Value, 0.056);
    }

    // A plan with a primary test and three secondary ones under Holm, all null: each at .05, the family at .05 at most; binomial: five standard errors .0109.
    [Fact]
    public void Simulate_WholePlan_HoldsItsLevels()
    {
        static IReadOnlyList<bool?> Analyse(double[][] columns)
        {
            double[] p = [.. columns.Select(c => TTest.OneSample(c).PValue.Value)];
            var secondary = PAdjust.Compute(p.AsSpan(1), AdjustMethod.Holm);
            return [p[0] <= 0.05, Array.Exists(secondary, q => q <= 0.05), columns[0][0] > 0 ? true : null];
        }

        var result = OperatingCharacteristics.Simulate(
            ["primary", "any secondary", "first value"],
            random => Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12).Select(_ => random.Normal()).ToArray()).ToArray(),
            Analyse,
            11,
            10_000);
        Assert.Equal(0.05, result[0].Rate.Value, 0.0109);
        Assert.InRange(result[1].Rate.Value, 0.04, 0.0609);
        Assert.Equal(10_000, result[2].Count + result[2].NotEstimable);
        Assert.Equal(0.5, result[2].Rate.Value, 0.025);
        Assert.Equal(Math.Sqrt(result[0].Rate.Value * (1 - result[0].Rate.Value) / 10_000), result[0].StandardError.Value, 1e-15);
    }

    [Fact]
    public async Task Simulate_SameSeed_SameCounts_OnAnyNumberOfCores()
    {
        static int Count() => OperatingCharacteristics.Simulate(["a"], r => r.Uniform(), u => [u < 0.3], 4, 5_000)[0].Count;
        Assert.Equal(Count(), await Cores.Run(1, Count));
        Assert.Equal(Count(), await Cores.Run(4, Count));
    }

    [Fact]
    public void WrongArguments_Throw()
    {
        Assert.Equal("replicates", Assert.Throws<ArgumentException>(() => OperatingCharacteristics.Simulate(["a"], _ => 0, _ => [true], 1, 5)).ParamName);
        Assert.Equal("events", Assert.Throws<ArgumentException>(() => OperatingCharacteristics.Simulate([], _ => 0, _ => [], 1)).ParamName);
        Assert.Equal("analyse", Assert.Throws<ArgumentException>(() => OperatingCharacteristics.Simulate(["a"], _ => 0, _ => [true, false], 1)).ParamName);
        Assert.Equal("pairs", Assert.Throws<ArgumentException>(() => RankTestPower.SimulateSignedRank(3, 0.5, 1)).ParamName);
    }
}
