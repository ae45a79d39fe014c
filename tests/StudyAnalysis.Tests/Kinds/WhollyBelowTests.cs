using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using Xunit;

namespace StudyAnalysis.Tests.Kinds;

/// <summary>A marker wholly below its limit of quantification estimates nothing: no ratio of 1 and no area of one half.</summary>
public sealed class WhollyBelowTests
{
    private static readonly Value[] Below = [.. Enumerable.Repeat(Value.Of(125, Qualifier.BelowLimit), 8)];
    private static readonly Value[] Above = [.. Enumerable.Repeat(Value.Of(9000, Qualifier.AboveLimit), 8)];
    private static readonly bool?[] Half = [true, false, true, false, true, false, true, false];

    [Theory]
    [InlineData("pairedChange", """{ "marker": "m", "from": "t0", "to": "t1" }""")]
    [InlineData("groupChange", """{ "marker": "m", "from": "t0", "to": "t1", "by": "g" }""")]
    [InlineData("compare", """{ "y": "m@t0", "by": "g" }""")]
    public void Analyze_EveryValueBelow_IsNotEstimable_AndSaysWhy(string kind, string options)
    {
        var result = new FakeContext(8).Values("m@t0", Below, log2: true).Values("m@t1", Below, log2: true).Truths("g", Half).Run(kind, options);
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.Contains("below the limit of quantification", result.StatusReason, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Statistics, s => s.Name is "estimate" or "p.value" or "conf.low");
    }

    [Theory]
    [InlineData("pairedChange", """{ "marker": "m", "from": "t0", "to": "t1" }""")]
    [InlineData("groupChange", """{ "marker": "m", "from": "t0", "to": "t1", "by": "g" }""")]
    [InlineData("compare", """{ "y": "m@t0", "by": "g" }""")]
    [InlineData("correlate", """{ "x": "m@t0", "y": "m@t1" }""")]
    [InlineData("trend", """{ "y": "m@t0", "by": "g" }""")]
    [InlineData("roc", """{ "outcome": "g", "predictor": "m@t0" }""")]
    public void Analyze_EveryValueAbove_IsNotEstimable_AndSaysWhy(string kind, string options)
    {
        var result = new FakeContext(8).Values("m@t0", Above, log2: true).Values("m@t1", Above, log2: true).Truths("g", Half).Expression("g", Half).Run(kind, options);
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.EndsWith("every value lies above the limit of quantification", result.StatusReason, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Statistics, s => s.Name is "estimate" or "p.value" or "conf.low");
    }

    // One measured value is enough for the rules by use: nothing is refused for being mostly below.
    [Fact]
    public void Analyze_OneValueMeasured_IsEstimated()
    {
        Value[] measured = [Value.Of(300.0), .. Below[1..]];
        var context = new FakeContext(8).Values("m@t0", Below, log2: true).Values("m@t1", measured, log2: true);
        Assert.Equal(AnalysisStatus.Ok, context.Run("pairedChange", """{ "marker": "m", "from": "t0", "to": "t1" }""").Status);
    }
}
