using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Censored;

/// <summary>What Helsel's course in NADA2 (Julian and Helsel, vignette and help pages with output) prints of values below limits.</summary>
public sealed class HelselPublishedTests
{
    // PbHeron: lead in the livers of 27 herons by dose, 7, 7, 6 and 7 birds; rows 3, 5, 13 and 14 below 0.04, and three measured under that.
    private static readonly double[] Lead =
    [
        .30164120, .136149733, .04, .098927875, .04, .059551887, .039300847, .174832536, .327969349, .116129032, .238457043, .037241379, .04, .04,
        7.085059172, 34.561128527, .037130542, .192421384, .114814815, 30.694444444, .433145363, .261548471, .215394089, .219843852, .402298851, 46.469687093, .06,
    ];

    private static readonly bool[] Below = [.. Enumerable.Range(1, 27).Select(i => i is 3 or 5 or 13 or 14)];

    // Kruskal–Wallis with everything under the highest limit tied: χ² 7.8565 on 3, p 0.04907.
    [Fact]
    public void Recensored_HeronLead_Published()
    {
        var values = BelowLimit.RecensorAtHighestLimit(Lead, Below);
        var test = KruskalWallis.Compute([values[..7], values[7..14], values[14..20], values[20..]]);
        Printed.CheckLine("7.8565 .04907", test.Statistic.Value, test.PValue.Value);
        Assert.Equal(3, test.DegreesOfFreedom.Value);
    }

    // Brumbaugh: mercury in 133 fish, 15 below: quantiles .10, .25, .50, .75, .90: 0.06, 0.117, 0.236, 0.373, 0.66.
    [Theory, InlineData(.1, ".06"), InlineData(.25, ".117"), InlineData(.5, ".236"), InlineData(.75, ".373"), InlineData(.9, ".66")]
    public void KaplanMeierQuantile_Mercury_Published(double probability, string printed)
    {
        var data = OracleFile.Columns("censored/brumbaugh.csv");
        double[] values = [.. data["value"].Select(OracleFile.Number)];
        Printed.Check(printed, BelowLimit.KaplanMeierQuantile(values, [.. data["below"].Select(b => b == "1")], probability).Value);
    }

    // ShePyrene (She 1997): 56 values, 11 below eight limits: median 98.
    [Fact]
    public void KaplanMeierMedian_Pyrene_Published()
    {
        double[] values =
        [
            28, 31, 32, 34, 35, 35, 40, 47, 48, 58, 59, 63, 64, 64, 67, 67, 67, 72, 73, 84, 86, 86, 87, 94, 98, 100, 103, 103,
            105, 107, 110, 111, 117, 119, 119, 122, 122, 132, 133, 133, 138, 163, 163, 163, 163, 174, 187, 190, 222, 238, 273, 289, 306, 333, 459, 2982,
        ];
        int[] below = [1, 5, 6, 10, 22, 33, 36, 42, 43, 44, 46];
        Assert.Equal(98, BelowLimit.KaplanMeierQuantile(values, [.. Enumerable.Range(1, 56).Select(below.Contains)]).Value);
    }
}
