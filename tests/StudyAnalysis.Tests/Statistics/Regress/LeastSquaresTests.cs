using CsCheck;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class LeastSquaresTests
{
    public static TheoryData<string> FitCases => OracleCase.Names("least_squares", "fit");

    public static TheoryData<string> ContrastCases => OracleCase.Names("least_squares", "contrast");

    public static TheoryData<string> AncovaCases => OracleCase.Names("least_squares", "ancova");

    public static TheoryData<string> NistCases => OracleCase.Names("nist_linear");

    [Theory, MemberData(nameof(FitCases)), Trait("Oracle", "R stats::lm, sandwich::vcovHC")]
    public void Fit_Matches_R(string name)
    {
        var oracle = OracleCase.Load("least_squares", name);
        var fit = Fit(oracle);
        oracle.CheckEach(fit.Coefficients, 1e-10, "b", "se", "t");
        oracle.CheckEach(fit.Coefficients, 1e-9, "p", "low", "high");
        oracle.Check("sigma", fit.ResidualStandardDeviation.Value);
        oracle.Check("r2", fit.RSquared.Value);
        oracle.Check("hat", fit.Leverages, 1e-11);
        oracle.Check("resid", fit.Residuals, 1e-9);
    }

    [Theory, InlineData("Classical"), InlineData("HC0"), InlineData("HC3"), Trait("Oracle", "R stats::lm, sandwich::vcovHC")]
    public void Fit_Weighted_Matches_R(string type)
    {
        var oracle = OracleCase.Load("least_squares", "weighted " + type);
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        var fit = LeastSquares.Fit(y, design, Enum.Parse<CovarianceType>(type), weights: oracle.Numbers("w"));
        oracle.CheckEach(fit.Coefficients, 1e-10, "b", "se");
        oracle.CheckEach(fit.Coefficients, 1e-9, "p");
        oracle.Check("sigma", fit.ResidualStandardDeviation.Value, 1e-11);
        oracle.Check("r2", fit.RSquared.Value, 1e-11);
        oracle.Check("hat", fit.Leverages, 1e-11);
        oracle.Check("resid", fit.Residuals, 1e-9);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, design, weights: new double[y.Length])).ParamName);
    }

    [Fact]
    public void Fit_ShiftedScaledPermutedTurned_ChangesWhatItShould()
    {
        var oracle = OracleCase.Load("least_squares", "fit cohort HC3");
        var (y, x) = (oracle.Numbers("y"), oracle.Columns("x"));
        var fit = LeastSquares.Fit(y, Design.WithIntercept(y.Length, [.. x.Select((c, j) => ($"x{j}", c))]), CovarianceType.HC3);
        Gen.Select(Gen.Double[-100, 100], Gen.Double[0.01, 100], Gen.Int[1, 1000]).Holds(
            (shift, scale, seed) =>
            {
                int[] order = [.. Enumerable.Range(0, y.Length).OrderBy(i => (i + 1) * 7919L * seed % 104729)];
                double[] Of(double[] v, double a, double b) => [.. order.Select(i => a + (b * v[i]))];
                var other = LeastSquares.Fit(Of(y, shift, -scale), Design.WithIntercept(y.Length, [("a", Of(x[0], shift, scale)), ("b", Of(x[1], 0, 1)), ("c", Of(x[2], 1, -1))]), CovarianceType.HC3);
                OracleFile.AssertRelative(-fit.Coefficients[1].Estimate.Value, other.Coefficients[1].Estimate.Value, 1e-7, "same units");
                OracleFile.AssertRelative(fit.Coefficients[3].Statistic.Value, other.Coefficients[3].Statistic.Value, 1e-7, "turned twice");
                OracleFile.AssertRelative(fit.Coefficients[2].PValue.Value, other.Coefficients[2].PValue.Value, 1e-6, "p");
                OracleFile.AssertRelative(scale * fit.ResidualStandardDeviation.Value, other.ResidualStandardDeviation.Value, 1e-8, "sigma");
            },
            count: 50);
    }

    [Theory, MemberData(nameof(ContrastCases)), Trait("Oracle", "R stats::lm, sandwich::vcovHC")]
    public void Contrast_Matches_R(string name)
    {
        var oracle = OracleCase.Load("least_squares", name);
        oracle.Check(Fit(oracle).Contrast("contrast", oracle.Numbers("w")), 1e-9);
    }

    [Theory, MemberData(nameof(AncovaCases)), Trait("Oracle", "R stats::lm, sandwich::vcovHC")]
    public void Ancova_Matches_R(string name)
    {
        var oracle = OracleCase.Load("least_squares", name);
        var age = oracle.Numbers("age");
        oracle.Check(
            Ancova.Compute(
                oracle.Numbers("y"),
                oracle.Numbers("base"),
                [.. oracle.Numbers("g").Select(g => g == 1)],
                age.Length == 0 ? null : [("age", age)],
                Enum.Parse<CovarianceType>(oracle.Text("type")),
                oracle.Alternative),
            1e-10);
    }

    // NIST StRD. Digits are lost to conditioning and, in Wampler3 … 5, to noise of 1e3, 1e5, 1e7 on coefficients of 1; Filip has condition 1e15.
    [Theory, MemberData(nameof(NistCases)), Trait("Oracle", "NIST StRD")]
    public void Fit_Matches_NIST(string name)
    {
        var oracle = OracleCase.Load("nist_linear", name);
        var rows = oracle.Columns("rows");
        double[] Column(int j) => [.. rows.Select(r => r[j])];
        var y = Column(0);
        var design = name switch
        {
            "Longley" => Design.WithIntercept(y.Length, [.. Enumerable.Range(1, 6).Select(j => ($"x{j}", Column(j)))]),
            "NoInt1" or "NoInt2" => Design.WithoutIntercept([("x", Column(1))]),
            "Norris" => Powers(Column(1), 1),
            "Pontius" => Powers(Column(1), 2),
            "Filip" => Powers(Column(1), 10),
            _ => Powers(Column(1), 5),
        };
        var tolerance = name switch { "Filip" => 1e-6, "Longley" => 1e-10, "Wampler3" => 5e-9, "Wampler4" => 5e-8, "Wampler5" => 5e-6, "Wampler1" or "Wampler2" => 1e-9, "Pontius" => 1e-11, _ => 1e-12 };
        var fit = LeastSquares.Fit(y, design);
        oracle.CheckEach(fit.Coefficients, tolerance, "b");
        if (oracle.Expected.GetProperty("sigma").GetDouble() > 0)
        {
            oracle.CheckEach(fit.Coefficients, tolerance, "se");
            oracle.Check("sigma", fit.ResidualStandardDeviation.Value, Math.Max(tolerance, 1e-11));
        }

        oracle.Check("r2", fit.RSquared.Value, Math.Max(tolerance, 1e-12));
        var digits = oracle.ExpectedNumbers("b").Zip(fit.Coefficients).Min(p => Math.Min(15, -Math.Log10(Math.Abs(p.First - p.Second.Estimate.Value) / Math.Abs(p.First))));
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{name}: coefficients agree to {digits:0.0} digits or more"));
    }

    [Fact]
    public void Fit_Degenerate_SaysWhy()
    {
        var few = LeastSquares.Fit([1, 2], Design.WithIntercept(2, [("x", [1, 2])]));
        Assert.Equal("2 observations for 2 coefficients", few.Coefficients[1].Estimate.Reason);
        Assert.Equal("2 observations for 2 coefficients", few.Contrast("c", [1, 0]).PValue.Reason);
        var collinear = LeastSquares.Fit([1, 2, 4, 3], Design.WithIntercept(4, [("a", [1, 2, 3, 4]), ("b", [2, 4, 6, 8])]));
        Assert.Equal("b is a linear combination of the terms before it", collinear.Coefficients[0].PValue.Reason);
        var leverage = LeastSquares.Fit([1, 2, 4, 3], Design.WithIntercept(4, [("dummy", [1, 0, 0, 0])]), CovarianceType.HC3);
        Assert.Equal("an observation is fitted exactly (leverage 1)", leverage.Coefficients[1].PValue.Reason);
        Assert.Equal(-2, leverage.Coefficients[1].Estimate.Value, 12);
        Assert.Equal("a group is empty", Ancova.Compute([1, 2, 3], [1, 2, 4], [true, true, true]).Estimate.Reason);
    }

    [Fact]
    public void WrongShapes_ThrowNamingTheArgument()
    {
        Assert.Equal("design", Assert.Throws<ArgumentException>(() => LeastSquares.Fit([1, 2, 3], Design.WithIntercept(2, [("x", [1, 2])]))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => Design.WithIntercept(2, [("x", [1, double.NaN])])).ParamName);
        Assert.Equal("terms", Assert.Throws<ArgumentException>(() => Design.WithoutIntercept([])).ParamName);
    }

    private static Design Powers(double[] x, int degree) =>
        Design.WithIntercept(x.Length, [.. Enumerable.Range(1, degree).Select(d => ($"x^{d}", Array.ConvertAll(x, v => Math.Pow(v, d))))]);

    private static LeastSquaresFit Fit(OracleCase oracle)
    {
        var y = oracle.Numbers("y");
        var design = oracle.Design(y.Length);
        return LeastSquares.Fit(y, design, Enum.Parse<CovarianceType>(oracle.Text("type")));
    }
}
