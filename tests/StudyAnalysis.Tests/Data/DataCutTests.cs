using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data;

public sealed class DataCutTests
{
    [Fact]
    public void Apply_RowDatedAfterTheCut_IsDroppedWithWhatHangsOnIt()
    {
        var data = Sample("2026-02-01");

        Assert.Equal(["S1", "S2", "S4"], Texts(data["samples"]["id"]));
        Assert.Equal(["A1", "A4"], Texts(data["assays"]["id"]));
        Assert.Equal([new CutRows("samples", 1), new CutRows("assays", 2)], data.Cut.Rows);
    }

    [Fact]
    public void Apply_OnTheDayOfTheCut_IsKeptAtAnyHour()
    {
        Assert.Contains("S2", Texts(Sample("2026-02-01")["samples"]["id"]));
        Assert.DoesNotContain("S2", Texts(Sample("2026-01-31")["samples"]["id"]));
    }

    [Fact]
    public void Apply_OtherDateAfterTheCut_IsMissingAndCounted()
    {
        var cut = Sample("2026-02-01");

        Assert.Equal([new CutCells("patients", "death", CutCellOutcome.NotYetKnown, 1)], cut.Cut.Cells);
        Assert.Equal("after the data cut", cut["patients"]["death"][1].MissingReason);
        Assert.Equal("2026-03-01", cut["patients"]["death"].AsTyped(1));
        Assert.Equal(new DateOnly(2026, 1, 20), cut["patients"]["death"][0].Day);
    }

    [Fact]
    public void Apply_NothingLater_ChangesNothing()
    {
        var cut = Sample("2030-01-01");

        Assert.Equal(["S1", "S2", "S3", "S4"], Texts(cut["samples"]["id"]));
        Assert.Empty(cut.Cut.Rows);
        Assert.Empty(cut.Cut.Cells);
    }

    [Fact]
    public void Apply_LastContactAfterTheCut_BecomesTheCut()
    {
        // A: seen after the cut. B: dead after it, the contact left blank. C: dead before it. D: seen before it. E: starts after it.
        var data = Contacts("2026-06-30");

        Assert.Equal(["A", "B", "C", "D"], Texts(data["patients"]["id"]));
        Assert.Equal(["2026-06-30", "2026-06-30", "missing", "2026-03-01"], Shown(data["patients"]["seen"]));
        Assert.Equal(["missing", "missing", "2026-02-01", "missing"], Shown(data["patients"]["death"]));
        Assert.Equal(["false", "false", "true", "false"], Shown(data["patients"]["dead"]));
        Assert.Equal(["missing", "missing", "cancer", "missing"], Shown(data["patients"]["cause"]));
        Assert.Equal([new CutRows("patients", 1)], data.Cut.Rows);
        Assert.Equal(
            [
                new CutCells("patients", "seen", CutCellOutcome.EndsAtCut, 2), new CutCells("patients", "dead", CutCellOutcome.NotHappened, 1),
                new CutCells("patients", "death", CutCellOutcome.NotYetKnown, 1), new CutCells("patients", "cause", CutCellOutcome.NotYetKnown, 1),
            ],
            data.Cut.Cells.OrderBy(c => Order(c.Field)));
    }

    [Fact]
    public void Apply_LastContactAfterTheCut_EndsFollowUpThere()
    {
        var context = new AnalysisContext(Contacts("2026-06-30"), Language.English, 1);

        var read = context.Endpoint("os", context.Units("all"));

        Assert.Equal([180, 180, 31, 59], read.Times);
        Assert.Equal([0, 0, 1, 0], read.Causes);
        Assert.Equal([true, true, false, false], read.IsSeenLater);
    }

    [Fact]
    public void Apply_TimeThatEndsAtTheCut_IsNotMovedToTheVisit()
    {
        // Window 170 to 190, nominal day 182; the cut is day 180 of both. X's last contact is on day 175, before the cut.
        var context = new AnalysisContext(
            new StudyBuilder().Table("patients", "id text key | start date | death date | seen date\nX | 2026-01-01 | | 2026-06-25\nY | 2026-01-01 | | 2026-12-01")
                .AsOf("2026-06-30").Origin("start").Population("all", "patient")
                .Endpoint("os", "start", [("death", "death", null)], "seen", schedule: [("m6", 182, 170, 190)]).Build(),
            Language.English,
            1);

        Assert.Equal([182, 180], context.Endpoint("os", context.Units("all")).Times);
    }

