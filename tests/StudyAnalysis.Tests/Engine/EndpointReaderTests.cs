using CsCheck;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using StudyAnalysis.Tests.Statistics;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

/// <summary>Day 0 is 2026-01-01 unless a case says otherwise, so that day n of January is n − 1 days.</summary>
public sealed class EndpointReaderTests
{
    [Theory]
    // relapse | death | last seen → time, cause (1 relapse, 2 death), by hand.
    [InlineData("2026-01-11||2026-01-31", 10, 1)]
    [InlineData("|2026-01-21|2026-01-15", 20, 2)]
    [InlineData("||2026-01-31", 30, 0)]
    [InlineData("2026-01-11|2026-01-21|2026-01-15", 10, 1)]
    [InlineData("2026-01-21|2026-01-11|2026-01-31", 10, 2)]
    // On the same day the event of interest comes first.
    [InlineData("2026-01-21|2026-01-21|2026-01-15", 20, 1)]
    // An event without a last contact is still an event.
    [InlineData("2026-01-11||", 10, 1)]
    [InlineData("2026-01-01||2026-01-01", 0, 1)]
    public void Read_EventsAndCensoring_FirstCounts(string row, double time, int cause)
    {
        var read = Relapse(row);

        Assert.Equal([time], read.Times);
        Assert.Equal([cause], read.Causes);
    }

    [Theory]
    [InlineData("||", "no follow-up")]
    [InlineData("2025-12-31||2026-01-31", "event or last follow-up before the start")]
    [InlineData("||2025-12-31", "event or last follow-up before the start")]
    public void Read_NoUsableTime_IsCountedOut(string row, string reason)
    {
        var read = Relapse(row);

        Assert.Empty(read.Times);
        Assert.Equal([new ExcludedUnits(reason, 1)], read.Units.Excluded);
    }

    [Fact]
    public void Read_NoStart_IsCountedOut()
    {
        var context = Study("P1 | | 2026-01-05 | | 2026-01-31", "2026-12-31").Context();

        var read = context.Endpoint("relapse", context.Units("all"));

        Assert.Equal([new ExcludedUnits("no start of follow-up", 1)], read.Units.Excluded);
    }

    [Fact]
    public void Read_AtRisk_FalseAndMissingAreCountedApart()
    {
        var context = new StudyBuilder()
            .Table("patients", "id text key | treated boolean | t number\nA | true | 5\nB | false | 6\nC | | 7\nD | false | 8")
            .Population("all", "patient")
            .Endpoint("e", null, [("e", "t", null)], "t", atRisk: "treated").Context();

        var read = context.Endpoint("e", context.Units("all"));

        Assert.Equal([5], read.Times);
        Assert.Equal([new ExcludedUnits("not at risk", 2), new ExcludedUnits("not at risk: not known", 1)], read.Units.Excluded);
        Assert.Equal(4, read.Units.Total);
    }

    [Theory]
    // Relapse on day 20, death on day 40, last seen on day 60.
    [InlineData("2026-01-11", 10, 0)]
    [InlineData("2026-01-20", 19, 0)]
    [InlineData("2026-01-21", 20, 1)]
    [InlineData("2026-12-31", 20, 1)]
    public void Read_AsOfMoves_NothingLaterIsSeen(string asOf, double time, int cause)
    {
        // The last contact is typed beyond the cut; it is missing then, and what was due to be seen ends at the cut.
        var context = Study("P1 | 2026-01-01 | 2026-01-21 | 2026-02-10 | 2026-03-02", asOf, censor: "date'2026-03-02'").Context();

        var read = context.Endpoint("relapse", context.Units("all"));

        Assert.Equal([time], read.Times);
        Assert.Equal([cause], read.Causes);
    }

    [Fact]
    public void Read_Durations_AreKeptAsTyped()
    {
        var context = new StudyBuilder()
            .Table("patients", "id text key | t number | s boolean\nA | 12.5 | true\nB | 7.25 | false\nC | | true\nD | -1 | true")
            .Population("all", "patient")
            .Endpoint("os", null, [("death", "t", "s")], "t").Context();

        var read = context.Endpoint("os", context.Units("all"));

        Assert.Equal([12.5, 7.25], read.Times);
        Assert.Equal([1, 0], read.Causes);
        Assert.Equal(
            [new ExcludedUnits("event without a time", 1), new ExcludedUnits("event or last follow-up before the start", 1)], read.Units.Excluded);
    }

