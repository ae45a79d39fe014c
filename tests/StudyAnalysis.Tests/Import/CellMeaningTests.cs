using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>What a cell means: signs of thousands, codes of missing values, dates in texts, keys that differ by form.</summary>
public sealed class CellMeaningTests
{
    [Fact]
    public void ThousandsByPoints_AreAskedAbout()
    {
        // 1.102.300 in E6 of Assays proves that points group thousands in this workbook.
        var result = ImportCase.Read("thousands-points.xlsx");

        string[] asked = ["Patients!E2", "Patients!E3", "Patients!F2", "Assays!E2", "Assays!E3", "Assays!E4"];
        Assert.All(asked, c => Assert.Equal(["IMP-022"], result.Ids(c)));
        Assert.Equal(["", "", "", "985"], result.Values("assays", "value")[..4]);
        Assert.Equal(["", "", "3.5", "6.4"], result.Values("patients", "cea")[..4]);
        Assert.Equal("", result.Values("patients", "platelets")[0]);
    }

    [Fact]
    public void ThousandsByCommas_AreAskedAbout()
    {
        var result = ImportCase.Read("thousands-commas.xlsx");

        Assert.Equal(["", ""], result.Values("patients", "cea")[..2]);
        Assert.All(["Patients!E2", "Patients!E3"], c => Assert.Equal(["IMP-022"], result.Ids(c)));
    }

    [Theory]
    [InlineData("1.234", null, "")]
    [InlineData("1,234", null, "")]
    [InlineData("1.234", "2.5", "1.234")]
    [InlineData("1,234", "2,5", "1.234")]
    [InlineData("1.234", "2,5", "")]
    [InlineData("1,234", "2.5", "")]
    [InlineData("1.234", "1,234.5", "1.234")]
    [InlineData("1.234", "1 234.5", "1.234")]
    [InlineData("1,234", "1.234,5", "1.234")]
    [InlineData("1.234", "1.234,5", "")]
    [InlineData("1.234", "1.102.300", "")]
    [InlineData("1,234", "1,102,300", "")]
    [InlineData("1.234", "<2.5", "")]
    [InlineData("1,234", "<2.5", "")]
    [InlineData("1,234", "2,5 kg", "1.234")]
    [InlineData("1 234", null, "1234")]
    [InlineData("1.102.300", null, "1102300")]
    [InlineData("1.234,5", null, "1234.5")]
    [InlineData("0.234", null, "0.234")]
    [InlineData("0,234", null, "0.234")]
    [InlineData("12.3456", null, "12.3456")]
    public void NumberAsText_IsADecimalOnlyWhereTheColumnProvesIt(string typed, string? beside, string value)
    {
        var definition = TestStudy.Of([new TableSchema
        {
            Name = "things",
            Sheet = "Things",
            PrimaryKey = ["key"],
            Fields =
            [
                new FieldSchema { Name = "key", Type = FieldType.Text, Headers = ["Key"] },
                new FieldSchema { Name = "value", Type = FieldType.Number, Headers = ["Value"], Unit = "kg", Censored = true },
            ],
        }]);
        var result = TestStudy.Import(TestStudy.Workbook(TestStudy.Sheet("Things", ["Key", "Value"], ["K1", typed], ["K2", beside])), definition);

        Assert.Equal(value, result.Values("things", "value")[0]);
        Assert.Equal(value.Length == 0, result.Ids("Things!B2").Contains("IMP-022"));
    }

    [Theory]
    [InlineData("<15.625", 15.625, "<15.625")]
    [InlineData("< 15,625", 15.625, "<15.625")]
    [InlineData("<15.625 pg/mL", 15.625, "<15.625")]
    [InlineData("<15.625", 15625, "<15625")]
    [InlineData(">15.625", 15.625, "")]
    [InlineData("<15.625", 31.25, "")]
    [InlineData("<15.6250", 31.25, "<15.625")]
    [InlineData("<15625", 31.25, "<15625")]
    public void LimitAsText_IsReadAsTheStatedLimitWhereItIsOne(string typed, double lloq, string value)
    {
        foreach (var isOfRow in new[] { true, false })
        {
            var result = Limits(isOfRow ? null : lloq, ["K1", typed, isOfRow ? lloq : null]);

            Assert.Equal([value], result.Values("things", "value"));
            Assert.Equal(value.Length == 0, result.Ids("Things!B2").Contains("IMP-022"));
        }
    }

