using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Proportion;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Proportion;

public sealed class ProportionKindTests
{
    [Fact]
    public void Analyze_Matches_Newcombe1998_ZeroOf20()
    {
        // Newcombe (1998) Stat Med 17:857, Table I, method 3: 0/20 gives 0 to 0.1611.
        var context = new FakeContext(20).Expression("good", [.. Enumerable.Repeat<bool?>(false, 20)]);
        var result = context.Run("proportion", """{ "numerator": "good" }""");
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.Equal(0, result.Get(ProportionResult.Key, "estimate").Value.Value);
        Assert.Equal(0.1611, result.Get(ProportionResult.Key, "conf.high").Value.Value, 4);
        Assert.StartsWith("[0] of [20] patients: [0] ([0.95] CI [0] to [", FakeContext.Words(FakeContext.Compose(result).Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_UnknownAndOutside_AreCountedOutWithReasons()
    {
        var context = new FakeContext(6)
            .Expression("good", true, false, null, true, true, true)
            .Expression("base", true, true, true, false, null, true);
        var result = context.Run("proportion", """{ "numerator": "good", "denominator": "base" }""");
        Assert.Equal(3, result.Population.N);
        Assert.Equal([1, 1, 1], result.Population.Excluded.Select(e => e.N));
        Assert.Equal(2, result.Get(ProportionResult.Key, "n.event").Value.Value);
    }

    [Fact]
    public void Analyze_NobodyInTheDenominator_IsNotEstimable()
    {
        var result = new FakeContext(1).Expression("good", [null]).Run("proportion", """{ "numerator": "good" }""");
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.NotEmpty(result.StatusReason);
    }

    [Fact]
    public void Analyze_NumeratorAbsent_NamesThePath()
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => new FakeContext(1).Run("proportion", "{}"));
        Assert.Equal("$.analyses[0].numerator", error.Problems[0].JsonPath);
    }
}