    [Fact]
    public void Read_Schedule_SnapsEventsAndCensoringsAndKeepsRawTimes()
    {
        // Windows 80 to 100 → 90 and 350 to 380 → 365. Relapse on days 80, 101, 370; last seen on days 349, 350, 380.
        var context = Scheduled(80, 101, 370, -349, -350, -380);

        var read = context.Endpoint("relapse", context.Units("all"));
        var raw = context.Endpoint("relapse", context.Units("all"), scheduled: false);

        Assert.Equal([90, 101, 365, 349, 365, 365], read.Times);
        Assert.Equal([80, 101, 370, 349, 350, 380], read.RawTimes);
        Assert.Equal([80, 101, 370, 349, 350, 380], raw.Times);
        Assert.Equal([1, 1, 1, 0, 0, 0], read.Causes);
    }

    [Fact]
    public void Read_IntervalStarts_AreTheLastNegativeVisitMade()
    {
        // P1: found on day 80, no visit before. P2: found on day 101, free on days 40 and 90. P3: found on day 370, its visit on day 90 does not say.
        // P4: censored, its own time. P5: found on day 200, the visit on the same day counts as the finding.
        var context = new StudyBuilder()
            .Table("patients", "id text key | index date | seen date\nP1 | 2026-01-01 |\nP2 | 2026-01-01 |\nP3 | 2026-01-01 |\nP4 | 2026-01-01 | 2026-12-16\nP5 | 2026-01-01 |")
            .Table("visits", """
                patient text ->patients.id | date date role=row-date | found boolean
                P1                         | 2026-03-22              | true
                P2                         | 2026-02-10              | false
                P2                         | 2026-04-01              | false
                P2                         | 2026-04-12              | true
                P3                         | 2026-04-01              |
                P3                         | 2027-01-06              | true
                P4                         | 2026-04-01              | false
                P5                         | 2026-07-20              | false
                P5                         | 2026-07-20              | true
                """)
            .AsOf("2028-01-01").Population("all", "patient")
            .Endpoint("relapse", "index", [("relapse", "min(visits.date where found)", null)], "seen", schedule: [("m3", 90, 80, 100), ("m12", 365, 350, 380)]).Context();

        var read = context.Endpoint("relapse", context.Units("all"), scheduled: false);

        Assert.Equal([80, 101, 370, 349, 200], read.Times);
        Assert.Equal([0, 90, 0, 349, 0], read.IntervalStarts);
    }

    [Fact]
    public void Read_StatusUnknownOrUndated_IsCountedOutByReason()
    {
        // A: dead on day 10. B: dead, no date. C: status not known. D: alive. E: status not known, but a relapse came first. F: relapse unknown, death known.
        var context = new StudyBuilder()
            .Table("patients", """
                id text key | index date | relapsed boolean | relapse date | dead boolean | death date | seen date
                A           | 2026-01-01 | false            |              | true         | 2026-01-11 | 2026-01-05
                B           | 2026-01-01 | false            |              | true         |            | 2026-01-05
                C           | 2026-01-01 | false            |              |              |            | 2026-01-05
                D           | 2026-01-01 | false            |              | false        |            | 2026-01-05
                E           | 2026-01-01 | true             | 2026-01-03   |              |            | 2026-01-05
                F           | 2026-01-01 |                  |              | true         | 2026-01-11 | 2026-01-05
                """)
            .Population("all", "patient")
            .Endpoint("os", "index", [("death", "death", "dead")], "seen")
            .Endpoint("relapse", "index", [("relapse", "relapse", "relapsed")], "seen", competing: [("death", "death", "dead")]).Context();

        var death = context.Endpoint("os", context.Units("all"));
        var relapse = context.Endpoint("relapse", context.Units("all"));

        Assert.Equal([10, 4, 10], death.Times);
        Assert.Equal([1, 0, 1], death.Causes);
        Assert.Equal([new ExcludedUnits("status not known", 2), new ExcludedUnits("event without a date", 1)], death.Units.Excluded);
        Assert.Equal((2, 1, 0), (death.UnknownStatus, death.UndatedEvents, death.UndatedCompeting));
        Assert.Equal([10, 4, 2], relapse.Times);
        Assert.Equal([2, 0, 1], relapse.Causes);
        Assert.Equal((2, 0, 1), (relapse.UnknownStatus, relapse.UndatedEvents, relapse.UndatedCompeting));
    }