    [Fact]
    public void LimitThatCanBeReadInTwoWays_IsAskedForInAWayThatCanBeFollowed()
    {
        var result = Limits(null, ["K1", "<15.625", null], ["K2", "> 1,250 pg/mL", null]);

        Assert.Equal(
            ["Write <15.6250 if the point is the decimal sign, <15625 if it separates thousands.", "Write >1,2500 if the comma is the decimal sign, >1250 if it separates thousands."],
            result.Findings.Where(f => f.Id == "IMP-022").Select(f => f.Action.In(Language.English)));
        Assert.Equal("Écrivez <15.6250 si le point est le signe décimal, <15625 s'il sépare les milliers.", result.Findings.First(f => f.Id == "IMP-022").Action.In(Language.French));
        Assert.Equal(["<15.625", ">1.25"], Limits(null, ["K1", "<15.6250", null], ["K2", ">1,2500", null]).Values("things", "value"));
    }

    [Theory]
    [InlineData(1e100)]
    [InlineData(-1e76)]
    [InlineData("1e100")]
    [InlineData("<1e100")]
    [InlineData(1.1e30)]
    public void NumberBeyondAllMeasurements_IsRefusedAtItsCell(object typed)
    {
        var result = Limits(null, ["K1", typed, null], ["K2", 5, null]);

        Assert.Equal(["IMP-035"], result.Ids("Things!B2"));
        Assert.Equal("From -1E+30 to 1E+30.", result.Findings.Single(f => f.Id == "IMP-035").Expected.In(Language.English));
        Assert.Equal(["", "5"], result.Values("things", "value"));
    }

    [Fact]
    public void SmallNumberShownAsADateInAFreeText_IsNoDateOfBirth()
    {
        // Born in 1900 or 1915, nobody is in a study planned on 2026-01-01; born in 1916 and later, one may be.
        var result = TestStudy.People(["Remarque"], [new DateOnly(1900, 3, 12)], [new DateOnly(1915, 12, 30)], [new DateOnly(1916, 1, 3)], [new DateOnly(2010, 12, 30)], [new DateOnly(2011, 1, 3)]);

        Assert.Equal(["IMP-023", "IMP-023", "IMP-061", "IMP-061", "IMP-023"], Enumerable.Range(2, 5).Select(r => result.Ids($"Personnes!C{r}").Single()));
    }

    private static StudyAnalysis.Import.ImportResult Limits(double? lloq, params object?[][] rows) => TestStudy.Import(
        TestStudy.Workbook(TestStudy.Sheet("Things", [["Key", "Value", "LLOQ"], .. rows])),
        TestStudy.Of([new TableSchema
        {
            Name = "things",
            Sheet = "Things",
            PrimaryKey = ["key"],
            Fields =
            [
                new FieldSchema { Name = "key", Type = FieldType.Text, Headers = ["Key"] },
                new FieldSchema { Name = "value", Type = FieldType.Number, Headers = ["Value"], Unit = "pg/mL", Censored = true, Lloq = lloq },
                new FieldSchema { Name = "low", Type = FieldType.Number, Headers = ["LLOQ"], Role = FieldRole.LowerLimit, Tier = Tier.Optional },
            ],
        }]));

    [Fact]
    public void NumericMissingCodes_AreImpossibleBeforeTheyAreLimits()
    {
        var result = ImportCase.Read("numeric-missing-codes.xlsx");

        string[] codes = ["Patients!C2", "Patients!E2", "Patients!E3", "Patients!E4", "Assays!E2", "Assays!E3", "Assays!E4"];
        Assert.All(codes, c => Assert.Equal(["IMP-035"], result.Ids(c)));
        Assert.All(codes, c => Assert.Contains("missing code?", result.Findings.Single(f => f.Cell?.ToString() == c).Action.In(Language.English), StringComparison.Ordinal));

        // 0 is possible (minimum 0) and below the limit.
        Assert.Equal(["", "", "", "<0.5"], result.Values("patients", "cea")[..4]);
        Assert.Equal(["", "", "", "<125"], result.Values("assays", "value")[..4]);
    }

