using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>Printed curves, quantiles, weights and hazards.</summary>
public sealed class SurvivalPrintedTests
{
    // Tests of survival, quantile.R: times 9, 1, 1+, 6, 6, 8+, 10+ overall and by x: shares 13/14, 6/7, 2/3, ½, 9/35, .1 of survival, with limits on the log scale; −1 for none.
    [Theory]
    [InlineData("9 1 1 6 6 8 10", "1 1 0 1 1 0 0", "1 3.5 6 9 9.5 -1", "1 1 1 6 6 9")]
    [InlineData("9 6 8 10", "1 1 0 0", "6 6 9 9 -1 -1", "6 6 6 6 9 9")]
    [InlineData("1 1 6", "1 0 1", "1 1 3.5 6 6 6", "1 1 1 1 -1 -1")]
    public void Quantile_SurvivalTests_Published(string time, string status, string quantiles, string lows)
    {
        double[] shares = [13.0 / 14, 6.0 / 7, 2.0 / 3, .5, 9.0 / 35, .1];
        var curve = KaplanMeier.Estimate(Numbers(time), [.. Numbers(status).Select(s => s == 1)], transformation: ConfidenceTransformation.Log);
        for (var k = 0; k < shares.Length; k++)
        {
            var quantile = curve.Quantile(1 - shares[k]);
            Assert.Equal(Numbers(quantiles)[k], quantile.Estimate.IsEstimable ? quantile.Estimate.Value : -1);
            Assert.Equal(Numbers(lows)[k], quantile.Interval.Low.IsEstimable ? quantile.Interval.Low.Value : -1);
            Assert.False(quantile.Interval.High.IsEstimable);
        }
    }

    // Vignette of survival on concordance: of the aml data after the first censoring, at 13, "survfit(Surv(time, 1-status) ~ 1)" gives 16/17, for the death of that time still counts as followed.
    [Fact]
    public void Reverse_Leukaemia_Published()
    {
        var aml = SurvivalData.Load("aml");
        var curve = KaplanMeier.Reverse(aml.Doubles("time"), aml.Flags("status"));
        Assert.Equal(1, curve.At(12)[0].Estimate.Value);
        Assert.Equal(16 / 17.0, curve.At(13)[0].Estimate.Value, 1e-14);
    }

    // Help of fastlogranktest, Freireich's 6-MP trial: χ² 16.79294, z −4.097919 of the group with 6-MP, which has fewer relapses than expected, p 4.168809e-05.
    [Fact]
    public void LogRank_SixMercaptopurine_Published()
    {
        var gehan = SurvivalData.Load("gehan");
        var test = LogRank.Test(gehan.Doubles("time"), gehan.Flags("status"), gehan.Integers("group"));
        Printed.CheckLine("16.79294 4.168809e-05", test.Statistic.Value, test.PValue.Value);
        var first = test.Groups[0];
        Printed.Check("-4.097919", Math.Sign(first.Observed - first.Expected) * Math.Sqrt(test.Statistic.Value));
    }

    // Turnbull (1974), J Am Stat Assoc 69:169–173, in the tests of survival: exact, right- and left-censored numbers at 1 to 4: survival .538, .295, .210, .095. The median is 2.
    [Fact]
    public void Turnbull_1974_Published()
    {
        int[][] numbers = [[12, 3, 2], [6, 2, 4], [2, 0, 2], [3, 3, 5]];
        var (lower, upper) = (new List<double>(), new List<double>());
        void Add(int copies, double from, double to)
        {
            lower.AddRange(Enumerable.Repeat(from, copies));
            upper.AddRange(Enumerable.Repeat(to, copies));
        }

        for (var t = 1; t <= 4; t++)
        {
            Add(numbers[t - 1][0], t, t);
            Add(numbers[t - 1][1], t, double.PositiveInfinity);
            Add(numbers[t - 1][2], 0, t);
        }

        var fit = Turnbull.Estimate([.. lower], [.. upper]);
        Printed.CheckLine(".538 .295 .210 .095", Enumerable.Range(1, 4).Select(t => fit.SurvivalAt(t).Low.Value));
        Printed.CheckLine(".538 .295 .210 .095", Enumerable.Range(1, 4).Select(t => fit.SurvivalAt(t).High.Value));
        Assert.Equal((2, 2), (fit.QuantileInterval().Lower.Value, fit.QuantileInterval().Upper.Value));
        Assert.Equal((3, 3), (fit.QuantileInterval(.75).Lower.Value, fit.QuantileInterval(.75).Upper.Value));
    }

