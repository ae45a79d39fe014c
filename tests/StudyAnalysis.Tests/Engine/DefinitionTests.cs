using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

/// <summary>The published definitions against a workbook with nothing in it: every expression finds its names, nothing throws.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("rfa-crlm")]
    [InlineData("colon-moertel")]
    public void Context_EmptyWorkbook_ReadsEveryPartOfThePlan(string study)
    {
        var data = Workbook(study, rows: 0, hasSheets: true);
        var context = new AnalysisContext(data, Language.French, 1);
        var plan = data.Definition.Plan;

        var populations = plan.Populations.ToDictionary(p => p.Id, p => context.Units(p.Id));

        Assert.All(populations.Values, u => Assert.Equal(0, u.Count));
        foreach (var endpoint in plan.Endpoints)
        {
            Assert.Empty(context.Endpoint(endpoint.Id, populations.Values.First(u => u.Level.Id == endpoint.Level)).Times);
            Assert.Null(context.Unavailable(endpoint.Id, endpoint.Level));
        }

        foreach (var derived in plan.Derived.Where(d => populations.Values.Any(u => u.Level.Id == d.Level)))
        {
            Assert.Empty(context.Variable(derived.Id, populations.Values.First(u => u.Level.Id == derived.Level)).Values);
        }
    }

    [Theory]
    [InlineData("rfa-crlm")]
    [InlineData("colon-moertel")]
    public void Context_OneEmptyRowEach_HasNoValueAndNoException(string study)
    {
        var data = Workbook(study, rows: 1, hasSheets: true);
        var evaluator = new ExpressionEvaluator(data, Language.French);
        var plan = data.Definition.Plan;

        foreach (var marker in plan.Markers)
        {
            foreach (var timePoint in plan.TimePoints)
            {
                Assert.True(evaluator.Markers.Read(marker.Id, timePoint.Id)[0].Value.IsMissing);
            }
        }

        foreach (var derived in plan.Derived)
        {
            _ = evaluator.Evaluate(derived.Expression, plan.Levels.First(l => l.Id == derived.Level).Table);
        }

        foreach (var check in plan.Checks)
        {
            _ = evaluator.Evaluate(check.Assert, check.Table);
        }
    }

    [Theory]
    [InlineData("rfa-crlm")]
    [InlineData("colon-moertel")]
    public void Run_NoSheets_EveryAnalysisIsNotRunWithAReason(string study)
    {
        var data = Workbook(study, rows: 0, hasSheets: false);
        var context = new AnalysisContext(data, Language.English, 1);

        Assert.All(data.Definition.Plan.Populations, p => Assert.NotNull(context.Unavailable(p.Id, p.Level)));
        Assert.All(data.Definition.Plan.Markers, m => Assert.NotNull(context.Unavailable(m.Id, "patient")));
    }

    private static StudyData Workbook(string study, int rows, bool hasSheets)
    {
        var definition = StudyDefinitionLoader.Load(Folder(study));
        var tables = definition.Dictionary.Tables.Select(t => new DataTable(
            t,
            [.. t.Fields.Select(f => new Column(f, new Value[rows], new CellReference[rows], new string?[rows]))],
            rows,
            hasSheets,
            hasSheets ? [] : [.. t.Fields.Select(f => f.Name)]));
        return new StudyData(definition, [.. tables], new DateOnly(2026, 6, 30), 0, isSynthetic: true, "w");
    }

    private static string Folder(string study) => Repository.PathOf("data-schema", study);
}
