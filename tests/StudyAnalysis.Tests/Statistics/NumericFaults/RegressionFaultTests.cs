using StudyAnalysis.Statistics.Regress;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.NumericFaults;

/// <summary>Offsets, small units and near separation in iterative fits.</summary>
public sealed class RegressionFaultTests
{
    private static readonly string[] Columns = ["x", "z", "a", "b"];

    public static TheoryData<string> Logistic => FaultCase.Names("logistic-");

    public static TheoryData<string> Profiles => FaultCase.Names("firth-profile-");

    public static TheoryData<string> Poisson => FaultCase.Names("poisson-");

    public static TheoryData<string> Mixed => FaultCase.Names("mixed-");

    [Theory, MemberData(nameof(Logistic)), Trait("Oracle", "R optim of the penalised likelihood, glm")]
    public void Logistic_AnyOffsetAndUnit_Matches_R(string id) => CheckLogistic(FaultCase.Load(id));

    [Theory, MemberData(nameof(Profiles)), Trait("Oracle", "R optim of the penalised likelihood from many starts")]
    public void FirthProfileEnds_NearSeparation_Match_R(string id) => CheckLogistic(FaultCase.Load(id));

    [Theory, MemberData(nameof(Poisson)), Trait("Oracle", "R glm")]
    public void Poisson_AnyOffset_Matches_R(string id)
    {
        var fault = FaultCase.Load(id);
        var y = fault.Numbers("y");
        var slope = PoissonRegression.Fit(y, Design.WithIntercept(y.Length, ("x", fault.Numbers("x")))).Coefficients[1];
        fault.Check("estimate", slope.Estimate);
        fault.Check("std.error", slope.StandardError);
        fault.Check("p.value", slope.PValue);
    }

    [Theory, MemberData(nameof(Mixed)), Trait("Oracle", "R nlme::lme")]
    public void Mixed_AnyOffset_Matches_R(string id)
    {
        var fault = FaultCase.Load(id);
        var y = fault.Numbers("y");
        var slope = LinearMixedModel.Fit(y, Design.WithIntercept(y.Length, ("x", fault.Numbers("x"))), fault.Integers("subject")).Coefficients[1];
        fault.Check("estimate", slope.Estimate);
        fault.Check("std.error", slope.StandardError);
        fault.Check("df", slope.DegreesOfFreedom);
        fault.Check("p.value", slope.PValue);
    }

    private static void CheckLogistic(FaultCase fault)
    {
        var y = fault.Flags("y");
        string[] names = [.. Columns.Where(n => fault.Inputs.TryGetProperty(n, out _))];
        var penalty = fault.Id.StartsWith("logistic-ml", StringComparison.Ordinal) ? LogisticPenalty.None : LogisticPenalty.Firth;
        var fit = LogisticRegression.Fit(y, Design.WithIntercept(y.Length, [.. names.Select(n => (n, fault.Numbers(n)))]), penalty);
        Assert.True(fit.Converged);
        foreach (var right in fault.Right.EnumerateObject())
        {
            var parts = right.Name.Split(' ');
            var coefficient = fit.Coefficients[parts[0] == "intercept" ? 0 : 1 + Array.IndexOf(names, parts[0])];
            fault.Check(right.Name, parts[1] switch
            {
                "estimate" => coefficient.Estimate,
                "std.error" => coefficient.StandardError,
                "statistic" => coefficient.Statistic,
                "p.value" => coefficient.PValue,
                "conf.low" => coefficient.Interval!.Low,
                _ => coefficient.Interval!.High,
            });
        }
    }
}
