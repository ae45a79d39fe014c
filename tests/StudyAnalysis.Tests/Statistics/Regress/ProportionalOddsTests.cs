using CsCheck;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class ProportionalOddsTests
{
    public static TheoryData<string> Cases => OracleCase.Names("proportional_odds", "fit");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R ordinal::clm")]
    public void Fit_Matches_Clm(string name)
    {
        var oracle = OracleCase.Load("proportional_odds", name);
        var fit = Fit(oracle);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se");
        oracle.CheckEach(fit.Coefficients, 1e-7, "p", "low", "high");
        oracle.Check("a", fit.Thresholds.Select(c => c.Estimate.Value), 1e-8);
        oracle.Check("sea", fit.Thresholds.Select(c => c.StandardError.Value), 1e-8);
        oracle.Check("cov12", fit.Covariance[0][fit.Thresholds.Length], 1e-7);
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
        oracle.Check("lr", fit.LikelihoodRatioTest.Statistic.Value, 1e-9);
        oracle.Check("lrp", fit.LikelihoodRatioTest.PValue.Value, 1e-8);
        oracle.Check("probabilities", fit.Probabilities([.. oracle.Columns("x").Select(c => c[2])]), 1e-8);
    }

    [Fact]
    public void Fit_Wine_Published()
    {
        // Christensen (2019), vignette of ordinal, model fm1: temp 2.503 (0.529), contact 1.528 (0.477), log-likelihood −86.49; data of Randall (1989).
        var fit = Fit(OracleCase.Load("proportional_odds", "fit wine"));
        Assert.Equal(2.503, fit.Coefficients[0].Estimate.Value, 3);
        Assert.Equal(0.529, fit.Coefficients[0].StandardError.Value, 3);
        Assert.Equal(1.528, fit.Coefficients[1].Estimate.Value, 3);
        Assert.Equal(-86.49, fit.LogLikelihood.Value, 2);
        Assert.Equal(["1|2", "2|3", "3|4", "4|5"], fit.Thresholds.Select(t => t.EstimateName));
        Assert.Equal("odds ratio per unit of x0", fit.OddsRatios[0].EstimateName);
        Assert.Equal(Math.Exp(fit.Coefficients[0].Interval!.High.Value), fit.OddsRatios[0].Interval!.High.Value, 9);
    }

    [Fact]
    public void Fit_TwoByTwo_IsTheLogOddsRatio()
    {
        // By hand: 3 of 8 against 5 of 9 in the higher category; SE² the sum of reciprocals.
        int[] y = [0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        var fit = ProportionalOdds.Fit(y, Design.WithoutIntercept([("group", [.. y.Select((_, i) => i < 8 ? 0.0 : 1.0)])]));
        Assert.Equal(Math.Log(5.0 / 4 / (3.0 / 5)), fit.Coefficients[0].Estimate.Value, 12);
        Assert.Equal(Math.Sqrt((1 / 3.0) + (1 / 5.0) + (1 / 4.0) + (1 / 5.0)), fit.Coefficients[0].StandardError.Value, 11);
        Assert.Equal([9, 8], fit.Counts);
    }

    [Fact]
    public void Fit_TurnedOrderShiftedAndScaledColumns_TurnsSignsOnly()
    {
        var oracle = OracleCase.Load("proportional_odds", "fit grades");
        var (y, x) = (oracle.Integers("y"), oracle.Columns("x"));
        var fit = ProportionalOdds.Fit(y, Design.WithoutIntercept([("x", x[0]), ("g", x[1])]));
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0.01, 100], Gen.Int[1, 1000]).Holds(
            (shift, scale, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => (i * 7919L * seed) % 104729)];
                var other = ProportionalOdds.Fit(
                    [.. order.Select(i => -y[i])], Design.WithoutIntercept([("x", [.. order.Select(i => shift + (scale * x[0][i]))]), ("g", [.. order.Select(i => x[1][i])])]));
                OracleFile.AssertRelative(-fit.Coefficients[0].Statistic.Value, other.Coefficients[0].Statistic.Value, 1e-7, "z of x");
                OracleFile.AssertRelative(-fit.Coefficients[1].Estimate.Value, other.Coefficients[1].Estimate.Value, 1e-7, "g");
            },
            count: 20);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithoutIntercept([("x", [1, 2, 3, 4, 5, 6])]);
        Assert.Equal("one category only", ProportionalOdds.Fit([2, 2, 2, 2, 2, 2], design).LogLikelihood.Reason);
        Assert.Contains("separate the categories", ProportionalOdds.Fit([1, 1, 2, 2, 3, 3], design).OddsRatios[0].PValue.Reason, StringComparison.Ordinal);
        Assert.Empty(ProportionalOdds.Fit([1, 1, 2, 2, 3, 3], design).Probabilities([1]));
        Assert.Contains("x is a linear", ProportionalOdds.Fit([1, 2], Design.WithoutIntercept([("x", [4, 4])])).LikelihoodRatioTest.PValue.Reason, StringComparison.Ordinal);
        Assert.Equal("2 observations for 3 parameters", ProportionalOdds.Fit([1, 2], Design.WithoutIntercept([("x", [4, 5]), ("z", [1, 0])])).Coefficients[0].PValue.Reason);
        Assert.Equal("design", Assert.Throws<ArgumentException>(() => ProportionalOdds.Fit([1], design)).ParamName);
    }

    private static ProportionalOddsFit Fit(OracleCase oracle) =>
        ProportionalOdds.Fit(oracle.Integers("y"), Design.WithoutIntercept([.. oracle.Columns("x").Select((c, j) => ($"x{j}", c))]));
}
