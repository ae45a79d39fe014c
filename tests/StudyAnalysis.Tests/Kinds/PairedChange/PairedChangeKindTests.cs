using System.Text.Json;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.PairedChange;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.PairedChange;

public sealed class PairedChangeKindTests
{
    private const string Options = """{ "marker": "m", "from": "t0", "to": "t1" }""";

    [Fact]
    public void Analyze_Matches_HollanderWolfe_Depression()
    {
        // Hollander and Wolfe (1999), table 3.1: V = 40, two-sided exact p = 0.0390625, Hodges-Lehmann 0.46 (0.010 to 0.786).
        var context = new FakeContext(10)
            .Numbers("m@t1", 1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30, 1)
            .Numbers("m@t0", .878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29, null);
        var result = Assert.IsType<PairedChangeResult>(context.Run("pairedChange", Options));
        var key = PairedChangeResult.Main;
        Assert.Equal(9, result.Population.N);
        Assert.Equal("L:m@t0: missing", result.Population.Excluded.Single().Reason);
        Assert.Equal(40, result.Get(key, "statistic").Value.Value);
        Assert.Equal(0.0390625, result.Get(key, "p.value").Value.Value, 12);
        Assert.Equal(0.46, result.Get(key, "estimate").Value.Value, 12);
        Assert.Equal(0.010, result.Get(key, "conf.low").Value.Value, 12);
        Assert.Equal(0.786, result.Get(key, "conf.high").Value.Value, 12);
        Assert.Same(result.Get(key, "p.value"), result.DecisiveP);
    }

    [Fact]
    public void Analyze_BelowTheLimit_BothAreNoChange_OneCountsFromTheLimit()
    {
        var context = new FakeContext(3)
            .Values("m@t0", [Value.Of(4, Qualifier.BelowLimit), Value.Of(4, Qualifier.BelowLimit), Value.Of(8.0)], log2: true)
            .Values("m@t1", [Value.Of(2, Qualifier.BelowLimit), Value.Of(16.0), Value.Of(4, Qualifier.BelowLimit)], log2: true);
        var result = Assert.IsType<PairedChangeResult>(context.Run("pairedChange", Options));
        Assert.Equal(1, result.Get(PairedChangeResult.Main, "n.both.below").Value.Value);
        Assert.Equal(2, result.Get(PairedChangeResult.Main, "n.one.below").Value.Value);

        // log2 changes by hand 0, 2, -1: Walsh averages -1 -0.5 0 0.5 1 2, median 0.25.
        Assert.Equal(Math.Pow(2, 0.25), result.Get(PairedChangeResult.Main, "estimate").Value.Value, 12);
        Assert.Equal(1, result.Get(PairedChangeResult.Sign, "n.same").Value.Value);
    }

    [Fact]
    public void Compose_FewerThanSixPairs_SaysThatTheLevelIsNotAttainable()
    {
        var context = new FakeContext(4).Numbers("m@t0", 1, 2, 3, 4).Numbers("m@t1", 2, 4, 5, 7);
        var words = FakeContext.Words(FakeContext.Compose(context.Run("pairedChange", Options)).Sentence);
        Assert.Contains("interval", words, StringComparison.Ordinal);
        Assert.Contains("No interval can be given", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_WithoutP_StillReads()
    {
        var context = new FakeContext(7).Numbers("m@t0", 1, 2, 3, 4, 5, 6, 7).Numbers("m@t1", 2, 4, 6, 8, 10, 12, 14);
        var result = context.Run("pairedChange", Options);
        var locked = result with { Statistics = [.. result.Statistics.Where(s => s.Name != "p.value")], DecisiveP = null };
        var content = FakeContext.Compose(locked);
        Assert.DoesNotContain("p =", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.Contains("higher values after", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
        Assert.All(content.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Length, r.Cells.Length)));
        Assert.NotEqual(content.Figures[0].Caption, content.Figures[0].AltText);
    }

    [Fact]
    public void Analyze_NobodyWithBoth_IsNotEstimable()
    {
        var result = new FakeContext(2).Numbers("m@t0", 1, null).Numbers("m@t1", null, 2).Run("pairedChange", Options);
        Assert.Equal(AnalysisStatus.NotEstimable, result.Status);
        Assert.Equal([1, 1], result.Population.Excluded.Select(e => e.N));
    }

    [Fact]
    public void References_NameMarkerAndTimePoints()
    {
        using var json = JsonDocument.Parse(Options);
        var spec = new StudyAnalysis.Schema.AnalysisSpec
        {
            Id = "a", Title = StudyAnalysis.Schema.LocalizedText.Empty, Question = StudyAnalysis.Schema.LocalizedText.Empty,
            Role = StudyAnalysis.Schema.AnalysisRole.Primary, Kind = "pairedChange", Population = "all", Options = json.RootElement.Clone(), JsonPath = "$.analyses[3]",
        };
        Assert.Equal(["$.analyses[3].marker", "$.analyses[3].from", "$.analyses[3].to"], new PairedChangeKind().References(spec).Select(r => r.JsonPath));
    }
}
