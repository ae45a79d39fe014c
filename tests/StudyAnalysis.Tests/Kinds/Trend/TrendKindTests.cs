using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Trend;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Trend;

public sealed class TrendKindTests
{
    private const string Options = """{ "y": "y", "by": "g" }""";

    [Fact]
    public void Analyze_ThreeRisingValues_ByHand()
    {
        // By hand: J = 3 of 3 pairs; of the 6 orders two are as far from the mean (all rising, all falling): p = 1/3.
        var context = new FakeContext(3).Numbers("y", 3, 1, 2).Codes("g", true, ["lo", "mid", "hi", "none"], "hi", "lo", "mid");
        var result = context.Run("trend", Options);
        Assert.Equal(3, result.Get(TrendResult.Main, "statistic").Value.Value);
        Assert.Equal(1, result.Get(TrendResult.Main, "estimate").Value.Value);
        Assert.Equal(1.0 / 3, result.Get(TrendResult.Main, "p.value").Value.Value, 12);
        var content = FakeContext.Compose(result);
        Assert.StartsWith("L:y; L:g: LO median [1] (n = [1]), MID median [2]", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.Equal(3, content.Tables[0].Rows.Length);
    }

    [Fact]
    public void Analyze_YesNo_ByHand()
    {
        // By hand: 0/2 then 2/2; of the 6 ways to place two events two are as far from the mean: p = 1/3.
        var context = new FakeContext(4).Truths("y", false, true, false, true).Codes("g", true, ["lo", "hi"], "lo", "hi", "lo", "hi");
        var result = context.Run("trend", Options);
        Assert.Equal(1.0 / 3, result.Get(TrendResult.Main, "p.value").Value.Value, 12);
        Assert.Contains("HI [2]/[2]", FakeContext.Words(FakeContext.Compose(result).Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_OneLevelOnly_IsNotEstimable() =>
        Assert.Equal(AnalysisStatus.NotEstimable, new FakeContext(2).Numbers("y", 1, 2).Codes("g", true, ["lo"], "lo", "lo").Run("trend", Options).Status);
}
