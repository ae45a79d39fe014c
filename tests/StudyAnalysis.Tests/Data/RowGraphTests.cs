using StudyAnalysis.Data;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data;

public sealed class RowGraphTests
{
    [Fact]
    public void ChildRows_TwoLevelsDown_FollowsEveryKeyInSheetOrder()
    {
        var graph = new RowGraph(Nested().Build());

        Assert.Equal([0, 2, 3], graph.ChildRows("patients", 0, "assays"));
        Assert.Equal([1], graph.ChildRows("patients", 1, "assays"));
        Assert.Equal([0, 1], graph.ChildRows("patients", 0, "samples"));
        Assert.Empty(graph.ChildRows("patients", 2, "assays"));
    }

    [Fact]
    public void ParentRow_KeyEmptyOrUnknown_IsMinusOne()
    {
        var graph = new RowGraph(Nested().Build());

        Assert.Equal(-1, graph.ParentRow("assays", 4, "samples"));
        Assert.Equal(-1, graph.ParentRow("assays", 4, "patients"));
        Assert.Equal(-1, graph.ParentRow("samples", 3, "patients"));
        Assert.Equal(-1, graph.ParentRow("assays", 5, "patients"));
        Assert.Equal(3, graph.ParentRow("assays", 5, "samples"));
        Assert.Equal(2, graph.ParentRow("assays", 2, "assays"));
    }

    [Fact]
    public void ParentRow_TwoFieldsInAKey_BothMustAgree()
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key\nA\nB")
            .Table("sessions", "patient text key ->patients.id | session integer key\nA | 1\nA | 2\nB | 1")
            .Table("lesions", "patient text ->sessions.patient | session integer ->sessions.session\nA|2\nB|1\nB|2\nA|")
            .Build();
        var graph = new RowGraph(data);

        Assert.Equal([1, 2, -1, -1], graph.ParentRows("lesions", "sessions").ToArray());
        Assert.Equal([0, 1, -1, -1], graph.ParentRows("lesions", "patients").ToArray());
    }

    [Fact]
    public void ParentRow_ShortestRouteLeadsNowhere_TakesTheNext()
    {
        var data = new StudyBuilder()
            .Table("patients", "id text key\nA\nB")
            .Table("sessions", "id text key | patient text ->patients.id\nS1 | B")
            .Table("lesions", "patient text ->patients.id | session text ->sessions.id\n | S1\nA | S1")
            .Build();

        Assert.Equal([1, 0], new RowGraph(data).ParentRows("lesions", "patients").ToArray());
    }

    [Fact]
    public void ParentRow_NotConnected_ThrowsNamingBothTables()
    {
        var graph = new RowGraph(Nested().Build());

        var thrown = Assert.Throws<ArgumentException>(() => graph.ParentRow("patients", 0, "samples"));
        Assert.Contains("patients", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("samples", thrown.Message, StringComparison.Ordinal);
    }

    private static StudyBuilder Nested() => new StudyBuilder()
        .Table("patients", "id text key\nA\nB\nC")
        .Table("samples", "id text key | patient text ->patients.id\nS1 | A\nS2 | A\nS3 | B\nS4 | Z")
        .Table("assays", "sample text ->samples.id\nS1\nS3\nS2\nS1\n?lost\nS4");
}
