using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class CompetingRisksTests
{
    // Oracles/competing/competing.R. Tolerance 1e-12 relative (closed form); 1e-10 for intervals (survfit's pstate carries its own rounding).
    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 survfit; cmprsk 2.2-11 cuminc")]
    public void Estimate_Matches_R_Survfit_And_Cuminc()
    {
        foreach (var group in Rows().Where(r => r[1] is "survfit" or "cuminc" or "plain" or "log-log").GroupBy(r => (r[0], r[1])))
        {
            var (time, cause) = Load(group.Key.Item1);
            var variance = group.Key.Item2 == "cuminc" ? CumulativeIncidenceVariance.Aalen : CumulativeIncidenceVariance.Greenwood;
            var transformation = group.Key.Item2 == "plain" ? ConfidenceTransformation.Plain : ConfidenceTransformation.LogLog;
            var fit = AalenJohansen.Estimate(time, cause, default, 2, variance, transformation);
            foreach (var row in group)
            {
                var point = fit.Curves[row[2][0] - '1'].At(OracleFile.Number(row[3]))[0];
                var actual = row[4] switch
                {
                    "estimate" => point.Estimate.ValueOrNaN,
                    "std.error" => point.StandardError.ValueOrNaN,
                    "variance" => Math.Pow(point.StandardError.ValueOrNaN, 2),
                    "n.risk" => point.AtRisk,
                    "conf.low" => point.Interval.Low.ValueOrNaN,
                    _ => point.Interval.High.ValueOrNaN,
                };
                var expected = (row[4], point.Estimate.ValueOrNaN) switch
                {
                    // No event yet: the exact interval of 0 among those at risk, in closed form.
                    ("conf.low", 0) => point.AtRisk == 0 ? double.NaN : 0,
                    ("conf.high", 0) => point.AtRisk == 0 ? double.NaN : 1 - Math.Pow(0.025, 1.0 / point.AtRisk),
                    _ => OracleFile.Number(row[5]),
                };
                OracleFile.AssertRelative(expected, actual, row[4].StartsWith("conf", StringComparison.Ordinal) ? 1e-10 : 1e-12, string.Join(' ', row));
            }
        }
    }

    // Tolerance 1e-10 relative (k × k solve after long sums).
    [Fact, Trait("Oracle", "R 4.2.2 cmprsk 2.2-11 cuminc()$Tests")]
    public void GrayTest_Matches_Cmprsk()
    {
        foreach (var row in Rows().Where(r => r[1] == "gray"))
        {
            var test = Gray(row[0], row[2][0] - '0');
            var actual = row[4] == "statistic" ? test.Statistic.Value : test.PValue.Value;
            OracleFile.AssertRelative(OracleFile.Number(row[5]), actual, 1e-10, string.Join(' ', row));
        }
    }

    // Tolerance 1e-8 relative (iterative fit).
    [Fact, Trait("Oracle", "R 4.2.2 cmprsk 2.2-11 crr, gtol 1e-14")]
    public void FineGray_Matches_Crr()
    {
        foreach (var group in Rows().Where(r => r[1] is "crr" or "crrgroup").GroupBy(r => (r[0], r[3], r[1])))
        {
            var (time, cause, x) = FineGrayData(group.Key.Item1);
            var censoring = group.Key.Item3 == "crr" ? null : group.Key.Item1 switch
            {
                "bmt" => SurvivalData.Load("bmt").Integers("group"),
                "colon" => SurvivalData.Load("colon").Integers("arm"),
                _ => [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? 7 : 2)],
            };
            var fit = FineGray.Fit(time, cause, x, (int)OracleFile.Number(group.Key.Item2), censoringGroup: censoring);
            Assert.Equal(censoring is not null, fit.Method.RCall.Contains("cengroup", StringComparison.Ordinal));
            foreach (var row in group)
            {
                var k = row[2][0] - '1';
                var actual = row[4] switch
                {
                    "estimate" => fit.Coefficients[k].Estimate.Value,
                    "std.error" => fit.Coefficients[k].StandardError.Value,
                    "loglik" => fit.LogLikelihood.Value,
                    _ => fit.LogLikelihoodNull.Value,
                };
                OracleFile.AssertRelative(OracleFile.Number(row[5]), actual, 1e-8, string.Join(' ', row));
            }
        }
    }

    // Domain case J: Klein and Moeschberger's bone-marrow data, published digits; the tiny case by hand.
    [Fact, Trait("Oracle", "Klein and Moeschberger 2003; SAS PHREG example 15")]
    public void Estimates_Match_PublishedBoneMarrowTransplants()
    {
        var bmt = SurvivalData.Load("bmt");
        var (group, code) = (bmt.Integers("group"), 0);
        foreach (var (year1, year3) in new[] { (.2380, .3243), (.0741, .1667), (.3556, .4667) })
        {
            code++;
            var wanted = code;
            var part = bmt.Where(i => group[i] == wanted);
            var points = AalenJohansen.Estimate(part.Doubles("time"), part.Integers("cause")).Curves[0].At(365.25, 3 * 365.25);
            Assert.Equal((year1, year3), (Math.Round(points[0].Estimate.Value, 4), Math.Round(points[1].Estimate.Value, 4)));
        }

        Assert.Equal((11.9229, .002576), (Math.Round(Gray("bmt", 1).Statistic.Value, 4), Math.Round(Gray("bmt", 1).PValue.Value, 6)));
        var (time, cause, x) = FineGrayData("bmt");
        var fit = FineGray.Fit(time, cause, x);
        Assert.Equal((-.80337, .42846, .50851, .36618), (
            Math.Round(fit.Coefficients[0].Estimate.Value, 5), Math.Round(fit.Coefficients[0].StandardError.Value, 5),
            Math.Round(fit.Coefficients[1].Estimate.Value, 5), Math.Round(fit.Coefficients[1].StandardError.Value, 5)));
        var hand = AalenJohansen.Estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 0, 1, 1, 2, 0, 1, 0, 2]);
        Assert.Equal(.480952, hand.Curves[0].At(8)[0].Estimate.Value, 6);
        Assert.Equal(.519048, hand.Curves[1].At(10)[0].Estimate.Value, 6);
    }

    [Fact]
    public void Curves_AddUpToOneMinusEventFree()
    {
        var (time, cause) = Load("bmt");
        var fit = AalenJohansen.Estimate(time, cause);
        var free = KaplanMeier.Estimate(time, [.. cause.Select(c => c > 0)]);
        Assert.All(free.Points, p => OracleFile.AssertRelative(
            1 - p.Estimate.Value, fit.Curves.Sum(c => c.At(p.Time)[0].Estimate.Value), 1e-12, "sum of the causes"));
    }

    [Fact]
    public void Estimate_OneCause_IsOneMinusKaplanMeier_WithGreenwood()
    {
        var (time, cause) = Load("bmt");
        int[] one = [.. cause.Select(c => Math.Min(c, 1))];
        var fit = AalenJohansen.Estimate(time, one).Curves[0];
        var curve = KaplanMeier.Estimate(time, [.. one.Select(c => c == 1)]);
        foreach (var (incidence, survival) in fit.Points.Zip(curve.Points).Where(p => p.First.Estimate.Value > 0))
        {
            OracleFile.AssertRelative(survival.StandardError.Value, incidence.StandardError.Value, 1e-12, "Greenwood");
        }
    }

    [Fact]
    public void Edges_SayWhy()
    {
        Assert.Equal("no subject in the group", AalenJohansen.Estimate([], []).Curves[0].At(1)[0].Estimate.Reason);
        Assert.Contains("beyond", AalenJohansen.Estimate([1, 2], [1, 0]).Curves[0].At(3)[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Equal(1, AalenJohansen.Estimate([1, 2], [1, 1]).Curves[0].At(3)[0].Estimate.Value);
        Assert.Equal(0, AalenJohansen.Estimate([1, 2], [1, 0], default, 2).Curves[1].At(2)[0].Estimate.Value);
        Assert.Equal("only one group", GrayTest.Test([1, 2], [1, 0], [1, 1]).PValue.Reason);
        Assert.Equal("no event of the cause in any group", GrayTest.Test([1, 2], [2, 0], [1, 2]).PValue.Reason);
        Assert.Equal("no event of the cause", FineGray.Fit([1, 2], [2, 0], new double[,] { { 1 }, { 2 } }).Coefficients[0].PValue.Reason);
        Assert.Equal("cause", Assert.Throws<ArgumentException>(() => AalenJohansen.Estimate([1], [-1])).ParamName);
        Assert.Equal("cause", Assert.Throws<ArgumentException>(() => AalenJohansen.Estimate([1], [3], default, 2)).ParamName);
    }

    private static IEnumerable<string[]> Rows() => OracleFile.Rows("competing/competing.csv");

    private static ChiSquaredTest Gray(string name, int cause)
    {
        var bmt = SurvivalData.Load("bmt");
        var colon = SurvivalData.Load("colon");
        var (time, causes) = Load(name[..3] == "bmt" ? "bmt" : name[..4] == "tied" ? "tied" : "colon");
        return name switch
        {
            "bmt" => GrayTest.Test(time, causes, bmt.Integers("group"), cause),
            "bmtstrata" => GrayTest.Test(time, causes, bmt.Integers("group"), cause, bmt.Integers("fab")),
            "bmtrho" => GrayTest.Test(time, causes, bmt.Integers("group"), cause, rho: 1),
            "colon" => GrayTest.Test(time, causes, colon.Integers("arm"), cause),
            "colonstrata" => GrayTest.Test(time, causes, colon.Integers("arm"), cause, colon.Integers("extent")),
            _ => GrayTest.Test(time, causes, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], cause),
        };
    }

    private static (double[] Time, int[] Cause, double[,] X) FineGrayData(string name)
    {
        var (time, cause) = Load(name[..3] == "bmt" ? "bmt" : name);
        var data = SurvivalData.Load(name[..3] == "bmt" ? "bmt" : "colon");
        if (name == "bmtage")
        {
            return (time, cause, data.Matrix("age", "fab"));
        }

        if (name == "tied")
        {
            double[] second = [2, 5, 1, 3, 8, 9, 4, 4, 1, 0, 2, 6];
            return (time, cause, Matrix(12, 2, (i, j) => j == 0 ? 1 + (i % 2) : second[i]));
        }

        if (name == "bmt")
        {
            var group = data.Integers("group");
            return (time, cause, Matrix(group.Length, 2, (i, j) => group[i] == j + 2 ? 1 : 0));
        }

        var (arm, x) = (data.Integers("arm"), data.Matrix("age", "extent", "arm"));
        return (time, cause, Matrix(arm.Length, 3, (i, j) => j < 2 ? x[i, j] : arm[i] == 2 ? 1 : 0));
    }

    private static double[,] Matrix(int rows, int columns, Func<int, int, double> value)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                matrix[i, j] = value(i, j);
            }
        }

        return matrix;
    }

    private static (double[] Time, int[] Cause) Load(string name)
    {
        switch (name)
        {
            case "hand": return ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 0, 1, 1, 2, 0, 1, 0, 2]);
            case "tied": return ([3, 1, 3, 2, 2, 2, 5, 5, 4, 3, 6, 6], [1, 2, 2, 1, 0, 1, 2, 2, 1, 0, 0, 1]);
            case "last": return ([1, 2, 3, 3, 4], [1, 0, 2, 1, 1]);
            case "colon":
                var colon = SurvivalData.Load("colon");
                var (relapse, death) = (colon.Flags("rstatus"), colon.Flags("dstatus"));
                var (relapseTime, deathTime) = (colon.Doubles("rtime"), colon.Doubles("dtime"));
                return ([.. relapse.Select((r, i) => r ? relapseTime[i] : deathTime[i])], [.. relapse.Select((r, i) => r ? 1 : death[i] ? 2 : 0)]);
            default:
                var bmt = SurvivalData.Load("bmt");
                var (group, code) = (bmt.Integers("group"), name.Length > 3 ? name[3] - '0' : 0);
                var part = bmt.Where(i => code == 0 || group[i] == code);
                return (part.Doubles("time"), part.Integers("cause"));
        }
    }
}
