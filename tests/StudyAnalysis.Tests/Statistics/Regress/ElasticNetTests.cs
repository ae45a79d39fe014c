using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Regress;

public sealed class ElasticNetTests
{
    public static TheoryData<string> PathCases => OracleCase.Names("elastic_net", "path");

    public static TheoryData<string> CrossValidationCases => OracleCase.Names("elastic_net", "cv");

    // Elastic net 1e-6 (house rule; glmnet's own Cox penalties carry a single-precision ratio); R's threshold is 1e-22 and its path is not stopped early. Absolute 1e-8 for coefficients about to leave 0.
    [Theory, MemberData(nameof(PathCases)), Trait("Oracle", "R glmnet::glmnet")]
    public void Fit_Matches_Glmnet(string name)
    {
        var oracle = OracleCase.Load("elastic_net", name);
        var options = new ElasticNetOptions { Alpha = oracle.Number("alpha"), Standardize = oracle.Flag("standardize"), LambdaCount = 40 };
        var path = ElasticNet.Fit(Outcome(oracle), Columns(oracle), options);
        oracle.Check("lambda", path.Lambdas, 1e-6);
        var at = oracle.Integers("at");
        Near(oracle.ExpectedNumbers("b"), [.. at.SelectMany(k => path.Coefficients[k])]);
        Near(oracle.ExpectedNumbers("a0"), [.. at.Select(k => path.Intercepts[k])]);
        Near(oracle.ExpectedNumbers("dev"), [.. at.Select(k => path.DevianceRatios[k])]);
        oracle.Check("df", at.Select(k => (double)path.NonZero[k]));
    }

    [Theory, MemberData(nameof(CrossValidationCases)), Trait("Oracle", "R glmnet::cv.glmnet")]
    public void CrossValidate_Matches_CvGlmnet(string name)
    {
        var oracle = OracleCase.Load("elastic_net", name);
        var lambdas = oracle.ExpectedNumbers("lambda");
        var cv = ElasticNet.CrossValidate(Outcome(oracle), Columns(oracle), oracle.Integers("folds"), new ElasticNetOptions { Alpha = oracle.Number("alpha"), Lambdas = [.. lambdas] });
        oracle.Check("cvm", cv.Error, 1e-6);
        oracle.Check("cvsd", cv.StandardError, 1e-6);
        oracle.Check("min", cv.MinimumIndex);
        oracle.Check("se1", cv.OneStandardErrorIndex);
    }

    [Fact]
    public void Fit_OneColumn_IsTheSoftThreshold()
    {
        // By hand: x = −1, 0, 1 has SD √(2/3); y = −3, 0, 3: b standardised = 3 √(2/3) − λ, so b = 3 − λ / √(2/3).
        var path = ElasticNet.Fit(ElasticNetOutcome.Linear([-3, 0, 3]), Design.WithoutIntercept([("x", [-1, 0, 1])]), new ElasticNetOptions { Lambdas = [3, 1, 0] });
        Assert.Equal(3 * Math.Sqrt(2.0 / 3), path.LargestLambda.Value, 12);
        Assert.Equal(0, path.Coefficients[0][0]);
        Assert.Equal(3 - (1 / Math.Sqrt(2.0 / 3)), path.Coefficients[1][0], 12);
        Assert.Equal(3, path.Coefficients[2][0], 12);
    }

    [Fact]
    public void Fit_NoPenalty_IsThePlainModel()
    {
        var oracle = OracleCase.Load("elastic_net", "path binomial 1");
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        var plain = LogisticRegression.Fit(y, oracle.Design(y.Length), LogisticPenalty.None);
        var path = ElasticNet.Fit(Outcome(oracle), Columns(oracle), new ElasticNetOptions { Lambdas = [0] });
        OracleFile.AssertRelative(plain.Coefficients[1].Estimate.Value, path.Coefficients[0][0], 1e-8, "x0");
        OracleFile.AssertRelative(plain.Coefficients[0].Estimate.Value, path.Intercepts[0], 1e-7, "intercept");
    }

