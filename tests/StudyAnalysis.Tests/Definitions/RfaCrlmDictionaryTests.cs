using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

public class RfaCrlmDictionaryTests
{
    private static DataDictionary Dictionary => RfaCrlm.Definition.Dictionary;

    [Fact]
    public void Tables_AreTheElevenOfTheStudy_CoreFirst()
    {
        Assert.Equal(
            ["screening", "patients", "procedures", "lesions", "samples", "assays", "follow_up", "systemic_therapy", "tissue", "immune", "adverse_events"],
            Dictionary.Tables.Select(t => t.Name));
        Assert.Equal(7, Dictionary.Tables.Count(t => t.Tier == Tier.Core));
    }

    [Fact]
    public void CoreColumns_AtMostSixtyOverAllSheets()
    {
        var core = Dictionary.Tables.Where(t => t.Tier == Tier.Core).Sum(t => t.Fields.Count(f => f.Tier == Tier.Core));

        Assert.InRange(core, 50, 60);
    }

    [Fact]
    public void EveryField_HasTitleInBothLanguages_FrenchHeaderFirst_AndAnEnglishOneAccepted()
    {
        foreach (var (table, field) in Fields())
        {
            Assert.True(field.Title.ByLanguage.ContainsKey("en") && field.Title.ByLanguage.ContainsKey("fr"), $"{table}.{field.Name}");
            Assert.False(field.Headers.IsEmpty, $"{table}.{field.Name}");
        }
    }

    [Fact]
    public void EveryCode_HasLabelsInBothLanguages()
    {
        foreach (var (table, field) in Fields())
        {
            Assert.All(field.Codes, c => Assert.True(c.Label.ByLanguage.ContainsKey("en") && c.Label.ByLanguage.ContainsKey("fr"), $"{table}.{field.Name}={c.Value}"));
        }
    }

    [Fact]
    public void Dates_AreReadAsDayMonthYear()
    {
        foreach (var (table, field) in Fields().Where(f => f.Field.Type is FieldType.Date or FieldType.DateTime))
        {
            Assert.True(field.DateFormats is [var format] && format.StartsWith("%d/%m/%Y", StringComparison.Ordinal), $"{table}.{field.Name}");
        }
    }

    [Fact]
    public void SoftRanges_LieInsideHardOnes()
    {
        foreach (var (table, field) in Fields().Where(f => f.Field.PlausibleMinimum is not null))
        {
            Assert.True(!(field.Minimum > field.PlausibleMinimum) && !(field.Maximum < field.PlausibleMaximum), $"{table}.{field.Name}");
            Assert.True(field.PlausibleMinimum < field.PlausibleMaximum, $"{table}.{field.Name}");
        }
    }

    // domain.md section 2: "Excel trap: 293000 /µL vs 293"; hard check 5-1500.
    [Theory]
    [InlineData("G/L", 1)]
    [InlineData("/mm3", 0.001)]
    [InlineData("/µL", 0.001)]
    [InlineData("10*9/L", 1)]
    public void Platelets_AcceptTheUnitsOfLaboratories(string unit, double factor)
    {
        var platelets = Dictionary.Find("samples")!.Find("platelets")!;

        Assert.Equal(factor, Assert.Single(platelets.AcceptedUnits, u => u.Unit == unit).Factor);
        Assert.Equal((5, 1500), (platelets.Minimum, platelets.Maximum));
    }

    [Fact]
    public void NotDeterminedInCensoredValues_IsAmbiguous()
    {
        foreach (var (_, field) in Fields().Where(f => f.Field.Censored))
        {
            Assert.Null(Assert.Single(field.MissingCodes, m => m.Text == "ND").Reason);
        }
    }

    [Fact]
    public void Analytes_AreTheEightOfTheStudy_AndTheWideExportHasThemAll()
    {
        var assays = Dictionary.Find("assays")!;
        string[] analytes = ["sCD40L", "CCL-5", "IL-6", "IL-8", "IL-10", "TNF-alpha", "IFN-gamma", "CXCL-10"];

        Assert.Equal(analytes, assays.Find("analyte")!.Codes.Select(c => c.Value));
        Assert.Equal(analytes, assays.Unpivot!.Columns.Select(c => c.Set["analyte"]).Distinct());
    }

    [Fact]
    public void Roles_ProtectPrivacy()
    {
        var patients = Dictionary.Find("patients")!;

        Assert.Equal(FieldRole.InformationDate, patients.Find("information_date")!.Role);
        Assert.Equal(FieldRole.Opposition, patients.Find("opposition")!.Role);
        Assert.All(
            Fields().Where(f => f.Field.Name == "patient"),
            f => Assert.Equal((FieldRole.Pseudonym, @"^CRI-\d{3}$"), (f.Field.Role, f.Field.Pattern)));
        Assert.DoesNotContain(Fields(), f => f.Field.Role == FieldRole.DirectIdentifier);
    }

    private static IEnumerable<(string Table, FieldSchema Field)> Fields() => Dictionary.Tables.SelectMany(t => t.Fields.Select(f => (t.Name, f)));
}
