using StudyAnalysis.Statistics.Missing;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Missing;

public sealed class ImputationTests
{
    public static TheoryData<string> PoolCases => OracleCase.Names("imputation", "pool");

    [Theory, MemberData(nameof(PoolCases)), Trait("Oracle", "R mice::pool")]
    public void Pool_Matches_Mice(string name)
    {
        var oracle = OracleCase.Load("imputation", name);
        var pooled = RubinsRules.Pool("b", oracle.Numbers("Q"), oracle.Numbers("U"), oracle.Number("k"));
        oracle.Check("estimate", pooled.Test.Estimate.Value, 1e-11);
        oracle.Check("se", pooled.Test.StandardError.Value, 1e-11);
        oracle.Check("statistic", pooled.Test.Statistic.Value, 1e-11);
        oracle.Check("df", pooled.Test.DegreesOfFreedom.Value, 1e-10);
        oracle.Check("p", pooled.Test.PValue.Value, 1e-10);
        oracle.Check("low", pooled.Test.Interval!.Low.Value, 1e-10);
        oracle.Check("high", pooled.Test.Interval!.High.Value, 1e-10);
        oracle.Check("within", pooled.Within.Value, 1e-11);
        oracle.Check("between", pooled.Between.Value, 1e-11);
        oracle.Check("riv", pooled.RelativeIncrease.Value, 1e-11);
        oracle.Check("fmi", pooled.FractionMissing.Value, 1e-10);
    }

    [Fact]
    public void Pool_ByHand()
    {
        // Q = 1, 2, 3, U = 0.5 each, z test: B = 1, T = 0.5 + 4/3, λ = 8/11, df = 2 / λ².
        var pooled = RubinsRules.Pool("b", [1, 2, 3], [0.5, 0.5, 0.5]);
        Assert.Equal(2, pooled.Test.Estimate.Value, 12);
        Assert.Equal(Math.Sqrt(0.5 + (4.0 / 3)), pooled.Test.StandardError.Value, 12);
        Assert.Equal(2 * 121.0 / 64, pooled.Test.DegreesOfFreedom.Value, 12);
        Assert.Equal(8.0 / 3, pooled.RelativeIncrease.Value, 12);
        var same = RubinsRules.Pool("b", [2, 2], [0.25, 0.25], 10);
        Assert.Equal(11.0 / 13 * 10, same.Test.DegreesOfFreedom.Value, 12);
        Assert.Equal("no residual variance", RubinsRules.Pool("b", [2, 2], [0, 0]).Test.PValue.Reason);
        Assert.Equal("no variance within the data sets", RubinsRules.Pool("b", [2, 3], [0, 0]).FractionMissing.Reason);
        Assert.Equal("variances", Assert.Throws<ArgumentException>(() => RubinsRules.Pool("b", [2, 2], [0, -1])).ParamName);
        Assert.Equal("estimates", Assert.Throws<ArgumentException>(() => RubinsRules.Pool("b", [2], [1])).ParamName);
        Assert.Equal("completeDegreesOfFreedom", Assert.Throws<ArgumentException>(() => RubinsRules.Pool("b", [2, 1], [1, 1], 0)).ParamName);
    }

    // Distribution of the draws against mice's, 400 data sets each: within 4.5 Monte Carlo standard errors of the difference.
    [Theory, InlineData("pmm"), InlineData("logreg"), InlineData("polr"), Trait("Oracle", "R mice::mice")]
    public void Impute_DrawsAs_Mice(string method)
    {
        var oracle = OracleCase.Load("imputation", "draws " + method);
        var (x, v, miss) = (oracle.Numbers("x"), oracle.Numbers("v"), Flags(oracle, "miss"));
        var variable = method switch
        {
            "pmm" => ImputationVariable.Numeric("v", v, miss),
            "logreg" => ImputationVariable.Binary("v", v, miss),
            _ => ImputationVariable.Ordinal("v", v, miss),
        };
        var data = ChainedEquations.Impute(
            [ImputationVariable.Complete("x", x), ImputationVariable.Complete("z", oracle.Numbers("z")), variable], 11, new ImputationOptions { DataSets = 400, Iterations = 1 });
        int[] rows = [.. Enumerable.Range(0, x.Length).Where(i => miss[i])];
        double[][] draws = [.. Enumerable.Range(0, 400).Select(k => data.Values(k, "v")).Select(set => rows.Select(i => set[i]).ToArray())];
        var top = v.Max();
        Near(oracle, "mean", [.. draws.Select(d => d.Average())]);
        Near(oracle, "top", [.. draws.Select(d => d.Count(value => value == top) / (double)d.Length)]);
        var mean = rows.Average(i => x[i]);
        Near(oracle, "cov", [.. draws.Select(d => rows.Select((i, k) => (x[i] - mean) * d[k]).Sum() / (rows.Length - 1))]);
    }

