using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Describe;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Describe;

public sealed class DescribeKindTests
{
    [Fact]
    public void Analyze_NumbersAndCategoriesByGroup_ByHand()
    {
        // By hand: group a holds 1 2 3 4 (median 2.5), group b 5 and one missing; "yes" 1 of 4 and 1 of 2.
        var context = new FakeContext(7)
            .Numbers("x", 4, 1, 3, 2, 5, null, 9)
            .Truths("t", true, false, false, false, true, false, true)
            .Codes("g", false, ["a", "b"], "a", "a", "a", "a", "b", "b", null);
        var result = Assert.IsType<DescribeResult>(context.Run("describe", """{ "variables": ["x", "t"], "by": "g" }"""));
        Assert.Equal([1], result.Population.Excluded.Select(e => e.N));
        var x = result.Variables[0];
        Assert.Equal(2.5, result.Get(x.Key("g", "a"), "median").Value.Value);
        Assert.Equal(1, result.Get(x.Key("g", "b"), "n.missing").Value.Value);
        Assert.Equal(0.25, result.Get(result.Variables[1].LevelKey("true", "g", "a"), "prop").Value.Value);
        Assert.DoesNotContain(result.Statistics, s => s.Name == "p.value");

        // SMD by hand: (0.25 - 0.5) / sqrt((0.1875 + 0.25) / 2).
        Assert.Equal(-0.25 / Math.Sqrt(0.4375 / 2), result.Get(result.Variables[1].Key(null, null), "smd").Value.Value, 12);
    }

    [Fact]
    public void Analyze_ValuesBelowTheLimit_AreCountedAndQuartilesMarked()
    {
        var context = new FakeContext(4).Values(
            "x", [Value.Of(5, Qualifier.BelowLimit), Value.Of(5, Qualifier.BelowLimit), Value.Of(3.0), Value.Of(20.0)], unit: "pg/mL");
        var result = Assert.IsType<DescribeResult>(context.Run("describe", """{ "variables": ["x"] }"""));
        var key = result.Variables[0].Key(null, null);
        Assert.Equal(2, result.Get(key, "n.below").Value.Value);
        Assert.Equal(5, result.Get(key, "median").Value.Value);
        Assert.NotNull(result.Get(key, "median").Warning);
        var table = FakeContext.Compose(result).Tables.Single();
        Assert.StartsWith("≤ [5]", FakeContext.Words(table.Rows[0].Cells[1]), StringComparison.Ordinal);
        Assert.All(table.Rows, r => Assert.Equal(table.Columns.Length, r.Cells.Length));
    }

    [Fact]
    public void Compose_WithGroups_EveryRowHasEveryColumn()
    {
        var context = new FakeContext(4)
            .Numbers("x", 1, 2, 3, 4)
            .Codes("c", true, ["i", "ii", "iii"], "i", "ii", "ii", null)
            .Truths("g", true, true, false, false);
        var table = FakeContext.Compose(context.Run("describe", """{ "variables": ["x", "c"], "by": "g" }""")).Tables.Single();
        Assert.All(table.Rows, r => Assert.Equal(table.Columns.Length, r.Cells.Length));
        Assert.Equal(4, table.Rows.Length); // x, c, i, ii: nobody has iii
    }

    [Fact]
    public void Analyze_VariableOfAnAbsentSheet_IsLeftOutWithANote()
    {
        var context = new FakeContext(2).Numbers("x", 1, 2).Absent("z");
        var result = Assert.IsType<DescribeResult>(context.Run("describe", """{ "variables": ["x", "z"] }"""));
        Assert.Single(result.Variables);
        Assert.Contains(result.Notes, n => n.Contains("absent", StringComparison.Ordinal));
    }
}
