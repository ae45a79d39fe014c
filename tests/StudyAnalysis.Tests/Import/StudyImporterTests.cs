using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class StudyImporterTests
{
    [Fact]
    public void Import_CleanWorkbook_HasDataAndNothingToCorrect()
    {
        var result = TestStudy.People(["Couleur", "Poids (kg)"], ["red", 70.5], ["green", 82]);

        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Note);
        var people = result.Data!["people"];
        Assert.Equal(2, people.RowCount);
        Assert.Equal("red", people["colour"][0].Text);
        Assert.Equal(70.5, people["weight"][0].Number);
        Assert.Equal("Personnes!D2", people["weight"].Cell(0).ToString());
        Assert.Equal("70.5", people["weight"].AsTyped(0));
        Assert.Contains("count", people.AbsentFields);
        Assert.False(result.Data["results"].IsPresent);
        Assert.Equal(new DateOnly(2026, 2, 3), result.Data.AsOf);
        Assert.Equal(64, result.Data.WorkbookHash.Length);
    }

    public static TheoryData<string, object, string, string> Conversions => new()
    {
        { "Poids (kg)", "70,5", "70.5", "decimal-comma" },
        { "Poids (kg)", "70.5", "70.5", "number-from-text" },
        { "Poids (kg)", "\u00A0 82 ", "82", "number-from-text" },
        { "Poids (kg)", "82 kg", "82", "unit-in-cell" },
        { "Poids (kg)", "82000 g", "82", "unit" },
        { "Poids (g)", 82_000, "82", "unit" },
        { "poids g", 82_000, "82", "unit" },
        { "Nombre", "1 234", "1234", "thousands-separator" },
        { "Nombre", "1\u202F234\u202F567", "1234567", "thousands-separator" },
        { "Nombre", "1.234.567", "1234567", "thousands-separator" },
        { "Couleur", "Rouge", "red", "code" },
        { "Couleur", " VERT", "green", "code" },
        { "Couleur", "R", "red", "code" },
        { "Couleur", "moins", "-", "code" },
        { "Couleur", "NR", "missing: not stated", "missing-code" },
        { "Opposition", "non", "false", "yes-no" },
        { "Opposition", "No", "false", "yes-no" },
        { "Année de naissance", "1950", "1950", "number-from-text" },
        { "Remarque", " text ", "text", "trimmed" },
    };

    [Theory, MemberData(nameof(Conversions))]
    public void Import_WhatPeopleType_IsConvertedByANamedRule(string header, object typed, string to, string rule)
    {
        var result = TestStudy.People([header], [typed], [null]);

        var entry = Entry(result, "Personnes!C2");
        Assert.Equal((CellOutcome.Converted, to, rule), (entry.Outcome, entry.To, entry.Rule));
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Note);
    }

    public static TheoryData<string, object, string> Refusals => new()
    {
        { "Poids (kg)", "lourd", "IMP-020" },
        { "Poids (kg)", "82 lb", "IMP-020" },
        { "Poids (kg)", true, "IMP-020" },
        { "Poids (kg)", "<31", "IMP-032" },
        { "Poids (kg)", new DateOnly(2026, 5, 1), "IMP-023" },
        { "Poids (kg)", 0.5, "IMP-035" },
        { "Poids (kg)", 900, "IMP-035" },
        { "Nombre", 1.5, "IMP-021" },
        { "Nombre", "1,234", "IMP-022" },
        { "Couleur", "bleu", "IMP-030" },
        { "Couleur", "ND", "IMP-031" },
        { "Couleur", new DateOnly(2026, 2, 1), "IMP-023" },
        { "Score", 3, "IMP-030" },
        { "Année de naissance", "12/03/1950", "IMP-028" },
        { "Année de naissance", new DateOnly(1950, 3, 12), "IMP-028" },
        { "Année de naissance", 50, "IMP-020" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void Import_WhatCannotBeUsed_IsRefusedWithAFinding(string header, object typed, string id)
    {
        var result = TestStudy.People([header], [typed], [null]);

        Assert.Equal(CellOutcome.Refused, Entry(result, "Personnes!C2").Outcome);
        var finding = Assert.Single(result.Findings, f => f.Cell?.ToString() == "Personnes!C2");
        Assert.Equal((id, "P01", header), (finding.Id, finding.Patient, finding.Column));
        Assert.All([finding.Message, finding.Expected, finding.Action], t => Assert.True(t.In(Language.English).Length > 0 && t.In(Language.French).Length > 0));
    }

    [Fact]
    public void Import_UnusualValue_IsUsedAndAskedAbout()
    {
        var result = TestStudy.People(["Weight"], [200]);

        Assert.Equal(200, result.Data!["people"]["weight"][0].Number);
        Assert.Equal("IMP-036", Assert.Single(result.Findings, f => f.Severity == Severity.Warning).Id);
    }

    [Fact]
    public void Import_CommaBesideUnambiguousCommas_IsADecimalComma()
    {
        var result = TestStudy.People(["Poids (kg)"], ["71,234"], ["65,5"]);

        Assert.Equal(71.234, result.Data!["people"]["weight"][0].Number);
    }

    [Theory]
    [InlineData("03/02/2026", "2026-02-03")]
    [InlineData("2026-02-03", "2026-02-03")]
    [InlineData("3/2/2026", "2026-02-03")]
    public void Import_DateAsText_FollowsTheDeclaredFormat(string typed, string to)
    {
        var result = Dates(typed);

        Assert.Equal((CellOutcome.Converted, to, "text-to-date"), (Entry(result, "Personnes!B2").Outcome, Entry(result, "Personnes!B2").To, Entry(result, "Personnes!B2").Rule));
    }

    [Fact]
    public void Import_DateTextsThatContradictTheFormat_MakeAmbiguousOnesRefused()
    {
        var result = Dates("03/02/2026", "12/25/2025", "25/01/2026", "04/04/2026");

        Assert.Contains(result.Findings, f => f.Id == "IMP-025" && f.Cell?.ToString() == "Personnes!B2");
        Assert.Equal(CellOutcome.Refused, Entry(result, "Personnes!B3").Outcome);
        Assert.Equal("2026-01-25", Entry(result, "Personnes!B4").To);
        Assert.Equal("2026-04-04", Entry(result, "Personnes!B5").To);
    }

    [Theory]
    [InlineData(46056d, "2026-02-03")]
    public void Import_SerialWithoutDateStyle_IsConverted(double serial, string to)
    {
        var result = Dates(serial);

        Assert.Equal((to, "serial-to-date"), (Entry(result, "Personnes!B2").To, Entry(result, "Personnes!B2").Rule));
    }

    [Fact]
    public void Import_DateAfterTheDayOfTheRun_LiesAfterTheCutAndIsAskedAbout()
    {
        var result = Dates(new DateOnly(2026, 11, 24), new DateOnly(2026, 3, 1));

        Assert.Equal(new DateOnly(2026, 3, 1), result.Data!.AsOf);
        Assert.Single(result.Findings, f => f is { Id: "IMP-083", Severity: Severity.Warning, Observed: "2026-11-24" });
        Assert.Equal(1, result.Data["people"].RowCount);
    }

    [Fact]
    public void Import_YearAfterTheCut_IsNotKnownYetAndIsAskedAbout()
    {
        var result = TestStudy.People(["Année de naissance"], [2090], [1950]);

        Assert.Single(result.Findings, f => f is { Id: "IMP-083", Observed: "2090" });
        Assert.Equal("after the data cut", result.Data!["people"]["born"][0].MissingReason);
        Assert.Equal(1950, result.Data["people"]["born"][1].Number);
    }

    [Fact]
    public void Import_TitlesAboveHeadersAndBlankRows_AreTolerated()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("  PERSONNES ", ["Registre de l'étude"], [], [null, "export du 3"], ["PERSONNE", " date d’information ", "Poids (kg)"], ["P1", new DateOnly(2026, 1, 5), 70], [], [" ", null, "\u00A0"], ["P2", new DateOnly(2026, 1, 6), 71]),
            Draws());

        Assert.Equal(2, result.Data!["people"].RowCount);
        Assert.Equal("above-header", Entry(result, "  PERSONNES !A1").Rule);
        Assert.Equal("blank-text", Entry(result, "  PERSONNES !A7").Rule);
    }

    [Fact]
    public void Import_TotalsAndNotesAtTheEnd_AreIgnoredWithANote()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information", "Poids (kg)"], ["P1", new DateOnly(2026, 1, 5), 70], ["Total", null, 70], [null, null, 70.2], ["* relevé provisoire du service"]),
            Draws());

        Assert.Equal(1, result.Data!["people"].RowCount);
        Assert.Equal(3, result.Findings.Count(f => f.Id == "IMP-055"));
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Warning);
    }

    [Fact]
    public void Import_RowWithoutKeyInTheMiddle_IsRefused()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information", "Poids (kg)"], [null, null, 71], ["P1", new DateOnly(2026, 1, 5), 70]), Draws());

        Assert.Equal("no-key", Entry(result, "Personnes!C2").Rule);
        Assert.Contains(result.Findings, f => f is { Id: "IMP-054", Severity: Severity.Error });
    }

    [Fact]
    public void Import_MissingCoreSheet_BlocksAndSuggests()
    {
        var result = TestStudy.Import(TestStudy.Sheet("Persones", ["Personne"], ["P1"]), Draws());

        Assert.Null(result.Data);
        Assert.True(result.HasBlocking);
        var finding = Assert.Single(result.Findings, f => f.Id == "IMP-001");
        Assert.Contains("Persones", finding.Action.In(Language.English), StringComparison.Ordinal);
        Assert.Contains(result.Findings, f => f is { Id: "IMP-003", Sheet: "Persones" });
        Assert.Contains(result.Findings, f => f.Id == "IMP-002");
    }

    [Fact]
    public void Import_RenamedCoreColumn_BlocksAndSuggests()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'infos"], ["P1", new DateOnly(2026, 1, 5)]), Draws());

        var finding = Assert.Single(result.Findings, f => f.Id == "IMP-006");
        Assert.Equal(Severity.Blocking, finding.Severity);
        Assert.Contains("Date d'infos", finding.Action.In(Language.French), StringComparison.Ordinal);
        Assert.Contains(result.Findings, f => f.Id == "IMP-008");
    }

    [Fact]
    public void Import_DuplicateHeader_UsesTheFirst()
    {
        var result = TestStudy.People(["Nombre", "NOMBRE"], [1, 2]);

        Assert.Equal(1, result.Data!["people"]["count"][0].Number);
        Assert.Equal("duplicate-header", Entry(result, "Personnes!D2").Rule);
        Assert.Contains(result.Findings, f => f.Id == "IMP-009");
    }

    [Fact]
    public void Import_UnknownUnitInHeader_Blocks()
    {
        var result = TestStudy.People(["Poids (lb)"], [150]);

        Assert.Contains(result.Findings, f => f is { Id: "IMP-011", Severity: Severity.Blocking });
        Assert.True(result.Data!["people"]["weight"][0].IsMissing);
    }

    [Fact]
    public void Import_RepeatedKeyAndUnknownParent_AreRefused()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)], ["P1", new DateOnly(2026, 1, 6)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", "03/02/2026 08:30"], ["T2", "P9", "03/02/2026 08:30"]),
            TestStudy.Sheet("Résultats", ["Tube", "Analyte", "Valeur", "Unité"], ["T2", "alpha", 5, "pg/mL"], ["T1", "alpha", 5, "pg/mL"]));

        Assert.Equal(1, result.Data!["people"].RowCount);
        Assert.Equal(1, result.Data["draws"].RowCount);
        Assert.Equal(1, result.Data["results"].RowCount);
        Assert.Contains(result.Findings, f => f.Id == "IMP-052" && f.Cell?.Row == 3);
        Assert.Equal(2, result.Findings.Count(f => f.Id == "IMP-053"));
    }

    [Fact]
    public void Import_RepeatedUniqueValue_UsesTheFirst()
    {
        var result = TestStudy.People(["Jeton"], ["a"], ["a"]);

        Assert.True(result.Data!["people"]["token"][1].IsMissing);
        Assert.Equal("value-repeated", Entry(result, "Personnes!C3").Rule);
    }

    private static ImportResult Dates(params object[] typed) => TestStudy.Import(
        TestStudy.Sheet("Personnes", [["Personne", "Date d'information"], .. typed.Select((t, i) => new object?[] { $"P{i}", t })]), Draws());

    private static StudyAnalysis.Import.Writing.SheetContent Draws() => TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"]);

    private static LedgerEntry Entry(ImportResult result, string cell) => Assert.Single(result.Ledger.Entries, e => e.Cell.ToString() == cell);

}
