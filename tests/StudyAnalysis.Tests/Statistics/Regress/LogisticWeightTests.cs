using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class LogisticWeightTests
{
    public static TheoryData<string> FirthCases => OracleCase.Names("logistic_weights", "firth");

    public static TheoryData<string> MaximumLikelihoodCases => OracleCase.Names("logistic_weights", "ml");

    [Theory, MemberData(nameof(MaximumLikelihoodCases)), Trait("Oracle", "R stats::glm(weights)")]
    public void MaximumLikelihood_WithCaseWeights_Matches_R(string name)
    {
        var oracle = OracleCase.Load("logistic_weights", name);
        var fit = Fit(oracle, LogisticPenalty.None);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se", "z", "p", "low", "high");
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-12);
    }

    [Theory, MemberData(nameof(FirthCases)), Trait("Oracle", "R brglm2 with weights")]
    public void Firth_WithCaseWeights_Matches_R(string name)
    {
        var oracle = OracleCase.Load("logistic_weights", name);
        var fit = Fit(oracle, LogisticPenalty.Firth);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se");
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
    }

    // Second route: a row of weight w is w rows, in every number of the fit and under both likelihoods.
    [Theory, InlineData(LogisticPenalty.None), InlineData(LogisticPenalty.Firth)]
    public void WholeWeights_AreCopiesOfRows(LogisticPenalty penalty)
    {
        var oracle = OracleCase.Load("logistic_weights", "ml small");
        double[] y = oracle.Numbers("y"), x = oracle.Columns("x")[0], w = oracle.Numbers("w");
        int[] rows = [.. Enumerable.Range(0, y.Length).SelectMany(i => Enumerable.Repeat(i, (int)w[i]))];
        var copies = LogisticRegression.Fit([.. rows.Select(i => y[i] == 1)], Design.WithIntercept(rows.Length, [("x", [.. rows.Select(i => x[i])])]), penalty);
        var weighted = Fit(oracle, penalty);
        for (var j = 0; j < 2; j++)
        {
            Assert.Equal(copies.Coefficients[j].Estimate.Value, weighted.Coefficients[j].Estimate.Value, 1e-9);
            Assert.Equal(copies.Coefficients[j].PValue.Value, weighted.Coefficients[j].PValue.Value, 1e-9);
            Assert.Equal(copies.Coefficients[j].Interval!.High.Value, weighted.Coefficients[j].Interval!.High.Value, 1e-7);
        }
    }

    // By hand: of 4 × 2 rows with events weighted 6 and 2 against 1 and 3, the odds ratio is (6/2) / (1/3) = 9, its log's variance the sum of the reciprocals.
    [Fact]
    public void MaximumLikelihood_TwoByTwo_ByHand()
    {
        var design = Design.WithIntercept(4, [("group", [1, 1, 0, 0])]);
        var fit = LogisticRegression.FitWeighted([true, false, true, false], design, [6, 2, 1, 3], LogisticPenalty.None);
        Assert.Equal(9, fit.OddsRatios[1].Estimate.Value, 1e-10);
        Assert.Equal(Math.Sqrt((1 / 6.0) + (1 / 2.0) + 1 + (1 / 3.0)), fit.Coefficients[1].StandardError.Value, 1e-10);
        Assert.Equal("Logistic regression, maximum likelihood, case weights", fit.Coefficients[0].Method.Name);
        Assert.Equal("glm(y ~ x, family = binomial, weights = w)", fit.Coefficients[0].Method.RCall);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void WrongWeights_Throw(double weight)
    {
        var design = Design.WithIntercept(4, [("group", [1, 1, 0, 0])]);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => LogisticRegression.FitWeighted([true, false, true, false], design, [1, weight, 1, 1])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => LogisticRegression.FitWeighted([true, false, true, false], design, [1.0])).ParamName);
    }

    private static LogisticFit Fit(OracleCase oracle, LogisticPenalty penalty)
    {
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        return LogisticRegression.FitWeighted(y, oracle.Design(y.Length), oracle.Numbers("w"), penalty);
    }
}
