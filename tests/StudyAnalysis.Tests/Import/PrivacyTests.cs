using StudyAnalysis.Data;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class PrivacyTests
{
    [Theory]
    [InlineData("Nom")]
    [InlineData("Prénom")]
    [InlineData("NOM DU PATIENT")]
    [InlineData("Date de naissance")]
    [InlineData("N° de téléphone")]
    [InlineData("E-mail")]
    [InlineData("Code postal")]
    [InlineData("IPP")]
    [InlineData("Numéro de séjour")]
    [InlineData("Chirurgien")]
    [InlineData("Surname")]
    [InlineData("Date of birth")]
    [InlineData("Initiales")]
    public void Import_ColumnOfADirectIdentifier_BlocksAndIsCopiedNowhere(string header)
    {
        var result = TestStudy.People([header], ["zyxwv"], ["zyxwv"]);

        Assert.Contains(result.Findings, f => f is { Id: "IMP-060", Severity: Severity.Blocking });
        AssertNowhere(result, "zyxwv");
    }

    [Theory]
    [InlineData("Nom du médicament")]
    [InlineData("Année de naissance du primitif")]
    [InlineData("Taille")]
    public void Import_OrdinaryHeader_IsNoIdentifier(string header)
    {
        var result = TestStudy.People([header], ["x"]);

        Assert.DoesNotContain(result.Findings, f => f.Id == "IMP-060");
    }

    [Theory]
    // NIR of INSEE's own specimen card: 2 69 05 49 588 157, key 80.
    [InlineData("269054958815780")]
    [InlineData("2 69 05 49 588 157 80")]
    [InlineData("NIR 2690549588157")]
    [InlineData("06 12 34 56 78")]
    [InlineData("tél. 0612345678")]
    [InlineData("+33 6 12 34 56 78")]
    [InlineData("jean.exemple@hopital.example")]
    [InlineData("12 rue des Lilas")]
    [InlineData("75012 Paris")]
    [InlineData("vu par le Dr Exemple")]
    [InlineData("Mme Exemple")]
    [InlineData("EXEMPLE Jean")]
    [InlineData("Marie-Claude Exemple")]
    [InlineData("née le 12/03/1950")]
    public void Import_CellWithADirectIdentifier_BlocksAndIsCopiedNowhere(string text)
    {
        foreach (var header in new[] { "Remarque", "Inconnu", "Poids (kg)", "Couleur" })
        {
            var result = TestStudy.People([header], [text], ["ok"]);

            Assert.Contains(result.Findings, f => f is { Id: "IMP-061", Severity: Severity.Blocking } && f.Cell?.ToString() == "Personnes!C2");
            AssertNowhere(result, text);
        }
    }

    [Theory]
    [InlineData("FOLFIRI Bevacizumab")]
    [InlineData("plaquettes 250000")]
    [InlineData("1234567890123")]
    [InlineData("269054958815781")]
    [InlineData("2026-01-31 08:30")]
    [InlineData("voir CR du 03/02/2026")]
    [InlineData("RAS")]
    public void Import_OrdinaryRemark_IsNoIdentifier(string text)
    {
        var result = TestStudy.People(["Remarque"], [text]);

        Assert.DoesNotContain(result.Findings, f => f.Severity == Severity.Blocking);
    }

    [Fact]
    public void Import_IdentifierOnASheetOfItsOwn_BlocksAndIsCopiedNowhere()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Correspondance", ["Code", "Prénom"], ["P1", "zyxwv"]),
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"]));

        Assert.Contains(result.Findings, f => f is { Id: "IMP-060", Sheet: "Correspondance" });
        AssertNowhere(result, "zyxwv");
    }

    [Fact]
    public void Import_FullBirthDateInAYearColumn_IsCopiedNowhere()
    {
        var result = TestStudy.People(["Année de naissance"], ["12/03/1950"]);

        AssertNowhere(result, "12/03/1950");
        AssertNowhere(result, "1950-03-12");
    }

    [Fact]
    public void Import_PatientsWhoOpposed_AreOnlyCounted()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information", "Opposition", "Remarque"], ["P1", new DateOnly(2026, 1, 5), "non", "a"], ["P7777", null, "oui", "zyxwv"]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", "03/02/2026"], ["T8888", "p7777 ", "99/99/2026"]),
            TestStudy.Sheet("Résultats", ["Tube", "Analyte", "Valeur", "Unité"], ["T8888", "alpha", "6543.21 bad", "pg/mL"]));

        Assert.Equal(1, result.Data!.Opposed);
        Assert.Equal(1, result.Data["people"].RowCount);
        Assert.Equal(1, result.Data["draws"].RowCount);
        Assert.Equal(0, result.Data["results"].RowCount);
        Assert.False(result.HasBlocking);
        Assert.Contains(result.Findings, f => f.Id == "IMP-065" && f.Message.In(Language.English).EndsWith(": 1.", StringComparison.Ordinal));
        foreach (var trace in new[] { "7777", "zyxwv", "8888", "6543" })
        {
            AssertNowhere(result, trace);
        }

        Assert.All(result.Ledger.Entries.Where(e => e.Rule == "opposed"), e => Assert.Equal(CellOutcome.Ignored, e.Outcome));
        Assert.Equal(10, result.Ledger.Entries.Count(e => e.Rule == "opposed"));
    }

    [Fact]
    public void Import_UnreadableOpposition_BlocksAndTakesThePatientOut()
    {
        var result = TestStudy.People(["Opposition"], ["peut-être"], ["non"]);

        Assert.Contains(result.Findings, f => f is { Id: "IMP-064", Severity: Severity.Blocking, Patient: "P01" });
        Assert.Equal(1, result.Data!["people"].RowCount);
    }

    [Fact]
    public void Import_NoDateOfInformation_Blocks()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", null]), TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"]));

        Assert.Contains(result.Findings, f => f is { Id: "IMP-063", Severity: Severity.Blocking, Patient: "P1" });
        Assert.Equal(new CellReference("Personnes", 2, 2), result.Findings.First(f => f.Id == "IMP-063").Cell);
    }

    [Theory]
    [InlineData("JD", "MP", "AB")]
    [InlineData("P12031950", "P01121948", "P30061961")]
    [InlineData("P-500312", "P-481201", "P-610630")]
    public void Import_PseudonymsThatSayWho_BlockAndAreCopiedNowhere(string a, string b, string c)
    {
        var day = new DateOnly(2026, 1, 5);
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], [a, day], [b, day], [c, day]), TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"]));

        Assert.Equal(3, result.Findings.Count(f => f is { Id: "IMP-062", Severity: Severity.Blocking }));
        Assert.Equal(0, result.Data!["people"].RowCount);
        AssertNowhere(result, a);
    }

    private static void AssertNowhere(ImportResult result, string text)
    {
        foreach (var entry in result.Ledger.Entries)
        {
            Assert.DoesNotContain(text, $"{entry.AsTyped}|{entry.To}", StringComparison.OrdinalIgnoreCase);
        }

        foreach (var finding in result.Findings)
        {
            var words = string.Join('|', new[] { finding.Message, finding.Expected, finding.Action }.SelectMany(t => t.ByLanguage.Values));
            Assert.DoesNotContain(text, $"{finding.Observed}|{finding.Patient}|{words}", StringComparison.OrdinalIgnoreCase);
        }

        foreach (var column in result.Data!.Tables.SelectMany(t => t.Columns))
        {
            for (var row = 0; row < column.Count; row++)
            {
                Assert.DoesNotContain(text, $"{column[row]}|{column.AsTyped(row)}", StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
