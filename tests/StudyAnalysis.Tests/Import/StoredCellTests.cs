using System.IO.Compression;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>What the file stores in a cell: date systems, extensions, damage of one cell.</summary>
public sealed class StoredCellTests
{
    [Fact]
    public void Base_IsClean()
    {
        var result = ImportCase.Read("base.xlsx");

        Assert.Empty(result.Findings);
        Assert.Equal(1900, result.Ledger.DateSystem);
    }

    [Theory]
    [InlineData("dates-1904.xlsx")]
    [InlineData("dates-1904-excel2016.xlsx")]
    public void Dates1904_AreRightAndNamedInTheLedger(string name)
    {
        // openpyxl reads 2025-03-01 in B2; the other dates follow every seven days, as in base.xlsx.
        var result = ImportCase.Read(name);

        Assert.Equal("2025-03-01", result.Values("patients", "diagnosis")[0]);
        Assert.Equal(ImportCase.Read("base.xlsx").Values("patients", "diagnosis"), result.Values("patients", "diagnosis"));
        Assert.Empty(result.Findings);
        Assert.Equal(1904, result.Ledger.DateSystem);
        Assert.Contains("1904", SheetTexts(FindingsWriter.ToBytes(result.Findings, result.Ledger, Language.English, ImportCase.Today)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number-too-large.xlsx", "1e400")]
    [InlineData("number-nan.xlsx", "NaN")]
    public void NumberThatIsNone_IsAFindingAndTheRestIsRead(string name, string stored)
    {
        var result = ImportCase.Read(name);

        Assert.Equal(["IMP-043 Patients!C3"], result.All());
        Assert.Equal((stored, CellOutcome.Refused), (result.Entry("Patients!C3").AsTyped, result.Entry("Patients!C3").Outcome));
        Assert.Equal(["62", "", "66"], result.Values("patients", "weight")[..3]);
        Assert.Equal(10, result.Data!["patients"].RowCount);
    }

    [Fact]
    public void SharedStringOutOfRange_IsAFindingAndTheRestIsRead()
    {
        var result = ImportCase.Read("shared-string-out-of-range.xlsx");

        Assert.Equal(["IMP-043 Patients!I2"], result.All());
        Assert.Contains("text is not in the file", result.Findings[0].Message.In(Language.English), StringComparison.Ordinal);
        Assert.Equal(10, result.Data!["patients"].RowCount);
    }

    [Fact]
    public void DamagedHeader_IsAFindingAtItsCell()
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information", "t=\"s\"|<v>7</v>"], ["P1", "s=\"1\"|<v>46023</v>", "x"]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes());

        Assert.Contains("IMP-043", result.Ids("Personnes!C1"));
    }

    [Fact]
    public void AlternateContent_GivesTheFallback()
    {
        var result = ImportCase.Read("alternate-content.xlsx");

        Assert.Empty(result.Findings);
        Assert.Equal("CRI-010", result.Values("patients", "patient")[9]);
        Assert.DoesNotContain(result.Ledger.Entries, e => e.AsTyped == "CRI-099");
    }

    [Fact]
    public void AlternateContentInsideRowsAndTexts_GivesTheFallback()
    {
        const string mc = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
        static string Both(string choice, string fallback) => $"<mc:AlternateContent {mc}><mc:Choice Requires=\"x\" xmlns:x=\"urn:x\">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>";
        var result = TestStudy.Import(new RawXlsx { SharedStrings = $"<si>{Both("<t>wrong</t>", "<t>right</t>")}</si>" }
            .Sheet("Personnes", RawXlsx.Rows(
                ["Personne", "Date d'information", "Remarque", "Poids (kg)"],
                ["P1", "s=\"1\"|<v>46023</v>", "t=\"s\"|<v>0</v>", $"|{Both("<v>1</v>", "<v>70</v>")}"]).Replace("|<mc", "<mc", StringComparison.Ordinal))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes());

        Assert.Equal("right", result.Data!["people"]["note"][0].Text);
        Assert.Equal(70, result.Data["people"]["weight"][0].Number);
    }