    [Fact]
    public void Apply_LastAssessmentAfterTheCut_IsNotMovedToIt()
    {
        var builder = new StudyBuilder().Table("patients", "id text key | start date | relapse date | scan date\nX | 2026-01-01 | | 2026-12-01\nY | 2026-01-01 | | 2026-03-02")
            .AsOf("2026-06-30").Origin("start").Population("all", "patient")
            .Endpoint("relapse", "start", [("relapse", "relapse", null)], "scan", censoredAt: Endpoint.LastAssessment);
        var context = new AnalysisContext(builder.Build(), Language.English, 1);

        var read = context.Endpoint("relapse", context.Units("all"));

        Assert.Equal([60], read.Times);
        Assert.Equal([new ExcludedUnits("no follow-up", 1)], read.Units.Excluded);
    }

    [Fact]
    public void Apply_VisitsAfterTheCut_ProlongNothing()
    {
        var context = new AnalysisContext(
            new StudyBuilder().Table("patients", "id text key | start date\nX | 2026-01-01")
                .Table("visits", "patient text ->patients.id | date date role=row-date | relapse boolean\nX | 2026-03-02 | false\nX | 2026-12-01 | true")
                .AsOf("2026-06-30").Origin("start").Population("all", "patient")
                .Endpoint("relapse", "start", [("relapse", "min(visits.date where relapse)", null)], "max(visits.date)").Build(),
            Language.English,
            1);

        var read = context.Endpoint("relapse", context.Units("all"));

        Assert.Equal([60], read.Times);
        Assert.Equal([0], read.Causes);
        Assert.Equal([false], read.IsSeenLater);
    }

    [Theory]
    // Day 100 is the cut for A and B, day 40 for C: min(time, cut), an event only when it lies before.
    [InlineData("start", new double[] { 80, 100, 40 }, new[] { 1, 0, 0 }, new[] { "80", "100", "40" }, new[] { "true", "false", "false" })]
    [InlineData(null, new double[] { 80, 300, 90 }, new[] { 1, 1, 0 }, new[] { "80", "300", "90" }, new[] { "true", "true", "false" })]
    public void Apply_Durations_AreCutWhereAStartSaysWhen(string? origin, double[] times, int[] causes, string[] cells, string[] status)
    {
        var builder = new StudyBuilder().Table("patients", """
            id text key | start date | time number | dead boolean
            A           | 2026-01-01 | 80          | true
            B           | 2026-01-01 | 300         | true
            C           | 2026-03-02 | 90          | false
            """).AsOf("2026-04-11").Population("all", "patient").Endpoint("os", null, [("death", "time", "dead")], "time");
        var data = (origin is null ? builder : builder.Origin(origin)).Build();
        var context = new AnalysisContext(data, Language.English, 1);

        var read = context.Endpoint("os", context.Units("all"));

        Assert.Equal(times, read.Times);
        Assert.Equal(causes, read.Causes);
        Assert.Equal(cells, Shown(data["patients"]["time"]));
        Assert.Equal(status, Shown(data["patients"]["dead"]));
        Assert.Equal(origin is null ? 1 : 0, data.Cut.DurationsWithoutStart.Length);
    }

    [Fact]
    public void Apply_MonthThatHasNotEnded_IsNotCounted()
    {
        var months = new StudyBuilder().Table("patients", "id text key")
            .Table("screening", "month month role=row-date | eligible number\n2026-01-01 | 5\n2026-02-01 | 7\n2026-03-01 | 9");

        Assert.Equal(["5", "7"], Shown(months.AsOf("2026-03-30").Build()["screening"]["eligible"]));
        Assert.Equal(["5", "7", "9"], Shown(months.AsOf("2026-03-31").Build()["screening"]["eligible"]));
    }

    // Whether a lesion is complete at its first imaging is typed beside it, without the day of that imaging.
    [Fact]
    public void Apply_FactOnARowWithoutADate_ThatDecidesWhoIsAtRisk_IsNamedAsNotCut()
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key | start date | sex text | seen date\nA | 2026-01-01 | f | 2026-02-01")
            .Table("lesions", "lesion text key | patient text ->patients.id | complete boolean | progression date\nL1 | A | true | \nL2 | A | false | \nL3 | A | | ")
            .AsOf("2026-06-30").Origin("start").Population("all", "patient")
            .Endpoint("ltp", "patients.start", [("ltp", "progression", null)], "patients.seen", level: "lesions", atRisk: "complete and patients.sex = 'f'").Build();