    [Fact]
    public void ImpossibleValueThatIsNoCode_IsNotCalledOne()
    {
        var result = TestStudy.People(["Poids (kg)"], [400], [999]);

        Assert.DoesNotContain("missing code?", result.Findings.Single(f => f.Cell?.Row == 2).Action.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("valeur manquante ?", result.Findings.Single(f => f.Cell?.Row == 3).Action.In(Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void DatesInTexts_AreWhatTheSpreadsheetMadeOfThem()
    {
        var result = ImportCase.Read("ids-turned-into-dates.xlsx");

        Assert.All(["Lesions!B2", "Lesions!B3", "Assays!D2", "Assays!D3", "Patients!H2"], c => Assert.Equal(["IMP-023"], result.Ids(c)));
        Assert.Equal(["", ""], result.Values("lesions", "lesion")[..2]);
        Assert.Equal(["", ""], result.Values("assays", "plate")[..2]);

        // Both lesions stay: what their keys were is not known, and they repeat nothing.
        Assert.Equal(14, result.Data!["lesions"].RowCount);
    }

    [Fact]
    public void BirthDateInAFreeText_IsAnIdentifierAndIsNotCopied()
    {
        var result = ImportCase.Read("ids-turned-into-dates.xlsx");

        Assert.All(["Patients!I2", "Patients!I3"], c => Assert.Equal(["IMP-061"], result.Ids(c)));
        Assert.Empty(result.Entry("Patients!I2").AsTyped);
        Assert.Equal("", result.Values("patients", "comment")[0]);
        Assert.DoesNotContain(result.Ledger.Entries, e => e.AsTyped.Contains("1956", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, f => f.Observed.Contains("1956", StringComparison.Ordinal));
    }

    [Fact]
    public void KeysThatDifferByForm_AreNoted()
    {
        var result = ImportCase.Read("keys-that-differ-by-form.xlsx");

        // L1, l1, "L 1" and 001, 1 of one patient; L1 of another patient is another key.
        Assert.Equal(["Lesions!B3", "Lesions!B4", "Lesions!B6"], result.Findings.Where(f => f.Id == "IMP-056").Select(f => f.Cell!.Value.ToString()));
        Assert.Contains("row 2", result.Findings.First(f => f.Id == "IMP-056").Message.In(Language.English), StringComparison.Ordinal);
        Assert.Equal(["L1", "l1", "L 1", "001", "1", "L1"], result.Values("lesions", "lesion"));
        Assert.Equal(["Lesions!B6", "Assays!D2", "Assays!D3"], result.Findings.Where(f => f.Id == "IMP-044").Select(f => f.Cell!.Value.ToString()));
        Assert.Equal(["IMP-045"], result.Ids("Assays!D4"));
        Assert.Empty(result.Ids("Assays!D5"));
        Assert.Equal(["12", "200000", "1.234567890123457E+19", "0012"], result.Values("assays", "plate")[..4]);
        Assert.False(result.HasBlocking);
    }

    [Theory]
    [InlineData("s=\"3\"|<v>0.1</v>")]
    [InlineData("s=\"4\"|<v>3</v>")]
    public void NumberInAText_ThatIsShownInAnotherForm_IsNoted(string cell)
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information", "Jeton"], ["P1", "s=\"1\"|<v>46023</v>", cell]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes());

        Assert.Equal(["IMP-044"], result.Ids("Personnes!C2"));
    }

    [Theory]
    [InlineData("0000", true)]
    [InlineData("00-00", true)]
    [InlineData("\"P-\"0", true)]
    [InlineData("0.00E+00", true)]
    [InlineData("0", false)]
    [InlineData("0.00", true)]
    [InlineData("#,##0.00", true)]
    [InlineData("#,##0", false)]
    [InlineData("0_ ;[Red]-0\\ ", false)]
    [InlineData("General", false)]
    [InlineData("@", false)]
    public void NumberFormat_ThatShowsAnotherText_IsShaped(string code, bool isShaped)
    {
        Assert.Equal(isShaped, StudyAnalysis.Import.Reading.NumberFormats.OfCode(code) == StudyAnalysis.Import.Reading.RawStyle.Shaped);
    }
}