    [Fact]
    public void ElementsOfExtensions_AreNotThoseOfTheSheet()
    {
        var rows = RawXlsx.Rows(["Personne", "Date d'information", "Poids (kg)"], ["P1", "s=\"1\"|<v>46023</v>", "|<v>70</v><x:v xmlns:x=\"urn:x\">999</x:v>"])
            .Replace("</sheetData>", "<x:row xmlns:x=\"urn:x\" r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>P9</t></is></c></x:row></sheetData>", StringComparison.Ordinal);
        var result = StudyImporter.Import(TestStudy.Definition, new MemoryStream(new RawXlsx()
            .Sheet("Personnes", rows + "<extLst><ext><row r=\"9\"><c r=\"A9\"><v>1</v></c></row></ext></extLst>")
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes()), "test.xlsx", new ImportOptions(TestStudy.Today));

        Assert.Equal(1, result.Data!["people"].RowCount);
        Assert.Equal(70, result.Data["people"]["weight"][0].Number);
        Assert.DoesNotContain(result.Ledger.Entries, e => e.Cell.Row == 9);
    }

    [Fact]
    public void IsoDateCells_AreReadOnlyAsIsoDates()
    {
        // ECMA-376 18.18.11: such a cell holds an ISO 8601 date.
        var result = ImportCase.Read("iso-date-cells.xlsx");

        // Three of ten dates are a loss of their own.
        Assert.Equal(["IMP-058 Patients", "IMP-043 Patients!B3", "IMP-043 Patients!B4", "IMP-043 Patients!B5"], result.All());
        Assert.Equal(["2025-03-01", "", "", "", "2025-03-29"], result.Values("patients", "diagnosis")[..5]);
        Assert.Equal(["without a date", "time zone", "not stored as"], result.Findings.Where(f => f.Cell is not null).Select(f =>
            new[] { "without a date", "time zone", "not stored as" }.Single(w => f.Message.In(Language.English).Contains(w, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("2026-01-05T08:30", "2026-01-05 08:30")]
    [InlineData("2026-01-05T08:30:00.000", "2026-01-05 08:30")]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("2026-01-05T00:00:00Z", "")]
    [InlineData("20260105", "")]
    [InlineData("2026-02-30", "")]
    [InlineData("5 January 2026", "")]
    public void IsoDateCell_OfEveryForm(string stored, string day)
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information"], ["P1", "s=\"1\"|<v>46023</v>"]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"], ["T1", "P1", $"t=\"d\"|<v>{stored}</v>"])).ToBytes());

        Assert.Equal([day], result.Values("draws", "taken"));
        Assert.Equal(day.Length == 0, result.Ids("Tubes!C2").Contains("IMP-043"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TimeWithoutADate_IsNoDay(bool uses1904)
    {
        var result = TestStudy.Import(new RawXlsx { Uses1904 = uses1904 }
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information"], ["P1", "s=\"5\"|<v>0.520833333333333</v>"]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes());

        Assert.Contains("IMP-026", result.Ids("Personnes!B2"));
    }

    [Fact]
    public void FormatOutOfRange_IsAFindingAtItsCell()
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information", "Poids (kg)"], ["P1", "s=\"1\"|<v>46023</v>", "s=\"77\"|<v>70</v>"]))
            .Sheet("Tubes", RawXlsx.Rows(["Tube", "Personne", "Date"])).ToBytes());

        Assert.Equal(["IMP-043"], result.Ids("Personnes!C2"));
        Assert.True(result.Data!["people"]["weight"][0].IsMissing);
    }

    [Fact]
    public void BooleanCells_HoldTrueOrFalse()
    {
        // xsd:boolean: 0, 1, true, false.
        var result = ImportCase.Read("boolean-cells.xlsx");

        Assert.Equal(["IMP-043 Patients!G3", "IMP-043 Patients!G4"], result.All());
        Assert.Equal(["true", "", "", "true"], result.Values("patients", "primary")[..4]);
        Assert.All(result.Findings, f => Assert.Contains("stored in a form that the file format does not allow", f.Message.In(Language.English), StringComparison.Ordinal));
    }

    private static string SheetTexts(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet2", StringComparison.Ordinal)).Select(e => new StreamReader(e.Open()).ReadToEnd()));
    }
}
