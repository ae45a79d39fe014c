using CsCheck;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Fixtures;
using StudyAnalysis.Tests.Statistics;
using Xunit;

namespace StudyAnalysis.Tests.Data;

/// <summary>Day 0 of everybody is 2026-01-10; m1 is planned for day 30, window 21 to 45 (2026-01-31 to 2026-02-24).</summary>
public sealed class MarkerReaderTests
{
    [Theory]
    // Days 21 and 45 are the ends of the window, both inside.
    [InlineData("2026-01-31", "5")]
    [InlineData("2026-02-24", "5")]
    [InlineData("2026-02-24T23:59", "5")]
    [InlineData("2026-01-30", "missing")]
    [InlineData("2026-02-25", "missing")]
    public void Read_Window_IsInclusiveInCalendarDays(string date, string expected) =>
        Assert.Equal(expected, Read($"P1 | m1 | {date} | 5").Value.ToString());

    [Theory]
    // Day 30 is 2026-02-09. Nearer wins; at equal distance the earlier; on one day the earlier hour; then the one typed first.
    [InlineData("P1|m1|2026-02-05|1\nP1|m1|2026-02-10|2", "2")]
    [InlineData("P1|m1|2026-02-12|1\nP1|m1|2026-02-06|2", "2")]
    [InlineData("P1|m1|2026-02-06|1\nP1|m1|2026-02-12|2", "1")]
    [InlineData("P1|m1|2026-02-09T15:00|1\nP1|m1|2026-02-09T08:00|2", "2")]
    [InlineData("P1|m1|2026-02-10|?haemolysed\nP1|m1|2026-02-20|2", "2")]
    [InlineData("P1|m3|2026-02-09|1\nP1|m1|2026-02-20|2", "2")]
    public void Read_TwoSamples_NearestThenEarlier(string rows, string expected) => Assert.Equal(expected, Read(rows).Value.ToString());

    [Theory]
    [InlineData("P1|m1|2026-02-09|4", MarkerStatus.Observed, "")]
    [InlineData("P1|m1|2026-02-25|4", MarkerStatus.Missed, "sample outside the window")]
    [InlineData("P1|m1||4", MarkerStatus.Missed, "sample without a date")]
    [InlineData("P1|m1|2026-02-09|?haemolysed", MarkerStatus.Missed, "haemolysed")]
    [InlineData("P1|m1|2026-02-09|", MarkerStatus.Missed, "not measured")]
    [InlineData("P1|m1|2026-02-09|-4", MarkerStatus.Missed, "sample does not meet the condition")]
    [InlineData("P1|m1|2026-02-09|0", MarkerStatus.Missed, "not above 0: no logarithm")]
    [InlineData("P1|before|2026-01-10|4", MarkerStatus.Overdue, "overdue: nothing recorded since the window ended")]
    [InlineData("P1|m3|2026-04-10|4", MarkerStatus.Missed, "no sample")]
    [InlineData("P1|before|2026-03-10|4", MarkerStatus.Missed, "no sample")]
    [InlineData("P2|m1|2026-02-09|4", MarkerStatus.Overdue, "overdue: nothing recorded since the window ended")]
    public void Read_EveryReason_HasItsStatus(string rows, MarkerStatus status, string reason)
    {
        var reading = Read(rows);

        Assert.Equal(status, reading.Status);
        Assert.Equal(reason, reading.Value.MissingReason);
    }

    [Theory]
    // Dead on the last day of the window, or the day after it: only then was the sample due.
    [InlineData("2026-02-24", MarkerStatus.NotApplicable)]
    [InlineData("2026-02-25", MarkerStatus.Overdue)]
    public void Read_OfTheDead_IsNotApplicable(string death, MarkerStatus expected)
    {
        var study = new StudyBuilder()
            .Table("patients", $"id text key | index date | death date | seen date\nP1 | 2026-01-10 | {death} |")
            .Table("draws", "patient text ->patients.id | date date | value number")
            .AsOf("2026-06-30").Origin("index").TimePoint("m1", 30, 21, 45)
            .Marker("m", "draws", "value", date: "date")
            .Endpoint("os", "index", [("relapse", "seen", null)], "seen", competing: [("death", "death", null)]);

        Assert.Equal(expected, new ExpressionEvaluator(study.Build()).Markers.Read("m", "m1")[0].Status);
    }

