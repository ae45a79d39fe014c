using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class SplineTests
{
    public static TheoryData<string> BasisCases => OracleCase.Names("spline", "basis");

    [Theory, MemberData(nameof(BasisCases)), Trait("Oracle", "R Hmisc::rcspline.eval")]
    public void AtQuantiles_Matches_Hmisc(string name)
    {
        var oracle = OracleCase.Load("spline", name);
        var x = oracle.Numbers("x");
        var spline = RestrictedCubicSpline.AtQuantiles(x, (int)oracle.Number("k"));
        Assert.NotNull(spline);
        oracle.Check("knots", spline.Knots);
        var largest = oracle.ExpectedNumbers("basis").Max(Math.Abs);
        foreach (var (expected, actual) in oracle.ExpectedNumbers("basis").Zip(spline.Columns("x", x).SelectMany(c => c.Values)))
        {
            Assert.True(Math.Abs(expected - actual) <= 1e-12 * largest, FormattableString.Invariant($"{expected:R} {actual:R}"));
        }
    }

    [Fact]
    public void Columns_ThreeKnots_ByHand()
    {
        // Knots 0, 1, 2: below 0 nothing; at 1 1/4; beyond 2 linear: [x³ − 2(x − 1)³ + (x − 2)³]/4 = (6x − 6)/4.
        var columns = RestrictedCubicSpline.WithKnots(0, 1, 2).Columns("x", [-1, 1, 3, 5]);
        Assert.Equal(["x", "x′"], columns.Select(c => c.Name));
        Assert.Equal([0, 0.25, 3, 6], columns[1].Values.Select(v => Math.Round(v, 12)));
    }

    [Theory, InlineData("ols"), InlineData("logistic"), InlineData("cox"), Trait("Oracle", "R rms::anova")]
    public void Wald_OfTheNonLinearTerms_Matches_Rms(string kind)
    {
        var oracle = OracleCase.Load("spline", "test " + kind);
        var age = oracle.Numbers("age");
        (string, double[])[] terms = [.. RestrictedCubicSpline.WithKnots(oracle.Numbers("knots")).Columns("age", age), ("albumin", oracle.Numbers("albumin"))];
        bool[] events = [.. oracle.Numbers("s").Select(v => v == 1)];
        var design = Design.WithIntercept(age.Length, terms);
        StudyAnalysis.Statistics.TestResult Test(params int[] columns)
        {
            if (kind == "ols")
            {
                var fit = LeastSquares.Fit(oracle.Numbers("y"), design);
                return JointTest.Wald("age", [.. fit.Coefficients.Select(c => c.Estimate)], fit.Covariance, columns, fit.ResidualDegreesOfFreedom);
            }

            if (kind == "logistic")
            {
                var fit = LogisticRegression.Fit(events, design, LogisticPenalty.None);
                return JointTest.Wald("age", [.. fit.Coefficients.Select(c => c.Estimate)], fit.Covariance, columns);
            }

            var x = new double[age.Length, terms.Length];
            for (var j = 0; j < terms.Length; j++)
            {
                for (var i = 0; i < age.Length; i++)
                {
                    x[i, j] = terms[j].Item2[i];
                }
            }

            var cox = CoxRegression.Fit(new CoxInput { Time = oracle.Numbers("time"), Status = events, Covariates = x });
            return JointTest.Wald("age", [.. cox.Coefficients.Select(c => c.Estimate)], cox.Variance, [.. columns.Select(j => j - 1)]);
        }

        // rms' own fits stop earlier than ours: 1e-6 for the iterative ones.
        var tolerance = kind == "ols" ? 1e-9 : 1e-6;
        oracle.Check("f", Test(2, 3).Statistic.Value, tolerance);
        oracle.Check("p", Test(2, 3).PValue.Value, tolerance);
        oracle.Check("all", Test(1, 2, 3).Statistic.Value, tolerance);
        oracle.Check("allp", Test(1, 2, 3).PValue.Value, 10 * tolerance);
        Assert.Equal(kind == "ols" ? "F" : "χ²", Test(2, 3).StatisticName);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Null(RestrictedCubicSpline.AtQuantiles([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2], 3));
        Assert.Null(RestrictedCubicSpline.AtQuantiles([1, 2, 3, 4], 3));
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => RestrictedCubicSpline.AtQuantiles([1, 2], 8)).ParamName);
        Assert.Equal("knots", Assert.Throws<ArgumentException>(() => RestrictedCubicSpline.WithKnots(1, 2)).ParamName);
        Assert.Equal("knots", Assert.Throws<ArgumentException>(() => RestrictedCubicSpline.WithKnots(1, 2, 2)).ParamName);
        var failed = LeastSquares.Fit([1, 2], Design.WithIntercept(2, [("x", [1, 2])]));
        Assert.Equal("2 observations for 2 coefficients", JointTest.Wald("x", [.. failed.Coefficients.Select(c => c.Estimate)], failed.Covariance, [1]).PValue.Reason);
        Assert.Equal("the covariance is singular", JointTest.Wald("x", [Quantity.Of(1), Quantity.Of(2)], [[1, 1], [1, 1]], [0, 1]).Statistic.Reason);
        Assert.Equal("columns", Assert.Throws<ArgumentException>(() => JointTest.Wald("x", [Quantity.Of(1)], [[1]], [1])).ParamName);
    }
}