    [Fact]
    public void Fit_ShiftedScaledTurnedColumns_ChangeTheirCoefficientsOnly()
    {
        var oracle = OracleCase.Load("elastic_net", "path cox 0.5");
        var options = new ElasticNetOptions { Alpha = 0.5, LambdaCount = 10, LambdaMinRatio = 0.01 };
        var path = ElasticNet.Fit(Outcome(oracle), Columns(oracle), options);
        var other = ElasticNet.Fit(Outcome(oracle), Design.WithoutIntercept([.. oracle.Columns("x").Select((c, j) => ($"x{j}", Array.ConvertAll(c, v => 7 - (3 * v))))]), options);
        for (var k = 0; k < 10; k++)
        {
            Near([.. path.Coefficients[k].Select(b => -b / 3)], [.. other.Coefficients[k]]);
        }
    }

    [Fact]
    public void RandomFolds_AreEqualRepeatableAndDependOnTheSeed()
    {
        var folds = ElasticNet.RandomFolds(23, 5, 9);
        Assert.Equal([5, 5, 5, 4, 4], folds.GroupBy(f => f).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(folds, ElasticNet.RandomFolds(23, 5, 9));
        Assert.NotEqual(folds, ElasticNet.RandomFolds(23, 5, 10));
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => ElasticNet.RandomFolds(4, 5, 1)).ParamName);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var x = Design.WithoutIntercept([("x", [1, 2, 3])]);
        Assert.Equal("the outcome is constant", ElasticNet.Fit(ElasticNetOutcome.Linear([2, 2, 2]), x).LargestLambda.Reason);
        Assert.Equal("no event", ElasticNet.Fit(ElasticNetOutcome.Cox([1, 2, 3], [false, false, false]), x).LargestLambda.Reason);
        Assert.Equal("only events", ElasticNet.Fit(ElasticNetOutcome.Logistic([true, true, true]), x).LargestLambda.Reason);
        Assert.Equal("fewer than two observations", ElasticNet.Fit(ElasticNetOutcome.Linear([2]), Design.WithoutIntercept([("x", [1])])).LargestLambda.Reason);
        Assert.Equal(-1, ElasticNet.CrossValidate(ElasticNetOutcome.Linear([2, 2, 2]), x, [0, 1, 2]).MinimumIndex);
        Assert.Equal("folds", Assert.Throws<ArgumentException>(() => ElasticNet.CrossValidate(ElasticNetOutcome.Linear([2, 1, 2]), x, [0, 1, 1])).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => ElasticNet.Fit(ElasticNetOutcome.Linear([1, 2, 2]), x, new ElasticNetOptions { Alpha = 2 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => ElasticNet.Fit(ElasticNetOutcome.Linear([1, 2, 2]), x, new ElasticNetOptions { Lambdas = [1, 2] })).ParamName);
        Assert.Equal("design", Assert.Throws<ArgumentException>(() => ElasticNet.Fit(ElasticNetOutcome.Linear([1, 2]), x)).ParamName);
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.True(Math.Abs(e - a) <= (1e-6 * Math.Abs(e)) + 1e-8, FormattableString.Invariant($"{e:R} {a:R}"));
        }
    }

    private static ElasticNetOutcome Outcome(OracleCase oracle) => oracle.Text("family") switch
    {
        "gaussian" => ElasticNetOutcome.Linear(oracle.Numbers("y")),
        "binomial" => ElasticNetOutcome.Logistic([.. oracle.Numbers("y").Select(v => v == 1)]),
        _ => ElasticNetOutcome.Cox(oracle.Numbers("y"), [.. oracle.Numbers("status").Select(v => v == 1)]),
    };

    private static Design Columns(OracleCase oracle) => Design.WithoutIntercept([.. oracle.Columns("x").Select((c, j) => ($"x{j}", c))]);
}
