using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class LimitsAndUnitsTests
{
    [Theory]
    [InlineData("<31.2", "<31.2", null)]
    [InlineData("< 31,2", "<31.2", null)]
    [InlineData(">5000", ">5000", null)]
    [InlineData("OOR <", "<20", null)]
    [InlineData("< LLOQ", "<20", null)]
    [InlineData("<LIQ", "<20", null)]
    [InlineData("OOR >", ">9000", null)]
    [InlineData("12,5", "<20", "IMP-034")]
    [InlineData("9500", ">9000", "IMP-034")]
    [InlineData("<31.2", "<31.2", "IMP-042")]
    public void Import_ValuesOutsideLimits_KeepTheirQualifier(string typed, string value, string? id)
    {
        var result = Long([["T1", "alpha", typed, "pg/mL", 20, 9000]]);

        Assert.Equal(value, result.Data!["results"]["value"][0].ToString());
        Assert.True(id is null || result.Findings.Any(f => f.Id == id));
    }

    [Fact]
    public void Import_LimitWithoutANumber_IsRefused()
    {
        var result = Long([["T1", "alpha", "OOR <", "pg/mL", null, null]]);

        Assert.True(result.Data!["results"]["value"][0].IsMissing);
        Assert.Contains(result.Findings, f => f.Id == "IMP-033");
    }

    [Fact]
    public void Import_RowInAnotherUnit_ConvertsValueAndLimits()
    {
        var result = Long([["T1", "alpha", "1,5", "ng/mL", 0.02, 9]]);

        var results = result.Data!["results"];
        Assert.Equal(1500, results["value"][0].Number);
        Assert.Equal(20, results["low"][0].Number);
        Assert.Equal("pg/mL", results["unit"][0].Text);
        Assert.All(["C2", "D2", "E2", "F2"], a => Assert.Equal((CellOutcome.Converted, "unit"), Row(result, "Résultats!" + a)));
    }

    [Theory]
    [InlineData("mol/L", "IMP-040")]
    [InlineData(null, "IMP-041")]
    public void Import_RowWithoutAKnownUnit_LosesItsValue(string? unit, string id)
    {
        var result = Long([["T1", "alpha", 5, unit, null, null]]);

        Assert.True(result.Data!["results"]["value"][0].IsMissing);
        Assert.Contains(result.Findings, f => f.Id == id);
    }

    [Theory]
    [InlineData("ng/ml", 1000)]
    [InlineData("NG/ML", 1000)]
    [InlineData("pg / mL", 1)]
    public void Import_UnitSpellings_AreFolded(string unit, double factor)
    {
        var result = Long([["T1", "alpha", 5, unit, null, null]]);

        Assert.Equal(5 * factor, result.Data!["results"]["value"][0].Number);
    }

    [Fact]
    public void Import_MissingCodes_AreThoseOfTheField()
    {
        var result = Long([["T1", "alpha", 999, "pg/mL", null, null], ["T1", "beta", "ND", "pg/mL", null, null]]);

        Assert.Equal("not done", result.Data!["results"]["value"][0].MissingReason);
        Assert.Contains(result.Findings, f => f.Id == "IMP-031");
    }

    [Fact]
    public void Import_WideSheet_BecomesRows()
    {
        var result = Import(TestStudy.Sheet("Résultats", ["Tube", "Alpha (pg/mL)", "Beta (ng/mL)"], ["T1", "<31.2", "1,5"], ["T2", 40, null]));

        var results = result.Data!["results"];
        Assert.Equal(["T1", "T1", "T2"], Enumerable.Range(0, 3).Select(r => results["draw"][r].Text));
        Assert.Equal(["alpha", "beta", "alpha"], Enumerable.Range(0, 3).Select(r => results["thing"][r].Text));
        Assert.Equal(["<31.2", "1500", "40"], Enumerable.Range(0, 3).Select(r => results["value"][r].ToString()));
        Assert.All(Enumerable.Range(0, 3), r => Assert.Equal("pg/mL", results["unit"][r].Text));
        Assert.Equal("Résultats!C2", results["value"].Cell(1).ToString());
        Assert.DoesNotContain("thing", results.AbsentFields);
    }

    [Fact]
    public void Import_WideHeaderInAnotherAcceptedUnit_IsConvertedOnce()
    {
        var result = Import(TestStudy.Sheet("Résultats", ["Tube", "Alpha (ng/mL)"], ["T1", 2]));

        Assert.Equal(2000, result.Data!["results"]["value"][0].Number);
    }

    [Fact]
    public void Import_RepeatedWideRow_IsRefused()
    {
        var result = Import(TestStudy.Sheet("Résultats", ["Tube", "Alpha (pg/mL)"], ["T1", 2], ["T1", 3]));

        Assert.Equal(1, result.Data!["results"].RowCount);
        Assert.Equal((CellOutcome.Refused, "key-repeated"), Row(result, "Résultats!B3"));
    }

    private static (CellOutcome, string) Row(ImportResult result, string cell) => result.Ledger.Entries.Where(e => e.Cell.ToString() == cell).Select(e => (e.Outcome, e.Rule)).Single();

    private static ImportResult Long(object?[][] rows) =>
        Import(TestStudy.Sheet("Résultats", [["Tube", "Analyte", "Valeur", "Unité", "LIQ", "LSQ"], .. rows]));

    private static ImportResult Import(StudyAnalysis.Import.Writing.SheetContent results) => TestStudy.Import(
        TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)]),
        TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", new DateTime(2026, 2, 3, 8, 30, 0)], ["T2", "P1", new DateTime(2026, 2, 4, 8, 30, 0)]),
        results);
}
