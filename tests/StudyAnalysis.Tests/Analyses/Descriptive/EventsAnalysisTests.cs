using StudyAnalysis.Analyses;
using StudyAnalysis.Analyses.Descriptive;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Analyses.Descriptive;

public sealed class EventsAnalysisTests
{
    [Fact]
    public void Analyze_PerPatientAndPerEvent_ByHand()
    {
        // Patient 1: pain 1, pain 3; patient 2: fever 1; patient 3: nothing.
        var table = FakeContext.Table(
            "ae",
            ("term", FieldType.Text, [Value.Of("pain"), Value.Of("pain"), Value.Of("fever")]),
            ("grade", FieldType.Integer, [Value.Of(1.0), Value.Of(3.0), Value.Of(1.0)]),
            ("serious", FieldType.Boolean, [Value.Of(false), Value.Of(true), Value.Missing()]));
        var context = new FakeContext(3, tables: [table]).Children("ae", [0, 1], [2], []);
        var result = Assert.IsType<EventsResult>(context.Run("events", """{ "table": "ae", "term": "term", "grade": "grade", "serious": "serious" }""", AnalysisRole.Safety));
        Assert.Equal(2, result.Get(EventsResult.All, "n").Value.Value);
        Assert.Equal(3, result.Get(EventsResult.All, "n.event").Value.Value);
        var (term, grade) = (result.Breakdowns[0], result.Breakdowns[1]);
        Assert.Equal(1, result.Get(term.Key("pain"), "n").Value.Value);
        Assert.Equal(2, result.Get(term.Key("pain"), "n.event").Value.Value);
        Assert.Equal(1, result.Get(grade.Key("1"), "n").Value.Value);
        Assert.Equal(1, result.Get(grade.Key("3"), "n").Value.Value);
        var content = FakeContext.Compose(result);
        Assert.StartsWith("[2] of [3] patients had at least one event; [3] events", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables[0].Rows, r => Assert.Equal(3, r.Cells.Length));
    }

    [Fact]
    public void Analyze_SheetAbsent_IsNotRun() =>
        Assert.Equal(AnalysisStatus.NotRun, new FakeContext(1).Absent("ae").Run("events", """{ "table": "ae" }""").Status);
}
