using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Correlate;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Correlate;

public sealed class CorrelateKindTests
{
    private static readonly double?[] X = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    private static readonly double?[] Y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

    [Theory, Trait("Oracle", "R 4.2.2 stats::cor.test")]
    // Hollander and Wolfe (1999), table 8.1: R 4.2.2 cor.test by method.
    [InlineData("spearman", 0.60, 0.0968)]
    [InlineData("pearson", 0.5712, 0.1082)]
    [InlineData("kendall", 0.4444, 0.1194)]
    public void Analyze_Matches_R_HollanderWolfe_Tuna(string method, double estimate, double p)
    {
        var result = new FakeContext(9).Numbers("x", X).Numbers("y", Y).Run("correlate", $$"""{ "x": "x", "y": "y", "method": "{{method}}" }""");
        Assert.Equal(estimate, result.Get(CorrelateResult.Main, "estimate").Value.Value, 4);
        Assert.Equal(p, result.Get(CorrelateResult.Main, "p.value").Value.Value, 4);
    }

    [Fact]
    public void Analyze_ByGroup_GivesTheDifferenceAndNoSubgroupP()
    {
        double?[] x = [.. X, .. X], y = [.. Y, .. Y.Reverse()];
        var context = new FakeContext(18).Numbers("x", x).Numbers("y", y)
            .Codes("g", false, ["a", "b"], [.. Enumerable.Repeat("a", 9), .. Enumerable.Repeat("b", 9)]);
        var result = Assert.IsType<CorrelateResult>(context.Run("correlate", """{ "x": "x", "y": "y", "by": "g" }"""));
        Assert.Equal(0.60, result.Get(result.Group("a"), "estimate").Value.Value, 12);
        Assert.Null(result.Find(result.Group("a"), "p.value"));
        Assert.Equal(
            result.Get(result.Group("a"), "estimate").Value.Value - result.Get(result.Group("b"), "estimate").Value.Value,
            result.Get(CorrelateResult.Difference, "estimate").Value.Value,
            12);
        var content = FakeContext.Compose(result);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
        Assert.Contains("A − B", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_PearsonWithManyBelowTheLimit_IsNotEstimableWithItsReason()
    {
        var below = Value.Of(2, Qualifier.BelowLimit);
        var context = new FakeContext(5).Numbers("x", 1, 2, 3, 4, 5).Values("y", [below, below, below, Value.Of(4.0), Value.Of(5.0)]);
        Assert.Contains("60 %", context.Run("correlate", """{ "x": "x", "y": "y", "method": "pearson" }""").StatusReason, StringComparison.Ordinal);
        Assert.Equal(AnalysisStatus.Ok, context.Run("correlate", """{ "x": "x", "y": "y" }""").Status);
    }

    [Fact]
    public void Analyze_ConstantVariable_IsANumberWithAReason_NotAnException()
    {
        var result = new FakeContext(4).Numbers("x", 1, 1, 1, 1).Numbers("y", 1, 2, 3, 4).Run("correlate", """{ "x": "x", "y": "y" }""");
        Assert.False(result.Get(CorrelateResult.Main, "estimate").Value.IsEstimable);
        Assert.Contains("not estimable", FakeContext.Words(FakeContext.Compose(result).Sentence), StringComparison.Ordinal);
    }
}
