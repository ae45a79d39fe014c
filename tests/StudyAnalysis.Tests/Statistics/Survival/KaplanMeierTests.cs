using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class KaplanMeierTests
{
    private static readonly Dictionary<string, (double[] Time, bool[] Status)> Cases = LoadCases();

    // Oracles/km/km.R, survfit(…, conf.type = plain, log, log-log, arcsin). Tolerance 1e-12 relative (closed form).
    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 survfit")]
    public void Estimate_Matches_R_AtEveryPoint_WithEveryInterval()
    {
        foreach (var row in OracleFile.Rows("km/km.csv").Where(r => r[2] == "curve" && r[0] != "heart"))
        {
            var (time, stat) = (OracleFile.Number(row[3]), row[4]);
            var point = Curve(row).Points.Single(p => p.Time == time);
            OracleFile.AssertRelative(Expected(row[5], stat, point, Cases[row[0]].Status), Value(point, stat), 1e-12, string.Join(' ', row));
        }
    }

    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 summary.survfit(times =)")]
    public void At_Matches_R_SummaryAtTimes()
    {
        foreach (var group in OracleFile.Rows("km/km.csv").Where(r => r[2] == "at").GroupBy(r => r[0]))
        {
            var times = group.Select(r => OracleFile.Number(r[3])).Distinct().ToArray();
            var points = Curve(group.First()).At(times);
            foreach (var row in group)
            {
                var point = points.First(p => p.Time == OracleFile.Number(row[3]));
                OracleFile.AssertRelative(Expected(row[5], row[4], point, Cases[row[0]].Status), Value(point, row[4]), 1e-12, string.Join(' ', row));
            }
        }
    }

    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 quantile.survfit")]
    public void Quantile_Matches_R_WithLevelStepsAndEveryInterval()
    {
        foreach (var row in OracleFile.Rows("km/km.csv").Where(r => r[2] is "quantile" or "reverse"))
        {
            var (time, status) = Cases[row[0]];
            var curve = row[2] == "reverse" ? KaplanMeier.Reverse(time, status) : Curve(row);
            var quantile = curve.Quantile(OracleFile.Number(row[3]));
            var actual = row[4] switch { "estimate" => quantile.Estimate, "conf.low" => quantile.Interval.Low, _ => quantile.Interval.High };
            OracleFile.AssertRelative(OracleFile.Number(row[5]), actual.ValueOrNaN, 1e-12, string.Join(' ', row));
        }
    }

    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 print.survfit(rmean =)")]
    public void RestrictedMeanTo_Matches_R()
    {
        foreach (var row in OracleFile.Rows("km/km.csv").Where(r => r[2] == "rmst"))
        {
            var mean = Curve(row).RestrictedMeanTo(OracleFile.Number(row[3]));
            var actual = row[4] == "estimate" ? mean.Estimate : mean.StandardError;
            if (OracleFile.Number(row[5]) == 0)
            {
                // R's error of 0 says that nothing has happened, not that the mean is known.
                Assert.Contains("no event", actual.Reason, StringComparison.Ordinal);
                continue;
            }

            OracleFile.AssertRelative(OracleFile.Number(row[5]), actual.ValueOrNaN, 1e-12, string.Join(' ', row));
        }
    }

    // survRM2 through lifelines issue 1682: waltons, miR-137, τ = 10: RMST 9.7941, SE 0.123 (published to those digits).
    [Fact, Trait("Oracle", "survRM2, published")]
    public void RestrictedMeanTo_Matches_SurvRM2_Waltons()
    {
        var all = OracleFile.Columns("survival_data/waltons.csv");
        var treated = all["group"].Select((g, i) => (g, i)).Where(p => p.g == "miR-137").Select(p => p.i).ToArray();
        double[] time = [.. treated.Select(i => OracleFile.Number(all["T"][i]))];
        bool[] status = [.. treated.Select(i => all["E"][i] == "1")];
        var mean = KaplanMeier.Estimate(time, status).RestrictedMeanTo(10);
        Assert.Equal(9.7941, mean.Estimate.Value, 4);
        Assert.Equal(0.123, mean.StandardError.Value, 3);
    }

    // survRM2 as published for waltons at τ = 10: miR-137 against control p about 0.145; domain case A: 17.91 (1.55) and 8.67 (1.38) to 23.
    [Fact, Trait("Oracle", "survRM2, published; Freireich 1963")]
    public void RestrictedMeanDifference_Matches_Published()
    {
        var all = OracleFile.Columns("survival_data/waltons.csv");
        SurvivalCurve Curve(string group)
        {
            var rows = Enumerable.Range(0, all["T"].Length).Where(i => all["group"][i] == group).ToArray();
            return KaplanMeier.Estimate([.. rows.Select(i => OracleFile.Number(all["T"][i]))], [.. rows.Select(i => all["E"][i] == "1")]);
        }

        Assert.Equal(.145, KaplanMeier.RestrictedMeanDifference(Curve("miR-137"), Curve("control"), 10).PValue.Value, 3);
        var (treated, placebo) = (KaplanMeier.Estimate(Cases["gehan1"].Time, Cases["gehan1"].Status), KaplanMeier.Estimate(Cases["gehan2"].Time, Cases["gehan2"].Status));
        var gehan = KaplanMeier.RestrictedMeanDifference(treated, placebo, 23);
        Assert.Equal(17.91 - 8.67, gehan.Estimate.Value, 1);
        Assert.Equal(Math.Sqrt((1.55 * 1.55) + (1.38 * 1.38)), gehan.StandardError.Value, 1);
        Assert.Contains("beyond", KaplanMeier.RestrictedMeanDifference(treated, placebo, 99).PValue.Reason, StringComparison.Ordinal);
    }

    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 survfit(Surv(start, stop, status))")]
    public void Estimate_Matches_R_LeftTruncated()
    {
        var heart = SurvivalData.Load("heart");
        var curve = KaplanMeier.Estimate(heart.Doubles("stop"), heart.Flags("status"), heart.Doubles("start"));
        var rows = OracleFile.Rows("km/km.csv").Where(r => r[0] == "heart").ToArray();
        Assert.Equal(rows.Length, 3 * curve.Points.Length);
        foreach (var row in rows)
        {
            var point = curve.Points.Single(p => p.Time == OracleFile.Number(row[3]));
            OracleFile.AssertRelative(OracleFile.Number(row[5]), Value(point, row[4]), 1e-12, string.Join(' ', row));
        }
    }

    // Oracles/km/conditional.R: survfit of the rows with time > given. Tolerance 1e-11: Greenwood's sum is a difference.
    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3 survfit(subset)")]
    public void ConditionalAt_Matches_R()
    {
        foreach (var group in OracleFile.Rows("km/conditional.csv").GroupBy(r => (r[0], r[1], r[2])))
        {
            var data = SurvivalData.Load(group.Key.Item1 == "lung" ? "lung" : "gehan");
            var part = group.Key.Item1 == "lung" ? data : data.Where(i => i >= 21);
            var curve = KaplanMeier.Estimate(part.Doubles("time"), part.Flags("status"), default, group.Key.Item2 switch
            {
                "plain" => ConfidenceTransformation.Plain,
                "log" => ConfidenceTransformation.Log,
                "log-log" => ConfidenceTransformation.LogLog,
                _ => ConfidenceTransformation.Arcsine,
            });
            var times = group.Select(r => OracleFile.Number(r[3])).Distinct().ToArray();
            var points = curve.ConditionalAt(OracleFile.Number(group.Key.Item3), times);
            foreach (var row in group)
            {
                var actual = Value(points[Array.IndexOf(times, OracleFile.Number(row[3]))], row[4]);
                bool[] later = [.. part.Flags("status").Where((_, i) => part.Doubles("time")[i] > OracleFile.Number(group.Key.Item3))];
                var point = points[Array.IndexOf(times, OracleFile.Number(row[3]))];
                OracleFile.AssertRelative(Expected(row[5], row[4], point, later), actual, 1e-11, string.Join(' ', row));
            }
        }
    }

    // Where nothing or everything has happened R has no interval, or one without width; Clopper and Pearson's has its ends in closed form.
    private static double Expected(string r, string stat, SurvivalPoint point, bool[] status) => (stat, point.Estimate.ValueOrNaN) switch
    {
        ("conf.low", 1) => point.AtRisk == 0 ? double.NaN : Math.Pow(0.025, 1.0 / point.AtRisk),
        ("conf.high", 1) => point.AtRisk == 0 ? double.NaN : 1,
        ("conf.low", 0) => status.Contains(false) ? double.NaN : 0,
        ("conf.high", 0) => status.Contains(false) ? double.NaN : 1 - Math.Pow(0.025, 1.0 / status.Length),
        _ => OracleFile.Number(r),
    };

    // By hand: 2 2 3+ 5 5+ 7 7 9+: after 2 six are left, S(7 | 2) = (4/5)(1/3) = .2 / .75.
    [Fact]
    public void ConditionalAt_ByHand_AndItsLimits()
    {
        var (time, status) = Cases["hand"];
        var curve = KaplanMeier.Estimate(time, status);
        var point = curve.ConditionalAt(2, 7).Single();
        Assert.Equal(.2 / .75, point.Estimate.Value, 14);
        Assert.Equal((3, 2), (point.Events, point.Censored));
        Assert.Equal(.2 / .75 * Math.Sqrt((1.0 / (5 * 4)) + (2.0 / (3 * 1))), point.StandardError.Value, 14);
        Assert.Equal(1, curve.ConditionalAt(2, 2)[0].Estimate.Value);
        Assert.Equal(curve.At(7)[0].Estimate, curve.ConditionalAt(0, 7)[0].Estimate);
        Assert.Empty(curve.ConditionalAt(2));
        Assert.Contains("nobody", curve.ConditionalAt(9, 9)[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Contains("beyond", curve.ConditionalAt(2, 10)[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Contains("nobody", KaplanMeier.Estimate([1, 2], [true, true]).ConditionalAt(2, 3)[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Equal(0, KaplanMeier.Estimate([1, 2], [true, true]).ConditionalAt(1, 2)[0].Estimate.Value);
        Assert.Contains("no subject", KaplanMeier.Estimate([], []).ConditionalAt(1, 2)[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Equal("times", Assert.Throws<ArgumentException>(() => curve.ConditionalAt(3, 2)).ParamName);
        Assert.Equal("given", Assert.Throws<ArgumentException>(() => curve.ConditionalAt(double.NaN, 2)).ParamName);
    }

    // Domain case A (Freireich 1963), printed digits.
    [Fact, Trait("Oracle", "Freireich 1963, Blood 21:699")]
    public void Estimate_Matches_PublishedSixMercaptopurine()
    {
        var (time, status) = Cases["gehan1"];
        var curve = KaplanMeier.Estimate(time, status);
        double[] expected = [.8571, .8067, .7529, .6902, .6275, .5378, .4482];
        var events = curve.Points.Where(p => p.Events > 0).ToArray();
        Assert.Equal([6, 7, 10, 13, 16, 22, 23], events.Select(p => p.Time));
        Assert.All(events.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Estimate.Value, 4));
        Assert.Equal(.0764, events[0].StandardError.Value, 4);
        Assert.Equal(.1346, events[^1].StandardError.Value, 4);
        Assert.Equal((23, 13), (curve.Median().Estimate.Value, curve.Median().Interval.Low.Value));
        Assert.False(curve.Median().Interval.High.IsEstimable);
    }

    // By hand: times 2 2 3+ 5 5+ 7 7 9+ in shuffled order: 8·(6/8)=.75, (4/5)·.75=.6 after 5, 7: 3 at risk, 2 events → .2.
    [Fact]
    public void Estimate_ByHand_TiesAndUnsortedInput()
    {
        var (time, status) = Cases["hand"];
        var curve = KaplanMeier.Estimate(time, status);
        Assert.Equal([2, 3, 5, 7, 9], curve.Points.Select(p => p.Time));
        Assert.Equal([8, 6, 5, 3, 1], curve.Points.Select(p => p.AtRisk));
        double[] expected = [.75, .75, .6, .2, .2];
        Assert.All(curve.Points.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Estimate.Value, 14));
        Assert.Equal(7, curve.Median().Estimate.Value);
    }

    [Fact]
    public void At_BeyondFollowUp_IsNotEstimable_WithAReason_AndBeforeTheFirstEventIsOne()
    {
        var curve = KaplanMeier.Estimate([4, 2, 6], [true, true, false]);
        var points = curve.At(1, 6, 7);
        Assert.Equal((1.0, 0.0, 3), (points[0].Estimate.Value, points[0].StandardError.Value, points[0].AtRisk));
        Assert.Equal(1, points[1].AtRisk);
        Assert.Equal((2, 1), (points[1].Events, points[1].Censored));
        Assert.Contains("beyond the last follow-up", points[2].Estimate.Reason, StringComparison.Ordinal);
        Assert.False(curve.RestrictedMeanTo(7).Estimate.IsEstimable);
    }

    [Fact]
    public void At_BeyondFollowUp_StaysZero_WhenTheLastSubjectHadTheEvent()
    {
        var curve = KaplanMeier.Estimate([4, 2], [true, true]);
        Assert.Equal(0, curve.At(9)[0].Estimate.Value);
        Assert.Equal(3, curve.RestrictedMeanTo(9).Estimate.Value);
    }

    [Fact]
    public void Estimate_NoSubjectOrAllCensored_HasReasonsNotExceptions()
    {
        var none = KaplanMeier.Estimate([], []);
        Assert.Equal("no subject in the group", none.Median().Estimate.Reason);
        Assert.Equal("no subject in the group", none.At(3)[0].Estimate.Reason);
        var censored = KaplanMeier.Estimate([1, 2], [false, false]);
        Assert.Equal(1, censored.At(2)[0].Estimate.Value);
        Assert.False(censored.Median().Estimate.IsEstimable);
        Assert.Equal(2, censored.RestrictedMeanTo(2).Estimate.Value);
    }

    [Fact]
    public void WrongShapes_Throw_NamingTheArgument()
    {
        Assert.Equal("status", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1, 2], [true])).ParamName);
        Assert.Equal("time", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1, double.NaN], [true, true])).ParamName);
        Assert.Equal("entry", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1, 2], [true, true], [0, 2])).ParamName);
        var negative = Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([2, -1, 3], [true, true, true]));
        Assert.Equal("time", negative.ParamName);
        Assert.StartsWith("time[1] is -1", negative.Message, StringComparison.Ordinal);
        Assert.Equal("times", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1], [true]).At(2, 1)).ParamName);
        Assert.Equal("probability", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1], [true]).Quantile(1)).ParamName);
        Assert.Equal("horizon", Assert.Throws<ArgumentException>(() => KaplanMeier.Estimate([1], [true]).RestrictedMeanTo(0)).ParamName);
    }

    private static double Value(SurvivalPoint point, string stat) => stat switch
    {
        "n.risk" => point.AtRisk,
        "n.event" => point.Events,
        "n.censor" => point.Censored,
        "estimate" => point.Estimate.ValueOrNaN,
        "std.error" => point.StandardError.ValueOrNaN,
        "conf.low" => point.Interval.Low.ValueOrNaN,
        "conf.high" => point.Interval.High.ValueOrNaN,
        _ => throw new InvalidOperationException(stat),
    };

    private static SurvivalCurve Curve(string[] row)
    {
        var (time, status) = Cases[row[0]];
        var transformation = row[1] switch
        {
            "plain" => ConfidenceTransformation.Plain,
            "log" => ConfidenceTransformation.Log,
            "log-log" => ConfidenceTransformation.LogLog,
            _ => ConfidenceTransformation.Arcsine,
        };
        return KaplanMeier.Estimate(time, status, default, transformation);
    }

    private static Dictionary<string, (double[] Time, bool[] Status)> LoadCases()
    {
        var cases = new Dictionary<string, (double[], bool[])>();
        foreach (var (name, group) in new[] { ("gehan", 1), ("gehan", 2), ("aml", 1), ("aml", 2) })
        {
            var all = SurvivalData.Load(name);
            var codes = all.Integers("group");
            var part = all.Where(i => codes[i] == group);
            cases[name + group] = (part.Doubles("time"), part.Flags("status"));
        }

        var colon = SurvivalData.Load("colon");
        cases["colon"] = (colon.Doubles("rtime"), colon.Flags("rstatus"));
        var lung = SurvivalData.Load("lung");
        cases["lung"] = (lung.Doubles("time"), lung.Flags("status"));
        cases["hand"] = ([9, 2, 5, 2, 5, 7, 7, 3], [false, true, true, true, false, true, true, false]);
        cases["half"] = ([1, 2, 3, 4, 5, 6, 7, 8], [true, false, true, true, false, false, true, false]);
        cases["level"] = ([1, 2, 3, 4, 5, 6], [true, true, true, false, false, false]);
        cases["level2"] = ([1, 2, 3, 4, 5, 6], [true, true, true, false, true, true]);
        cases["one"] = ([5], [true]);
        cases["censored"] = ([3, 1, 2], [false, false, false]);
        return cases;
    }
}
