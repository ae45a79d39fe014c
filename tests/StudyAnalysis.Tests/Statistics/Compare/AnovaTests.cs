using System.Globalization;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class AnovaTests(ITestOutputHelper output)
{
    public static TheoryData<string> ClassicalCases => OracleCase.Names("anova", "anova");

    public static TheoryData<string> WelchCases => OracleCase.Names("anova", "welch");

    public static TheoryData<string> NistCases => OracleCase.Names("nist_anova");

    public static TheoryData<string> LeveneCases => OracleCase.Names("levene");

    [Theory, MemberData(nameof(ClassicalCases)), Trait("Oracle", "R stats::lm")]
    public void Compute_Matches_R(string name)
    {
        var oracle = OracleCase.Load("anova", name);
        var table = OneWayAnova.Compute(oracle.Columns("g"));
        CheckTable(oracle, table, 1e-11);
        oracle.Check("p", table.Test.PValue.Value, 1e-11);
    }

    [Theory, MemberData(nameof(WelchCases)), Trait("Oracle", "R stats::oneway.test")]
    public void Welch_Matches_R(string name)
    {
        var oracle = OracleCase.Load("anova", name);
        var result = OneWayAnova.Welch(oracle.Columns("g"));
        oracle.Check("statistic", result.Statistic.Value, 1e-11);
        oracle.Check("df", result.DegreesOfFreedom.Value);
        oracle.Check("df2", result.DenominatorDegreesOfFreedom.Value, 1e-11);
        oracle.Check("p", result.PValue.Value, 1e-11);
    }

    // NIST StRD certified to 15 digits. SmLs04, 05 (7 constant digits) and SmLs07, 08 (13): the data themselves, as doubles, carry 1e-9 and 1e-3 of rounding.
    [Theory, MemberData(nameof(NistCases)), Trait("Oracle", "NIST StRD")]
    public void Compute_Matches_NIST(string name)
    {
        var oracle = OracleCase.Load("nist_anova", name);
        var table = OneWayAnova.Compute(oracle.Columns("g"));
        foreach (var (quantity, value) in Numbers(table))
        {
            var certified = oracle.Expected.GetProperty(quantity).GetDouble();
            var digits = value == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs((value - certified) / certified)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {quantity}: certified {certified:R}, got {value:R}, {digits:0.0} digits"));
        }

        CheckTable(oracle, table, name switch { "SmLs07" or "SmLs08" => 3e-3, "SmLs04" or "SmLs05" => 1e-8, "AtmWtAg" => 1e-7, _ => 1e-12 });
    }

    [Fact]
    public void Compute_ByHand()
    {
        // Groups 1, 3 and 4, 6 and 10: means 2, 5, 10, grand mean 4.8; between 2·2.8² + 2·0.2² + 5.2² = 42.8, within 1 + 1 + 1 + 1 = 4; F = 21.4 / 2.
        var table = OneWayAnova.Compute([[3, 1], [], [4, 6], [10]]);
        OracleFile.AssertRelative(42.8, table.BetweenSquares.Value, 1e-14, "between");
        OracleFile.AssertRelative(4, table.WithinSquares.Value, 1e-14, "within");
        OracleFile.AssertRelative(10.7, table.Test.Statistic.Value, 1e-14, "F");
        OracleFile.AssertRelative(42.8 / 46.8, table.Test.Estimate.Value, 1e-14, "R²");
        Assert.Equal([2, 0, 2, 1], table.Test.SampleSizes);
        Assert.Equal("groups without values left out", Assert.Single(table.Test.Notes));
    }

    [Fact]
    public void TwoGroups_AreTheTTests()
    {
        double[] a = [1.5, 2, 7, 4], b = [4, 4.5, 9];
        var welch = TTest.Welch(a, b);
        var result = OneWayAnova.Welch([a, b]);
        OracleFile.AssertRelative(welch.Statistic.Value * welch.Statistic.Value, result.Statistic.Value, 1e-12, "F = t²");
        OracleFile.AssertRelative(welch.DegreesOfFreedom.Value, result.DenominatorDegreesOfFreedom.Value, 1e-12, "df");
        OracleFile.AssertRelative(welch.PValue.Value, result.PValue.Value, 1e-12, "p");
    }

    [Theory, MemberData(nameof(LeveneCases)), Trait("Oracle", "R car::leveneTest")]
    public void Levene_Matches_R(string name)
    {
        var oracle = OracleCase.Load("levene", name);
        var result = Levene.Compute(oracle.Columns("g"), Enum.Parse<LeveneCentre>(oracle.Text("centre")));
        oracle.Check("statistic", result.Statistic.Value, 1e-10);
        oracle.Check("df", result.DegreesOfFreedom.Value);
        oracle.Check("df2", result.DenominatorDegreesOfFreedom.Value);
        oracle.Check("p", result.PValue.Value, 1e-10);
    }

    [Fact]
    public void Levene_ScipyExample_IsThePublishedP()
    {
        // The example of scipy.stats.levene's documentation (medians): p = 0.002431505967249681.
        var result = Levene.Compute(
        [
            [8.88, 9.12, 9.04, 8.98, 9.00, 9.08, 9.01, 8.85, 9.06, 8.99],
            [8.88, 8.95, 9.29, 9.44, 9.15, 9.58, 8.36, 9.18, 8.67, 9.05],
            [8.95, 9.12, 8.95, 8.85, 9.03, 8.84, 9.07, 8.98, 8.86, 8.98],
        ]);
        OracleFile.AssertRelative(.002431505967249681, result.PValue.Value, 1e-10, "p");
    }

    [Fact]
    public void Compute_PublishedExamples()
    {
        // R's help pages: PlantGrowth, F = 4.846, p = .01591; sleep (Student 1908), oneway.test: F = 3.4626, df 17.776, p = .07939.
        var plants = OneWayAnova.Compute(OracleCase.Load("anova", "anova plant").Columns("g")).Test;
        Assert.Equal(4.846, plants.Statistic.Value, 3);
        Assert.Equal(.01591, plants.PValue.Value, 5);
        var sleep = OneWayAnova.Welch([[.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2], [1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4]]);
        Assert.Equal(3.4626, sleep.Statistic.Value, 4);
        Assert.Equal(17.776, sleep.DenominatorDegreesOfFreedom.Value, 3);
        Assert.Equal(.07939, sleep.PValue.Value, 5);
    }

    [Fact]
    public void Levene_ByHand()
    {
        // Deviations from the medians 2 and 5: 1, 0, 2 and 1, 0, 4; means 1 and 5/3: between 1.5 · 4/9, within 2 + 26/3; F = (2/3) / ((32/3) / 4) = 1/4.
        var result = Levene.Compute([[1, 2, 4], [4, 5, 9]]);
        OracleFile.AssertRelative(0.25, result.Statistic.Value, 1e-14, "F");
        Assert.Equal(4, result.DenominatorDegreesOfFreedom.Value);
        Assert.Equal("Brown–Forsythe test of equal variances", result.Method.Name);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("fewer than two groups with values", OneWayAnova.Compute([[1, 2], []]).Test.PValue.Reason);
        Assert.Equal("one value in every group", OneWayAnova.Compute([[1], [2]]).WithinSquares.Reason);
        var flat = OneWayAnova.Compute([[1, 1], [2, 2]]);
        Assert.Equal("no spread within any group", flat.Test.PValue.Reason);
        Assert.Equal(1, flat.Test.Estimate.Value);
        Assert.Equal("all values are equal", OneWayAnova.Compute([[1, 1], [1]]).Test.Estimate.Reason);
        Assert.Equal("fewer than two groups with values", OneWayAnova.Welch([[1, 2]]).PValue.Reason);
        Assert.Equal("a group has one value", OneWayAnova.Welch([[1, 2], [3]]).Statistic.Reason);
        Assert.Equal("no spread in a group", OneWayAnova.Welch([[1, 2], [3, 3]]).Statistic.Reason);
        Assert.Equal("no spread within any group", Levene.Compute([[1, 2], [3, 9]]).PValue.Reason);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => OneWayAnova.Compute([[1, double.NaN], [2, 3]])).ParamName);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => Levene.Compute([[1, double.NaN], [2, 3]])).ParamName);
    }

    private static IEnumerable<(string Name, double Value)> Numbers(AnovaTable table) =>
    [
        ("between", table.BetweenSquares.Value), ("within", table.WithinSquares.Value), ("msb", table.BetweenMeanSquare.Value), ("msw", table.WithinMeanSquare.Value),
        ("sd", table.ResidualStandardDeviation.Value), ("r2", table.Test.Estimate.Value), ("statistic", table.Test.Statistic.Value),
        ("df", table.Test.DegreesOfFreedom.Value), ("df2", table.Test.DenominatorDegreesOfFreedom.Value),
    ];

    private static void CheckTable(OracleCase oracle, AnovaTable table, double tolerance)
    {
        foreach (var (name, value) in Numbers(table))
        {
            oracle.Check(name, value, tolerance);
        }
    }
}