    [Theory]
    // The window ends on 2026-02-24: on that day the sample may still be drawn.
    [InlineData("2026-01-12", MarkerStatus.NotYetDue)]
    [InlineData("2026-02-24", MarkerStatus.NotYetDue)]
    [InlineData("2026-02-25", MarkerStatus.Overdue)]
    public void Read_AsOfMoves_NotYetDueThenOverdue(string asOf, MarkerStatus expected) =>
        Assert.Equal(expected, Markers("P1|before|2026-01-10|4", b => b.AsOf(asOf)).Read("m", "m1")[0].Status);

    [Fact]
    public void Read_SampleAfterTheCut_IsNotSeen()
    {
        var before = Markers("P1|m1|2026-02-09|4", b => b.AsOf("2026-02-08")).Read("m", "m1")[0];
        var after = Markers("P1|m1|2026-02-09|4", b => b.AsOf("2026-02-09")).Read("m", "m1")[0];

        Assert.Equal(MarkerStatus.NotYetDue, before.Status);
        Assert.Equal(MarkerStatus.Observed, after.Status);
        Assert.Equal(30, after.Day);
    }

    [Fact]
    public void Read_NoDayZero_IsNotApplicable()
    {
        var reading = Markers("P3|m1|2026-02-09|4").Read("m", "m1")[2];

        Assert.Equal(MarkerStatus.NotApplicable, reading.Status);
        Assert.Equal("no day 0", reading.Value.MissingReason);
    }

    [Theory]
    // Replicates of one sample: 2 and 8 have geometric mean 4 and mean 5; 1, 2, 4, 8: 2^1.5 and 3.75.
    [InlineData("log2", "2 8", "4")]
    [InlineData("identity", "2 8", "5")]
    [InlineData("identity", "1 2 4 8", "3.75")]
    // Half or more below: below the highest limit met. Fewer: at the limit.
    [InlineData("identity", "<2 8", "<2")]
    [InlineData("identity", "<2 <3", "<3")]
    [InlineData("identity", "<2 8 5", "5")]
    [InlineData("log2", "<2 4 8", "4")]
    [InlineData("identity", ">9 8", ">9")]
    [InlineData("identity", ">9 >7", ">7")]
    [InlineData("identity", "<2 >9", "missing")]
    [InlineData("identity", "<2", "<2")]
    [InlineData("log2", "?failed 6", "6")]
    public void Read_Replicates_ArePooled(string scale, string values, string expected)
    {
        var assays = string.Join('\n', values.Split(' ').Select(v => $"S1 | {v} | plasma"));
        var reading = Assays(assays, scale).Read("m", "m1")[0];

        Assert.Equal(expected, reading.Value.IsMissing ? "missing" : Rounded(reading.Value));
    }

    [Fact]
    public void Read_TwoSamplesOfOneDay_AreNotReplicates()
    {
        // S1 at 08:00 and S2 at 09:00: the earlier one alone.
        var reading = Assays("S2 | 9 | plasma\nS1 | 3 | plasma\nS1 | 5 | plasma", "identity").Read("m", "m1")[0];

        Assert.Equal("4", reading.Value.ToString());
        Assert.Equal(2, reading.Replicates);
    }

    [Fact]
    public void Read_SerumAndPlasma_RefusesTheWholeMarker()
    {
        var reading = Assays("S1 | 3 | plasma\nS3 | 5 | serum", "identity").Read("m", "m1");

        Assert.Equal("not pooled: matrix is plasma and serum", reading[0].Value.MissingReason);
        Assert.Equal("not pooled: matrix is plasma and serum", reading[1].Value.MissingReason);
    }

    [Fact]
    public void Read_MatrixNotStated_IsNoSecondMatrix() =>
        Assert.Equal("4", Assays("S1 | 3 | plasma\nS1 | 5 |", "identity").Read("m", "m1")[0].Value.ToString());