    // Tests of survival, rttright.R, the example of its vignette on redistributing to the right: weights, times 7, of ten subjects at the times 2 to 6.
    [Theory]
    [InlineData(2, "7 7 7 7 7 7 7 7 7 7")]
    [InlineData(3, "7 7 0 8 8 8 8 8 8 8")]
    [InlineData(4, "7 7 0 8 8 8 8 8 8 8")]
    [InlineData(5, "7 7 0 8 0 0 12 12 12 12")]
    [InlineData(6, "7 7 0 8 0 0 12 0 18 18")]
    public void HorizonWeights_Rttright_Published(double horizon, string sevenfold)
    {
        var status = HorizonStatus.At([1, 2, 2, 3, 4, 4, 5, 5, 8, 9], [1, 1, 0, 1, 0, 0, 1, 0, 1, 1], horizon);
        Assert.All(status.Weights.Zip(Numbers(sevenfold)), w => Assert.Equal(w.Second / 7, w.First, 1e-14));
        Assert.Equal(Numbers(sevenfold).Count(w => w == 0), status.Count(StatusAtHorizon.Unknown));
    }

    // Therneau and Grambsch (2000), E.1.1: cumulative hazard at x = 0 of data set 1 with Breslow's ties: 1/(3r + 3), + 2/(r + 3), + 1 with r = (3 + √33)/2; in survival's tests.
    [Fact]
    public void BaselineHazard_TherneauGrambsch_Published()
    {
        var fit = CoxRegression.Fit(
            new CoxInput { Time = [1, 1, 6, 6, 8, 9], Status = [true, false, true, true, false, true], Covariates = new double[,] { { 1 }, { 1 }, { 1 }, { 0 }, { 0 }, { 0 } } },
            CoxTies.Breslow);
        var r = (3 + Math.Sqrt(33)) / 2;
        double[] hazard = [1 / ((3 * r) + 3), (1 / ((3 * r) + 3)) + (2 / (r + 3)), (1 / ((3 * r) + 3)) + (2 / (r + 3)) + 1];
        var steps = fit.Diagnostics!.BaselineHazard([0]);
        Assert.Equal([1, 6, 9], steps.Select(s => s.Time));
        Assert.All(steps.Zip(hazard), p => Assert.Equal(p.Second, p.First.CumulativeHazard, 1e-10));
    }

    // Nelson and Hahn (1972), motorettes at 170, 190 and 220 °C, as fitted in the SAS/STAT guide of PROC LIFEREG and in the tests of survival (r_sas.R): log-normal, quantiles .1, .5, .9
    // at 130 and 150 °C, and at 130 °C the limits 1.64 standard errors away.
    [Theory]
    [InlineData(130, .1, "12033.185", "5700.089 25402.68")]
    [InlineData(130, .5, "26095.677", "12779.950 53285.37")]
    [InlineData(130, .9, "56592.20", "26611.422 120349.71")]
    [InlineData(150, .1, "4536.877")]
    [InlineData(150, .5, "9838.864")]
    [InlineData(150, .9, "21336.98")]
    public void AftQuantile_Motorettes_Published(double celsius, double probability, string time, string limits = "")
    {
        var level = 1 - StudyAnalysis.Statistics.Distributions.Tail.NormalTwoSided(1.64);
        var fit = AcceleratedFailureTime.Fit(Motorettes(), AftDistribution.LogNormal, level);
        Printed.CheckLine("-10.471 8.322", fit.Coefficients.Select(c => c.Estimate.Value));
        Printed.CheckLine("2.772 1.284", fit.Coefficients.Select(c => c.StandardError.Value));
        var quantile = fit.Quantile([1000 / (273.2 + celsius)], probability);
        Printed.Check(time, quantile.Estimate.Value);
        if (limits.Length > 0)
        {
            Printed.CheckLine(limits, quantile.Interval.Low.Value, quantile.Interval.High.Value);
        }

        // The share free of the event at the printed time is the printed one.
        Assert.Equal(1 - probability, fit.SurvivalAt([1000 / (273.2 + celsius)], OracleFile.Number(time)).Estimate.Value, 1e-7);
    }

    // Tests of firthmodels (Luo), from coxphf on 100 drawn subjects with monotone likelihood: estimates, standard errors, likelihood-ratio p and profile limits (these to the 1e-6 that coxphf
    // was run to, and that those tests ask for); likelihood ratio of all 57.6071.
    [Fact]
    public void FirthCox_Separation_Published()
    {
        var data = OracleFile.Columns("firth_cox/separation.csv");
        double[] Column(string name) => [.. data[name].Select(OracleFile.Number)];
        string[] names = ["separator", "x1", "x2", "x3"];
        var columns = names.Select(Column).ToArray();
        var x = new double[100, 4];
        for (var i = 0; i < 400; i++)
        {
            x[i / 4, i % 4] = columns[i % 4][i / 4];
        }

        var fit = FirthCox.Fit(new CoxInput { Time = Column("time"), Status = [.. Column("status").Select(s => s == 1)], Covariates = x, Names = [.. names] }, CoxTies.Breslow);
        double[][] printed =
        [
            [3.8815800583, 1.4430190269, 7.318984974e-09, 1.9343469272, 8.7215676015],
            [.6042066427, .1599607483, 1.686334002e-04, .2921186188, .9164270978],
            [-.4202139201, .2541800107, 9.295083722e-02, -.9217200647, .0699415336],
            [1.0415063080, .3128784410, 8.463066114e-04, .4348431279, 1.6550461482],
        ];
        for (var j = 0; j < 4; j++)
        {
            var c = fit.Coefficients[j];
            double[] ours = [c.Estimate.Value, c.StandardError.Value, c.PValue.Value, Math.Log(c.Interval.Low.Value), Math.Log(c.Interval.High.Value)];
            Assert.All(printed[j].Zip(ours), p => OracleFile.AssertRelative(p.First, p.Second, 1e-6, names[j]));
        }

        Printed.Check("57.6071", fit.LikelihoodRatioTest.Statistic.Value);
    }