    [Fact]
    public void Read_ConditionThatOnlyQualifies_LeavesNobodyOut()
    {
        // Death without relapse: "relapse is missing" is true of everybody alive and free of relapse, who are no deaths without a date.
        var context = new StudyBuilder()
            .Table("patients", "id text key | index date | relapse date | death date | seen date\nA | 2026-01-01 | | | 2026-01-05\nB | 2026-01-01 | | 2026-01-03 | 2026-01-03")
            .Population("all", "patient")
            .Endpoint("relapse", "index", [("relapse", "relapse", null)], "seen", competing: [("death", "death", "relapse is missing")]).Context();

        Assert.Equal([0, 2], context.Endpoint("relapse", context.Units("all")).Causes);
    }

    [Theory]
    // The condition of the plan says which deaths count; without a date there was none. By default a missing date is a gap.
    [InlineData("didNotHappen", 0, 0)]
    [InlineData(null, 1, 1)]
    public void Read_UndatedEvent_IsWhatThePlanSays(string? undated, int undatedEvents, int leftOut)
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key | index date | cancer boolean | death date | seen date\nA | 2026-01-01 | true | | 2026-01-05\nB | 2026-01-01 | true | 2026-01-03 |")
            .Population("all", "patient").Endpoint("e", "index", [("death", "death", "cancer")], "seen").Build();
        var plan = data.Definition.Plan;
        var endpoint = plan.Endpoints[0] with { Events = [plan.Endpoints[0].Events[0] with { Undated = undated }] };
        var context = new AnalysisContext(data.With(data.Definition with { Plan = plan with { Endpoints = [endpoint] } }), Language.English, 1);

        var read = context.Endpoint("e", context.Units("all"));

