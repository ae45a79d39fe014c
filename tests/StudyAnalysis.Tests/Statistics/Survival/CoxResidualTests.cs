using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class CoxResidualTests
{
    public static TheoryData<string> Cases => [.. OracleFile.Rows("cox/residuals.csv").Select(r => r[0]).Distinct()];

    // Oracles/cox/residuals.R: residuals.coxph, survfit.coxph(newdata), profile by coxph with an offset. Tolerance 1e-8 (iterative), profile 1e-7.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R 4.2.2 survival 3.5-3 residuals.coxph, survfit.coxph")]
    public void ResidualsCurvesAndProfiles_Match_R(string name)
    {
        var (input, stratum) = Input(name);
        var fit = CoxRegression.Fit(input, CoxCases.Ties(name));
        var values = new Dictionary<string, double[][]>(StringComparer.Ordinal);
        if (!name.EndsWith("exact", StringComparison.Ordinal))
        {
            values["deviance"] = [.. fit.Diagnostics!.DevianceResiduals().Select(v => new[] { v })];
            values["score"] = [.. fit.Diagnostics.ScoreResiduals().Select(v => v.ToArray())];
            values["dfbeta"] = [.. fit.Diagnostics.DfBeta().Select(v => v.ToArray())];
            values["dfbetas"] = [.. fit.Diagnostics.DfBeta(standardized: true).Select(v => v.ToArray())];
        }

        foreach (var row in OracleFile.Rows("cox/residuals.csv").Where(r => r[0] == name))
        {
            var (index, at) = (OracleFile.Number(row[2]), row[3]);
            var actual = row[1] switch
            {
                "lr" => fit.LikelihoodRatioTestOf((int)index - 1).Statistic.Value,
                "profile" => at == "-1" ? fit.ProfileInterval((int)index - 1).Low.Value : fit.ProfileInterval((int)index - 1).High.Value,
                "cumhaz" => Predicted(fit, input, stratum, at, index).CumulativeHazard,
                "stderr" => Predicted(fit, input, stratum, at, index).StandardError.Value,
                "surv" => Predicted(fit, input, stratum, at, index).Survival,
                "low" => Predicted(fit, input, stratum, at, index).Interval.Low.ValueOrNaN,
                "high" => Predicted(fit, input, stratum, at, index).Interval.High.ValueOrNaN,
                var what => at == "0" ? values[what].Sum(v => Math.Pow(v[(int)index - 1], 2)) : values[what][int.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - 1][(int)index - 1],
            };
            OracleFile.AssertRelative(OracleFile.Number(row[4]), actual, row[1] == "profile" ? 1e-7 : 1e-8, string.Join(' ', row), zero: 1e-9);
        }
    }

    [Fact]
    public void ProfileInterval_WhereThereIsNone_SaysWhy()
    {
        var clustered = CoxRegression.Fit(CoxCases.Input("kidney-efron"));
        Assert.Contains("clusters", clustered.ProfileInterval(0).Low.Reason, StringComparison.Ordinal);
        Assert.Contains("clusters", clustered.LikelihoodRatioTestOf(1).PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("already", FirthCox.Fit(CoxCases.Input("aml-efron")).ProfileInterval(0).High.Reason, StringComparison.Ordinal);
        var none = CoxRegression.Fit(new CoxInput { Time = [1, 2], Status = [false, false], Covariates = new double[,] { { 1 }, { 2 } } });
        Assert.Equal("no event", none.ProfileInterval(0).Low.Reason);
        Assert.Equal("column", Assert.Throws<ArgumentException>(() => clustered.ProfileInterval(2)).ParamName);
        Assert.Equal("column", Assert.Throws<ArgumentException>(() => clustered.LikelihoodRatioTestOf(-1)).ParamName);
    }

    [Fact]
    public void PredictedCurve_WrongShapes_Throw()
    {
        var diagnostics = CoxRegression.Fit(CoxCases.Input("aml-efron")).Diagnostics!;
        Assert.Equal("covariates", Assert.Throws<ArgumentException>(() => diagnostics.PredictedCurve([1, 2])).ParamName);
        Assert.Equal("stratum", Assert.Throws<ArgumentException>(() => diagnostics.PredictedCurve([1], 1)).ParamName);
    }

    // Of one covariate the predicted curve at β̂ obeys S(x + 1) = S(x)^HR.
    [Fact]
    public void PredictedCurve_OfAnotherSubject_IsAPower()
    {
        var fit = CoxRegression.Fit(CoxCases.Input("gehan-efron"));
        var (zero, one) = (fit.Diagnostics!.PredictedCurve([0]), fit.Diagnostics.PredictedCurve([1]));
        Assert.All(zero.Zip(one), pair => Assert.Equal(Math.Pow(pair.First.Survival, fit.Coefficients[0].HazardRatio.Value), pair.Second.Survival, 1e-12));
        Assert.Equal(fit.Diagnostics.BaselineHazard([1]).Select(s => Math.Round(s.CumulativeHazard, 12)), one.Select(p => Math.Round(p.CumulativeHazard, 12)));
    }

    private static PredictedSurvival Predicted(CoxFit fit, CoxInput input, int stratum, string conf, double time)
    {
        var transformation = conf switch
        {
            "plain" => ConfidenceTransformation.Plain,
            "log" => ConfidenceTransformation.Log,
            "log-log" => ConfidenceTransformation.LogLog,
            _ => ConfidenceTransformation.Arcsine,
        };
        var row = stratum == 0 ? 2 : Array.IndexOf(input.Strata, 2);
        double[] covariates = [.. Enumerable.Range(0, input.Covariates.GetLength(1)).Select(j => input.Covariates[row, j])];
        return fit.Diagnostics!.PredictedCurve(covariates, stratum, transformation).Single(p => Math.Abs(p.Time - time) < 1e-9);
    }

    private static (CoxInput Input, int Stratum) Input(string name) => (CoxCases.Input(name), name.StartsWith("lungstrata", StringComparison.Ordinal) ? 1 : 0);
}
