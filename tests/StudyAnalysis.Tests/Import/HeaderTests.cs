using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Import;

/// <summary>Which column is which: exact headers first, signs kept, ties asked about, units in brackets.</summary>
public sealed class HeaderTests
{
    [Fact]
    public void PlusOnly_IsNotTheMinusMarker()
    {
        var result = ImportCase.Read(ImportCase.Load("headers-plus-minus", "one-field"), "headers-plus-minus", "plus-only.xlsx");

        Assert.Contains(result.Findings, f => f is { Id: "IMP-006", Severity: Severity.Blocking });
        Assert.All(result.Findings, f => Assert.DoesNotContain("may be what was meant", f.Action.In(Language.English), StringComparison.Ordinal));
        Assert.All(result.Values("patients", "pd1_negative"), v => Assert.Empty(v));
    }

    [Fact]
    public void PlusAndMinus_GiveTheMinusMarker()
    {
        var result = ImportCase.Read(ImportCase.Load("headers-plus-minus", "one-field"), "headers-plus-minus", "plus-and-minus.xlsx");

        Assert.Equal(86.0, result.Median("patients", "pd1_negative"));
        Assert.False(result.HasBlocking);
    }

    [Fact]
    public void PlusAndMinus_AreTwoFields()
    {
        var result = ImportCase.Read(ImportCase.Load("headers-plus-minus", "two-fields"), "headers-plus-minus", "plus-and-minus.xlsx");

        Assert.Equal((11.0, 86.0), (result.Median("patients", "pd1_positive"), result.Median("patients", "pd1_negative")));
        Assert.Empty(result.Findings);
    }

    [Theory]
    [InlineData("CD3+", "CD3\u2212")]
    [InlineData("IL-1", "IL1")]
    [InlineData("x___1", "x____1")]
    [InlineData("A/B", "AB")]
    [InlineData("Δ%", "Δ")]
    public void HeadersThatDifferInASign_AreTwoColumns(string one, string other)
    {
        var definition = Two(one, other);
        Assert.Equal(["1", "2"], Row(definition, [one, other]));
        Assert.Equal(["2", "1"], Row(definition, [other, one]));
        Assert.Equal(["", "1"], Row(definition, [other.ToUpperInvariant()]));
    }

