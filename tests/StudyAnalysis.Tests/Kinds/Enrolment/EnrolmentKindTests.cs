using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Enrolment;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Kinds.Enrolment;

public sealed class EnrolmentKindTests
{
    [Fact]
    public void Analyze_FourPatientsOverThreeMonths_ByHand()
    {
        var screening = FakeContext.Table("screening", ("eligible", FieldType.Integer, [Value.Of(5.0), Value.Missing(), Value.Of(2.0)]));
        var context = new FakeContext(5, tables: [screening])
            .Dates("d", new DateOnly(2026, 3, 1), new DateOnly(2026, 1, 31), new DateOnly(2026, 1, 2), null, new DateOnly(2026, 3, 30));
        var result = Assert.IsType<EnrolmentResult>(context.Run(
            "enrolment",
            """{ "date": "d", "planned": 10, "months": 6, "counts": { "table": "screening", "month": "m", "columns": [ { "field": "eligible", "label": { "en": "eligible" } } ] } }"""));
        Assert.Equal([2.0, 2, 4], Enumerable.Range(1, 3).Select(m => result.Get(EnrolmentResult.Month(m), "n").Value.Value));
        Assert.Equal(7, result.Get(EnrolmentResult.Count("eligible"), "n").Value.Value);
        Assert.Contains("eligible: 1 of 3 rows hold no readable number and are not in the sum.", result.Notes);
        Assert.Equal(1, result.Population.Excluded.Single().N);
        Assert.Equal("[4] of [10] planned patients enrolled over [3] calendar months ([6] planned).", FakeContext.Words(FakeContext.Compose(result).Sentence));
    }

    [Fact]
    public void Analyze_NobodyYet_IsNotEstimable() =>
        Assert.Equal(AnalysisStatus.NotEstimable, new FakeContext(1).Dates("d", [null]).Run("enrolment", """{ "date": "d" }""").Status);
}
