using System.Globalization;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Describe;

public sealed class DescribeTests(ITestOutputHelper output)
{
    public static TheoryData<string> QuantileCases => OracleCase.Names("describe", "quantile");

    public static TheoryData<string> SummaryCases => OracleCase.Names("describe", "summary");

    public static TheoryData<string> GeometricCases => OracleCase.Names("describe", "geometric");

    public static TheoryData<string> SpreadCases => OracleCase.Names("describe", "spread");

    public static TheoryData<string> MedianCases => OracleCase.Names("median");

    public static TheoryData<string> SkewnessCases => OracleCase.Names("skewness");

    public static TheoryData<string> RankCases => OracleCase.Names("ranks");

    public static TheoryData<string> NistCases => OracleCase.Names("nist_univariate");

    [Theory, MemberData(nameof(QuantileCases)), Trait("Oracle", "R stats::quantile")]
    public void Quantiles_Match_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        var type = (QuantileType)(int)oracle.Number("type");
        oracle.Check("q", oracle.Numbers("p").Select(p => Quantiles.Compute(oracle.Numbers("x"), p, type).Value));
    }

    [Theory, MemberData(nameof(SummaryCases)), Trait("Oracle", "R stats")]
    public void Summary_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        var summary = Summary.Compute(oracle.Numbers("x"), oracle.Number("level"));
        oracle.Check("mean", summary.Mean.Value);
        oracle.Check("sd", summary.StandardDeviation.Value);
        oracle.Check("median", summary.Median.Value);
        oracle.Check("q1", summary.LowerQuartile.Value);
        oracle.Check("q3", summary.UpperQuartile.Value);
        oracle.Check("min", summary.Minimum.Value);
        oracle.Check("max", summary.Maximum.Value);
        oracle.Check("low", summary.MeanInterval.Low.Value);
        oracle.Check("high", summary.MeanInterval.High.Value);
    }

    [Theory, MemberData(nameof(SpreadCases)), Trait("Oracle", "R stats::sd, qchisq")]
    public void GeometricStandardDeviation_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        oracle.Check(Summary.GeometricStandardDeviation(oracle.Numbers("x"), oracle.Number("level")), 1e-11);
    }

    [Theory, MemberData(nameof(MedianCases)), Trait("Oracle", "R stats::pbinom")]
    public void MedianInterval_Matches_R(string name)
    {
        var oracle = OracleCase.Load("median", name);
        oracle.Check(MedianInterval.Compute(oracle.Numbers("x"), oracle.Alternative, oracle.Number("level")));
    }

    [Theory, MemberData(nameof(SkewnessCases)), Trait("Oracle", "R e1071::skewness")]
    public void Skewness_Matches_R(string name)
    {
        var oracle = OracleCase.Load("skewness", name);
        oracle.Check(Skewness.Compute(oracle.Numbers("x"), (SkewnessType)(int)oracle.Number("type")), 1e-11);
    }

    [Fact]
    public void MedianInterval_TenValues_IsThePublishedPair()
    {
        // Conover (1999), table A3 / Hollander and Wolfe (1999), table A.2: n = 10, second to ninth value, level 1 − 2 · 11/1024 = .9785.
        var result = MedianInterval.Compute([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        Assert.Equal((2, 9), (result.Interval!.Low.Value, result.Interval.High.Value));
        Assert.Equal(1 - (22 / 1024.0), result.Interval.Level, 14);
        Assert.Equal("95 % not attainable with n = 5: at most 93.75 %", MedianInterval.Compute([1, 2, 3, 4, 5]).Interval!.Low.Reason);
        Assert.Equal("no values", MedianInterval.Compute([]).Estimate.Reason);
        Assert.Equal("no values", MedianInterval.Compute([]).Interval!.Low.Reason);
    }

    [Fact]
    public void Skewness_ByHand_AndDegenerate()
    {
        // 0, 0, 3: mean 1, m₂ = 2, m₃ = (−1 − 1 + 8) / 3 = 2; g₁ = 2 / 2^1.5 = 1/√2; G₁ = √6 g₁ = √3.
        OracleFile.AssertRelative(Math.Sqrt(3), Skewness.Compute([0, 3, 0]).Estimate.Value, 1e-14, "G1");
        OracleFile.AssertRelative(1 / Math.Sqrt(2), Skewness.Compute([0, 3, 0], SkewnessType.Population).Estimate.Value, 1e-14, "g1");
        Assert.Equal(0, Skewness.Compute([1, 2, 3]).Estimate.Value, 14);
        Assert.Equal("fewer than three values", Skewness.Compute([1, 2]).Estimate.Reason);
        Assert.Equal("no spread: all values are equal", Skewness.Compute([2, 2, 2]).Estimate.Reason);
        Assert.False(Skewness.Compute([0, 3, 0], SkewnessType.Population).StandardError.IsEstimable);
    }

    [Fact]
    public void GeometricStandardDeviation_Degenerate_SaysWhy()
    {
        Assert.Equal("fewer than two values", Summary.GeometricStandardDeviation([3]).Estimate.Reason);
        Assert.Equal("a value is 0 or below", Summary.GeometricStandardDeviation([3, 0]).Estimate.Reason);
        Assert.Equal("no spread: all values are equal", Summary.GeometricStandardDeviation([3, 3]).Interval!.Low.Reason);

        // By hand: 1 and e²: logarithms 0 and 2, s = √2.
        OracleFile.AssertRelative(Math.Exp(Math.Sqrt(2)), Summary.GeometricStandardDeviation([1, Math.Exp(2)]).Estimate.Value, 1e-13, "factor");
    }

    [Theory, MemberData(nameof(GeometricCases)), Trait("Oracle", "R stats::t.test")]
    public void GeometricMean_Matches_R(string name)
    {
        var oracle = OracleCase.Load("describe", name);
        oracle.Check(Summary.GeometricMean(oracle.Numbers("x")));
    }

    // NIST StRD certified to 15 digits. SD of NumAcc3 and NumAcc4: the data themselves (10000000.2 …) carry 1e-9 of rounding.
    [Theory, MemberData(nameof(NistCases)), Trait("Oracle", "NIST StRD")]
    public void Summary_Matches_NIST(string name)
    {
        var oracle = OracleCase.Load("nist_univariate", name);
        var summary = Summary.Compute(oracle.Numbers("x"));
        foreach (var (quantity, value) in new[] { ("mean", summary.Mean.Value), ("sd", summary.StandardDeviation.Value) })
        {
            var certified = oracle.Expected.GetProperty(quantity).GetDouble();
            var digits = value == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs((value - certified) / certified)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {quantity}: certified {certified:R}, got {value:R}, {digits:0.0} digits"));
        }

        oracle.Check("mean", summary.Mean.Value, 1e-14);
        oracle.Check("sd", summary.StandardDeviation.Value, name switch { "NumAcc4" => 1e-8, "NumAcc3" => 1e-9, "Mavro" => 1e-12, _ => 1e-13 });
    }

    [Fact]
    public void Summary_EmptyAndSingle_SayWhy()
    {
        var empty = Summary.Compute([]);
        Assert.Equal(0, empty.Count);
        Assert.Equal("no values", empty.Median.Reason);
        var one = Summary.Compute([3]);
        Assert.Equal(3, one.Median.Value);
        Assert.False(one.StandardDeviation.IsEstimable);
        Assert.False(one.MeanInterval.Low.IsEstimable);
        Assert.Equal("no values", Quantiles.Compute([], 0.5).Reason);
    }

    [Fact]
    public void GeometricMean_ZeroOrNothing_SaysWhy()
    {
        Assert.Equal("a value is 0 or below", Summary.GeometricMean([1, 0]).Estimate.Reason);
        Assert.Equal("no values", Summary.GeometricMean([]).Estimate.Reason);
        Assert.Equal(4, Summary.GeometricMean([4]).Estimate.Value, 12);
        Assert.False(Summary.GeometricMean([4]).Interval!.Low.IsEstimable);
    }

    [Fact]
    public void WrongArguments_ThrowNamingThem()
    {
        Assert.Equal("probability", Assert.Throws<ArgumentException>(() => Quantiles.Compute([1], 1.5)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentException>(() => Summary.Compute([1], 1)).ParamName);
        Assert.Contains("values[1]", Assert.Throws<ArgumentException>(() => Summary.Compute([1, double.PositiveInfinity])).Message, StringComparison.Ordinal);
        Assert.Equal("events", Assert.Throws<ArgumentException>(() => Proportions.Wilson(3, 2)).ParamName);
    }

    [Theory, MemberData(nameof(RankCases)), Trait("Oracle", "R base::rank")]
    public void Ranks_Match_R(string name)
    {
        var oracle = OracleCase.Load("ranks", name);
        oracle.Check("r", Ranks.Average(oracle.Numbers("x")));
    }

    [Fact]
    public void Ranks_Average_SharesTheMeanOfTies() => Assert.Equal([3.5, 1, 3.5, 2, 5], Ranks.Average([4, -1, 4, 0, 9]));
}
