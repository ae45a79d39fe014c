using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.RiskAtHorizon;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.LogisticModel;

// Three of sixteen values are below the limit. The oracle imputes 2,000 times in R; our 20 data sets scatter around it by √(between / 20).
public sealed class ImputedLogisticTests
{
    private const double StandardErrorsAllowed = 4;

    [Theory]
    [InlineData("firth")]
    [InlineData("none")]
    public void LogisticModel_PoolsToTheLimitOfManyDataSets(string penalty)
    {
        var oracle = OracleCase.Load("imputed_logistic", penalty);
        var result = OutcomeStudy.Run(
            "logisticModel", $$"""{ "outcome": "e = 1", "terms": ["marker"], "penalty": "{{penalty}}", "eventsPerParameter": { "note": 1, "veto": 1 } }""", Rows(oracle));
        Assert.Equal(AnalysisStatus.Ok, result.Status);
        Near(oracle, "slope", result.Get(new("logistic", "marker"), "estimate").Value.Value);
        NearError(oracle, "slope", result.Get(new("logistic", "marker"), "std.error").Value.Value);
        Assert.Equal(
            Math.Exp(result.Get(new("logistic", "marker"), "estimate").Value.Value), result.Get(new("odds ratio", "marker"), "estimate").Value.Value, 12);
        Assert.Contains(result.Methods, m => m.Contains("given the outcome, pooled by Rubin", StringComparison.Ordinal));
        Assert.Contains(result.Notes, n => n.Contains("3 of 16 values below the limit", StringComparison.Ordinal));
    }

    [Fact]
    public void RiskAtHorizon_PoolsOddsRatioAndDifference()
    {
        var oracle = OracleCase.Load("imputed_logistic", "firth");
        var result = Assert.IsType<RiskAtHorizonResult>(OutcomeStudy.Run("riskAtHorizon", """{ "endpoint": "relapse", "predictor": "marker" }""", Rows(oracle)));
        Assert.Equal(string.Empty, result.PredictorReason);
        Near(oracle, "slope", Math.Log(result.Get(RiskAtHorizonResult.OddsRatio, "estimate").Value.Value));
        Near(oracle, "difference", result.Get(RiskAtHorizonResult.Difference, "estimate").Value.Value);
    }

    [Fact]
    public void SameSeed_SameNumbers()
    {
        var rows = Rows(OracleCase.Load("imputed_logistic", "firth"));
        var options = """{ "outcome": "e = 1", "terms": ["marker"], "penalty": "firth", "eventsPerParameter": { "note": 1, "veto": 1 } }""";
        Assert.Equal(
            OutcomeStudy.Run("logisticModel", options, rows).Statistics.Select(s => s.Value),
            OutcomeStudy.Run("logisticModel", options, rows).Statistics.Select(s => s.Value));
    }

    private static void Near(OracleCase oracle, string name, double actual)
    {
        var scatter = Math.Sqrt(oracle.Expected.GetProperty(name + ".between").GetDouble() / ImputedFits.DataSets);
        Assert.InRange(actual - oracle.Expected.GetProperty(name).GetDouble(), -StandardErrorsAllowed * scatter, StandardErrorsAllowed * scatter);
    }

    // The standard error of 20 data sets scatters too, mostly through the variance between them, which is small beside the variance within.
    private static void NearError(OracleCase oracle, string name, double actual) => Assert.Equal(1, actual / oracle.Expected.GetProperty(name + ".se").GetDouble(), 0.1);

    /// <summary>Events on day 5, the others followed to day 9: everybody's status at day 8 is known.</summary>
    private static string Rows(OracleCase oracle)
    {
        var (x, y, below) = (oracle.Numbers("x"), oracle.Numbers("y"), oracle.Numbers("below"));
        return "id text key | t number | e number | marker number unit=ng censored | arm text codes=A,B\n" + string.Join('\n', x.Select((v, i) => string.Create(
            CultureInfo.InvariantCulture, $"P{i} | {(y[i] == 1 ? 5 : 9)} | {y[i]} | {(below[i] == 1 ? "<" : string.Empty)}{v} | A")));
    }
}
