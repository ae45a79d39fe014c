using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Agreement;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Agreement;

public sealed class AgreementTests
{
    public static TheoryData<string> IccCases => OracleCase.Names("agreement", "icc");

    public static TheoryData<string> CvCases => OracleCase.Names("agreement", "cv log");

    public static TheoryData<string> KappaCases => OracleCase.Names("agreement", "kappa");

    public static TheoryData<string> ExactLimitCases => OracleCase.Names("agreement", "exact limits");

    public static TheoryData<string> WeightedCases => OracleCase.Names("agreement", "weighted");

    // The quantiles of F are found to about 1e-12; psych's are R's.
    [Theory, MemberData(nameof(IccCases)), Trait("Oracle", "R psych::ICC")]
    public void IntraclassCorrelation_Matches_R(string name)
    {
        var oracle = OracleCase.Load("agreement", name);
        oracle.Check(IntraclassCorrelation.Compute(oracle.Columns("x"), (IccModel)(int)oracle.Number("model"), oracle.Number("level")), 1e-9);
    }

    [Theory, MemberData(nameof(CvCases)), Trait("Oracle", "R stats::aov")]
    public void LogScale_Matches_R(string name)
    {
        var oracle = OracleCase.Load("agreement", name);
        oracle.Check(ReplicateVariation.LogScale(oracle.Columns("r"), oracle.Number("level")), 1e-10);
    }

    [Fact]
    public void RootMeanSquare_Matches_R()
    {
        var oracle = OracleCase.Load("agreement", "cv rms");
        oracle.Check(ReplicateVariation.RootMeanSquare(oracle.Columns("r")));
    }

    [Theory, MemberData(nameof(KappaCases)), Trait("Oracle", "R psych::cohen.kappa")]
    public void CohenKappa_Matches_R(string name)
    {
        var oracle = OracleCase.Load("agreement", name);
        var kappa = CohenKappa.Compute(Table(oracle));
        if (name == "kappa 5 0 0 5")
        {
            // R prints an error of 0 and an interval without width.
            oracle.Check("estimate", kappa.Estimate.Value);
            Assert.Contains("no disagreement", kappa.StandardError.Reason, StringComparison.Ordinal);
            Assert.False(kappa.Interval!.High.IsEstimable);
            return;
        }

        oracle.Check(kappa, 1e-10);
    }

    [Theory, MemberData(nameof(WeightedCases)), Trait("Oracle", "R psych::cohen.kappa, Fleiss, Cohen and Everitt (1969)")]
    public void CohenKappa_Weighted_Matches_R(string name)
    {
        var oracle = OracleCase.Load("agreement", name);
        oracle.Check(CohenKappa.Compute(Table(oracle), weights: Enum.Parse<KappaWeights>(oracle.Text("weights"))));
    }

    [Fact]
    public void CohenKappa_CarcinomaSlides_IsThePublishedNumber()
    {
        // Landis and Koch (1977); Agresti (2002), p. 435: κ .493, SE .057.
        var table = Table(OracleCase.Load("agreement", "kappa 22 5 0 0 2 7 2 1 2 14 36 17 0 0 0 10"));
        var result = CohenKappa.Compute(table);
        Assert.Equal(.493, result.Estimate.Value, 3);
        Assert.Equal(.057, result.StandardError.Value, 3);
    }

    [Fact]
    public void CohenKappa_Weighted_ByHand()
    {
        // Rows (2 1 0), (0 2 1), (1 0 3), margins 3, 3, 4 and 3, 3, 4. Linear: observed 7/10 + ½ · 2/10 = .8; expected .34 + ½ · (9 + 9 + 12 + 12)/100 = .55.
        var result = CohenKappa.Compute(new[,] { { 2, 1, 0 }, { 0, 2, 1 }, { 1, 0, 3 } }, weights: KappaWeights.Linear);
        OracleFile.AssertRelative(.25 / .45, result.Estimate.Value, 1e-14, "κ");
        Assert.Equal("Cohen's weighted κ", result.Method.Name);
    }

    [Fact]
    public void BlandAltman_PeakFlow_IsThePublishedNumber()
    {
        // Bland and Altman (1986), Lancet 327:307–310: mean difference −2.1, SD 38.8 l/min.
        var oracle = OracleCase.Load("agreement", "limits");
        var limits = BlandAltman.Compute(oracle.Numbers("a"), oracle.Numbers("b"));
        Assert.Equal(-2.1, limits.Bias.Estimate.Value, 1);
        Assert.Equal(38.8, limits.StandardDeviation.Value, 1);
        oracle.Check("bias", limits.Bias.Estimate.Value);
        oracle.Check("sd", limits.StandardDeviation.Value);
        oracle.Check("lower", limits.Lower.Estimate.Value);
        oracle.Check("upper", limits.Upper.Estimate.Value);
        oracle.Check("se", limits.Lower.StandardError.Value);
        oracle.Check("lowerlow", limits.Lower.Interval!.Low.Value);
        oracle.Check("upperhigh", limits.Upper.Interval!.High.Value);
    }

