using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Statistics.Associate;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Resample;
using StudyAnalysis.Statistics.Roc;
using StudyAnalysis.Statistics.Survival;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.NumericFaults;

/// <summary>Perfect data have estimates and say what they do not have; impossible sizes are answered or refused at once.</summary>
public sealed class PerfectDataTests
{
    public static TheoryData<string> Spearman => FaultCase.Names("spearman-");

    public static TheoryData<string> Kendall => FaultCase.Names("kendall-");

    [Theory, MemberData(nameof(Spearman)), Trait("Oracle", "R cor.test(method = \"spearman\")")]
    public void Spearman_OfAPerfectOrder_HasNoInterval(string id)
    {
        var fault = FaultCase.Load(id);
        Check(fault, Correlation.Spearman(fault.Numbers("x"), fault.Numbers("y")));
    }

    [Theory, MemberData(nameof(Kendall)), Trait("Oracle", "2 / n!")]
    public void Kendall_OfAPerfectOrder_IsOne_WithoutInterval(string id)
    {
        var fault = FaultCase.Load(id);
        var test = Correlation.Kendall(fault.Numbers("x"), fault.Numbers("y"));
        Check(fault, test);
        Assert.Equal(1, test.Estimate.Value);
        Assert.Equal(-1, Correlation.Kendall(fault.Numbers("x"), [.. fault.Numbers("y").Select(v => -v)]).Estimate.Value);
    }

    [Fact, Trait("Oracle", "R cor.test")]
    public void Pearson_OfALine_SaysSo()
    {
        var fault = FaultCase.Load("pearson-perfect-5");
        var test = Correlation.Pearson(fault.Numbers("x"), fault.Numbers("y"));
        fault.Check("estimate", test.Estimate);
        Assert.Contains("on a line", Assert.Single(test.Notes), StringComparison.Ordinal);
        Assert.False(test.Interval!.Low.IsEstimable);
    }

    [Fact]
    public void Kappa_WithoutDisagreement_HasNoError()
    {
        var fault = FaultCase.Load("kappa-perfect");
        var counts = new int[2, 2];
        foreach (var (a, b) in fault.Integers("a").Zip(fault.Integers("b")))
        {
            counts[a, b]++;
        }

        foreach (var weights in Enum.GetValues<KappaWeights>())
        {
            var kappa = CohenKappa.Compute(counts, weights: weights);
            fault.Check("estimate", kappa.Estimate);
            fault.Check("std.error", kappa.StandardError);
            fault.Check("conf.low", kappa.Interval!.Low);
            fault.Check("conf.high", kappa.Interval.High);
        }
    }

    [Fact, Trait("Oracle", "R pROC::auc")]
    public void BootstrappedArea_OfGroupsApart_HasNoError()
    {
        var fault = FaultCase.Load("bootstrap-auc-1");
        var area = RocCurve.BootstrapArea(fault.Numbers("withEvent"), fault.Numbers("without"), 1);
        fault.Check("estimate", area.Estimate);
        fault.Check("std.error", area.StandardError);
        fault.Check("percentile.low", area.Percentile.Low);
        fault.Check("percentile.high", area.Percentile.High);
        Assert.Contains("do not overlap", area.StandardError.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantMarker_AndConstantReplicates_HaveNoInterval()
    {
        var area = RocCurve.Area([1, 1, 1], [1, 1, 1, 1]);
        Assert.Equal(0.5, area.Estimate.Value);
        Assert.False(area.Interval!.Low.IsEstimable);
        Assert.False(RocCurve.BootstrapArea([1, 1, 1], [1, 1, 1, 1], 1).StandardError.IsEstimable);
        Assert.False(Bootstrap.Compute([5], _ => 0.3, 1, 200).Percentile.Low.IsEstimable);
        Assert.False(BlandAltman.Compute([0.3, 0.6, 0.9], [0.1, 0.4, 0.7]).Lower.Estimate.IsEstimable);
    }

    [Fact]
    public void NaN_BecomesAReason_NotAnError()
    {
        Quantity none = double.NaN;
        Assert.False(none.IsEstimable);
        Assert.True(none.Reason.Length > 10);
    }

    // Sizes whose squares leave the range of numbers are refused with their place, weights too.
    [Theory, InlineData(1e300), InlineData(-1e300), InlineData(1.7e308)]
    public void ValuesBeyondAnyUnit_AreRefusedAtOnce(double huge)
    {
        double[] values = [1, 2, huge, 4, 5, 6, 7, 8], other = [3, 1, 4, 1, 5, 9, 2, 6];
        bool[] outcome = [true, false, true, false, true, true, false, false];
        var design = new Func<Design>(() => Design.WithIntercept(8, ("x", values)));
        foreach (Action call in new Action[]
        {
            () => TTest.OneSample(values),
            () => TTest.Paired(values, other),
            () => SignedRank.Compute(values),
            () => MannWhitney.Compute(values, other),
            () => Correlation.Pearson(values, other),
            () => LeastSquares.Fit(values, Design.WithIntercept(8, ("x", other))),
            () => LogisticRegression.Fit(outcome, design()),
            () => KaplanMeier.Estimate([.. values.Select(Math.Abs)], outcome),
            () => RocCurve.Area(values, other),
            () => PoissonRegression.Fit([.. values.Select(Math.Abs)], Design.WithIntercept(8, ("x", other))),
        })
        {
            Assert.Contains("[2]", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(1e-300), InlineData(1e300)]
    public void WeightsBeyondAnyUse_AreRefusedAtOnce(double weight)
    {
        double[] w = [1, 1, weight, 1], x = [1, 2, 3, 4];
        var design = Design.WithIntercept(4, ("x", x));
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => LogisticRegression.FitWeighted([true, false, true, false], design, w)).Message, StringComparison.Ordinal);
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => LeastSquares.Fit(x, design, weights: w)).Message, StringComparison.Ordinal);
        Assert.Contains("[2]", Assert.Throws<ArgumentException>(() => CoxRegression.Fit(new CoxInput
        {
            Time = x, Status = [true, true, true, true], Covariates = new double[4, 1], Weights = w,
        })).Message, StringComparison.Ordinal);
    }

    // Weights of 1e-60 are the same weights: slopes do not depend on their scale, standard errors do.
    [Fact]
    public void SmallWeights_LeaveTheEstimateAsItIs()
    {
        bool[] y = [true, false, true, false, true, true, false, false];
        var design = Design.WithIntercept(8, ("x", [1.0, 2, 3, 4, 5, 6, 7, 9]));
        var scale = Math.ScaleB(1, -200);
        var one = LogisticRegression.FitWeighted(y, design, [1, 2, 1, 1, 3, 1, 1, 1], LogisticPenalty.None);
        var small = LogisticRegression.FitWeighted(y, design, [scale, 2 * scale, scale, scale, 3 * scale, scale, scale, scale], LogisticPenalty.None);
        Assert.Equal(one.Coefficients[1].Estimate.Value, small.Coefficients[1].Estimate.Value, 1e-12);
        Assert.Equal(1, small.Coefficients[1].PValue.Value, 1e-12);
    }

    private static void Check(FaultCase fault, StudyAnalysis.Statistics.TestResult test)
    {
        fault.Check("estimate", test.Estimate);
        fault.Check("p.value", test.PValue);
        fault.Check("conf.low", test.Interval!.Low);
        fault.Check("conf.high", test.Interval.High);
    }
}