    // Vignette of survival, section 3.6, ovarian cancer: rx −0.8489 (0.6392), age 0.1285 (0.0473), residual disease 0.6964 (0.7585); profile limits of age .048 and .238,
    // there read off a plot.
    [Fact]
    public void ProfileInterval_Ovarian_Published()
    {
        var data = SurvivalData.Load("ovarian");
        double[] residual = [2, 2, 2, 2, 2, 1, 2, 2, 2, 1, 1, 1, 2, 2, 1, 1, 2, 1, 1, 2, 1, 2, 2, 1, 2, 1];
        var x = data.Matrix("rx", "age", "rx");
        for (var i = 0; i < 26; i++)
        {
            x[i, 2] = residual[i];
        }

        var fit = CoxRegression.Fit(new CoxInput { Time = data.Doubles("futime"), Status = data.Flags("fustat"), Covariates = x });
        Printed.CheckLine("-.8489 .1285 .6964", fit.Coefficients.Select(c => c.Estimate.Value));
        Printed.CheckLine(".6392 .0473 .7585", fit.Coefficients.Select(c => c.StandardError.Value));
        Printed.CheckLine(".048 .238", Math.Log(fit.ProfileInterval(1).Low.Value), Math.Log(fit.ProfileInterval(1).High.Value));
    }

    // Collett (2003), Modelling Survival Data in Medical Research, 2nd edition, chapter 4: removal of a catheter in 13 patients on dialysis, by age and sex: hazard exp(0.030 age − 2.711 sex)
    // and the deviance residuals.
    [Fact]
    public void DevianceResiduals_Dialysis_Published()
    {
        double[] time = [8, 15, 22, 24, 30, 54, 119, 141, 185, 292, 402, 447, 536], age = [28, 44, 32, 16, 10, 42, 22, 34, 60, 43, 30, 31, 17], sex = [1, 2, 1, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2];
        var x = new double[13, 2];
        for (var i = 0; i < 13; i++)
        {
            (x[i, 0], x[i, 1]) = (age[i], sex[i]);
        }

        var fit = CoxRegression.Fit(new CoxInput { Time = time, Status = [.. time.Select(t => t != 54)], Covariates = x });
        Printed.CheckLine(".030 -2.711", fit.Coefficients.Select(c => c.Estimate.Value));
        Printed.CheckLine("1.052 1.843 -.200 1.765 -.439 -.728 1.168 .648 -.387 -.199 -.176 -.670 -.904", fit.Diagnostics!.DevianceResiduals());
    }

    // Tests of maxstat (maxstat-bugs.R, of Zeileis): 11 outcomes along 1 to 11: M = 2.7767 at the cut 5, larger outcomes below it.
    [Fact]
    public void MaximallySelected_Rank_Published()
    {
        double[] outcome = [.9, 1, .8, .8, .85, .3, .2, .2, .1, .2, .3];
        var result = MaximallySelected.Rank(outcome, [.. Enumerable.Range(1, 11).Select(i => (double)i)], 1, new MaximallySelectedOptions { Permutations = 99, Resamples = 0 });
        Printed.Check("2.7767", result.Statistic.Value);
        Assert.Equal(5, result.Cut.Value);
        Assert.True(result.SignedStatistic.Value < 0);
    }

    private static AftInput Motorettes()
    {
        double[] times =
        [
            1764, 2772, 3444, 3542, 3780, 4860, 5196, 5448, 5448, 5448, 408, 408, 1344, 1344, 1440, 1680, 1680, 1680, 1680, 1680,
            408, 408, 504, 504, 504, 528, 528, 528, 528, 528,
        ];
        double[] celsius = [170, 190, 220];
        var x = new double[30, 1];
        for (var i = 0; i < 30; i++)
        {
            x[i, 0] = 1000 / (273.2 + celsius[i / 10]);
        }

        return AftInput.RightCensored(times, [.. Enumerable.Range(0, 30).Select(i => (i % 10) < (i < 10 ? 7 : 5))], x);
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(OracleFile.Number)];
}
