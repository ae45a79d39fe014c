using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>Printed time-to-event results.</summary>
public sealed class SurvivalPublishedTests
{
    // Tests of survival's concordance: score against the 11 maintained of aml: 24, 14, 2; reversed there, a high score being a late event.
    [Fact]
    public void Harrell_MaintainedLeukaemia()
    {
        var aml = SurvivalData.Load("aml");
        var maintained = aml.Where(i => aml.Integers("group")[i] == 1);
        var result = Concordance.Harrell(maintained.Doubles("time"), maintained.Flags("status"), [1, 6, 2, 7, 3, 7, 3, 8, 4, 4, 5]);
        Assert.Equal((14, 24, 2), (result.Concordant, result.Discordant, result.TiedScore));
    }

    // Tests of scikit-survival's concordance_index_censored: C, concordant, discordant, tied scores.
    [Theory]
    [InlineData("1 5 6 11 34 45 46 50", "0 1 1 0 0 1 0 0", "5 8 11 34 12 3 9 12", .2307692, 3, 10, 0)]
    [InlineData("1 5 6 11 34 45 46 50", "0 1 1 0 1 1 0 0", "5 15 11 34 12 3 9 12", .59375, 9, 6, 1)]
    [InlineData("34 11 11 5 1 89 13 45 7 13 9 13", "1 0 0 0 1 0 1 1 0 0 0 1", "1 19 13 13 15 14 19 23 11 10 11 1", .5681818, 12, 9, 1)]
    public void Harrell_ScikitSurvival(string time, string status, string score, double c, int concordant, int discordant, int tied)
    {
        var result = Concordance.Harrell(Numbers(time), Flags(status), Numbers(score));
        Assert.Equal(c, result.Estimate.Value, 7);
        Assert.Equal((concordant, discordant, tied), (result.Concordant, result.Discordant, result.TiedScore));
    }

    // Tests of scikit-survival's concordance_index_ipcw, whose figures are those of R's survAUC: Uno's C with ties of scores, and to the horizon 45.25.
    [Theory]
    [InlineData("0 1 1 0 1 0 1 0 0 1", "5 8 11 19 34 12 3 9 12 20", double.PositiveInfinity, .347890360332615)]
    [InlineData("0 1 1 0 1 0 1 0 0 1", "5 8 11 11 34 12 3 9 12 20", double.PositiveInfinity, .365629810028969)]
    [InlineData("0 1 1 0 1 0 1 0 0 1", "5 8 11 11 34 12 11 9 12 20", double.PositiveInfinity, .387865723332956)]
    [InlineData("0 1 1 0 1 0 1 1 1 1", "5 8 11 19 34 12 3 9 12 18", 45.25, .347890361949191)]
    public void Uno_ScikitSurvival(string status, string score, double horizon, double expected) =>
        Assert.Equal(expected, Concordance.Uno(Numbers("1 5 6 10 11 34 45 46 50 56"), Flags(status), Numbers(score), horizon).Estimate.Value, 7);

    // Tests of scikit-survival's cumulative_dynamic_auc (Uno et al. 2007; R's survAUC): 15 subjects at 28, 15 and 66.
    [Theory, InlineData(28, .362963), InlineData(15, .3030303), InlineData(66, .4500000)]
    public void TimeDependentAuc_ScikitSurvival(double horizon, double expected)
    {
        double[] time = [10.88, 19.78, 40.92, 98.7, 70.19, 10.15, 28.95, 29.57, 17.9, 63.78, 36.22, 83.14, 13.69, 99.51, 3.19];
        int[] cause = [1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1];
        double[] marker = [-1.019, -.016, .132, .269, -.777, -1.077, .894, -1.227, -.417, .072, -1.275, -.91, -.825, -.292, -.045];
        Assert.Equal(expected, TimeDependentAuc.Estimate(time, cause, marker, horizon).Estimate.Value, 6);
    }

