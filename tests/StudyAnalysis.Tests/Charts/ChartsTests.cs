using System.Text.Json;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Charts;

public sealed class ChartsTests
{
    private static readonly StepCurve Curve = new("A & B <i>", [0, 10, 20], [1, 0.5, 0.25]) { Low = [1, 0.2, double.NaN], High = [1, 0.8, double.NaN] };

    private static readonly RiskTable Risk = new(null, [0, 10], [("A", ["4", "2"])]);

    [Fact]
    public void Steps_SameInput_SameJson() => Assert.Equal(Json(Draw(Language.English), synthetic: false), Json(Draw(Language.English), synthetic: false));

    [Fact]
    public void Steps_MissingBand_IsLeftOutNotZero()
    {
        using var json = JsonDocument.Parse(Json(Draw(Language.English), synthetic: false));
        var band = json.RootElement.GetProperty("data").EnumerateArray().First(t => t.TryGetProperty("fill", out _));
        Assert.Equal([0, 10, 20], band.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal([1, 0.8, 0.8], band.GetProperty("y").EnumerateArray().Select(v => v.GetDouble()));
    }

    [Fact]
    public void Steps_RiskTable_StandsAtItsTimesWithItsTexts()
    {
        using var json = JsonDocument.Parse(Json(Draw(Language.French), synthetic: false));
        var table = json.RootElement.GetProperty("data").EnumerateArray().Single(t => t.GetProperty("mode").GetString() == "text");
        Assert.Equal([0, 10], table.GetProperty("x").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(["4", "2"], table.GetProperty("text").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal("Nombre à risque", json.RootElement.GetProperty("layout").GetProperty("annotations")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Steps_RiskTable_ItsTicksKeepLabelsApartAndAreNotSeen()
    {
        using var json = JsonDocument.Parse(Json(Draw(Language.English), synthetic: false));
        var axis = json.RootElement.GetProperty("layout").GetProperty("yaxis2");
        Assert.True(axis.GetProperty("ticklen").GetInt32() > 0);
        Assert.EndsWith(",0)", axis.GetProperty("tickcolor").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LabelWithTags_IsShownAsWritten()
    {
        using var json = JsonDocument.Parse(Json(Draw(Language.English), synthetic: false));
        var names = json.RootElement.GetProperty("data").EnumerateArray().Where(t => t.TryGetProperty("name", out _)).Select(t => t.GetProperty("name").GetString());
        Assert.Contains("A &amp; B &lt;i&gt;", names);
    }

    [Fact]
    public void Write_Synthetic_MarksTheFigure()
    {
        Assert.Contains("SYNTHETIC", Json(Draw(Language.English), synthetic: true), StringComparison.Ordinal);
        Assert.DoesNotContain("SYNTHETIC", Json(Draw(Language.English), synthetic: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HostileText_CannotEndTheScript()
    {
        var chart = Plot.Bars(["</script><script>alert(1)</script>"], [new BarSeries("", [1], [])], new Axis("n"), false, false, Language.English);
        var json = ChartJson.Write(new Figure("fig-x", "c", "a", chart), isSynthetic: false);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Paired_Units_AreOneTracePartedByGaps()
    {
        var chart = Plot.Paired(["before", "after"], [[1, 2], [3, double.NaN], [5, 4]], [2, 3], "median", new Axis("marker"), Language.English);
        using var json = JsonDocument.Parse(ChartJson.Write(new Figure("fig-x", "c", "a", chart), isSynthetic: false));
        var data = json.RootElement.GetProperty("data");
        Assert.Equal(2, data.GetArrayLength());
        Assert.Equal([0, 1, null, 0, 1, null, 0, 1], Numbers("x"));
        Assert.Equal([1, 2, null, 3, null, null, 5, 4], Numbers("y"));
        Assert.False(data[0].TryGetProperty("connectgaps", out _));

        IEnumerable<double?> Numbers(string name) =>
            data[0].GetProperty(name).EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble());
    }

    [Fact]
    public void Dots_EqualValues_AreAllSeen()
    {
        var chart = Plot.Dots([new DotGroup("A", [5, 5, 5, 9])], new Axis("x"), Language.English);
        using var json = JsonDocument.Parse(ChartJson.Write(new Figure("fig-x", "c", "a", chart), isSynthetic: false));
        var x = json.RootElement.GetProperty("data")[0].GetProperty("x").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        Assert.Equal(3, x.Take(3).Distinct().Count());
    }

    [Theory]
    [InlineData(0.2, 6, new[] { "0.2", "0.5", "1", "2", "5" })]
    [InlineData(10, 1200, new[] { "10", "30", "100", "300", "1\u00A0000" })]
    [InlineData(80, 160, new[] { "80", "100", "120", "140", "160" })]
    public void Numeric_LogAxis_TicksAreRound(double low, double high, string[] expected)
    {
        var chart = Plot.Dots([new DotGroup("A", [low, high])], new Axis("x") { IsLog = true, Min = low, Max = high }, Language.English);
        using var json = JsonDocument.Parse(ChartJson.Write(new Figure("fig-x", "c", "a", chart), isSynthetic: false));
        var texts = json.RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("ticktext").EnumerateArray().Select(t => t.GetString()!);
        Assert.Equal(expected, texts);
    }

    private static Figure Draw(Language language) => new(
        "fig-x",
        "c",
        "a",
        Plot.Steps([Curve, Curve with { Name = "C" }], new Axis("t"), new Axis("S") { IsPercent = true, Min = 0, Max = 1 }, Risk, language));

    private static string Json(Figure figure, bool synthetic) => ChartJson.Write(figure, synthetic);

    [Fact]
    public void ForestHeight_OfLabelsOnSeveralLines_LeavesRoomForEachLine()
    {
        ForestRow[] one = [new("age", 1, 0.5, 2), new("sex", 1, 0.5, 2)];
        ForestRow[] two = [new("plasma sCD40L, before treatment, per doubling", 1, 0.5, 2), new("platelets, before treatment, per doubling", 1, 0.5, 2)];

        // 15 pixels a line of text, in each row.
        Assert.Equal(Plot.ForestHeight(one) + 30, Plot.ForestHeight(two));
    }
}
