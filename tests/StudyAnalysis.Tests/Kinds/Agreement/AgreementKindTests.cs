using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Agreement;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Agreement;

public sealed class AgreementKindTests
{
    private const string Options = """{ "marker": "m", "replicate": "rep" }""";

    [Fact, Trait("Oracle", "R 4.2.2 aov, psych::ICC")]
    // R 4.2.2: sqrt(exp(sigma(aov(log(y) ~ s))^2) - 1); psych::ICC(cbind(log2(a), log2(b)), lmer = FALSE), ICC1; 2^(mean(d) + qnorm(.975) sd(d)), d = log2(a / b).
    public void Analyze_SixSamplesTwice_Matches_R()
    {
        double[] a = [10, 22, 35, 48, 60, 15], b = [11, 20, 36, 45, 66, 15.5];
        var result = Context(a.Concat(b).Select(x => Value.Of(x)).ToArray()).Run("agreement", Options);
        Assert.Equal(0.0527038032113833, result.Get(AgreementResult.Variation, "estimate").Value.Value, 12);
        Assert.Equal(0.994160858245913, result.Get(AgreementResult.Intraclass, "estimate").Value.Value, 12);
        Assert.Equal(0.984827552826839, result.Get(AgreementResult.Bias, "estimate").Value.Value, 12);
        Assert.Equal(1.15168142875139, result.Get(AgreementResult.Upper, "estimate").Value.Value, 12);
        var content = FakeContext.Compose(result);
        Assert.Equal(5, content.Tables[0].Rows.Length);
        Assert.StartsWith("Marker M, [6] samples with replicates", FakeContext.Words(content.Sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Analyze_ReplicateBelowTheLimitAndSingleSample_AreCountedOut()
    {
        Value[] values = [Value.Of(10.0), Value.Of(22.0), Value.Of(5, Qualifier.BelowLimit), Value.Of(8.0), Value.Of(9.0), Value.Missing(), Value.Of(11.0), Value.Of(21.0), Value.Of(6.0), Value.Of(8.5), Value.Missing(), Value.Missing()];
        var result = Context(values).Run("agreement", Options);
        Assert.Equal(3, result.Get(AgreementResult.Main, "n").Value.Value);
        Assert.Equal(1, result.Get(AgreementResult.Main, "n.outside").Value.Value);
        Assert.Equal(1, result.Get(AgreementResult.Main, "n.single").Value.Value);
    }

    [Fact]
    public void Analyze_NoReplicates_IsNotEstimable() =>
        Assert.Equal(AnalysisStatus.NotEstimable, Context([.. Enumerable.Repeat(Value.Missing(), 12)]).Run("agreement", Options).Status);

    private static FakeContext Context(Value[] values)
    {
        var fields = new[] { "sample", "rep", "value" };
        var table = FakeContext.Table(
            "assays",
            (fields[0], FieldType.Text, [.. Enumerable.Range(0, 12).Select(i => Value.Of("s" + (i % 6)))]),
            (fields[1], FieldType.Integer, [.. Enumerable.Range(0, 12).Select(i => Value.Of(1.0 + (i / 6)))]),
            (fields[2], FieldType.Number, values));
        table = new DataTable(table.Schema with { PrimaryKey = ["sample", "rep"] }, table.Columns, 12, true, []);
        var plan = FakeContext.Plan();
        plan = plan with { Markers = [plan.Markers[0] with { Scale = "log2" }] };
        return new FakeContext(2, plan: plan, tables: [table])
            .Children("assays", [.. Enumerable.Range(0, 12).Where(i => i % 2 == 0)], [.. Enumerable.Range(0, 12).Where(i => i % 2 == 1)])
            .ExpressionValues("v", values);
    }
}