        Assert.Equal([new UncutFacts("lesions", "complete", 2)], data.Cut.Uncut);
    }

    // An outcome typed beside the patient has no day; the patient's sex, which only selects, needs none.
    [Theory]
    [InlineData("proportion", """{"numerator": "responder", "denominator": "sex = 'f'"}""", "patients.responder 2")]
    [InlineData("proportion", """{"numerator": "complete", "denominator": "size > 10 and patients.sex = 'f'"}""", "lesions.size 3, lesions.complete 2")]
    [InlineData("logisticModel", """{"outcome": "responder = true"}""", "patients.responder 2")]
    [InlineData("roc", """{"outcome": "known"}""", "")]
    public void Apply_OutcomeOnARowWithoutADate_IsNamedAsNotCut(string kind, string options, string expected)
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key | start date | sex text | responder boolean | known boolean knownOn=seen | seen date\nA | 2026-01-01 | f | true | true | 2026-02-01\nB | 2026-01-01 | m | false | | ")
            .Table("lesions", "lesion text key | patient text ->patients.id | size number | complete boolean\nL1 | A | 12 | true\nL2 | A | 8 | false\nL3 | A | 9 | ")
            .AsOf("2026-06-30").Origin("start").Population("all", "patient").Population("lesions", "lesions")
            .Level("lesions", "lesions").Analysis("a", kind, options, options.Contains("complete", StringComparison.Ordinal) ? "lesions" : "all").Build();

        Assert.Equal(expected, string.Join(", ", data.Cut.Uncut.Select(u => $"{u.Table}.{u.Field} {u.Count}")));
    }

    [Fact]
    public void Apply_ConditionOfAPopulationOnARowWithoutADate_IsNamedAsNotCut()
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key | start date | sex text\nA | 2026-01-01 | f")
            .Table("lesions", "lesion text key | patient text ->patients.id | treatment text\nL1 | A | rfa\nL2 | A | ")
            .AsOf("2026-06-30").Origin("start").Level("lesions", "lesions").Population("all", "patient", ("men", "sex = 'f'"))
            .Population("ablated", "lesions", ("not ablated", "treatment = 'rfa'")).Build();

        Assert.Equal([new UncutFacts("lesions", "treatment", 1)], data.Cut.Uncut);
    }

    [Fact]
    public void Apply_FactWithoutADate_IsNamedAsNotCut()
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key | start date | dead boolean | death date | seen date\nA | 2026-01-01 | true | | 2026-02-01\nB | 2026-01-01 | true | 2026-02-01 |")
            .Table("tissue", "patient text ->patients.id | density number\nA | 5")
            .AsOf("2026-06-30").Origin("start").Population("all", "patient").Endpoint("os", "start", [("death", "death", "dead")], "seen").Build();

        Assert.Equal([new UncutFacts("patients", "dead", 1)], data.Cut.Uncut);
        Assert.Equal(["tissue"], data.Cut.UndatedTables);
    }

    private static StudyData Contacts(string asOf) => new StudyBuilder()
        .Table("patients", """
            id text key | start date | seen date  | dead boolean | death date | cause text knownOn=death
            A           | 2026-01-01 | 2026-09-01 | false        |            |
            B           | 2026-01-01 |            | true         | 2026-08-01 | other
            C           | 2026-01-01 |            | true         | 2026-02-01 | cancer
            D           | 2026-01-01 | 2026-03-01 | false        |            |
            E           | 2026-07-01 | 2026-09-01 | false        |            |
            """)
        .AsOf(asOf).Origin("start").Population("all", "patient").Endpoint("os", "start", [("death", "death", "dead")], "seen").Build();

    private static int Order(string field) => Array.IndexOf(["seen", "dead", "death", "cause"], field);

    private static IEnumerable<string> Shown(Column column) => Enumerable.Range(0, column.Count).Select(r => column[r].ToString());

    private static IEnumerable<string> Texts(Column column) => Enumerable.Range(0, column.Count).Select(r => column[r].Text);

    // S2 is on 2026-02-01 in the evening, S3 the day after; A2 was measured after the cut, A3 hangs on S3.
    private static StudyData Sample(string asOf) => new StudyBuilder()
        .Table("patients", "id text key | death date\nP1 | 2026-01-20\nP2 | 2026-03-01")
        .Table("samples", """
            id text key | patient text ->patients.id | date datetime role=row-date
            S1          | P1                         | 2026-01-05T08:00
            S2          | P1                         | 2026-02-01T23:30
            S3          | P2                         | 2026-02-02T00:10
            S4          | P2                         |
            """)
        .Table("assays", """
            id text | sample text ->samples.id | run date role=row-date
            A1      | S1                       | 2026-01-20
            A2      | S2                       | 2026-02-20
            A3      | S3                       |
            A4      | S4                       |
            """)
        .AsOf(asOf).Build();
}
