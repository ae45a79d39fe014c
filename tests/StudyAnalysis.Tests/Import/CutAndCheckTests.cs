using StudyAnalysis.Import;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class CutAndCheckTests
{
    [Fact]
    public void Import_AsOf_LeavesLaterRowsOutAndCountsThem()
    {
        var bytes = TestStudy.Workbook(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", new DateTime(2026, 2, 3, 8, 30, 0)], ["T2", "P1", new DateTime(2026, 3, 3, 8, 30, 0)]),
            TestStudy.Sheet("Résultats", ["Tube", "Analyte", "Valeur", "Unité"], ["T2", "alpha", 5, "pg/mL"]));

        var result = StudyImporter.Import(TestStudy.Definition, new MemoryStream(bytes), "cut.xlsx", new ImportOptions(TestStudy.Today, new DateOnly(2026, 2, 28)));

        Assert.Equal(new DateOnly(2026, 2, 28), result.Data!.AsOf);
        Assert.Equal("T1", result.Data["draws"]["draw"][0].Text);
        Assert.Equal(0, result.Data["results"].RowCount);
        Assert.Equal(["draws 1", "results 1"], result.Data.Cut.Rows.Select(c => $"{c.Table} {c.Rows}"));
    }

    [Fact]
    public void Import_WithoutAsOf_SeesEveryAcceptedDate()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 4, 5)], ["P2", new DateOnly(2026, 12, 24)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", new DateTime(2026, 2, 3, 8, 30, 0)]));

        Assert.Equal(new DateOnly(2026, 4, 5), result.Data!.AsOf);
        Assert.Equal(new DateOnly(2026, 4, 5), result.Data["people"]["informed"][0].Day);
    }

    [Fact]
    public void Import_FailedCheckOfThePlan_IsAFindingWithThePlansWords()
    {
        var plan = TestStudy.Definition.Plan;
        var check = new CrossCheck(
            "T-1", "people", "error", "weight", ExpressionParser.Parse("weight > 60", "$.checks[0].assert"),
            LocalizedText.Of("more than 60", "plus de 60"), LocalizedText.Of("Weigh again.", "Peser de nouveau."));
        var definition = TestStudy.Definition with { Plan = plan with { Checks = [check], Levels = [new Level("person", "people", LocalizedText.Same("person"), LocalizedText.Same("people"))] } };

        var result = TestStudy.Import(
            TestStudy.Workbook(
                TestStudy.Sheet("Personnes", ["Personne", "Date d'information", "Poids (kg)"], ["P1", new DateOnly(2026, 1, 5), 55], ["P2", new DateOnly(2026, 1, 5), 65], ["P3", new DateOnly(2026, 1, 5), null]),
                TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"])),
            definition);

        var finding = Assert.Single(result.Findings, f => f.Id == "T-1");
        Assert.Equal((Severity.Error, "P1", "Personnes!C2", "55"), (finding.Severity, finding.Patient, finding.Cell.ToString(), finding.Observed));
        Assert.Equal("plus de 60", finding.Expected.In(Language.French));
    }

    [Theory]
    // On 28 February the second tube does not exist: P1 has the one tube it should have. P2 has none at either cut.
    [InlineData(null, "P1 False, P2 False")]
    [InlineData("2026-02-28", "P1 True, P2 False")]
    public void Import_CheckThatFailsOnlyAfterTheCut_IsMarked(string? asOf, string expected)
    {
        var result = TubeCheck(asOf, "warning");

        var findings = result.Findings.Where(f => f.Id == "T-1").ToArray();
        Assert.Equal(expected, string.Join(", ", findings.Select(f => $"{f.Patient} {f.IsAfterCut}")));
        Assert.All(findings, f => Assert.Equal(
            f.IsAfterCut, f.Message.In(Language.English).EndsWith("It follows only from what lies after the data cut; no figure at this cut uses that.", StringComparison.Ordinal)));
        Assert.All(findings, f => Assert.Equal(
            f.IsAfterCut, f.Message.In(Language.French).EndsWith("Il ne découle que de ce qui est postérieur à la date de point ; aucun chiffre à cette date ne s'en sert.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Report_LeavesFindingsAfterTheCutToTheQueryList()
    {
        var import = TubeCheck("2026-02-28", "warning");

        var input = ReportInputs.From(import.Data!, import, [], new ReportOptions(Language.English, 1), []);

        Assert.Equal(1, input.Findings.Single(f => f.Id == "T-1").Count);
        Assert.Equal(1, input.FindingsAfterCut);
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-01-31", false)]
    public void Import_BlockingCheckThatFailsOnlyAfterTheCut_DoesNotBlock(string asOf, bool isBlocking) =>
        Assert.Equal(isBlocking, TubeCheck(asOf, "blocking", "taken < date'2026-02-01'", "draws", "draw").HasBlocking);

    private static ImportResult TubeCheck(string? asOf, string severity, string assert = "count(draws) = 1", string table = "people", string field = "person")
    {
        var plan = TestStudy.Definition.Plan;
        var check = new CrossCheck("T-1", table, severity, field, ExpressionParser.Parse(assert, "$.checks[0].assert"), LocalizedText.Same("one"), LocalizedText.Same("Look."));
        var definition = TestStudy.Definition with { Plan = plan with { Checks = [check], Levels = [new Level("person", "people", LocalizedText.Same("person"), LocalizedText.Same("people"))] } };
        var bytes = TestStudy.Workbook(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)], ["P2", new DateOnly(2026, 1, 5)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", new DateTime(2026, 2, 3, 8, 30, 0)], ["T2", "P1", new DateTime(2026, 3, 3, 8, 30, 0)]));
        return StudyImporter.Import(
            definition, new MemoryStream(bytes), "cut.xlsx",
            new ImportOptions(TestStudy.Today, asOf is null ? null : DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
