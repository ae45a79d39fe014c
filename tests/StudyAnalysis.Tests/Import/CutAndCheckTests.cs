using StudyAnalysis.Import;
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
}