    [Fact, Trait("Oracle", "R mice::mice")]
    public void Impute_TwoVariables_GivesTheCoefficientsOfMice()
    {
        var oracle = OracleCase.Load("imputation", "chained");
        var (x, z) = (oracle.Numbers("x"), oracle.Numbers("z"));
        var data = ChainedEquations.Impute(
            [
                ImputationVariable.Complete("x", x), ImputationVariable.Complete("z", z),
                ImputationVariable.Numeric("y", oracle.Numbers("y"), Flags(oracle, "miss")), ImputationVariable.Binary("b", oracle.Numbers("b"), Flags(oracle, "m2")),
            ],
            3,
            new ImputationOptions { DataSets = 400, Iterations = 8 });
        double[][] estimates =
        [
            .. Enumerable.Range(0, 400).Select(k =>
            {
                var fit = LeastSquares.Fit(data.Values(k, "y"), Design.WithIntercept(x.Length, [("x", x), ("z", z), ("b", data.Values(k, "b"))]));
                return new[] { fit.Coefficients[1].Estimate.Value, fit.Coefficients[3].Estimate.Value };
            }),
        ];
        for (var j = 0; j < 2; j++)
        {
            var (expected, sd) = (oracle.ExpectedNumbers("est")[j], oracle.ExpectedNumbers("sd")[j]);
            Assert.True(Math.Abs(estimates.Average(e => e[j]) - expected) < 4.5 * sd * Math.Sqrt(2.0 / 400), FormattableString.Invariant($"{j}: {expected} {estimates.Average(e => e[j])} {sd}"));
            Assert.InRange(Deviation([.. estimates.Select(e => e[j])]) / sd, 0.8, 1.25);
        }

        Assert.Equal(8, data.ChainMeans[0].Length);
        Assert.True(double.IsNaN(data.ChainMeans[0][0][0]) && double.IsFinite(data.ChainMeans[0][0][2]));
    }

    [Fact, Trait("Oracle", "R survival::survreg, truncated normal")]
    public void Impute_BelowLimit_HasTheTruncatedMean()
    {
        var oracle = OracleCase.Load("imputation", "draws below");
        var (y, below) = (oracle.Numbers("y"), Flags(oracle, "below"));
        var data = ChainedEquations.Impute(
            [ImputationVariable.Complete("x", oracle.Numbers("x")), ImputationVariable.Complete("z", oracle.Numbers("z")), ImputationVariable.BelowLimit("y", y, below)],
            5,
            new ImputationOptions { DataSets = 400, Iterations = 1 });
        int[] rows = [.. Enumerable.Range(0, y.Length).Where(i => below[i])];
        double[] means = [.. Enumerable.Range(0, 400).Select(k => data.Values(k, "y")).Select(set => rows.Average(i => set[i]))];
        var expected = oracle.Expected.GetProperty("mean").GetDouble();
        Assert.True(Math.Abs(means.Average() - expected) < 4.5 * Deviation(means) / 20, FormattableString.Invariant($"{expected} {means.Average()} {Deviation(means)}"));
        Assert.All(Enumerable.Range(0, 400), k => Assert.All(Enumerable.Range(0, y.Length), i => Assert.True(below[i] ? data.Values(k, "y")[i] <= y[i] : data.Values(k, "y")[i] == y[i])));
    }

