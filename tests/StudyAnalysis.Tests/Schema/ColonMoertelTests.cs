using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Schema;

[Trait("Oracle", "R 4.2.2, survival 3.5-3, data set colon")]
public sealed class ColonMoertelTests
{
    // r <- colon[colon$etype == 1, ]; x <- colon[colon$etype == 2, ]; counts and sums below are of r and x, run 2026-11-23.
    private static readonly Lazy<ImportResult> _import = new(() => StudyImporter.Import(
        Study.Load(DefinitionFolder.Shipped("colon-moertel")).Definition,
        Path.Combine(DefinitionFolder.Shipped("colon-moertel"), "colon-moertel.xlsx"),
        new ImportOptions(new DateOnly(2026, 11, 23))));

    private static StudyData Data => _import.Value.Data!;

    [Fact]
    public void Import_PublicWorkbook_RefusesNothing() =>
        Assert.DoesNotContain(_import.Value.Findings, f => f.Severity is Severity.Blocking or Severity.Error);

    // sum(!is.na(r$nodes) & ((r$nodes > 4) != (r$node4 == 1))), sum(is.na(r$nodes))
    [Fact]
    public void Check_NodeCountsAtOdds_Matches_R()
    {
        var check = Data.Definition.Plan.Checks.Single(c => c.Id == "COL-1");
        var held = Context().Evaluate(check.Assert, check.Table, [.. Enumerable.Range(0, 929)]);
        Assert.Equal((12, 18), (held.Count(v => !v.IsMissing && !v.Truth), held.Count(v => v.IsMissing)));
    }

    [Theory]
    // nrow(r); sum(!is.na(r$nodes))
    [InlineData("randomised", 929)]
    [InlineData("followed", 929)]
    [InlineData("nodes-known", 911)]
    public void Populations_Match_R(string population, int n) => Assert.Equal(n, Context().Units(population).Count);

    [Theory]
    // sum(r$status), 0, sum(r$time); sum(x$status), 0, sum(x$time)
    [InlineData("recurrence", 468, 0, 1_305_371)]
    [InlineData("death", 452, 0, 1_551_389)]
    public void Endpoints_Match_R(string endpoint, int events, int competing, double days)
    {
        var context = Context();
        var times = context.Endpoint(endpoint, context.Units("followed"));
        Assert.Equal((events, competing), (times.Causes.Count(c => c == 1), times.Causes.Count(c => c == 2)));
        Assert.Equal(days, times.Times.Sum());
    }

    // sum(r$status), sum(r$status == 0 & x$status == 1)
    [Fact]
    public void Endpoint_CompetingDeath_Matches_R()
    {
        var context = Context();
        var times = context.Endpoint("recurrence-or-death", context.Units("followed"));
        Assert.Equal((468, 38), (times.Causes.Count(c => c == 1), times.Causes.Count(c => c == 2)));
        Assert.Equal(["recurrence", "death without recurrence"], times.CauseIds);
    }

    private static AnalysisContext Context() => new(Data, Language.English, seed: 1);
}
