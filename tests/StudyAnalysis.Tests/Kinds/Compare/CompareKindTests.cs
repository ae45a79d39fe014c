using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Compare;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Compare;

public sealed class CompareKindTests
{
    private const string Options = """{ "y": "y", "by": "g" }""";

    [Fact]
    public void Analyze_TwoGroups_Matches_HollanderWolfe_Permeability()
    {
        // Hollander and Wolfe (1999), table 4.1; R 4.2.2 wilcox.test: W = 35, p = 0.2544, shift 0.305 (-0.15 to 0.76).
        var context = new FakeContext(15)
            .Numbers("y", .80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, .73, 1.46, 1.15, .88, .90, .74, 1.21)
            .Truths("g", [.. Enumerable.Repeat<bool?>(false, 10), .. Enumerable.Repeat<bool?>(true, 5)]);
        var result = Assert.IsType<CompareResult>(context.Run("compare", Options));
        Assert.Equal(35, result.Get(CompareResult.Main, "statistic").Value.Value);
        Assert.Equal(0.2544, result.Get(CompareResult.Main, "p.value").Value.Value, 4);
        Assert.Equal(0.305, result.Get(CompareResult.Main, "estimate").Value.Value, 12);
        Assert.Equal("Hodges–Lehmann shift, no − yes", result.Get(CompareResult.Main, "estimate").Label);
        var content = FakeContext.Compose(result);
        Assert.Contains("includes no difference", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
    }

    [Fact]
    public void Analyze_ThreeGroups_Matches_R_Kruskal()
    {
        // R 4.2.2 kruskal.test on Hollander and Wolfe (1973), mucociliary clearance: 0.771429, p = 0.6800.
        var context = new FakeContext(14)
            .Numbers("y", 2.9, 3.0, 2.5, 2.6, 3.2, 3.8, 2.7, 4.0, 2.4, 2.8, 3.4, 3.7, 2.2, 2.0)
            .Codes("g", false, ["a", "b", "c"], "a", "a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c", "c", "c");
        var result = context.Run("compare", Options);
        Assert.Equal(0.771429, result.Get(CompareResult.Main, "statistic").Value.Value, 6);
        Assert.Equal(0.6800, result.Get(CompareResult.Main, "p.value").Value.Value, 4);
        Assert.Contains("Test over all groups", FakeContext.Words(FakeContext.Compose(result).Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_YesNo_Matches_Fisher_Twins()
    {
        // R 4.2.2 fisher.test, Fisher's twins 2, 15 / 10, 3: p = 0.0005367, conditional odds ratio 0.04694 (0.003326 to 0.36318).
        bool?[] y = [.. Enumerable.Repeat<bool?>(true, 2), .. Enumerable.Repeat<bool?>(false, 15), .. Enumerable.Repeat<bool?>(true, 10), .. Enumerable.Repeat<bool?>(false, 3)];
        var context = new FakeContext(30).Truths("y", y).Codes("g", false, ["a", "b"], [.. Enumerable.Repeat("a", 17), .. Enumerable.Repeat("b", 13)]);
        var result = context.Run("compare", Options);
        Assert.Equal(0.0005367, result.Get(CompareResult.Main, "p.value").Value.Value, 7);
        Assert.Equal(0.04694, result.Get(CompareResult.Main, "estimate").Value.Value, 5);
        Assert.Equal(0.36318, result.Get(CompareResult.Main, "conf.high").Value.Value, 4);
        var content = FakeContext.Compose(result);
        Assert.Contains("A [2]/[17] yes", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
    }

    [Fact]
    public void Analyze_OneGroupOnly_IsNotEstimable()
    {
        var result = new FakeContext(3).Numbers("y", 1, 2, 3).Truths("g", true, true, null).Run("compare", Options);
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.Equal(1, result.Population.Excluded.Single().N);
    }
}