    [Fact]
    public void Read_ByWindowAlone_ASampleOfAnotherWindowIsNoReason()
    {
        var data = new StudyBuilder().Table("patients", "id text key | index date\nP1 | 2026-01-10")
            .Table("labs", "patient text ->patients.id | date date | x number\nP1 | 2026-01-09 | 3\nP1 | 2026-01-10 | 7")
            .Origin("index").TimePoint("before", 0, -5, 0).TimePoint("m1", 30, 21, 45)
            .Marker("m", "labs", "x", date: "date").AsOf("2026-06-30").Build();
        var markers = new ExpressionEvaluator(data).Markers;

        Assert.Equal("7", markers.Read("m", "before")[0].Value.ToString());
        Assert.Equal(MarkerStatus.Overdue, markers.Read("m", "m1")[0].Status);
    }

    [Fact]
    public void Read_WithoutDates_GoesByPlannedTimePoint()
    {
        var data = new StudyBuilder().Table("patients", "id text key\nP1\nP2")
            .Table("labs", "patient text ->patients.id | at text | x number\nP1 | m1 | 3\nP1 | m1 | 5\nP1 | m3 | 9")
            .TimePoint("m1", 30, 21, 45).Marker("m", "labs", "x", timePoint: "at").Build();
        var readings = new ExpressionEvaluator(data).Markers.Read("m", "m1");

        Assert.Equal("4", readings[0].Value.ToString());
        Assert.Equal("no sample", readings[1].Value.MissingReason);
    }

    [Fact]
    public void Read_French_ReasonInFrench()
    {
        var data = Build("P1|before|2026-01-10|4", b => b.AsOf("2026-01-20")).Build();

        Assert.Equal("pas encore prévu", new ExpressionEvaluator(data, Language.French).Markers.Read("m", "m1")[0].Value.MissingReason);
    }

    [Fact]
    public void Read_OrderOfRows_DoesNotMatter() =>
        Gen.Int[15, 50].Select(Gen.Int[1, 99]).Array[1, 6].Where(a => a.Select(x => x.Item1).Distinct().Count() == a.Length).Holds(
            samples =>
            {
                var rows = samples.Select(s => $"P1|m1|{new DateOnly(2026, 1, 10).AddDays(s.Item1):yyyy-MM-dd}|{s.Item2}").ToArray();
                var forward = Read(string.Join('\n', rows));
                var backward = Read(string.Join('\n', rows.Reverse()));
                return forward == backward;
            },
            count: 100);

    private static string Rounded(Value value) => (value.Qualifier switch { Qualifier.BelowLimit => "<", Qualifier.AboveLimit => ">", _ => "" })
        + Math.Round(value.Number, 12).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static MarkerReading Read(string rows) => Markers(rows).Read("m", "m1")[0];

    private static MarkerReader Markers(string rows, Func<StudyBuilder, StudyBuilder>? change = null) =>
        new ExpressionEvaluator(Build(rows, change).Build()).Markers;

    private static StudyBuilder Build(string rows, Func<StudyBuilder, StudyBuilder>? change = null) => (change ?? (b => b))(new StudyBuilder()
        .Table("patients", "id text key | index date\nP1 | 2026-01-10\nP2 | 2026-01-10\nP3 |")
        .Table("labs", "patient text ->patients.id | at text | date datetime role=row-date | x number\n" + rows)
        .Origin("index").TimePoint("before", 0, -30, 0).TimePoint("m1", 30, 21, 45).TimePoint("m3", 91, 70, 120)
        .AsOf("2026-06-30")
        .Marker("m", "labs", "x", where: "x is missing or x >= 0", timePoint: "at", date: "date", scale: "log2"));

    private static MarkerReader Assays(string rows, string scale) => new ExpressionEvaluator(new StudyBuilder()
        .Table("patients", "id text key | index date\nP1 | 2026-01-10\nP2 | 2026-01-10")
        .Table("samples", """
            id text key | patient text ->patients.id | drawn datetime role=row-date
            S1          | P1                         | 2026-02-09T08:00
            S2          | P1                         | 2026-02-09T09:00
            S3          | P2                         | 2026-02-09T08:00
            """)
        .Table("assays", "sample text ->samples.id | x number censored | matrix text\n" + rows)
        .Origin("index").TimePoint("m1", 30, 21, 45)
        .Marker("m", "assays", "x", date: "samples.drawn", scale: scale, homogeneous: ["matrix"]).Build()).Markers;
}
