using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Describe;

public sealed class DescribeTests
{
    public static TheoryData<string> QuantileCases => OracleCase.Names("describe", "quantile");

    public static TheoryData<string> SummaryCases => OracleCase.Names("describe", "summary");

    public static TheoryData<string> GeometricCases => OracleCase.Names("describe", "geometric");

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

    [Fact]
    public void Ranks_Average_SharesTheMeanOfTies() => Assert.Equal([3.5, 1, 3.5, 2, 5], Ranks.Average([4, -1, 4, 0, 9]));
}
