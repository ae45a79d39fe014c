using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.FollowUp;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.FollowUp;

public sealed class FollowUpKindTests
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly SourcedExpression s_origin = new(new Expression.Missing(), "origin", "$");

    [Fact]
    public void Analyze_VisitsOfFivePatients_ByHand()
    {
        // Cut on day 180; the visit's window is day 80 to 100. a: done on day 90. b: nothing since. c: visited on day 150 only. d: died on day 50.
        // e: started on day 100, so the window is open until day 200.
        var visits = FakeContext.Table(
            "visits",
            ("date", FieldType.Date, [Day(90), Day(150)]));
        var context = Context(visits)
            .ExpressionValues("origin", Day(0), Day(0), Day(0), Day(0), Day(100))
            .ExpressionValues("dead", Value.Missing(), Value.Missing(), Value.Missing(), Day(50), Value.Missing())
            .Children("visits", [0], [], [1], [], [])
            .WithEndpoint(Endpoint(s_origin, [90, 0, 150, 50, 80], [0, 0, 0, 1, 0]));
        var result = Assert.IsType<FollowUpResult>(
            context.Run("followUp", """{ "endpoint": "e", "visits": { "table": "visits", "date": "date" }, "stop": "dead" }"""));
        int[] counts = [.. Enum.GetValues<VisitStatus>().Select(s => (int)result.Get(result.Visits[0].Key(s), "n").Value.Value)];
        Assert.Equal([1, 1, 1, 1, 1], counts);

        // To the last visit's window (day 80) or an event: a, c, d, e.
        Assert.Equal(4, result.Get(FollowUpResult.Main, "n.complete").Value.Value);

        // Person-days observed 90 + 0 + 150 + 50 + 80 = 370, possible 180 + 180 + 180 + 50 + 80 = 670.
        Assert.Equal(370, result.Get(FollowUpResult.Completeness, "observed").Value.Value);
        Assert.Equal(670, result.Get(FollowUpResult.Completeness, "expected").Value.Value);

        // Reverse Kaplan-Meier by hand: censorings at 0, 80, 90, 150 are its events: 4/5, x 2/3 at 80 (death at 50), x 1/2 at 90: median 80 (0.533) -> 90 (0.267).
        Assert.Equal(90, result.Get(FollowUpResult.Reverse, "median").Value.Value);
        var content = FakeContext.Compose(result);
        Assert.Single(content.Figures);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
    }

    [Fact]
    public void Analyze_Durations_GiveAReasonInsteadOfCompleteness()
    {
        var context = Context(FakeContext.Table("visits", ("date", FieldType.Date, []))).WithEndpoint(Endpoint(null, [1, 2, 3, 4, 5], [0, 1, 0, 1, 0]));
        var result = context.Run("followUp", """{ "endpoint": "e" }""");
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Assert.Contains("durations", result.Get(FollowUpResult.Completeness, "estimate").Value.Reason, StringComparison.Ordinal);
        Assert.Contains("durations", FakeContext.Words(FakeContext.Compose(result).Sentence), StringComparison.Ordinal);
    }

    private static FakeContext Context(DataTable visits) => new(5, tables: [visits], asOf: s_start.AddDays(180));

    private static Value Day(int day) => Value.Of(s_start.AddDays(day));

    private static TimeToEvent Endpoint(SourcedExpression? origin, double[] times, int[] causes) => new()
    {
        Endpoint = new Endpoint
        {
            Id = "e",
            Label = LocalizedText.Same("relapse"),
            Level = "patient",
            Origin = origin,
            Events = [],
            Censor = s_origin,
            Schedule = [new ScheduledVisit("v1", LocalizedText.Same("3 months"), 90, 80, 100)],
        },
        Units = new FakeContext(5).Units("all"),
        Times = [.. times],
        RawTimes = [.. times],
        Causes = [.. causes],
        IntervalStarts = [.. times],
        CauseLabels = ["relapse"],
        CauseIds = ["e"],
        EventSources = [.. times.Select(_ => string.Empty)],
    };
}
