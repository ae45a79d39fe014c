using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>Every time-to-event number of the reference results on the colon-cancer trial of Moertel (1995).</summary>
public sealed class ColonMoertelTests
{
    private static readonly string[] Arms = ["Obs", "Lev", "Lev+5FU"];
    private static readonly SurvivalData Data = SurvivalData.Load("colon");
    private static readonly Lazy<CoxFit> Cox = new(() => CoxRegression.Fit(
        CoxCases.Colon() with { Terms = [new("Arm", [0, 1]), new("Sex", [2]), new("age", [3]), new("obstruct", [4]), new("adhere", [5]), new("nodes", [6]), new("extent", [7])] }));

    // Oracles/colon_moertel/reference.csv. Closed forms 1e-12, Cox 1e-8 relative; the Cox reference has coxph's default convergence
    // (1e-9 in the log likelihood), hence 1e-7 for what follows from its coefficients, and p with it. cuminc's p is 1 − pchisq: 1e-9.
    [Fact, Trait("Oracle", "R 4.2.2 survival 3.5-3, cmprsk 2.2-11 on survival::colon")]
    public void EverySurvivalNumber_Matches_TheReference()
    {
        var compared = 0;
        foreach (var row in OracleFile.Rows("colon_moertel/reference.csv").Where(r => !r[0].StartsWith("nodes", StringComparison.Ordinal)))
        {
            var (actual, tolerance) = row[0] switch
            {
                "recurrence-km" or "death-km" => (KaplanMeierNumber(row), 1e-12),
                "recurrence-logrank" or "death-logrank" => (LogRankNumber(row), 1e-11),
                "recurrence-cox" => (CoxNumber(row), 1e-7),
                "recurrence-cox-ph" => (ProportionalHazardsNumber(row), 1e-7),
                _ => (IncidenceNumber(row), row[4] == "p.value" ? 1e-9 : 1e-10),
            };
            OracleFile.AssertRelative(OracleFile.Number(row[5]), actual, tolerance, string.Join(' ', row));
            compared++;
        }

        Assert.Equal(163, compared);
    }

    private static double KaplanMeierNumber(string[] row)
    {
        var prefix = row[0][0] == 'r' ? "r" : "d";
        var arm = Data.Integers("arm");
        var part = Data.Where(i => Arms[arm[i]] == row[1]);
        var curve = KaplanMeier.Estimate(part.Doubles(prefix + "time"), part.Flags(prefix + "status"), default, ConfidenceTransformation.Log);
        var median = curve.Median();
        if (row[3].Length == 0)
        {
            return row[4] switch
            {
                "n" => curve.SampleSize,
                "n.event" => curve.Events,
                "median" => median.Estimate.ValueOrNaN,
                "median.conf.low" => median.Interval.Low.ValueOrNaN,
                _ => median.Interval.High.ValueOrNaN,
            };
        }

        var point = curve.At(OracleFile.Number(row[3]))[0];
        return row[4] switch
        {
            "n.risk" => point.AtRisk,
            "estimate" => point.Estimate.Value,
            "std.error" => point.StandardError.Value,
            "conf.low" => point.Interval.Low.Value,
            _ => point.Interval.High.Value,
        };
    }

    private static double LogRankNumber(string[] row)
    {
        var prefix = row[0][0] == 'r' ? "r" : "d";
        var test = LogRank.Test(Data.Doubles(prefix + "time"), Data.Flags(prefix + "status"), Data.Integers("arm"));
        return row[4] switch { "statistic" => test.Statistic.Value, "parameter" => test.DegreesOfFreedom.Value, _ => test.PValue.Value };
    }

    private static double CoxNumber(string[] row)
    {
        var fit = Cox.Value;
        if (row[2].Length == 0)
        {
            return row[4] switch
            {
                "n" => fit.SampleSize,
                "n.event" => fit.Events,
                "logLik" => fit.LogLikelihood.Value,
                "concordance" => fit.Concordance()!.Estimate.Value,
                _ => fit.Concordance()!.StandardError.Value,
            };
        }

        var coefficient = fit.Coefficients.Single(c => c.Name == row[2]);
        return row[4] switch { "estimate" => coefficient.Estimate.Value, "std.error" => coefficient.StandardError.Value, _ => coefficient.PValue.Value };
    }

    private static double ProportionalHazardsNumber(string[] row)
    {
        var test = Cox.Value.Diagnostics!.ProportionalHazards().Single(t => t.Name == row[2]);
        return row[4] == "statistic" ? test.Statistic.Value : test.PValue.Value;
    }

    private static double IncidenceNumber(string[] row)
    {
        var (relapse, death) = (Data.Flags("rstatus"), Data.Flags("dstatus"));
        var (relapseTime, deathTime, arm) = (Data.Doubles("rtime"), Data.Doubles("dtime"), Data.Integers("arm"));
        var rows = Enumerable.Range(0, arm.Length).Where(i => row[1].Length == 0 || Arms[arm[i]] == row[1]).ToArray();
        double[] time = [.. rows.Select(i => relapse[i] ? relapseTime[i] : deathTime[i])];
        int[] cause = [.. rows.Select(i => relapse[i] ? 1 : death[i] ? 2 : 0)];
        var code = row[2] == "recurrence" ? 1 : 2;
        if (row[1].Length == 0)
        {
            var test = GrayTest.Test(time, cause, arm, code);
            return row[4] == "statistic" ? test.Statistic.Value : test.PValue.Value;
        }

        var point = AalenJohansen.Estimate(time, cause, default, 2, CumulativeIncidenceVariance.Aalen).Curves[code - 1].At(OracleFile.Number(row[3]))[0];
        return row[4] == "estimate" ? point.Estimate.Value : Math.Pow(point.StandardError.Value, 2);
    }
}