    // R's pt of the noncentral t is accurate to about 1e-12 of the probability, and so is the quantile it gives.
    [Theory, MemberData(nameof(ExactLimitCases)), Trait("Oracle", "R stats::qt, noncentral")]
    public void BlandAltman_Exact_Matches_R(string name)
    {
        var oracle = OracleCase.Load("agreement", name);
        var limits = BlandAltman.Compute(oracle.Numbers("a"), oracle.Numbers("b"), oracle.Number("coverage"), oracle.Number("level"), LimitInterval.Exact);
        oracle.Check("upper", limits.Upper.Estimate.Value);

        // In standard deviations from the bias: a bound may lie close to 0, where its own digits say nothing.
        double Distance(Quantity bound) => Math.Abs(bound.Value - limits.Bias.Estimate.Value) / limits.StandardDeviation.Value;
        oracle.Check("near", Distance(limits.Upper.Interval!.Low), 1e-10);
        oracle.Check("far", Distance(limits.Upper.Interval.High), 1e-10);
        oracle.Check("near", Distance(limits.Lower.Interval!.High), 1e-10);
        oracle.Check("far", Distance(limits.Lower.Interval.Low), 1e-10);
        Assert.Equal("exact, noncentral t (Carkeet)", limits.Upper.Interval.Method);
    }

    [Fact]
    public void ShroutFleiss1979_Table4()
    {
        // Shrout and Fleiss (1979), p. 424: ICC(1,1) .17, ICC(2,1) .29, ICC(3,1) .71.
        var ratings = OracleCase.Load("agreement", "icc shrout 1 0.05").Columns("x");
        Assert.Equal(.17, IntraclassCorrelation.Compute(ratings, IccModel.OneWay).Estimate.Value, 2);
        Assert.Equal(.29, IntraclassCorrelation.Compute(ratings, IccModel.TwoWayRandom).Estimate.Value, 2);
        Assert.Equal(.71, IntraclassCorrelation.Compute(ratings, IccModel.TwoWayMixed).Estimate.Value, 2);
    }

    [Fact]
    public void ByHand()
    {
        // 20, 5 / 10, 15: observed .7, expected .5 · .6 + .5 · .4 = .5.
        OracleFile.AssertRelative(.4, CohenKappa.Compute(new[,] { { 20, 5 }, { 10, 15 } }).Estimate.Value, 1e-14, "κ");

        // Logarithms 0 and 2: s² = 2.
        OracleFile.AssertRelative(Math.Sqrt(Math.Exp(2) - 1), ReplicateVariation.LogScale([[Math.Exp(2), 1]]).Estimate.Value, 1e-14, "CV");

        // 1, 3: mean 2, s² = 2, CV² = ½; 4, 4: 0.
        OracleFile.AssertRelative(.5, ReplicateVariation.RootMeanSquare([[3, 1], [4, 4]]).Estimate.Value, 1e-14, "CV");

        // Differences 5, 1, 3: bias 3, SD 2.
        var limits = BlandAltman.Compute([6, 3, 3], [1, 2, 0]);
        OracleFile.AssertRelative(3 - (2 * 1.959963984540054), limits.Lower.Estimate.Value, 1e-13, "lower limit");

        // Two subjects, two raters: 1, 3 and 7, 5: mean squares between 16, within 2: ICC(1,1) = (16 − 2) / (16 + 2).
        OracleFile.AssertRelative(14 / 18.0, IntraclassCorrelation.Compute([[1, 3], [7, 5]], IccModel.OneWay).Estimate.Value, 1e-14, "ICC");
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        Assert.Equal("no sample has two replicates", ReplicateVariation.LogScale([[1], [2]]).Estimate.Reason);
        Assert.Equal("a value is 0 or below", ReplicateVariation.LogScale([[1, 0]]).Estimate.Reason);
        Assert.Equal("no sample has two replicates", ReplicateVariation.RootMeanSquare([]).Estimate.Reason);
        Assert.Equal("a sample's mean is 0 or below", ReplicateVariation.RootMeanSquare([[1, -1]]).Estimate.Reason);
        Assert.Equal("samples with a single replicate do not count", Assert.Single(ReplicateVariation.LogScale([[1, 2], [3]]).Notes));
        Assert.Equal("fewer than two subjects or raters", IntraclassCorrelation.Compute([[1, 2]], IccModel.OneWay).Estimate.Reason);

        // psych::ICC gives NaN here: the approximate degrees of freedom are far below 1.
        Assert.Equal(
            "too few degrees of freedom for the interval", IntraclassCorrelation.Compute([[17, 4, 4], [2, 1, 19], [4, 8, 13]], IccModel.TwoWayRandom).Interval!.Low.Reason);
        Assert.Equal("no residual variance", IntraclassCorrelation.Compute([[1, 1], [2, 2]], IccModel.TwoWayMixed).Estimate.Reason);
        Assert.Equal("both raters use one category only", CohenKappa.Compute(new[,] { { 4, 0 }, { 0, 0 } }).Estimate.Reason);
        Assert.Equal("no ratings", CohenKappa.Compute(new[,] { { 0, 0 }, { 0, 0 } }).Estimate.Reason);
        Assert.Equal("no spread: all values are equal", BlandAltman.Compute([1, 2], [0, 1]).Upper.Estimate.Reason);
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Compute([[1, 2], [1]], IccModel.OneWay));
        Assert.Throws<ArgumentException>(() => CohenKappa.Compute(new[,] { { -1, 0 }, { 0, 0 } }));
    }

    private static int[,] Table(OracleCase oracle)
    {
        var rows = oracle.Columns("x");
        var table = new int[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                table[i, j] = (int)rows[i][j];
            }
        }

        return table;
    }
}
