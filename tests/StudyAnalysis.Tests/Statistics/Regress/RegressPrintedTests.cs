using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

/// <summary>What programs print after a regression: clustered errors, predicted probabilities and their differences, joint tests.</summary>
public sealed class RegressPrintedTests
{
    // Stata, "regress invest mvalue kstock, vce(cluster company)", and "ivreg2 …, cluster(company)" without correction, on Grunfeld's ten firms, as kept in the tests of statsmodels:
    // estimates, both standard errors, t, p and limits with 9 degrees of freedom; joint test F(2, 9). Stata holds the data in single precision, and so does the test.
    [Fact]
    public void Clustered_Grunfeld_Published()
    {
        var data = OracleFile.Columns("clustered/grunfeld.csv");
        double[] Column(string name) => [.. data[name].Select(v => (double)(float)OracleFile.Number(v))];
        var design = Design.WithIntercept(200, [("mvalue", Column("value")), ("kstock", Column("capital"))]);
        LeastSquaresFit Fit(ClusterCovariance type) => ClusteredLeastSquares.Fit(Column("invest"), design, [.. Column("firm").Select(f => (int)f)], type);
        var (stata, plain) = (Fit(ClusterCovariance.CR1S), Fit(ClusterCovariance.CR0));
        double[][] printed =
        [
            [-42.714369016733, 20.425202580078, -2.0912580352272, .06604843284516, -88.919387334862, 3.4906493013959, 19.27943055305],
            [.11556215606596, .01589433647768, 7.2706499090564, .00004710548549, .07960666895505, .15151764317688, .01500272788516],
            [.23067848754982, .08496711097464, 2.7149150406994, .02380515903536, .03846952885627, .42288744624337, .08020079648691],
        ];
        for (var j = 0; j < 3; j++)
        {
            var c = stata.Coefficients[j];
            double[] ours = [c.Estimate.Value, c.StandardError.Value, c.Statistic.Value, c.PValue.Value, c.Interval!.Low.Value, c.Interval.High.Value, plain.Coefficients[j].StandardError.Value];
            Assert.All(printed[j].Zip(ours), p => OracleFile.AssertRelative(p.First, p.Second, 2e-10, $"column {j}"));
            Assert.Equal(9, c.DegreesOfFreedom.Value);
        }

        Assert.Equal(51.59060716590177, JointTest.Wald("both", [.. stata.Coefficients.Select(c => c.Estimate)], stata.Covariance, [1, 2], 9).Statistic.Value, 5e-9);
    }

    // Stata, "logit grade gpa tuce psi" and its marginal effect of psi as a factor at the means of the others, on the 32 students of Spector and Mazzeo (1980, J Econ Educ 11:37–44), as
    // kept in the tests of statsmodels: 0.4564984096959 (0.1810537).
    [Fact]
    public void PredictedProbability_Spector_Published()
    {
        double[] gpa =
        [
            2.66, 2.89, 3.28, 2.92, 4, 2.86, 2.76, 2.87, 3.03, 3.92, 2.63, 3.32, 3.57, 3.26, 3.53, 2.74,
            2.75, 2.83, 3.12, 3.16, 2.06, 3.62, 2.89, 3.51, 3.54, 2.83, 3.39, 2.67, 3.65, 4, 3.1, 2.39,
        ];
        double[] tuce = [20, 22, 24, 12, 21, 17, 17, 21, 25, 29, 20, 23, 23, 25, 26, 19, 25, 19, 23, 25, 22, 28, 14, 26, 24, 27, 17, 24, 21, 23, 21, 19];
        double[] psi = [.. Enumerable.Range(0, 32).Select(i => i < 18 ? 0.0 : 1)];
        int[] improved = [5, 10, 14, 20, 22, 25, 26, 27, 29, 30, 32];
        var fit = LogisticRegression.Fit(
            [.. Enumerable.Range(1, 32).Select(improved.Contains)], Design.WithIntercept(32, [("gpa", gpa), ("tuce", tuce), ("psi", psi)]), LogisticPenalty.None);
        var difference = PredictedProbability.Difference(fit, [1, gpa.Average(), tuce.Average(), 0], [1, gpa.Average(), tuce.Average(), 1]);
        Printed.CheckLine(".4564984 .1810537", difference.Estimate.Value, difference.StandardError.Value);
    }

    // Christensen (2019), Cumulative link models for ordinal regression, article of ordinal, model fm1 of the wine data: predicted shares of the ratings 1 to 5.
    [Theory]
    [InlineData(0, 0, ".20679013 .5706497 .1922909 .02361882 .00665041")]
    [InlineData(0, 1, ".05354601 .3776461 .4430599 .09582084 .02992711")]
    [InlineData(1, 0, ".02088771 .2014157 .5015755 .20049402 .07562701")]
    [InlineData(1, 1, ".005 .054 .304 .364 .274")]
    public void Probabilities_Wine_Published(int warm, int contact, string printed)
    {
        var oracle = OracleCase.Load("proportional_odds", "fit wine");
        var fit = ProportionalOdds.Fit(oracle.Integers("y"), Design.WithoutIntercept([.. oracle.Columns("x").Select((c, j) => ($"x{j}", c))]));
        Printed.CheckLine(printed, fit.Probabilities([warm, contact]));
    }

    // Tests of pingouin, from ppcor's pcor.test(method = "spearman"): thirty values of x and y given three others: ρ 0.5209208, p 0.005336187. Documentation: given the first, ρ .578, p .001.
    [Fact]
    public void PartialSpearman_Pingouin_Published()
    {
        var data = OracleFile.Columns("correlation/partial.csv");
        double[] Column(string name) => [.. data[name].Select(OracleFile.Number)];
        var three = PartialCorrelation.Spearman(Column("x"), Column("y"), [Column("cv1"), Column("cv2"), Column("cv3")]);
        Printed.CheckLine(".5209208 .005336187", three.Estimate.Value, three.PValue.Value);
        var one = PartialCorrelation.Spearman(Column("x"), Column("y"), [Column("cv1")]);
        Printed.CheckLine(".578 .001", one.Estimate.Value, one.PValue.Value);
    }
}
