using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class CoxRegressionTests
{
    public static TheoryData<string> Cases => [.. OracleFile.Rows("cox/cox.csv").Select(r => r[0]).Distinct()];

    // Oracles/cox/cox.R: coxph, cox.zph, residuals, basehaz with coxph.control(eps = 1e-13, toler.chol = 1e-14).
    // Tolerance 1e-8 relative (iterative fit; R's own last step), p 1e-7 in the tail.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R 4.2.2 survival 3.5-3 coxph")]
    public void Fit_Matches_R(string name)
    {
        var fit = CoxRegression.Fit(CoxCases.Input(name), CoxCases.Ties(name));
        Assert.True(fit.Converged);
        foreach (var row in OracleFile.Rows("cox/cox.csv").Where(r => r[0] == name))
        {
            // A tail p moves with z²: its tolerance is that of the statistic times z².
            var tolerance = row[3] is "p.value" or "lr.p" ? 1e-7 : 1e-8;
            OracleFile.AssertRelative(OracleFile.Number(row[4]), Actual(fit, row), tolerance, string.Join(' ', row), zero: 1e-8);
        }
    }

    // Therneau and Grambsch (2000), appendix E, data 1: Breslow β̂ = ln((3 + √33)/2); the first Newton step from 0 goes to 8/5.
    [Fact, Trait("Oracle", "Therneau and Grambsch 2000, appendix E.1")]
    public void Fit_Matches_TherneauGrambsch_Data1()
    {
        var fit = CoxRegression.Fit(CoxCases.Input("hand-breslow"), CoxTies.Breslow);
        OracleFile.AssertRelative(Math.Log((3 + Math.Sqrt(33)) / 2), fit.Coefficients[0].Estimate.Value, 1e-13, "beta");
        var score = Math.Pow(8.0 / 5, 2) * (5.0 / 8);
        OracleFile.AssertRelative(score, fit.ScoreTest.Statistic.Value, 1e-13, "score test = U²/I with U = 1, I = 5/8");
    }

    // Domain case A (Freireich), published digits for the three treatments of ties; domain case B; domain case N (cluster).
    [Fact, Trait("Oracle", "Freireich 1963; survival::aml; survival::kidney, published digits")]
    public void Fit_Matches_PublishedValues()
    {
        var efron = CoxRegression.Fit(CoxCases.Input("gehan-efron")).Coefficients[0];
        Assert.Equal((1.57213, .41240), (Math.Round(efron.Estimate.Value, 5), Math.Round(efron.StandardError.Value, 5)));
        Assert.Equal((4.817, 2.147, 10.809), (Math.Round(efron.HazardRatio.Value, 3), Math.Round(efron.Interval.Low.Value, 3), Math.Round(efron.Interval.High.Value, 3)));
        Assert.Equal(1.50919, CoxRegression.Fit(CoxCases.Input("gehan-efron"), CoxTies.Breslow).Coefficients[0].Estimate.Value, 5);
        Assert.Equal(1.62824, CoxRegression.Fit(CoxCases.Input("gehan-efron"), CoxTies.Exact).Coefficients[0].Estimate.Value, 5);
        var aml = CoxRegression.Fit(CoxCases.Input("aml-efron"));
        Assert.Equal((2.498, .0737), (Math.Round(aml.Coefficients[0].HazardRatio.Value, 3), Math.Round(aml.Coefficients[0].PValue.Value, 4)));
        Assert.Equal(.619, aml.Concordance()!.Estimate.Value, 3);
        var sex = CoxRegression.Fit(CoxCases.Input("kidney-efron")).Coefficients[1];
        Assert.Equal((-.82931, .29895, .48346), (Math.Round(sex.Estimate.Value, 5), Math.Round(sex.StandardError.Value, 5), Math.Round(sex.RobustStandardError.Value, 5)));
    }

    [Fact]
    public void Fit_ConstantCollinearAndEstimableColumns_OnlyTheLastAreEstimated()
    {
        var aml = CoxCases.Input("aml-efron");
        var n = aml.Time.Length;
        var x = new double[n, 4];
        for (var i = 0; i < n; i++)
        {
            (x[i, 0], x[i, 1], x[i, 2], x[i, 3]) = (7, aml.Covariates[i, 0], 3 - (2 * aml.Covariates[i, 0]), i % 5);
        }

        var fit = CoxRegression.Fit(aml with { Covariates = x, Names = ["a", "b", "c", "d"] });
        Assert.Equal("'a' is constant", fit.Coefficients[0].Estimate.Reason);
        Assert.True(fit.Coefficients[1].Estimate.IsEstimable);
        Assert.Contains("linear combination", fit.Coefficients[2].PValue.Reason, StringComparison.Ordinal);
        Assert.True(fit.Coefficients[3].PValue.IsEstimable);
        Assert.True(double.IsNaN(fit.Variance[0][0]));
        Assert.Equal(2, fit.LikelihoodRatioTest.DegreesOfFreedom.Value);
    }

    [Fact]
    public void Fit_NoEventOrOneRow_SaysWhy()
    {
        var none = CoxRegression.Fit(new CoxInput { Time = [1, 2, 3], Status = [false, false, false], Covariates = new double[,] { { 1 }, { 2 }, { 3 } } });
        Assert.Equal("no event", none.Coefficients[0].Estimate.Reason);
        Assert.Null(none.Diagnostics);
        var one = CoxRegression.Fit(new CoxInput { Time = [1], Status = [true], Covariates = new double[,] { { 4 } } });
        Assert.Equal("'x1' is constant", one.Coefficients[0].Estimate.Reason);
        var late = CoxRegression.Fit(new CoxInput { Time = [1, 2], Status = [false, true], Covariates = new double[,] { { 4 }, { 5 } } });
        Assert.Equal("'x1' does not vary within any risk set", late.Coefficients[0].Estimate.Reason);
    }

    // All events in one group: the likelihood rises to its supremum 2·ln… as β → ∞; R says "beta may be infinite".
    [Fact]
    public void Fit_MonotoneLikelihood_IsNamedWithDirection_AndOthersStand()
    {
        var lung = CoxCases.Input("lung-efron");
        var n = lung.Time.Length;
        var x = new double[n, 2];
        for (var i = 0; i < n; i++)
        {
            (x[i, 0], x[i, 1]) = (lung.Status[i] ? 0 : 1, lung.Covariates[i, 0]);
        }

        var fit = CoxRegression.Fit(lung with { Covariates = x, Names = ["never", "age"], Terms = [] });
        Assert.False(fit.Converged);
        Assert.Contains("monotone likelihood", fit.Coefficients[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.Contains("−∞", fit.Coefficients[0].Estimate.Reason, StringComparison.Ordinal);
        Assert.True(fit.Coefficients[1].PValue.IsEstimable);
        Assert.True(fit.LikelihoodRatioTest.PValue.Value < 1e-6);
        Assert.False(fit.WaldTest.PValue.IsEstimable);
        Assert.Contains(fit.Notes, note => note.Contains("Firth", StringComparison.Ordinal));
    }

    // Therneau and Grambsch's data 1 under exact ties: 1/(1 + …) rises in e^β at both event times (by hand), R warns the same.
    [Fact]
    public void Fit_ExactTies_MonotoneIsDetected()
    {
        var fit = CoxRegression.Fit(CoxCases.Input("hand-breslow"), CoxTies.Exact);
        Assert.Contains("+∞", fit.Coefficients[0].Estimate.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ScoreTestWithoutTies_IsTheLogRankTest()
    {
        double[] time = [5, 1, 8, 2, 9, 4, 7, 3];
        bool[] status = [true, true, false, true, true, false, true, true];
        int[] group = [1, 2, 1, 2, 1, 2, 1, 1];
        var x = new double[8, 1];
        for (var i = 0; i < 8; i++)
        {
            x[i, 0] = group[i];
        }

        var fit = CoxRegression.Fit(new CoxInput { Time = time, Status = status, Covariates = x });
        OracleFile.AssertRelative(LogRank.Test(time, status, group).Statistic.Value, fit.ScoreTest.Statistic.Value, 1e-13, "score");
    }

    [Fact]
    public void Fit_IsSameAfterShiftScaleAndShuffleOfTheCovariates()
    {
        var lung = CoxCases.Input("lung-efron");
        var reference = CoxRegression.Fit(lung);
        var n = lung.Time.Length;
        var order = Enumerable.Range(0, n).OrderBy(i => i * 37 % n).ToArray();
        var x = new double[n, 4];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                x[i, j] = 1e6 + (1000 * lung.Covariates[order[i], j]);
            }
        }

        var fit = CoxRegression.Fit(lung with { Covariates = x, Time = [.. order.Select(i => lung.Time[i])], Status = [.. order.Select(i => lung.Status[i])] });
        for (var j = 0; j < 4; j++)
        {
            OracleFile.AssertRelative(reference.Coefficients[j].Estimate.Value, 1000 * fit.Coefficients[j].Estimate.Value, 1e-10, "β");
            OracleFile.AssertRelative(reference.Coefficients[j].Statistic.Value, fit.Coefficients[j].Statistic.Value, 1e-10, "z");
        }
    }

    [Fact]
    public void WrongShapes_Throw_NamingTheArgument()
    {
        var input = CoxCases.Input("aml-efron");
        Assert.Equal("Covariates", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(input with { Covariates = new double[2, 1] })).ParamName);
        Assert.Equal("Strata", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(input with { Strata = [1] })).ParamName);
        Assert.Contains("Covariates[0, 0]", Assert.Throws<ArgumentException>(
            () => CoxRegression.Fit(new CoxInput { Time = [1], Status = [true], Covariates = new[,] { { double.NaN } } })).Message, StringComparison.Ordinal);
    }

    private static double Actual(CoxFit fit, string[] row)
    {
        var index = int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture);
        return row[1] switch
        {
            "coef" => CoxCases.Number(fit.Coefficients[index - 1], row[3]),
            "model" => CoxCases.Number(fit, row[3]),
            "martingale" => index == 0 ? fit.Diagnostics!.MartingaleResiduals().Sum(m => m * m) : fit.Diagnostics!.MartingaleResiduals()[index - 1],
            "schoenfeld" => fit.Diagnostics!.SchoenfeldResiduals().Sum(r => r.Values[index - 1] * (row[3] == "time" ? r.Time : r.Values[index - 1])),
            "basehaz" => BaselineHazard(fit, row[3]),
            _ => CoxCases.ProportionalHazards(fit.Diagnostics!, row[1], index),
        };
    }

    private static double BaselineHazard(CoxFit fit, string stat)
    {
        var steps = fit.Diagnostics!.BaselineHazard(new double[fit.Coefficients.Length]);
        return stat == "last" ? steps[^1].CumulativeHazard : steps.Sum(s => s.CumulativeHazard);
    }
}
