using CsCheck;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class LogisticTests
{
    public static TheoryData<string> FirthCases => OracleCase.Names("logistic", "firth");

    public static TheoryData<string> MaximumLikelihoodCases => OracleCase.Names("logistic", "ml");

    // Estimates: brglm2 to 1e-13. Profile ends and ratios: general optimisers of the penalised likelihood, good to about 1e-8.
    [Theory, MemberData(nameof(FirthCases)), Trait("Oracle", "R brglm2, brute force")]
    public void Firth_Matches_R(string name)
    {
        var oracle = OracleCase.Load("logistic", name);
        var fit = Fit(oracle, LogisticPenalty.Firth);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se");
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
        oracle.CheckEach(fit.Coefficients, 1e-7, "lr", "p");
        oracle.CheckEach(fit.Coefficients, 1e-6, "low", "high");
    }

    [Theory, MemberData(nameof(MaximumLikelihoodCases)), Trait("Oracle", "R stats::glm")]
    public void MaximumLikelihood_Matches_R(string name)
    {
        var oracle = OracleCase.Load("logistic", name);
        var fit = Fit(oracle, LogisticPenalty.None);
        oracle.CheckEach(fit.Coefficients, 1e-8, "b", "se", "z", "p", "low", "high");
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-12);
        Assert.Equal(Math.Exp(fit.Coefficients[1].Estimate.Value), fit.OddsRatios[1].Estimate.Value, 12);
    }

    [Fact]
    public void MaximumLikelihood_Endometrial_NamesTheQuasiCompleteSeparation()
    {
        // Heinze and Schemper (2002): NV separates the endometrial data quasi-completely.
        var fit = Fit(OracleCase.Load("logistic", "firth endometrial"), LogisticPenalty.None);
        Assert.Equal(Separation.QuasiComplete, fit.Separation);
        Assert.Equal(["x0"], fit.SeparatingTerms);
        Assert.Equal("quasi-complete separation by x0: no finite maximum", fit.Coefficients[0].Estimate.Reason);
    }

    [Fact]
    public void MaximumLikelihood_CompleteSeparation_IsNamed()
    {
        var oracle = OracleCase.Load("logistic", "firth complete");
        Assert.Equal(Separation.Complete, Fit(oracle, LogisticPenalty.None).Separation);
        Assert.Equal(Separation.Complete, Fit(oracle, LogisticPenalty.Firth).Separation);
        Assert.Equal(Separation.None, Fit(OracleCase.Load("logistic", "firth birth"), LogisticPenalty.Firth).Separation);
    }

    [Fact]
    public void Firth_TwoByTwo_AddsOneHalfToEachCell()
    {
        // Firth (1993), section 3.3: in a saturated 2 × 2 table the penalty is ½ in each cell, here 0/5 against 3/4.
        var design = Design.WithIntercept(9, [("group", [0, 0, 0, 0, 0, 1, 1, 1, 1])]);
        var fit = LogisticRegression.Fit([false, false, false, false, false, true, true, true, false], design);
        Assert.Equal(Math.Log(3.5 / 1.5) - Math.Log(0.5 / 5.5), fit.Coefficients[1].Estimate.Value, 9);

        // The information is that of 4 and 5 subjects at the penalised probabilities 3.5/5 and 0.5/6.
        Assert.Equal(Math.Sqrt((1 / (4 * 0.7 * 0.3)) + (1 / (5 * (0.5 / 6) * (5.5 / 6)))), fit.Coefficients[1].StandardError.Value, 9);
    }

    [Fact]
    public void Fit_ShiftedScaledPermutedTurned_ChangesWhatItShould()
    {
        var oracle = OracleCase.Load("logistic", "ml birth");
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        var x = oracle.Columns("x");
        var fit = LogisticRegression.Fit(y, Design.WithIntercept(y.Length, [.. x.Select((c, j) => ($"x{j}", c))]), LogisticPenalty.None);
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0.1, 20], Gen.Int[1, 1000]).Holds(
            (shift, scale, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => (i + 1) * 7919L * seed % 104729)];
                double[] Of(double[] v, double a, double b) => [.. order.Select(i => a + (b * v[i]))];
                var design = Design.WithIntercept(y.Length, [("a", Of(x[0], shift, scale)), ("b", Of(x[1], shift, 1)), ("c", Of(x[2], 1, -1))]);
                var other = LogisticRegression.Fit([.. order.Select(i => !y[i])], design, LogisticPenalty.None);
                OracleFile.AssertRelative(-fit.Coefficients[1].Estimate.Value, scale * other.Coefficients[1].Estimate.Value, 1e-6, "a");
                OracleFile.AssertRelative(fit.Coefficients[3].Estimate.Value, other.Coefficients[3].Estimate.Value, 1e-6, "c");
                OracleFile.AssertRelative(fit.Coefficients[2].PValue.Value, other.Coefficients[2].PValue.Value, 1e-6, "p");
                OracleFile.AssertRelative(fit.LogLikelihood.Value, other.LogLikelihood.Value, 1e-10, "log-likelihood");
            },
            count: 20);
    }

    [Fact]
    public void Fit_ManyRows_NamesSeparationWithoutATableOfAllPairs()
    {
        // 5,000 rows: a table of rows by rows would take 200 MB.
        double[] x = [.. Enumerable.Range(0, 5_000).Select(i => i / 250.0)];
        var design = Design.WithIntercept(x.Length, [("x", x)]);
        Assert.Equal(Separation.Complete, LogisticRegression.Fit([.. x.Select(v => v > 10)], design, LogisticPenalty.None).Separation);
        Assert.Equal(Separation.QuasiComplete, LogisticRegression.Fit([.. x.Select((v, i) => v >= 11 || (v >= 10 && i % 2 == 0))], Design.WithIntercept(x.Length, [("x", [.. x.Select(Math.Floor)])]), LogisticPenalty.None).Separation);
        Assert.Equal(Separation.None, LogisticRegression.Fit([.. x.Select((v, i) => v + (i % 7) > 10)], design, LogisticPenalty.None).Separation);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(3, [("x", [1, 2, 3])]);
        Assert.Equal("no event", LogisticRegression.Fit([false, false, false], design).Coefficients[1].PValue.Reason);
        Assert.Equal("only events", LogisticRegression.Fit([true, true, true], design).OddsRatios[1].Estimate.Reason);
        var collinear = Design.WithIntercept(4, [("x", [1, 2, 3, 5]), ("twice", [2, 4, 6, 10])]);
        Assert.Contains("twice is a linear combination", LogisticRegression.Fit([true, false, true, false], collinear).LogLikelihood.Reason, StringComparison.Ordinal);
        Assert.Equal("design", Assert.Throws<ArgumentException>(() => LogisticRegression.Fit([true], design)).ParamName);
    }

    private static LogisticFit Fit(OracleCase oracle, LogisticPenalty penalty)
    {
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        return LogisticRegression.Fit(y, oracle.Design(y.Length), penalty);
    }
}
