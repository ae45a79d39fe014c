using System.Text.Json;
using StudyAnalysis.Charts;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Charts;

/// <summary>Margins that spare plotly.js a second drawing. Widths of text are those Chromium measured in the embedded font at 12 pixels.</summary>
public sealed class ChartMarginsTests
{
    [Theory]
    [InlineData("1\u00A0000", 31.64)]
    [InlineData("before treatment", 91.73)]
    [InlineData("IFN-gamma, 3 months, n = 20", 162.11)]
    [InlineData("lévamisole + fluorouracile", 139.35)]
    [InlineData("<b>RFA and</b><br>surgery", 44.58)]
    [InlineData("a &lt; b", 26.27)]
    public void Of_Text_IsItsWidthInTheBrowser(string text, double pixels) => Assert.Equal(pixels, TextWidth.Of(text, 12), 1.0);

    [Fact]
    public void Write_LongCategoryLabels_HaveRoomAtTheLeft()
    {
        var (l, _, _, b) = Margins(Plot.Bars(["treatment by surgery"], [new BarSeries("", [1], [])], new Axis("n"), true, false, Language.English));
        Assert.Equal(Math.Ceiling(TextWidth.Of("treatment by surgery", 12) + 4 + 8 + 8), l);
        Assert.Equal(55, b);
    }

    [Fact]
    public void Write_TitleOfTwoLines_HasRoomForBoth()
    {
        var one = Margins(Plot.Dots([new DotGroup("a", [1, 2, 5])], new Axis("short"), Language.English));
        var two = Margins(Plot.Dots([new DotGroup("a", [1, 2, 5])], new Axis("a title of an axis that is longer than the axis itself"), Language.English));
        Assert.Equal(62, one.L);
        Assert.Equal(Math.Ceiling((3 * 7.2) + 4 + 8 + 10 + 34), two.L);
    }

    [Fact]
    public void Write_AxisWithoutTitle_TakesNoRoomForOne() =>
        Assert.Equal(36, Margins(Plot.Dots([new DotGroup("a", [1, 2, 5])], new Axis("y"), Language.English)).B);

    [Fact]
    public void Write_RiskTable_MakesRoomForItsLabelsAndKeepsTheAxisAboveIt()
    {
        var curve = new StepCurve("a", [0, 10], [1, 0.5]);
        var risk = new RiskTable(null, [0, 10], [("a group with a name of some length", ["4", "2"])]);
        var (l, _, _, b) = Margins(Plot.Steps([curve], new Axis("months"), new Axis("survival") { IsPercent = true, Min = 0, Max = 1 }, risk, Language.English));
        Assert.Equal(Math.Ceiling(TextWidth.Of("a group with a name of some length", 12) + 26 + 8 + 8), l);
        Assert.Equal(21, b);
    }

    private static (double L, double R, double T, double B) Margins(Plotly.NET.GenericChart chart)
    {
        using var json = JsonDocument.Parse(ChartJson.Write(new Figure("fig-x", "c", "a", chart, 300), isSynthetic: false));
        var margin = json.RootElement.GetProperty("layout").GetProperty("margin");
        return (margin.GetProperty("l").GetDouble(), margin.GetProperty("r").GetDouble(), margin.GetProperty("t").GetDouble(), margin.GetProperty("b").GetDouble());
    }
}
