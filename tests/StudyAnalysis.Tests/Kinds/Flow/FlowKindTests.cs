using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Flow;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Flow;

public sealed class FlowKindTests
{
    [Fact]
    public void Analyze_OnePopulation_CountsEverybody()
    {
        var result = Assert.IsType<FlowResult>(new FakeContext(3).Run("flow", """{ "steps": ["all"] }"""));
        Assert.Equal(3, result.Get(result.Steps[0].Key, "n").Value.Value);
        Assert.Equal("Everybody [3].", FakeContext.Words(FakeContext.Compose(result).Sentence));
    }

    [Fact]
    public void Analyze_PopulationThatCannotBeHad_IsAStepWithItsReason()
    {
        var plan = FakeContext.Plan();
        plan = plan with { Populations = plan.Populations.Add(plan.Populations[0] with { Id = "other" }) };
        var result = Assert.IsType<FlowResult>(new FakeContext(3, plan: plan).Absent("other").Run("flow", """{ "steps": ["all", "other"] }"""));
        Assert.Equal("the sheet is absent", result.Steps[1].Unavailable);
        Assert.Equal(2, FakeContext.Compose(result).AppendixTables[0].Rows.Length);
    }
}