    [Theory]
    [InlineData("CD8+PD1- (%)", "CD8+PDI+ (%)", false)]
    [InlineData("CD8+PD1- (%)", "CD8-PD1- (%)", false)]
    [InlineData("Age <18", "Age >18", false)]
    [InlineData("CD8+PD1- (%)", "CD8+PDI- (%)", true)]
    [InlineData("Date of inclusion", "Date-of-inclusion", true)]
    public void NamesThatDifferInSigns_AreNotSuggestedForEachOther(string header, string typed, bool isSuggested)
    {
        var definition = Things([new FieldSchema { Name = "one", Type = FieldType.Text, Headers = [header] }]);
        var finding = Assert.Single(Import(definition, [typed], ["x"]).Findings, f => f.Id == "IMP-006");

        Assert.Equal(isSuggested, finding.Action.In(Language.English).Contains($"\"{typed}\" may be what was meant", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CD8 + PD1 \u2212 (%)")]
    [InlineData("cd8+pd1\u2013 (%)")]
    [InlineData("CD8\u207APD1\u207B (%)")]
    [InlineData("\u00A0CD8+PD1-(%) ")]
    public void OneHeader_IsFoldedByCaseSpacesAndTheShapeOfItsSigns(string header)
    {
        Assert.Equal(["1", ""], Row(Two("CD8+PD1- (%)", "CD8+PD1+ (%)"), [header]));
    }

    [Fact]
    public void ExactEntryOfHeaders_ComesBeforeTheTitle()
    {
        var result = ImportCase.Read(ImportCase.Load("headers-title-first", "definition"), "headers-title-first", "weight.xlsx");

        Assert.Equal(95.5, result.Median("patients", "baseline_weight"));
        Assert.Equal(["IMP-009"], result.Ids("Patients!B1"));
    }

    [Fact]
    public void ExactEntryOfHeaders_LosesNoRow()
    {
        var result = ImportCase.Read(ImportCase.Load("headers-title-first", "definition-samples"), "headers-title-first", "samples.xlsx");

        Assert.Equal(100, result.Data!["samples"].RowCount);
        Assert.All(result.Values("samples", "id").GroupBy(i => i), g => Assert.Equal(5, g.Count()));
        Assert.DoesNotContain(result.Findings, f => f.Id == "IMP-052");
    }

    [Fact]
    public void SameHeaderTwice_IsAQuestionAndNeitherIsUsed()
    {
        var result = TestStudy.People(["Nombre", "Nombre"], [1, 2]);

        Assert.True(result.Data!["people"]["count"][0].IsMissing);
        Assert.All(["Personnes!C1", "Personnes!D1"], c => Assert.Equal(["IMP-017"], result.Ids(c)));
        Assert.Contains("la colonne D porte le même en-tête", result.Findings.First(f => f.Id == "IMP-017").Message.In(Language.French), StringComparison.Ordinal);
        Assert.Equal("ambiguous-header", result.Entry("Personnes!D2").Rule);
        Assert.True(result.HasBlocking);
    }

    [Fact]
    public void SameHeaderThreeTimes_IsSaidInThePlural()
    {
        var finding = TestStudy.People(["Nombre", "Nombre", "Nombre"], [1, 2, 3]).Findings.First(f => f.Id == "IMP-017");

        Assert.Contains("columns D, E have the same header", finding.Message.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("les colonnes D, E portent le même en-tête", finding.Message.In(Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderThatFitsTwoFields_IsAQuestion()
    {
        var result = Import(Two("Size (before)", "Size (after)"), ["Size (%)"], [1]);

        var finding = Assert.Single(result.Findings, f => f.Id == "IMP-017");
        Assert.Contains("Size (before)", finding.Message.In(Language.English), StringComparison.Ordinal);
        Assert.Equal(["", ""], [result.Values("things", "one")[0], result.Values("things", "other")[0]]);
    }

    [Fact]
    public void UnitsWithASpace_AreReadLikeThoseWithout()
    {
        // cm × 10, m × 100, per mm3 × 0.001; lb and nmol/L are not units of these fields.
        var result = ImportCase.Read("header-unit-with-space.xlsx");

        Assert.Equal(["70", "80"], result.Values("lesions", "size")[..2]);
        Assert.Equal(["160", "162"], result.Values("patients", "height")[..2]);
        Assert.Equal(["180", "195"], result.Values("patients", "platelets")[..2]);
        Assert.All(["Patients!C1", "Patients!E1"], c => Assert.Equal(["IMP-011"], result.Ids(c)));
        Assert.All(result.Values("patients", "weight").Concat(result.Values("patients", "cea")), v => Assert.Empty(v));
        Assert.DoesNotContain(result.Findings, f => f.Id == "IMP-035");
    }

    [Fact]
    public void UnitsWithoutASpace_AreTheModel()
    {
        var result = ImportCase.Read("header-unit-without-space.xlsx");

        Assert.Equal("7", result.Values("lesions", "size")[0]);
        Assert.Equal("160", result.Values("patients", "height")[0]);
        Assert.Equal("180", result.Values("patients", "platelets")[0]);
        Assert.All(["Patients!C1", "Patients!E1"], c => Assert.Equal(["IMP-011"], result.Ids(c)));
    }

    [Theory]
    [InlineData("Poids (en g)", 70000, 70)]
    [InlineData("Poids (in kg)", 70, 70)]
    [InlineData("Poids (facultatif)", 70, 70)]
    public void BracketBehindAHeader_IsItsUnitOrAKnownRemark(string header, double typed, double value)
    {
        var result = TestStudy.People([header], [typed]);

        Assert.Equal(value, result.Data!["people"]["weight"][0].Number);
        Assert.False(result.HasBlocking);
    }

    [Theory]
    [InlineData("Poids (en livres)")]
    [InlineData("Poids (nmol par L)")]
    [InlineData("Poids (in stones and pounds)")]
    [InlineData("Poids (au suivi)")]
    public void UnknownBracket_IsAQuestion(string header)
    {
        var result = TestStudy.People([header], [70]);

        Assert.True(result.Data!["people"]["weight"][0].IsMissing);
        Assert.Equal(["IMP-011"], result.Ids("Personnes!C1"));
        var words = header[(header.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        var message = result.Findings.Single(f => f.Id == "IMP-011").Message;
        Assert.StartsWith($"It is not known whether the words in brackets ({words}) are a unit", message.In(Language.English), StringComparison.Ordinal);
        Assert.StartsWith($"On ne sait pas si les mots entre parenthèses ({words}) sont une unité", message.In(Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void RemarkBehindAUnit_DoesNotHideIt()
    {
        var definition = Things([new FieldSchema { Name = "one", Type = FieldType.Number, Headers = ["Weight (g)", "Weight (kg)"], Unit = "kg", AcceptedUnits = [new AcceptedUnit("g", 0.001)] }]);

        Assert.Equal(["0.07"], Import(definition, ["Weight (g) (optional)"], [70]).Values("things", "one"));
    }

    [Fact]
    public void IdentifierInTheBracketOfAHeader_IsNotCopied()
    {
        var result = TestStudy.People(["Poids (Mme Zimbrowski)", "Remarque (Dr Zimbrowski)"], [70, "x"]);

        Assert.Equal(2, result.Findings.Count(f => f.Id == "IMP-060"));
        Assert.DoesNotContain(result.Findings, f => (f.Column + f.Observed + f.Message.In(Language.English)).Contains("Zimbrowski", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Ledger.Entries, e => e.AsTyped.Contains("Zimbrowski", StringComparison.Ordinal));
    }

    [Fact]
    public void UnknownBracketBehindATextColumn_IsSaid()
    {
        var result = TestStudy.People(["Remarque (chirurgien)"], ["x"]);

        Assert.Equal("x", result.Data!["people"]["note"][0].Text);
        Assert.Equal(["IMP-018"], result.Ids("Personnes!C1"));
    }

    [Fact]
    public void HeaderUnitAgainstRowUnit_IsAQuestion()
    {
        var result = ImportCase.Read("header-unit-against-row-unit.xlsx");

        Assert.Equal(["IMP-019 Assays!E1"], result.All().Where(f => f.EndsWith("!E1", StringComparison.Ordinal)));
        Assert.Contains("20 rows", result.Findings.Single(f => f.Id == "IMP-019").Message.In(Language.English), StringComparison.Ordinal);
        Assert.All(result.Values("assays", "value"), v => Assert.Empty(v));
        Assert.True(result.HasBlocking);
    }

    [Fact]
    public void HeaderUnitThatAgreesWithTheRows_IsUsed()
    {
        var result = TestStudy.Import(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", "03/02/2026 08:30"], ["T2", "P1", "03/02/2026 09:30"]),
            TestStudy.Sheet("Résultats", ["Tube", "Analyte", "Valeur (ng/mL)", "Unité"], ["T1", "alpha", 5, "ng/mL"], ["T2", "alpha", 6, "pg/mL"]));

        Assert.Equal(["5000", ""], result.Values("results", "value"));
        Assert.Contains("the unit of 1 row; its value", result.Findings.Single(f => f.Id == "IMP-019").Message.In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Value (pg/mL)", new[] { "Value (pg/mL)" }, "5000", "6", "7")]
    [InlineData("value (PG/ML)", new[] { "Value (pg/mL)", "Valeur (pg/mL)" }, "5000", "6", "7")]
    [InlineData("Value (pg/mL)", new[] { "Value" }, "", "6", "7")]
    [InlineData("Value (pg/mL)", new[] { "Value (pg/mL)", "Value (ng/mL)" }, "", "6", "7")]
    [InlineData("Value (ng/mL)", new[] { "Value (pg/mL)" }, "5000", "", "7000")]
    public void UnitOfTheDictionarysOwnHeader_IsPartOfItsName(string header, string[] own, string inNanograms, string inPicograms, string withoutUnit)
    {
        var definition = Things([
            new FieldSchema { Name = "one", Type = FieldType.Number, Headers = [.. own], Unit = "pg/mL", AcceptedUnits = [new AcceptedUnit("ng/mL", 1000)], Censored = true },
            new FieldSchema { Name = "unit", Type = FieldType.Text, Headers = ["Unit"], Role = FieldRole.UnitOfValue },
        ]);
        var result = TestStudy.Import(
            TestStudy.Workbook(TestStudy.Sheet("Things", ["Key", header, "Unit"], ["K1", 5, "ng/mL"], ["K2", 6, "pg/mL"], ["K3", 7, null])), definition);

        Assert.Equal([inNanograms, inPicograms, withoutUnit], result.Values("things", "one"));
        Assert.Equal(inNanograms.Length == 0 || inPicograms.Length == 0, result.Findings.Any(f => f.Id == "IMP-019"));
    }

    [Theory]
    [InlineData("pT-1", "pT1")]
    [InlineData("p.T.2", "pT2")]
    [InlineData("non-responder", "non responder")]
    [InlineData("non_responder.", "non responder")]
    [InlineData("I-II", "")]
    [InlineData("I.II", "")]
    [InlineData("1-2", "")]
    [InlineData("1.2", "")]
    [InlineData("1. 2", "")]
    [InlineData("A-B", "")]
    [InlineData("pT1?", "")]
    [InlineData("pT1+", "")]
    [InlineData("pT1-", "")]
    [InlineData("<pT1", "")]
    [InlineData("CD8- PD1", "")]
    [InlineData("CD8-PD1+", "")]
    [InlineData("no-ne", "")]
    public void PunctuationOfCodes_IsFoldedWhereItIsSpelling(string typed, string value)
    {
        string[] codes = ["pT1", "pT2", "responder", "non responder", "I", "II", "III", "12", "A", "B", "AB", "CD8 PD1", "CD8 PD1+", "n.o.n.e", "no ne."];
        var definition = Things([new FieldSchema { Name = "one", Type = FieldType.Text, Headers = ["One"], Codes = [.. codes.Select(c => new Code(c, LocalizedText.Empty, [], null, false))] }]);

        var result = Import(definition, ["One"], [typed]);
        Assert.Equal([value], result.Values("things", "one"));
        Assert.Equal(value.Length == 0, result.Findings.Any(f => f.Id == "IMP-030"));
    }

    [Theory]
    [InlineData("PD1-", "PD1-")]
    [InlineData("pd1 \u2212", "PD1-")]
    [InlineData("PD1+", "")]
    [InlineData(">5", "")]
    [InlineData("< 5", "<5")]
    public void CodesAreNotMatchedAcrossSigns(string typed, string value)
    {
        var definition = Things([new FieldSchema
        {
            Name = "one", Type = FieldType.Text, Headers = ["One"],
            Codes = [new Code("PD1-", LocalizedText.Empty, [], null, false), new Code("<5", LocalizedText.Empty, [], null, false)],
        }]);

        Assert.Equal([value], Import(definition, ["One"], [typed]).Values("things", "one"));
    }

    private static string[] Row(StudyDefinition definition, string[] headers)
    {
        var result = Import(definition, headers, [.. Enumerable.Range(1, headers.Length).Cast<object?>()]);
        return [result.Values("things", "one")[0], result.Values("things", "other")[0]];
    }

    private static ImportResult Import(StudyDefinition definition, string[] headers, object?[] row) => TestStudy.Import(
        TestStudy.Workbook(TestStudy.Sheet("Things", ["Key", .. headers], ["K1", .. row])), definition);

    private static StudyDefinition Two(string one, string other) => Things([
        new FieldSchema { Name = "one", Type = FieldType.Number, Headers = [one], Unit = "%" },
        new FieldSchema { Name = "other", Type = FieldType.Number, Headers = [other], Unit = "%" },
    ]);

    private static StudyDefinition Things(FieldSchema[] fields) => TestStudy.Of([new TableSchema
    {
        Name = "things",
        Sheet = "Things",
        PrimaryKey = ["key"],
        Fields = [new FieldSchema { Name = "key", Type = FieldType.Text, Headers = ["Key"] }, .. fields],
    }]);
}