    // Reference output of survival's examples: cox.zph(coxph(Surv(futime, fustat) ~ age + ecog.ps, ovarian)): 0.698, 2.371, global 3.633; p 0.40, 0.12, 0.16.
    [Fact]
    public void ProportionalHazards_Ovarian()
    {
        var data = SurvivalData.Load("ovarian");
        var fit = CoxRegression.Fit(new CoxInput { Time = data.Doubles("futime"), Status = data.Flags("fustat"), Covariates = data.Matrix("age", "ecog"), Names = ["age", "ecog"] });
        var tests = fit.Diagnostics!.ProportionalHazards(TimeTransformation.KaplanMeier);
        Assert.Equal([.698, 2.371, 3.633], tests.Select(t => Math.Round(t.Statistic.Value, 3)));
        Assert.Equal([.40, .12, .16], tests.Select(t => Math.Round(t.PValue.Value, 2)));
        Assert.Equal([1, 1, 2], tests.Select(t => t.DegreesOfFreedom.Value));
    }

    // Klein and Moeschberger (2003), example 7.6, pp. 217–218, cancer of the larynx by stage: trend with scores 1 to 4 Z = 3.72, p < .0001; the log-rank test of all four, 22.76 on 3, as survdiff gives it.
    [Fact]
    public void LogRank_Larynx()
    {
        var data = SurvivalData.Load("larynx");
        var (time, status, stage) = (data.Doubles("time"), data.Flags("status"), data.Integers("stage"));
        Assert.Equal(22.76, LogRank.Test(time, status, stage).Statistic.Value, 2);
        var trend = LogRank.Trend(time, status, stage);
        Assert.Equal(3.72, trend.Statistic.Value, 2);
        Assert.True(trend.Estimate.Value > 0 && trend.PValue.Value < .001);
    }

    // Freireich (1963), printed survival .8571 at 6 and .6902 at 13: given six weeks free of relapse .6902 / .8571.
    [Fact]
    public void Conditional_SixMercaptopurine()
    {
        var gehan = SurvivalData.Load("gehan").Where(i => i < 21);
        var point = KaplanMeier.Estimate(gehan.Doubles("time"), gehan.Flags("status")).ConditionalAt(6, 13)[0];
        Assert.Equal(.6902 / .8571, point.Estimate.Value, 1e-4);
    }

    // Reference output of MASS's examples: coxph of gehan, likelihood ratio 16.35 on 1, p = 5e-05.
    [Fact]
    public void LikelihoodRatio_SixMercaptopurine()
    {
        var test = CoxRegression.Fit(CoxCases.Input("gehan-efron")).LikelihoodRatioTestOf(0);
        Assert.Equal(16.35, test.Statistic.Value, 2);
        Assert.InRange(test.PValue.Value, 4.5e-5, 5.5e-5);
    }

    // coxphf's help, first example: times 1, 2, 3, all events, x = 1, 1, 0: finite where Cox's estimate is not. By hand l* = 2β − ln(2r + 1) − ln(r + 1) + ½ ln I,
    // I = 2r/(2r + 1)² + r/(r + 1)², stationary at the estimate.
    [Fact]
    public void Firth_MonotoneExample()
    {
        var fit = FirthCox.Fit(new CoxInput { Time = [1, 2, 3], Status = [true, true, true], Covariates = new double[,] { { 1 }, { 1 }, { 0 } } }, CoxTies.Breslow);
        static double Penalised(double beta)
        {
            var r = Math.Exp(beta);
            var information = (2 * r / ((2 * r) + 1) / ((2 * r) + 1)) + (r / (r + 1) / (r + 1));
            return (2 * beta) - Math.Log((2 * r) + 1) - Math.Log(r + 1) + (.5 * Math.Log(information));
        }

        var estimate = fit.Coefficients[0].Estimate.Value;
        Assert.Equal(0, (Penalised(estimate + 1e-5) - Penalised(estimate - 1e-5)) / 2e-5, 1e-8);
        Assert.Equal(Penalised(estimate), fit.LogLikelihood.Value, 1e-10);
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(OracleFile.Number)];

    private static bool[] Flags(string text) => [.. text.Split(' ').Select(t => t == "1")];
}
