using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Panel;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Panel;

public sealed class PanelKindTests
{
    private const string Options = """
        {
          "inner": { "kind": "correlate", "y": "y", "method": "pearson" }, "adjust": "BH",
          "over": [
            { "id": "flat", "label": "flat", "set": { "x": "flat" } },
            { "id": "a", "label": "A", "set": { "x": "a" } },
            { "id": "b", "label": "B", "set": { "x": "b" } }
          ]
        }
        """;

    [Fact]
    public void Analyze_AdjustsOverTheRowsThatHaveAP_AndOrdersByP()
    {
        var result = Assert.IsType<PanelResult>(Context().Run("panel", Options));
        Assert.Equal(["b", "a", "flat"], result.Rows.Select(r => r.Id));
        double P(string id, string name) => result.Get(new StatisticKey("panel", id), name).Value.Value;

        // Benjamini-Hochberg of two by hand: the larger stays, the smaller doubles but never exceeds the larger.
        Assert.Equal(P("a", "p.value"), P("a", "p.value.adjusted"), 12);
        Assert.Equal(Math.Min(2 * P("b", "p.value"), P("a", "p.value")), P("b", "p.value.adjusted"), 12);
        Assert.Equal(2, result.Get(PanelResult.Main, "n").Value.Value);
        Assert.False(result.Get(new StatisticKey("panel", "flat"), "estimate").Value.IsEstimable);
    }

    [Fact]
    public void Compose_EveryRowHasEveryColumn_AndWithoutPToo()
    {
        var result = Context().Run("panel", Options);
        foreach (var shown in new[] { result, result with { Statistics = [.. result.Statistics.Where(s => !s.Name.StartsWith("p.value", StringComparison.Ordinal))] } })
        {
            var content = FakeContext.Compose(shown);
            Assert.All(content.Tables[0].Rows, r => Assert.Equal(content.Tables[0].Columns.Length, r.Cells.Length));
            Assert.Contains("[2]", FakeContext.Words(content.Sentence).Replace("2 of 3", "[2]", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static FakeContext Context() => new FakeContext(6)
        .Numbers("y", 1, 2, 3, 4, 5, 6).Numbers("flat", 1, 1, 1, 1, 1, 1).Numbers("a", 2, 1, 4, 3, 3, 5).Numbers("b", 1, 2, 3, 4, 5, 7);
}
