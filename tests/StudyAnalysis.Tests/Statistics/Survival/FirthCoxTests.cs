using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class FirthCoxTests
{
    public static TheoryData<string> Cases => [.. OracleFile.Rows("firth_cox/firth_cox.csv").Select(r => r[0]).Distinct()];

    // Oracles/firth_cox/firth_cox.R: coxphf 1.13.4 (Breslow) at epsilon 1e-9; brute-force maximisation with numerical gradients (Efron).
    // Tolerance 1e-8 relative; 1e-7 for interval ends and p, which coxphf and uniroot find to about that.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "coxphf 1.13.4; brute force in R 4.2.2")]
    public void Fit_Matches_Coxphf_And_BruteForce(string name)
    {
        var fit = FirthCox.Fit(Input(name), CoxCases.Ties(name));
        Assert.True(fit.Converged);
        foreach (var row in OracleFile.Rows("firth_cox/firth_cox.csv").Where(r => r[0] == name))
        {
            var index = int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture);
            var actual = row[2] switch
            {
                "estimate" => fit.Coefficients[index - 1].Estimate.Value,
                "std.error" => fit.Coefficients[index - 1].StandardError.Value,
                "p.value" => fit.Coefficients[index - 1].PValue.Value,
                "conf.low" => fit.Coefficients[index - 1].Interval.Low.Value,
                "conf.high" => fit.Coefficients[index - 1].Interval.High.Value,
                "lr" => fit.LikelihoodRatioTest.Statistic.Value,
                _ => fit.LogLikelihood.Value,
            };
            OracleFile.AssertRelative(OracleFile.Number(row[3]), actual, row[2] is "conf.low" or "conf.high" or "p.value" ? 1e-7 : 1e-8, string.Join(' ', row));
        }
    }

    // Heinze and Schemper (2001), table of the breast cancer study (G is monotone for ordinary Cox regression).
    [Fact]
    public void Fit_MonotoneCovariate_IsFinite_WhereCoxIsNot()
    {
        var cox = CoxRegression.Fit(Input("breast-breslow"), CoxTies.Breslow);
        Assert.Contains("monotone likelihood", cox.Coefficients[2].Estimate.Reason, StringComparison.Ordinal);
        var firth = FirthCox.Fit(Input("breast-breslow"), CoxTies.Breslow).Coefficients[2];
        Assert.True(firth.Estimate.IsEstimable && firth.Interval.High.IsEstimable);
    }

    [Fact]
    public void Fit_IsSameInEveryUnit_AndLikelihoodRatioDoesNotDependOnIt()
    {
        var input = Input("tied-efron");
        var reference = FirthCox.Fit(input);
        var x = (double[,])input.Covariates.Clone();
        for (var i = 0; i < x.GetLength(0); i++)
        {
            x[i, 1] = 5000 + (1000 * x[i, 1]);
        }

        var scaled = FirthCox.Fit(input with { Covariates = x });
        OracleFile.AssertRelative(reference.Coefficients[1].Estimate.Value, 1000 * scaled.Coefficients[1].Estimate.Value, 1e-9, "β");
        OracleFile.AssertRelative(reference.LikelihoodRatioTest.Statistic.Value, scaled.LikelihoodRatioTest.Statistic.Value, 1e-9, "LR");
        OracleFile.AssertRelative(reference.LogLikelihood.Value + Math.Log(1000), scaled.LogLikelihood.Value, 1e-10, "penalised log likelihood");
    }

    [Fact]
    public void Fit_NoEventOrConstant_SaysWhy()
    {
        var none = FirthCox.Fit(new CoxInput { Time = [1, 2], Status = [false, false], Covariates = new double[,] { { 1 }, { 2 } } });
        Assert.Equal("no event", none.Coefficients[0].PValue.Reason);
        var constant = FirthCox.Fit(new CoxInput { Time = [1, 2], Status = [true, false], Covariates = new double[,] { { 2 }, { 2 } } });
        Assert.Equal("'x1' is constant", constant.Coefficients[0].Estimate.Reason);
    }

    // One event, two subjects, x = 1 dies first. l*(β) = β − log(e^β + 1) + ½ log(e^β/(1 + e^β)²); score 0 at 1.5 − 2·p = 0, p = ¾: β = ln 3.
    [Fact]
    public void Fit_TwoSubjects_ByHand()
    {
        var fit = FirthCox.Fit(new CoxInput { Time = [1, 2], Status = [true, false], Covariates = new double[,] { { 1 }, { 0 } } });
        OracleFile.AssertRelative(Math.Log(3), fit.Coefficients[0].Estimate.Value, 1e-10, "β");
        Assert.Equal(1 / Math.Sqrt(3.0 / 16), fit.Coefficients[0].StandardError.Value, 9);
    }

    [Fact]
    public void ProportionalHazards_OfAPenalisedFit_SaysWhyNot() => Assert.Contains(
        "unpenalised", FirthCox.Fit(Input("tied-efron")).Diagnostics!.ProportionalHazards()[0].PValue.Reason, StringComparison.Ordinal);

    [Fact]
    public void Fit_ExactTies_Throws() => Assert.Equal("ties", Assert.Throws<ArgumentException>(() => FirthCox.Fit(Input("tied-efron"), CoxTies.Exact)).ParamName);

    private static CoxInput Input(string name) => name[..name.IndexOf('-', StringComparison.Ordinal)] switch
    {
        "breast" => FromTable("breast", "time", ["t", "n", "g", "cd"]),
        "aml" => FromTable("aml", "time", ["group"]),
        "gehan" => FromTable("gehan", "time", ["group"]),
        "lung" => FromTable("lung", "time", ["age", "ecog", "loss"]),
        "heart" => FromTable("heart", "stop", ["age", "surgery"]) with { Entry = SurvivalData.Load("heart").Doubles("start") },
        "sep" => new CoxInput
        {
            Time = [3, 5, 7, 8, 10, 11, 14, 15],
            Status = [true, true, true, false, true, false, false, false],
            Covariates = new[,] { { 1, .3 }, { 1, 1.2 }, { 1, -.4 }, { 1, .8 }, { 1, 0 }, { 0, .5 }, { 0, -1 }, { 0, .9 } },
        },
        _ => new CoxInput
        {
            Time = [2, 2, 3, 3, 3, 5, 6, 6, 8, 9],
            Status = [true, true, true, true, false, false, true, true, false, false],
            Covariates = new[,] { { 1, .1 }, { 1, .9 }, { 1, .4 }, { 0, -.2 }, { 0, .7 }, { 1, .6 }, { 1, -.3 }, { 1, 1.1 }, { 0, .2 }, { 0, -.5 } },
        },
    };

    private static CoxInput FromTable(string table, string time, string[] columns)
    {
        var data = SurvivalData.Load(table);
        return new CoxInput { Time = data.Doubles(time), Status = data.Flags("status"), Covariates = data.Matrix(columns), Names = [.. columns] };
    }
}
