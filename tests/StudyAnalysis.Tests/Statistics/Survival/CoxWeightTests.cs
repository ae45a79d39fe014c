using System.Globalization;
using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class CoxWeightTests
{
    public static TheoryData<string> Cases => [.. OracleFile.Rows("cox_weights/cox_weights.csv").Select(r => r[0]).Distinct()];

    // Oracles/cox_weights/cox_weights.R; tolerances as in CoxRegressionTests.
    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R 4.2.2 survival 3.5-3 coxph(weights)")]
    public void Fit_WithCaseWeights_Matches_R(string name)
    {
        var fit = CoxRegression.Fit(Input(name), CoxCases.Ties(name));
        Assert.True(fit.Converged);
        foreach (var row in OracleFile.Rows("cox_weights/cox_weights.csv").Where(r => r[0] == name))
        {
            OracleFile.AssertRelative(OracleFile.Number(row[4]), Actual(fit, row), row[3] == "p.value" ? 1e-7 : 1e-8, string.Join(' ', row), zero: 1e-8);
        }
    }

    // Therneau, "A package for survival analysis: validation", test data 3: the likelihood written out in r = e^β, and his table of martingale residuals.
    [Fact, Trait("Oracle", "Therneau, survival: validation, test data 3")]
    public void Fit_Matches_Therneau_Data3()
    {
        var fit = CoxRegression.Fit(Hand, CoxTies.Breslow);
        var beta = fit.Coefficients[0].Estimate.Value;
        Assert.Equal(0.85955744, beta, 1e-8);
        var r = Math.Exp(beta);
        OracleFile.AssertRelative((11 * beta) - Math.Log((r * r) + (11 * r) + 7) - (10 * Math.Log((11 * r) + 5)) - (2 * Math.Log((2 * r) + 1)), fit.LogLikelihood.Value, 1e-13, "log L");
        Assert.Equal(-Math.Log(19) - (10 * Math.Log(16)) - (2 * Math.Log(3)), fit.LogLikelihoodNull.Value, 1e-12);
        double x1 = ((2 * r * r) + (11 * r)) / ((r * r) + (11 * r) + 7), x2 = 11 * r / ((11 * r) + 5), x3 = 2 * r / ((2 * r) + 1);
        var information = (((4 * r * r) + (11 * r)) / ((r * r) + (11 * r) + 7)) - (x1 * x1) + (10 * (x2 - (x2 * x2))) + (2 * (x3 - (x3 * x3)));
        OracleFile.AssertRelative(1 / Math.Sqrt(information), fit.Coefficients[0].StandardError.Value, 1e-12, "se");
        Assert.Equal(
            [0.85531, -0.02593, 0.17636, 0.17636, 0.65131, -0.82364, -0.34869, -0.64894, -0.69808],
            fit.Diagnostics!.MartingaleResiduals().Select(m => Math.Round(m, 5)));
    }

    // Whole weights are copies of rows under Breslow's ties, exactly: nothing of a weighted formula is used on the other side.
    [Fact]
    public void WholeWeights_AreCopiesOfRows_UnderBreslow()
    {
        int[] rows = [.. Enumerable.Range(0, Hand.Time.Length).SelectMany(i => Enumerable.Repeat(i, (int)Hand.Weights[i]))];
        var copies = CoxRegression.Fit(
            new CoxInput { Time = [.. rows.Select(i => Hand.Time[i])], Status = [.. rows.Select(i => Hand.Status[i])], Covariates = Column([.. rows.Select(i => Hand.Covariates[i, 0])]) },
            CoxTies.Breslow);
        var weighted = CoxRegression.Fit(Hand, CoxTies.Breslow);
        OracleFile.AssertRelative(copies.Coefficients[0].Estimate.Value, weighted.Coefficients[0].Estimate.Value, 1e-12, "β");
        OracleFile.AssertRelative(copies.Coefficients[0].StandardError.Value, weighted.Coefficients[0].StandardError.Value, 1e-12, "se");
        OracleFile.AssertRelative(copies.LogLikelihood.Value, weighted.LogLikelihood.Value, 1e-12, "log L");
        OracleFile.AssertRelative(copies.ScoreTest.Statistic.Value, weighted.ScoreTest.Statistic.Value, 1e-12, "score");
        Assert.False(weighted.Coefficients[0].RobustStandardError.IsEstimable);
    }

    // The scale of the weights changes neither the estimates nor their robust variance.
    [Theory, InlineData(1e-4), InlineData(2.5e3)]
    public void ScaledWeights_ChangeNothingRobust(double factor)
    {
        var input = Input("lung-efron");
        var (reference, scaled) = (CoxRegression.Fit(input), CoxRegression.Fit(input with { Weights = [.. input.Weights.Select(w => w * factor)] }));
        Assert.True(scaled.Converged);
        for (var j = 0; j < 3; j++)
        {
            OracleFile.AssertRelative(reference.Coefficients[j].Estimate.Value, scaled.Coefficients[j].Estimate.Value, 1e-9, "β");
            OracleFile.AssertRelative(reference.Coefficients[j].RobustStandardError.Value, scaled.Coefficients[j].RobustStandardError.Value, 1e-9, "robust");
        }
    }

    [Fact]
    public void EqualWeightsOfOne_AreNone()
    {
        var aml = CoxCases.Input("aml-efron");
        var ones = aml with { Weights = [.. Enumerable.Repeat(1.0, aml.Time.Length)] };
        Assert.Equal(CoxRegression.Fit(aml).Coefficients.AsEnumerable(), CoxRegression.Fit(ones).Coefficients);
        Assert.NotNull(CoxRegression.Fit(ones).Concordance());
    }

    [Fact]
    public void WhatWeightsDoNotCarry_SaysWhy()
    {
        var fit = CoxRegression.Fit(Input("lung-efron"));
        Assert.Null(fit.Concordance());
        Assert.Equal("with case weights the likelihood is not that of the rows", fit.ProfileInterval(0).Low.Reason);
        Assert.Contains("count alike", fit.Diagnostics!.PredictedCurve([60, 1, 1])[0].StandardError.Reason, StringComparison.Ordinal);
        Assert.Equal("ties", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(Hand, CoxTies.Exact)).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => FirthCox.Fit(Hand)).ParamName);
        Assert.Equal("Weights", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(Hand with { Weights = [1] })).ParamName);
        foreach (var wrong in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Equal("Weights", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(Hand with { Weights = [.. Hand.Weights.Select((w, i) => i == 3 ? wrong : w)] })).ParamName);
        }
    }

    private static CoxInput Hand { get; } = new()
    {
        Time = [1, 1, 2, 2, 2, 2, 3, 4, 5],
        Status = [true, false, true, true, true, false, false, true, false],
        Covariates = Column([2, 0, 1, 1, 0, 1, 0, 1, 0]),
        Weights = [1, 2, 3, 4, 3, 2, 1, 2, 1],
    };

    private static CoxInput Input(string name)
    {
        var (lung, heart) = (SurvivalData.Load("lung"), SurvivalData.Load("heart"));
        var inst = lung.Integers("inst");
        double[] lungWeights = [.. Enumerable.Range(1, inst.Length).Select(i => 0.4 + (i * 7 % 5 / 3.0))];
        var plain = new CoxInput { Time = lung.Doubles("time"), Status = lung.Flags("status"), Covariates = lung.Matrix("age", "sex", "ecog"), Weights = lungWeights };
        return name[..name.IndexOf('-', StringComparison.Ordinal)] switch
        {
            "hand" => Hand,
            "lung" => plain,
            "lungstrata" => plain with { Covariates = lung.Matrix("age", "ecog"), Strata = lung.Integers("sex"), Cluster = [.. inst.Select(v => v % 7)] },
            _ => CoxCases.Input("heartcluster-efron") with { Weights = [.. heart.Integers("id").Select(id => 0.25 + (id % 6 / 2.0))] },
        };
    }

    private static double Actual(CoxFit fit, string[] row)
    {
        var index = int.Parse(row[2], CultureInfo.InvariantCulture);
        var diagnostics = fit.Diagnostics!;
        return row[1].Split('-') switch
        {
            ["coef"] => CoxCases.Number(fit.Coefficients[index - 1], row[3]),
            ["model"] => CoxCases.Number(fit, row[3]),
            ["martingale"] => diagnostics.MartingaleResiduals()[index - 1],
            ["dfbeta", var k] => diagnostics.DfBeta()[index - 1][k[0] - '1'],
            ["dfbetas", var k] => diagnostics.DfBeta(standardized: true)[index - 1][k[0] - '1'],
            ["score", var k] => diagnostics.ScoreResiduals()[index - 1][k[0] - '1'],
            ["schoenfeld"] => diagnostics.SchoenfeldResiduals().Sum(r => r.Values[index - 1] * r.Values[index - 1]),
            ["basehaz"] => diagnostics.BaselineHazard(new double[fit.Coefficients.Length])[^1].CumulativeHazard,
            _ => CoxCases.ProportionalHazards(diagnostics, row[1], index),
        };
    }

    private static double[,] Column(double[] values)
    {
        var x = new double[values.Length, 1];
        for (var i = 0; i < values.Length; i++)
        {
            x[i, 0] = values[i];
        }

        return x;
    }
}
