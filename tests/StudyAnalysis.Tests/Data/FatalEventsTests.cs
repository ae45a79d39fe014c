using StudyAnalysis.Data;
using StudyAnalysis.Tests.Fixtures;
using Xunit;

namespace StudyAnalysis.Tests.Data;

public sealed class FatalEventsTests
{
    [Fact]
    public void Days_CompetingEventsAreFatal_AndWhatSharesTheirDate_RelapseIsNot()
    {
        var study = Study(fatal: null);

        Assert.Equal([null, 20514], Days(study.Build()));
    }

    [Fact]
    public void Days_ThePlanMaySayOtherwise() => Assert.Equal([20484, null], Days(Study(fatal: true).Build(), death: false));

    // 2026-02-01 is day 20485 since 1970; A relapsed on 2026-01-31, B died on 2026-03-02.
    private static StudyBuilder Study(bool? fatal) => new StudyBuilder()
        .Table("patients", "id text key | index date | relapse date | death date | seen date\nA | 2026-01-01 | 2026-01-31 | | 2026-06-01\nB | 2026-01-01 | | 2026-03-02 | 2026-03-02")
        .AsOf("2026-06-30").Population("all", "patient")
        .Endpoint("os", "index", [("death", "death", null)], "seen")
        .Endpoint("relapse", "index", [("relapse", "relapse", null)], "seen", competing: [("death", "death", null)], fatalEvents: fatal);

    private static double?[] Days(StudyData data, bool death = true)
    {
        var evaluator = new ExpressionEvaluator(data);
        if (!death)
        {
            // A transplantation that competes does not end the visits.
            var plan = data.Definition.Plan;
            var endpoints = plan.Endpoints.Select(e => e with { Competing = [.. e.Competing.Select(c => c with { IsFatal = false })] });
            data = data.With(data.Definition with { Plan = plan with { Endpoints = [.. endpoints.Where(e => e.Id == "relapse")] } });
            evaluator = new ExpressionEvaluator(data);
        }

        return FatalEvents.Days(data, "patient", [0, 1], evaluator.Evaluate);
    }
}