    [Fact]
    public void Impute_BelowAndMissing_DrawsTheMissingWithoutLimit()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => i / 10.0)], y = [.. x.Select((v, i) => Math.Max(1, v + (0.3 * ((i * 7 % 5) - 2))))];
        bool[] below = [.. y.Select(v => v == 1)], missing = [.. y.Select((_, i) => i >= 36)];
        double[] given = [.. y.Select((v, i) => missing[i] ? double.NaN : v)];
        var data = ChainedEquations.Impute([ImputationVariable.Complete("x", x), ImputationVariable.BelowLimit("y", given, below, missing)], 1);
        Assert.Equal(string.Empty, data.Problem);
        Assert.True(data.Values(0, "y").Skip(36).Average() > 2.5);
        Assert.All(Enumerable.Range(0, 20), k => Assert.All(data.Values(k, "y").Where((_, i) => below[i]), v => Assert.True(v < 1)));
    }

    [Fact]
    public void Impute_KeepsObserved_Repeats_AndTakesDonorsOnly()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], v = [1.1, 2.3, double.NaN, 4.4, 5.2, double.NaN, 7.7, 8.1, 9.4, double.NaN];
        bool[] missing = [.. v.Select(double.IsNaN)];
        ImputedData Of(ulong seed) => ChainedEquations.Impute([ImputationVariable.Complete("x", x), ImputationVariable.Numeric("v", v, missing)], seed);
        var data = Of(4);
        Assert.Equal(20, data.DataSets.Length);
        Assert.Equal(data.Values(7, "v"), Of(4).Values(7, "v"));
        Assert.NotEqual(data.Values(7, "v"), Of(5).Values(7, "v"));
        Assert.All(Enumerable.Range(0, 20), k => Assert.All(data.Values(k, "v"), value => Assert.Contains(value, v)));
        Assert.Equal([1.1, 2.3, 4.4], [data.Values(3, "v")[0], data.Values(3, "v")[1], data.Values(3, "v")[3]]);
        Assert.Equal(3, ImputationVariable.Numeric("v", v, missing).Missing);
    }

    [Fact]
    public void Impute_Separation_ConstantAndCollinearPredictors_StayFinite()
    {
        // x separates b; c is constant, d a copy of x.
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8], b = [0, 0, 0, 0, 1, 1, 1, 0];
        bool[] missing = [false, false, false, false, false, false, false, true];
        var data = ChainedEquations.Impute(
            [
                ImputationVariable.Complete("x", x), ImputationVariable.Complete("c", [5, 5, 5, 5, 5, 5, 5, 5]), ImputationVariable.Complete("d", x),
                ImputationVariable.Binary("b", b, missing), ImputationVariable.Ordinal("o", [1, 1, 1, 2, 2, 3, 3, 0], missing),
            ],
            2);
        Assert.Equal(string.Empty, data.Problem);
        Assert.True(Enumerable.Range(0, 20).Average(k => data.Values(k, "b")[7]) > 0.5);
        Assert.All(Enumerable.Range(0, 20), k => Assert.Contains(data.Values(k, "o")[7], new double[] { 1, 2, 3 }));
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        bool[] two = [true, true, false];
        Assert.Equal("v has fewer than two observed values", ChainedEquations.Impute([ImputationVariable.Numeric("v", [0, 0, 1], two)], 1).Problem);
        Assert.Equal("b is constant where observed", ChainedEquations.Impute([ImputationVariable.Binary("b", [1, 1, 0], [false, false, true])], 1).Problem);
        var all = ChainedEquations.Impute([ImputationVariable.Complete("x", [1, 2, 4, 7]), ImputationVariable.BelowLimit("y", [1, 1, 2, 3], [true, true, false, false])], 1);
        Assert.Contains("measured values", all.Problem, StringComparison.Ordinal);
        Assert.Empty(all.DataSets);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => all.Values(0, "y")).ParamName);
        Assert.Equal("variables", Assert.Throws<ArgumentException>(() => ChainedEquations.Impute([], 1)).ParamName);
        Assert.Equal("variables", Assert.Throws<ArgumentException>(() => ChainedEquations.Impute([ImputationVariable.Complete("a", [1]), ImputationVariable.Complete("a", [1])], 1)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => ChainedEquations.Impute([ImputationVariable.Complete("a", [1])], 1, new ImputationOptions { DataSets = 1 })).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => ImputationVariable.Binary("b", [2, 1], [false, false])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => ImputationVariable.Ordinal("b", [2.5, 1], [false, false])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => ImputationVariable.Numeric("b", [double.NaN, 1], [false, false])).ParamName);
        Assert.Equal("missing", Assert.Throws<ArgumentException>(() => ImputationVariable.Numeric("b", [1, 1], [false])).ParamName);
        Assert.Equal("below", Assert.Throws<ArgumentException>(() => ImputationVariable.BelowLimit("b", [1, 1], [false])).ParamName);
    }

    private static void Near(OracleCase oracle, string name, double[] draws)
    {
        double expected = oracle.Expected.GetProperty(name).GetDouble(), sd = oracle.Expected.GetProperty(name + "sd").GetDouble();
        var tolerance = 4.5 * Math.Sqrt(((sd * sd) + (Deviation(draws) * Deviation(draws))) / 400);
        Assert.True(Math.Abs(draws.Average() - expected) <= tolerance, FormattableString.Invariant($"{name}: {expected} {draws.Average()} ± {tolerance}"));
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static bool[] Flags(OracleCase oracle, string name) => [.. oracle.Numbers(name).Select(v => v == 1)];
}
