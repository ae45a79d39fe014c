using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Trajectory;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Trajectory;

public sealed class TrajectoryKindTests
{
    private const string Options = """{ "marker": "m", "times": ["t0", "t1", "t2"] }""";

    [Fact, Trait("Oracle", "R 4.2.2 lmerTest::lmer")]
    // R 4.2.2, lmerTest: lmer(y ~ t + (1 | u)), six units, two values missing. Tolerance: 1e-6 (mixed models).
    public void Analyze_ThreeTimes_Matches_R_Lmer()
    {
        var result = Assert.IsType<TrajectoryResult>(Context().Run("trajectory", Options));
        var (t1, t2) = (TrajectoryResult.Change("m@t1", null, null), TrajectoryResult.Change("m@t2", null, null));
        Assert.Equal(0.493175192492, result.Get(t1, "estimate").Value.Value, 6);
        Assert.Equal(0.192369448006, result.Get(t1, "std.error").Value.Value, 6);
        Assert.Equal(0.482338421186, result.Get(t2, "estimate").Value.Value, 6);
        Assert.Equal(5, result.Get(TrajectoryResult.At("m@t1", null, null), "n").Value.Value);
        Assert.DoesNotContain(result.Statistics, s => s.Name == "p.value");
        Assert.Equal([1], result.Population.Excluded.Select(e => e.N));
        var content = FakeContext.Compose(result);
        Assert.All(content.Tables[0].Rows, r => Assert.Equal(content.Tables[0].Columns.Length, r.Cells.Length));
        Assert.Contains("against start: later [", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_ByGroup_DescribesEachGroup()
    {
        var context = Context().Codes("g", false, ["a", "b"], "a", "a", "a", "b", "b", "b", "b");
        var result = context.Run("trajectory", """{ "marker": "m", "times": ["t0", "t1", "t2"], "by": "g" }""");
        Assert.Equal(3, result.Get(TrajectoryResult.At("m@t0", "g", "b"), "n").Value.Value);
        Assert.NotNull(result.Find(TrajectoryResult.Change("m@t2", "g", "a"), "estimate"));
        Assert.Equal(2, FakeContext.Compose(result).AppendixTables.Length);
    }

    private static FakeContext Context()
    {
        var plan = FakeContext.Plan();
        plan = plan with { TimePoints = plan.TimePoints.Add(new TimePoint("t2", LocalizedText.Same("last"), 90, 70, 120)) };
        return new FakeContext(7, plan: plan)
            .Numbers("m@t0", 3.1, 4.0, 5.2, 2.7, 3.9, 4.4, null)
            .Numbers("m@t1", 3.9, 4.1, 6.3, 3.5, null, 4.2, null)
            .Numbers("m@t2", 3.5, 4.4, 5.9, null, 4.1, 4.9, null);
    }
}