        Assert.Equal(undatedEvents, read.UndatedEvents);
        Assert.Equal(leftOut, read.Units.Excluded.Sum(x => x.N));
        Assert.Contains(1, read.Causes);
    }

    [Fact]
    public void Read_StatusOfEveryRowMissing_IsNotKnown()
    {
        var context = new StudyBuilder()
            .Table("patients", "id text key\nA\nB\nC")
            .Table("outcomes", "patient text ->patients.id | time number | event boolean\nA | 5 | true\nB | 6 |\nC | 7 | false")
            .Population("all", "patient")
            .Endpoint("e", null, [("e", "min(outcomes.time where event)", null)], "max(outcomes.time)").Context();

        var read = context.Endpoint("e", context.Units("all"));

        Assert.Equal([5, 7], read.Times);
        Assert.Equal([new ExcludedUnits("status not known", 1)], read.Units.Excluded);
    }

    [Theory]
    // Last scan on day 20, death on day 360; a visit with window 80 to 100 was due between.
    [InlineData("counts", 360, 360, 2)]
    [InlineData("censoredAtLastAssessment", 360, 20, 0)]
    // Death on day 90: the window had not ended, no visit was missed.
    [InlineData("censoredAtLastAssessment", 90, 90, 2)]
    public void Read_DeathLongAfterTheLastScan_FollowsThePlan(string rule, int deathDay, double time, int cause)
    {
        var death = new DateOnly(2026, 1, 1).AddDays(deathDay);
        var context = Study($"P1 | 2026-01-01 | | {death:yyyy-MM-dd} | 2026-01-21", "2027-12-31", lateCompeting: rule, schedule: true).Context();

        var read = context.Endpoint("relapse", context.Units("all"), scheduled: false);

        Assert.Equal([time], read.Times);
        Assert.Equal([cause], read.Causes);
    }

    [Fact]
    public void Read_SeveralEvents_NameTheOneThatCameFirst()
    {
        var context = new StudyBuilder()
            .Table("patients", "id text key | a number | b number | c number | d number\n1 | 5 | 3 | | \n2 | 4 | 4 | | \n3 | | | 6 | 2\n4 | | | |")
            .Population("all", "patient")
            .Endpoint("first", null, [("a", "a", null), ("b", "b", null)], "9", competing: [("c", "c", null), ("d", "d", null)]).Context();

        var read = context.Endpoint("first", context.Units("all"));

        Assert.Equal(["b", "a", "", ""], read.EventSources);
        Assert.Equal([1, 1, 3, 0], read.Causes);
        Assert.Equal(["first", "c", "d"], read.CauseIds);
        Assert.Equal(["relapse", "death"], Relapse("||2026-01-31").CauseIds);
    }

    [Fact]
    public void Read_LesionLevel_KeepsThePatientAsCluster()
    {
        var context = new StudyBuilder()
            .Table("patients", "id text key | seen date\nP1 | 2026-03-01\nP2 | 2026-02-01")
            .Table("lesions", "patient text ->patients.id | done date | progression date\nP2|2026-01-01|\nP1|2026-01-01|2026-01-31\nP1|2026-01-11|")
            .Population("lesions", "lesions")
            .Endpoint("ltp", "done", [("ltp", "progression", null)], "patients.seen", level: "lesions").Context();

        var read = context.Endpoint("ltp", context.Units("lesions"));

        Assert.Equal([31, 30, 49], read.Times);
        Assert.Equal([1, 0, 0], read.Units.PatientRows);
    }

    [Fact]
    public void Read_OtherLevel_Throws()
    {
        var context = Study("P1 | 2026-01-01 | | | 2026-01-31", "2026-12-31").Population("of labs", "labs").Context();

        Assert.Throws<ArgumentException>(() => context.Endpoint("relapse", context.Units("of labs")));
        Assert.Throws<KeyNotFoundException>(() => context.Endpoint("nothing", context.Units("all")));
    }

    [Fact]
    public void Read_LaterCut_NeverShortensFollowUp() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[0, 400]).Holds(
            (relapse, death, seen, cut, later) =>
            {
                string Day(int d) => new DateOnly(2026, 1, 1).AddDays(d).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                TimeToEvent At(int day)
                {
                    var context = Study(
                        $"P1 | 2026-01-01 | {Day(relapse)} | {Day(death)} |", Day(day), censor: $"date'{Day(seen)}'").Context();
                    return context.Endpoint("relapse", context.Units("all"), scheduled: false);
                }

                var (first, second) = (At(Math.Min(cut, later)), At(Math.Max(cut, later)));
                return first.Times[0] <= second.Times[0] || second.Causes[0] != 0;
            },
            count: 200);

    private static TimeToEvent Relapse(string row)
    {
        var context = Study("P1 | 2026-01-01 | " + row, "2026-12-31").Context();
        return context.Endpoint("relapse", context.Units("all"));
    }

    private static StudyBuilder Study(
        string row, string asOf, string censor = "seen", string lateCompeting = "counts", bool schedule = false) => new StudyBuilder()
        .Table("patients", "id text key | index date | relapsed date | died date | seen date\n" + row)
        .Table("labs", "patient text ->patients.id")
        .AsOf(asOf).Population("all", "patient")
        .Endpoint(
            "relapse", "index", [("relapse", "relapsed", null)], censor, competing: [("death", "died", null)], lateCompeting: lateCompeting,
            schedule: schedule ? [("m3", 90, 80, 100), ("m12", 365, 350, 380)] : []);

    // A positive day is a relapse then, a negative one a last scan.
    private static AnalysisContext Scheduled(params int[] days)
    {
        var start = new DateOnly(2026, 1, 1);
        var rows = days.Select((d, i) => d > 0
            ? $"P{i} | 2026-01-01 | {start.AddDays(d):yyyy-MM-dd} | | {start.AddDays(d):yyyy-MM-dd}"
            : $"P{i} | 2026-01-01 | | | {start.AddDays(-d):yyyy-MM-dd}");
        return Study(string.Join('\n', rows), "2028-01-01", schedule: true).Context();
    }
}
