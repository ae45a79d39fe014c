using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class PoissonTests
{
    public static TheoryData<string> Cases => OracleCase.Names("poisson", "fit");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R stats::glm, sandwich::vcovHC")]
    public void Fit_Matches_Glm(string name)
    {
        var oracle = OracleCase.Load("poisson", name);
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        var fit = PoissonRegression.Fit(y, design, oracle.Numbers("offset"), Enum.Parse<CovarianceType>(oracle.Text("type")));

        // Dobson's second factor has estimates of exactly 0, which R gives as rounding.
        var tolerance = name.Contains("dobson", StringComparison.Ordinal) ? 1e-8 : 0;
        Check("b", fit.Coefficients.Select(c => c.Estimate.Value));
        oracle.CheckEach(fit.Coefficients, 1e-8, "se");
        oracle.CheckEach(fit.Coefficients, 1e-7, "p");
        Check("low", fit.Coefficients.Select(c => c.Interval!.Low.Value));
        Check("high", fit.Coefficients.Select(c => c.Interval!.High.Value));
        oracle.Check("loglik", fit.LogLikelihood.Value, 1e-11);
        oracle.Check("deviance", fit.Deviance.Value, 1e-9);
        oracle.Check("dispersion", fit.Dispersion.Value, 1e-8);
        Assert.Equal(Math.Exp(fit.Coefficients[1].Estimate.Value), fit.RateRatios[1].Estimate.Value, 12);

        void Check(string what, IEnumerable<double> actual)
        {
            foreach (var (expected, value) in oracle.ExpectedNumbers(what).Zip(actual))
            {
                Assert.True(Math.Abs(expected - value) <= (1e-8 * Math.Abs(expected)) + tolerance, FormattableString.Invariant($"{what}: {expected:R} {value:R}"));
            }
        }
    }

    [Fact]
    public void Fit_TwoRates_ByHand()
    {
        // 6 events in 10 years against 4 in 20: rate ratio 3, SE of its logarithm √(1/6 + 1/4).
        var fit = PoissonRegression.Fit([4, 2, 3, 1], Design.WithIntercept(4, [("treated", [1, 1, 0, 0])]), [Math.Log(6), Math.Log(4), Math.Log(12), Math.Log(8)]);
        Assert.Equal(3, fit.RateRatios[1].Estimate.Value, 11);
        Assert.Equal(Math.Sqrt((1 / 6.0) + (1 / 4.0)), fit.Coefficients[1].StandardError.Value, 11);
        Assert.Equal("rate ratio per unit of treated", fit.RateRatios[1].EstimateName);
    }

    [Fact, Trait("Oracle", "Dobson (1990), page 93")]
    public void Fit_Dobson_Published()
    {
        // As printed in R's ?glm: 3.045 (0.1709), −0.4543 (0.2022), −0.2930 (0.1927); deviance 5.1291.
        var design = Design.WithIntercept(9, [("outcome2", [0, 1, 0, 0, 1, 0, 0, 1, 0]), ("outcome3", [0, 0, 1, 0, 0, 1, 0, 0, 1]), ("treatment2", [0, 0, 0, 1, 1, 1, 0, 0, 0]), ("treatment3", [0, 0, 0, 0, 0, 0, 1, 1, 1])]);
        var fit = PoissonRegression.Fit([18, 17, 15, 20, 10, 20, 25, 13, 12], design);
        Assert.Equal([3.045, -0.4543, -0.2930], fit.Coefficients.Take(3).Select((c, j) => Math.Round(c.Estimate.Value, j == 0 ? 3 : 4)));
        Assert.Equal([0.1709, 0.2022, 0.1927], fit.Coefficients.Take(3).Select(c => Math.Round(c.StandardError.Value, 4)));
        Assert.Equal(5.1291, fit.Deviance.Value, 4);
    }

    [Fact]
    public void Fit_NoOffset_IsOffsetZero_AndExposureScalesTheInterceptOnly()
    {
        var oracle = OracleCase.Load("poisson", "fit follow Classical");
        var (y, offset) = (oracle.Numbers("y"), oracle.Numbers("offset"));
        var design = Design.WithIntercept(y.Length, [("x", oracle.Columns("x")[0])]);
        var fit = PoissonRegression.Fit(y, design, offset);
        var years = PoissonRegression.Fit(y, design, [.. offset.Select(o => o + Math.Log(365.25))]);
        OracleFile.AssertRelative(fit.Coefficients[1].Estimate.Value, years.Coefficients[1].Estimate.Value, 1e-10, "slope");
        Assert.Equal(fit.Coefficients[0].Estimate.Value - Math.Log(365.25), years.Coefficients[0].Estimate.Value, 9);
        Assert.Equal(PoissonRegression.Fit(y, design).LogLikelihood.Value, PoissonRegression.Fit(y, design, new double[y.Length]).LogLikelihood.Value);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(4, [("x", [0, 0, 1, 1])]);
        Assert.Equal("all counts are 0", PoissonRegression.Fit([0, 0, 0, 0], design).Deviance.Reason);
        Assert.Contains("only counts of 0", PoissonRegression.Fit([2, 3, 0, 0], design).RateRatios[1].PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("x is a linear", PoissonRegression.Fit([2, 3], Design.WithIntercept(2, [("x", [1, 1])])).LogLikelihood.Reason, StringComparison.Ordinal);
        Assert.Equal("1 observations for 2 coefficients", PoissonRegression.Fit([2], Design.WithIntercept(1, [("x", [1])])).LogLikelihood.Reason);
        Assert.Equal("no residual degrees of freedom", PoissonRegression.Fit([2], Design.WithIntercept(1)).Dispersion.Reason);
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => PoissonRegression.Fit([2, 1.5, 0, 0], design)).ParamName);
        Assert.Equal("offset", Assert.Throws<ArgumentException>(() => PoissonRegression.Fit([2, 1, 0, 0], design, [0])).ParamName);
    }
}
