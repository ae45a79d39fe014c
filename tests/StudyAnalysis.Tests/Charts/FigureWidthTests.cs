using StudyAnalysis.Charts;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Charts;

/// <summary>The width at which a figure is still read: margins and what the plot has to hold, worked by hand.</summary>
public sealed class FigureWidthTests
{
    private const double Margins = 62 + 18;

    /// <summary>With "100%" and a title at the left.</summary>
    private const double CurveMargins = 72 + 18;

    [Fact]
    public void Of_PointsWithShortLabels_FitsAPhone() =>
        Assert.Equal(Margins + 140, FigureWidth.Of(Figure(Plot.Dots([new DotGroup("a", [1, 2, 5])], new Axis("short"), Language.English)), isSynthetic: true));

    // Two columns of 8 digits, at 5 and 10 of a range of 10.5: each has half of 10 / 10.5.
    [Fact]
    public void Of_RiskTable_KeepsItsColumnsApart()
    {
        var curve = new StepCurve("a", [0, 10], [1, 0.5]);
        var risk = new RiskTable("n", [0, 5, 10], [("a", ["00000000000000000000", "1", "2"])]);
        var chart = Plot.Steps([curve], new Axis("months"), new Axis("survival") { IsPercent = true, Min = 0, Max = 1 }, risk, Language.English);
        Assert.Equal(Math.Ceiling(CurveMargins + (((20 * 7.2) + 8) * 10.5 / 5)), FigureWidth.Of(Figure(chart), isSynthetic: false));
    }

    [Fact]
    public void Of_RiskTable_HasRoomForTheMarkBesideItsTitle()
    {
        var curve = new StepCurve("a", [0, 10], [1, 0.5]);
        var risk = new RiskTable("0000000000", [0, 10], [("a", ["4", "2"])]);
        var chart = Plot.Steps([curve], new Axis("months"), new Axis("survival") { IsPercent = true, Min = 0, Max = 1 }, risk, Language.English);
        Assert.Equal(Math.Ceiling(CurveMargins + 72 + 8 + (10 * 7.2)), FigureWidth.Of(Figure(chart), isSynthetic: true));
        Assert.Equal(CurveMargins + 140, FigureWidth.Of(Figure(chart), isSynthetic: false));
    }

    [Fact]
    public void Of_Legend_HasRoomForItsLongestName()
    {
        PointGroup[] groups = [new("0", [1, 2], [1, 2]), new("00000000000000000000", [1, 2], [2, 1])];
        var chart = Plot.Scatter(groups, [], new Axis("x"), new Axis("y"), Language.English);
        Assert.Equal(Margins + (20 * 7.2) + 46 + 72, FigureWidth.Of(Figure(chart), isSynthetic: true));
    }

    [Fact]
    public void Of_TitleOfTheHorizontalAxis_IsNotCutOff()
    {
        var chart = Plot.Scatter([new("a", [1, 2], [1, 2])], [], new Axis("0000000000 0000000000 0000000000"), new Axis("y"), Language.English);
        Assert.Equal(Math.Ceiling(62 + TextWidth.Of("0000000000 0000000000 0000000000", 13) - 18), FigureWidth.Of(Figure(chart), isSynthetic: false));
    }

    [Fact]
    public void Of_AFigureThatKnowsItsWidth_IsThat() =>
        Assert.Equal(500, FigureWidth.Of(Figure(Plot.Dots([new DotGroup("a", [1])], new Axis("y"), Language.English)) with { LeastWidth = 500 }, isSynthetic: false));

    private static Figure Figure(Plotly.NET.GenericChart chart) => new("fig-x", "c", "a", chart, 300);
}
