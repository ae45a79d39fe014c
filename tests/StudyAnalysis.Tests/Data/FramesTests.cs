using Deedle;
using StudyAnalysis.Data;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data;

public sealed class FramesTests
{
    [Fact]
    public void Frame_Types_ComeFromTheDictionaryEvenWithoutAValue()
    {
        var frame = Sample().Frame("patients");

        Assert.Equal(
            [typeof(string), typeof(double), typeof(string), typeof(DateTime), typeof(bool), typeof(double), typeof(double)],
            frame.ColumnTypes);
        Assert.Equal(["id", "il6", "il6.qualifier", "day", "dead", "empty", "count"], frame.ColumnKeys);
    }

    [Fact]
    public void Frame_Missing_IsDeedlesMissingAndKeepsItsRow()
    {
        var frame = Sample().Frame("patients");

        Assert.Equal(3, frame.RowCount);
        Assert.Equal([0, 1, 2], frame.RowKeys);
        Assert.False(frame.GetColumn<double>("il6").TryGet(1).HasValue);
        Assert.Equal(2, frame.GetColumn<double>("il6").ValueCount);
        Assert.Equal(0, frame.GetColumn<double>("empty").ValueCount);
        Assert.Equal((4.5 + 3.1) / 2, frame.GetColumn<double>("il6").Mean());
    }

    [Fact]
    public void Frame_BeyondALimit_HasTheQualifierBesideTheLimit()
    {
        var frame = Sample().Frame("patients");

        Assert.Equal(3.1, frame.GetColumn<double>("il6")[2]);
        Assert.Equal("=", frame.GetColumn<string>("il6.qualifier")[0]);
        Assert.Equal("<", frame.GetColumn<string>("il6.qualifier")[2]);
        Assert.False(frame.GetColumn<string>("il6.qualifier").TryGet(1).HasValue);
    }

    [Fact]
    public void Frame_Changed_LeavesTheDataAndTheNextFrameAsTheyWere()
    {
        var data = Sample();

        data.Frame("patients").DropColumn("il6");

        Assert.Contains("il6", data.Frame("patients").ColumnKeys);
    }

    [Fact]
    public void Frame_WithParent_PutsItsColumnsBesideEachRow()
    {
        var frame = Sample().Frame("visits", "patients");

        Assert.Equal(3, frame.RowCount);
        Assert.Equal(4.5, frame.GetColumn<double>("patients.il6")[1]);
        Assert.False(frame.GetColumn<string>("patients.id").TryGet(2).HasValue);
    }

    [Fact]
    public void GroupRows_MissingKey_IsAGroupOfItsOwn()
    {
        var groups = Sample().Frame("visits").GroupRows("kind");

        Assert.Equal(["(missing)", "ct"], groups.Keys);
        Assert.Equal([0, 2], groups["ct"].RowKeys);
        Assert.Equal([1], groups["(missing)"].RowKeys);
    }

    [Fact]
    public void GroupRows_ColumnEmptyInAGroup_KeepsItsType()
    {
        var groups = Sample().Frame("patients").GroupRows("dead");

        Assert.Equal(typeof(double), groups["True"].ColumnTypes.ElementAt(1));
    }

    [Fact]
    public void JoinRows_EqualNames_GetThePrefix()
    {
        var patients = Sample().Frame("patients");

        var joined = patients.JoinRows(Sample().Frame("visits"), "visits");

        Assert.Contains("patient", joined.ColumnKeys);
        Assert.Contains("visits.id", joined.ColumnKeys);
        Assert.Equal("P1", joined.GetColumn<string>("id")[0]);
        Assert.Equal("V1", joined.GetColumn<string>("visits.id")[0]);
    }

    [Fact]
    public void WholeNumbers_Fraction_ThrowsInsteadOfTruncating()
    {
        var frame = Sample().Frame("patients");

        Assert.Equal([2, null, 7], frame.WholeNumbers("count"));
        var thrown = Assert.Throws<InvalidOperationException>(() => frame.WholeNumbers("il6"));
        Assert.Equal("Column il6, row 0: 4.5 is no whole number.", thrown.Message);
    }

    [Fact]
    public void Numbers_TypedColumn_HasNullForMissing()
    {
        Assert.Equal([4.5, null, 3.1], Sample().Numbers("patients", "il6"));
        Assert.Throws<InvalidOperationException>(() => Sample().Numbers("patients", "id"));
        Assert.Throws<KeyNotFoundException>(() => Sample().Numbers("patients", "nothing"));
    }

    private static StudyData Sample() => new StudyBuilder()
        .Table("patients", """
            id text key | il6 number censored | day date   | dead boolean | empty number | count integer
            P1          | 4.5                 | 2026-01-05 | false        |              | 2
            P2          | ?haemolysed         | 2026-01-06 | true         |              |
            P3          | <3.1                |            |              |              | 7
            """)
        .Table("visits", """
            id text | patient text ->patients.id | kind text
            V1      | P1                         | ct
            V2      | P1                         |
            V3      | Z                          | ct
            """)
        .Build();
}
