using System.Collections.Immutable;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Missing;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;
using TestResult = StudyAnalysis.Statistics.TestResult;

namespace StudyAnalysis.Tests.Statistics;

/// <summary>
/// P-values of 1e-20 and far below against R's own tails, relative to their size, with both one-sided alternatives: 1 − p would be 0 there.
/// A p moves with the square of its statistic: 1e-9 relative at statistics good to 1e-12.
/// </summary>
public sealed class FarTailTests
{
    private const double Tail = 1e-9;

    [Theory]
    [InlineData("two.sided")]
    [InlineData("less")]
    [InlineData("greater")]
    public void Associations_Match_R(string alternative)
    {
        Check("pearson", o => Correlation.Pearson(o.Numbers("x"), o.Numbers("y"), o.Alternative));
        Check("spearman", o => Correlation.Spearman(o.Numbers("x"), o.Numbers("y"), o.Alternative, computation: Computation.Asymptotic));
        Check("kendall", o => Correlation.Kendall(o.Numbers("x"), o.Numbers("y"), o.Alternative, computation: Computation.Asymptotic));
        Check("partial", o => PartialCorrelation.Pearson(o.Numbers("x"), o.Numbers("y"), [o.Numbers("z")], o.Alternative));
        Check("difference", o => CorrelationDifference.Compute(o.Numbers("v")[0], (int)o.Numbers("v")[1], o.Numbers("v")[2], (int)o.Numbers("v")[3], alternative: o.Alternative));
        Check("armitage", o => CochranArmitage.Compute(o.Integers("x"), o.Integers("n"), alternative: o.Alternative, computation: Computation.Asymptotic));
        Check("jonckheere", o => JonckheereTerpstra.Compute(o.Columns("g"), o.Alternative, Computation.Asymptotic));
        Check("roc paired", o => RocCurve.ComparePaired(o.Numbers("first"), o.Numbers("second"), [.. o.Numbers("y").Select(v => v == 1)], o.Alternative));
        Check("roc unpaired", o => RocCurve.CompareUnpaired(Of(o, "first", 1), Of(o, "first", 0), Of(o, "second", 1), Of(o, "second", 0), o.Alternative));

        void Check(string name, Func<OracleCase, TestResult> test)
        {
            var oracle = Load($"{name} {alternative}");
            var result = test(oracle);
            oracle.Check("p", result.PValue.Value, Tail);
            Assert.Equal(oracle.Alternative, result.Alternative);
        }
    }

    [Fact]
    public void Groups_Match_R()
    {
        var oracle = Load("kruskal");
        oracle.Check("p", KruskalWallis.Compute(oracle.Columns("g")).PValue.Value, Tail);
        oracle = Load("dunn");
        var pairs = Dunn.Compute(oracle.Columns("g"), AdjustMethod.Bonferroni);
        oracle.Check("statistic", pairs.Select(p => p.Result.Statistic.Value));
        oracle.Check("p", pairs.Select(p => p.Result.PValue.Value), Tail);
        oracle.Check("adjusted", pairs.Select(p => p.AdjustedPValue.Value), Tail);
        oracle = Load("levene");
        oracle.Check("p", Levene.Compute(oracle.Columns("g")).PValue.Value, Tail);
        oracle = Load("icc");
        oracle.Check("p", IntraclassCorrelation.Compute(oracle.Columns("x"), IccModel.OneWay).PValue.Value, 1e-8);
        oracle = Load("gray");
        oracle.Check("p", GrayTest.Test(oracle.Numbers("time"), oracle.Integers("cause"), oracle.Integers("group")).PValue.Value, Tail);
    }

    [Theory, InlineData("const"), InlineData("HC3")]
    public void LeastSquares_Matches_R(string type)
    {
        var oracle = Load("lm " + type);
        var design = Design.WithIntercept(60, [("x", oracle.Numbers("x")), ("treat", oracle.Numbers("treat"))]);
        var fit = LeastSquares.Fit(oracle.Numbers("y"), design, Enum.Parse<CovarianceType>(oracle.Text("type")));
        oracle.CheckEach(fit.Coefficients, Tail, "p");
    }

    // Iterative fits: z to 1e-9, p to z² times that.
    [Fact]
    public void Regressions_Match_R()
    {
        var oracle = Load("logistic");
        var x = oracle.Numbers("x");
        var logistic = LogisticRegression.Fit([.. oracle.Numbers("y").Select(v => v == 1)], Design.WithIntercept(x.Length, [("x", x)]), LogisticPenalty.None);
        oracle.Check("p", logistic.Coefficients[1].PValue.Value, 1e-7);
        oracle = Load("cox");
        var (time, status, covariates) = (oracle.Numbers("time"), Array.ConvertAll(oracle.Numbers("status"), s => s == 1), Column(oracle.Numbers("x")));
        var cox = CoxRegression.Fit(new CoxInput { Time = time, Status = status, Covariates = covariates });
        oracle.Check("p", cox.Coefficients[0].PValue.Value, 1e-7);
        oracle.Check("lrp", cox.LikelihoodRatioTest.PValue.Value, 1e-8);
        oracle.Check("scorep", cox.ScoreTest.PValue.Value, 1e-8);
        var aft = AcceleratedFailureTime.Fit(AftInput.RightCensored(time, status, covariates));
        Load("aft").Check("p", aft.Coefficients[1].PValue.Value, 1e-6);
    }

    [Fact]
    public void PooledAndJointTests_Match_R()
    {
        var oracle = Load("pool");
        var pooled = RubinsRules.Pool("b", oracle.Numbers("Q"), oracle.Numbers("U"), oracle.Number("k"));
        oracle.Check("df", pooled.Test.DegreesOfFreedom.Value, 1e-11);
        oracle.Check("p", pooled.Test.PValue.Value, Tail);
        oracle = Load("wald");
        ImmutableArray<ImmutableArray<double>> covariance = [.. oracle.Columns("v").Select(row => row.ToImmutableArray())];
        Quantity[] estimates = [.. oracle.Numbers("b").Select(b => (Quantity)b)];
        oracle.Check("pchi", JointTest.Wald("all", estimates, covariance, [0, 1, 2]).PValue.Value, Tail);
        oracle.Check("pf", JointTest.Wald("all", estimates, covariance, [0, 1, 2], 200).PValue.Value, Tail);
    }

    private static OracleCase Load(string name) => OracleCase.Load("far_tails", name);

    private static double[] Of(OracleCase oracle, string marker, double group)
    {
        var y = oracle.Numbers("y");
        return [.. oracle.Numbers(marker).Where((_, i) => y[i] == group)];
    }

    private static double[,] Column(double[] x)
    {
        var column = new double[x.Length, 1];
        for (var i = 0; i < x.Length; i++)
        {
            column[i, 0] = x[i];
        }

        return column;
    }
}
