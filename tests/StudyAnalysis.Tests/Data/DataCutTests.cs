using StudyAnalysis.Data;
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
        Assert.Equal([new CutRows("samples", 1), new CutRows("assays", 2)], data.Cut);
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
        var before = Sample("2030-01-01");

        var cut = DataCut.Apply(before.Tables, new DateOnly(2026, 2, 1));

        Assert.Equal([new CutDates("patients", "death", 1)], cut.Dates);
        Assert.Equal("after the data cut", cut.Tables[0]["death"][1].MissingReason);
        Assert.Equal("2026-03-01", cut.Tables[0]["death"].AsTyped(1));
        Assert.Equal(new DateOnly(2026, 1, 20), cut.Tables[0]["death"][0].Day);
    }

    [Fact]
    public void Apply_NothingLater_GivesTheSameTables()
    {
        var data = Sample("2030-01-01");

        var cut = DataCut.Apply(data.Tables, new DateOnly(2030, 1, 1));

        Assert.Equal(data.Tables, cut.Tables);
        Assert.Empty(cut.Rows);
        Assert.Empty(cut.Dates);
    }

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
