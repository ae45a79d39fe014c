using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class ProportionalOddsTestTests
{
    [Theory, InlineData("housing"), InlineData("grades"), Trait("Oracle", "R ordinal::clm(nominal)")]
    public void Compute_Matches_Clm(string name)
    {
        var oracle = OracleCase.Load("proportional_odds_test", name);
        StudyAnalysis.Statistics.TestResult[] tests = [.. Compute(oracle).Terms, Compute(oracle).Global];
        oracle.Check("df", tests.Select(t => t.DegreesOfFreedom.Value));
        Assert.Equal(name == "grades", tests.Any(t => t.Notes.Any(note => note.Contains("thresholds of the larger model cross", StringComparison.Ordinal))));

        // χ² is twice a difference of log-likelihoods of R's fits: an absolute error of 1e-9 stays.
        foreach (var (expected, actual) in oracle.ExpectedNumbers("lr").Zip(tests))
        {
            Assert.Equal(expected, actual.Statistic.Value, 1e-8 * Math.Max(1, expected));
        }

        foreach (var (expected, actual) in oracle.ExpectedNumbers("p").Zip(tests))
        {
            Assert.Equal(expected, actual.PValue.Value, 1e-6 * expected);
        }
    }

    // Christensen's wine: nobody rated warm wine 1, so that model's maximum lies at infinity; R stops on its way there.
    [Fact, Trait("Oracle", "R ordinal::nominal_test(wine)")]
    public void Compute_Wine_TakesTheLimit()
    {
        var oracle = OracleCase.Load("proportional_odds_test", "wine");
        var result = Compute(oracle);
        var expected = oracle.ExpectedNumbers("lr");
        Assert.Equal(expected[0], result.Terms[0].Statistic.Value, 1e-5);
        Assert.Equal(expected[1], result.Terms[1].Statistic.Value, 1e-8);
        Assert.Equal(expected[2], result.Global.Statistic.Value, 1e-5);
        Assert.Equal((3.0, 6.0), (result.Terms[0].DegreesOfFreedom.Value, result.Global.DegreesOfFreedom.Value));
        Assert.Contains("limit", result.Terms[0].Notes[^1], StringComparison.Ordinal);
        Assert.Contains("Fewer than 20 observations", Assert.Single(result.Terms[1].Notes), StringComparison.Ordinal);
    }

    // McCullagh and Nelder (1989), section 5.6.1: cheese tasting, deviance of the proportional-odds model 20.31 on 21 degrees of freedom.
    [Fact, Trait("Oracle", "McCullagh and Nelder 1989, section 5.6")]
    public void Compute_Cheese_IsThePublishedDeviance()
    {
        var oracle = OracleCase.Load("proportional_odds_test", "cheese");
        var global = Compute(oracle).Global;
        Assert.Equal(21, global.DegreesOfFreedom.Value);
        Assert.Equal(20.31, global.Statistic.Value, 0.005);
        oracle.Check("lr", global.Statistic.Value, 1e-6);
        oracle.Check("p", global.PValue.Value, 1e-6);
        Assert.Contains("limit", global.Notes[^1], StringComparison.Ordinal);
    }

    // By hand: 4 2 4 against 2 6 2 looks the same turned over, so the common coefficient is 0 and the thresholds are those of 6 8 6; the larger model is saturated.
    [Fact]
    public void Compute_SymmetricTable_ByHand()
    {
        var (y, group) = Table([4, 2, 4], [2, 6, 2]);
        var result = ProportionalOddsTest.Compute(y, Design.WithoutIntercept([("group", group)]));
        var common = (12 * Math.Log(0.3)) + (8 * Math.Log(0.4));
        var own = (8 * Math.Log(0.4)) + (6 * Math.Log(0.2)) + (6 * Math.Log(0.6));
        Assert.Equal(2 * (own - common), result.Global.Statistic.Value, 1e-10);
        Assert.Equal(result.Global.Statistic.Value, result.Terms[0].Statistic.Value, 1e-10);
        Assert.Equal(1, result.Global.DegreesOfFreedom.Value);
    }

    // By hand: cumulative odds 1/3 and 3 against 1/9 and 1: the ratio is 3 at both thresholds, and nothing is left to test.
    [Fact]
    public void Compute_ProportionalTable_IsZero()
    {
        var (y, group) = Table([4, 8, 4], [2, 8, 10]);
        var result = ProportionalOddsTest.Compute(y, Design.WithoutIntercept([("group", group)]));
        Assert.Equal(0, result.Global.Statistic.Value, 1e-12);
        Assert.Equal(1, result.Global.PValue.Value, 1e-5);
    }

    // Half of that table: 18 patients for 2 thresholds and 2 × 1 coefficients, where χ² has no level to speak of.
    [Fact]
    public void Compute_FewerThanSixObservationsAParameter_HasNoP()
    {
        var (y, group) = Table([2, 4, 2], [1, 4, 5]);
        var global = ProportionalOddsTest.Compute(y, Design.WithoutIntercept([("group", group)])).Global;
        Assert.Equal((0, 1), (Math.Round(global.Statistic.Value, 9), global.DegreesOfFreedom.Value));
        Assert.Equal("18 observations for 4 parameters, fewer than 6 each: χ² rejects far too often", global.PValue.Reason);
    }

    [Fact]
    public void TurnedCategoriesShiftedAndScaledColumns_ChangeNothing()
    {
        var oracle = OracleCase.Load("proportional_odds_test", "grades");
        var (y, x) = (oracle.Integers("y"), oracle.Columns("x"));
        var turned = ProportionalOddsTest.Compute([.. y.Select(v => -v)], Design.WithoutIntercept([("a", [.. x[0].Select(v => 40 - (3 * v))]), ("b", x[1])]));
        Assert.Equal(Compute(oracle).Global.Statistic.Value, turned.Global.Statistic.Value, 1e-8);
        Assert.Equal(Compute(oracle).Terms[0].Statistic.Value, turned.Terms[0].Statistic.Value, 1e-8);
        Assert.Equal("a", turned.Terms[0].EstimateName);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithoutIntercept([("x", [1, 2, 3, 4, 5, 6])]);
        Assert.Equal("two categories have one threshold", ProportionalOddsTest.Compute([1, 2, 1, 2, 2, 1], design).Global.PValue.Reason);
        Assert.Equal("one category only", ProportionalOddsTest.Compute([1, 1, 1, 1, 1, 1], design).Terms[0].Statistic.Reason);
        Assert.Contains("separate", ProportionalOddsTest.Compute([1, 1, 2, 2, 3, 3], design).Global.Statistic.Reason, StringComparison.Ordinal);
        Assert.Equal("6 observations for 8 parameters", ProportionalOddsTest.Compute([1, 2, 3, 4, 5, 1], design).Global.PValue.Reason);
        Assert.Equal("design", Assert.Throws<ArgumentException>(() => ProportionalOddsTest.Compute([1], design)).ParamName);
    }

    private static (int[] Y, double[] Group) Table(params int[][] groups) => (
        [.. groups.SelectMany(counts => counts.SelectMany((count, k) => Enumerable.Repeat(k, count)))],
        [.. groups.SelectMany((counts, g) => Enumerable.Repeat((double)g, counts.Sum()))]);

    private static ProportionalOddsTestResult Compute(OracleCase oracle) =>
        ProportionalOddsTest.Compute(oracle.Integers("y"), Design.WithoutIntercept([.. oracle.Columns("x").Select((c, j) => ($"x{j}", c))]));
}
