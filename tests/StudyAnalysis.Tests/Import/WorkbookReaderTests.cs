using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class WorkbookReaderTests
{
    private const string Draws = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Tube</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Personne</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Date</t></is></c></row></sheetData>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Import_TransitionalAndStrict_ReadTheSame(bool isStrict)
    {
        var result = TestStudy.Import(new RawXlsx { IsStrict = isStrict }
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information", "Poids (kg)"], ["P1", "s=\"1\"|<v>46023</v>", "|<v>70.5</v>"]))
            .Sheet("Tubes", Draws).ToBytes());

        var people = result.Data!["people"];
        Assert.Equal(new DateOnly(2026, 1, 1), people["informed"][0].Day);
        Assert.Equal(70.5, people["weight"][0].Number);
    }

    [Fact]
    public void Import_SharedStrings_RichTextPhoneticsAndSpaces()
    {
        const string strings = "<si><r><t>P</t></r><r><rPr><b/></rPr><t>1</t></r><rPh sb=\"0\" eb=\"1\"><t>zz</t></rPh></si><si><t xml:space=\"preserve\"> a_x0041_ </t></si>";
        var result = TestStudy.Import(new RawXlsx { SharedStrings = strings }
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information", "Remarque"], ["t=\"s\"|<v>0</v>", "s=\"2\"|<v>46023</v>", "t=\"s\"|<v>1</v>"]))
            .Sheet("Tubes", Draws).ToBytes());

        Assert.Equal("P1", result.Data!["people"]["person"][0].Text);
        Assert.Equal("aA", result.Data["people"]["note"][0].Text);
        Assert.Equal(" aA ", Entry(result, "Personnes!C2").AsTyped);
    }

    [Theory]
    // Excel: serial 59 is 28 February 1900, 60 the day that never was, 61 is 1 March 1900, 1 is 1 January 1900.
    [InlineData(1, "1900-01-01", false)]
    [InlineData(59, "1900-02-28", false)]
    [InlineData(61, "1900-03-01", false)]
    [InlineData(0, "1904-01-01", true)]
    [InlineData(44561, "2026-01-01", true)]
    public void Import_Serials_OfBothDateSystems(int serial, string date, bool uses1904)
    {
        var result = Dated($"s=\"1\"|<v>{serial}</v>", uses1904);

        Assert.Equal(date, result.Data!["people"]["informed"][0].ToString());
        Assert.Equal((CellOutcome.Used, date), (Entry(result, "Personnes!B2").Outcome, Entry(result, "Personnes!B2").AsTyped));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(3000000)]
    public void Import_SerialOfNoDay_IsRefused(int serial)
    {
        var result = Dated($"s=\"1\"|<v>{serial}</v>", uses1904: false);

        Assert.Contains(result.Findings, f => f.Id == "IMP-026");
    }

    [Fact]
    public void Import_IsoDateCell_IsADate()
    {
        Assert.Equal("2026-01-05", Dated("t=\"d\"|<v>2026-01-05T00:00:00</v>", uses1904: false).Data!["people"]["informed"][0].ToString());
    }

    [Fact]
    public void Import_FormulasErrorsTruthsAndPercents()
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(
                ["Personne", "Date d'information", "Poids (kg)", "Opposition", "Remarque", "Nombre"],
                ["P1", "s=\"1\"|<v>46023</v>", "|<f>35*2</f><v>70</v>", "t=\"b\"|<v>0</v>", "t=\"str\"|<f>\"a\"</f><v>a</v>", "s=\"4\"|<v>3</v>"],
                ["P2", "s=\"1\"|<v>46023</v>", "t=\"e\"|<v>#DIV/0!</v>", "", "|<f>A1</f>", ""]))
            .Sheet("Tubes", Draws).ToBytes());

        Assert.Equal(70, result.Data!["people"]["weight"][0].Number);
        Assert.False(result.Data["people"]["opposed"][0].Truth);
        Assert.Equal(3, result.Data["people"]["count"][0].Number);
        Assert.Equal("error-cell", Entry(result, "Personnes!C3").Rule);
        Assert.Equal("#DIV/0!", Entry(result, "Personnes!C3").AsTyped);
        Assert.Equal("formula-without-value", Entry(result, "Personnes!E3").Rule);
        Assert.Equal(2, result.Findings.Count(f => f.Id == "IMP-016"));
    }

    [Fact]
    public void Import_HiddenAndMerged_AreNoted()
    {
        var rows = RawXlsx.Rows(["Personne", "Date d'information", "Remarque"], ["P1", "s=\"1\"|<v>46023</v>", "a"], ["P2", "s=\"1\"|<v>46023</v>", ""])
            .Replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">", StringComparison.Ordinal);
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols>" + rows + "<mergeCells><mergeCell ref=\"C2:C3\"/></mergeCells>")
            .Sheet("Tubes", Draws, isHidden: true).ToBytes());

        var hidden = Assert.Single(result.Findings, f => f.Id == "IMP-014");
        Assert.Contains("3, C–D", hidden.Action.In(Language.English), StringComparison.Ordinal);
        Assert.Contains(result.Findings, f => f is { Id: "IMP-015", Sheet: "Tubes" });
        Assert.Contains(result.Findings, f => f is { Id: "IMP-013", Severity: Severity.Warning });
        Assert.Equal(2, result.Data!["people"].RowCount);
    }

    [Fact]
    public void Import_MacrosAndLinks_AreNotedAndLeftAlone()
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information"], ["P1", "s=\"1\"|<v>46023</v>"]))
            .Sheet("Tubes", Draws).Part("xl/vbaProject.bin", "x").Part("xl/externalLinks/externalLink1.xml", "<a/>").ToBytes());

        Assert.Contains(result.Findings, f => f.Id == "IMP-070");
        Assert.Contains(result.Findings, f => f.Id == "IMP-071");
    }

    [Fact]
    public void Import_CellsOutOfOrder_AreSorted()
    {
        var result = TestStudy.Import(new RawXlsx()
            .Sheet("Personnes", "<sheetData><row r=\"2\"><c r=\"B2\" s=\"1\"><v>46023</v></c><c r=\"A2\" t=\"inlineStr\"><is><t>P1</t></is></c></row><row r=\"1\"><c t=\"inlineStr\"><is><t>Personne</t></is></c><c t=\"inlineStr\"><is><t>Date d'information</t></is></c></row></sheetData>".Replace("<c t=\"inlineStr\"><is><t>Personne<", "<c r=\"A1\" t=\"inlineStr\"><is><t>Personne<", StringComparison.Ordinal).Replace("<c t=\"inlineStr\"><is><t>Date", "<c r=\"B1\" t=\"inlineStr\"><is><t>Date", StringComparison.Ordinal))
            .Sheet("Tubes", Draws).ToBytes());

        Assert.Equal("P1", result.Data!["people"]["person"][0].Text);
    }

    private static ImportResult Dated(string cell, bool uses1904) => TestStudy.Import(new RawXlsx { Uses1904 = uses1904 }
        .Sheet("Personnes", RawXlsx.Rows(["Personne", "Date d'information"], ["P1", cell]))
        .Sheet("Tubes", Draws).ToBytes());

    private static LedgerEntry Entry(ImportResult result, string cell) => Assert.Single(result.Ledger.Entries, e => e.Cell.ToString() == cell);
}
