using System.IO.Compression;
using System.Security.Cryptography;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>The committed example.xlsx: "study simulate --errors --seed 4 --out data-schema/rfa-crlm/example.xlsx" writes it.</summary>
public class RfaCrlmExampleTests
{
    private static readonly SimulationOptions _options = new(Patients: 40, Effect: 0.4, HazardRatioPerDoubling: 1.3, Seed: 4, Errors: true);

    private static readonly Lazy<ImportResult> _import = new(() =>
        StudyImporter.Import(RfaCrlm.Definition, Path.Combine(RfaCrlm.Folder, "example.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23))));

    // The parts are compared, not the file: how well a part is compressed may change with the processor.
    [Fact]
    public void Example_IsWhatSimulateWrites()
    {
        using var made = new MemoryStream(StudySimulator.Write(RfaCrlm.Definition, _options));
        using var committed = File.OpenRead(Path.Combine(RfaCrlm.Folder, "example.xlsx"));

        Assert.Equal(Parts(committed), Parts(made));
    }

    // "study template --lang fr --out data-schema/rfa-crlm/template.xlsx" writes it.
    [Fact]
    public void Template_IsWhatTemplateWrites()
    {
        using var made = new MemoryStream(TemplateWriter.ToBytes(RfaCrlm.Definition, Language.French));
        using var committed = File.OpenRead(Path.Combine(RfaCrlm.Folder, "template.xlsx"));

        Assert.Equal(Parts(committed), Parts(made));
    }

    [Fact]
    public void Example_HasFindingsWorthSeeing_NoneBlocking()
    {
        var bySeverity = _import.Value.Findings.GroupBy(f => f.Severity).ToDictionary(g => g.Key, g => g.Count());

        Assert.False(_import.Value.HasBlocking);
        Assert.InRange(bySeverity.GetValueOrDefault(Severity.Error), 3, 15);
        Assert.InRange(bySeverity.GetValueOrDefault(Severity.Warning), 1, 30);
        Assert.True(_import.Value.Data!.IsSynthetic);
    }

    // domain.md, "Synthetic marker": sCD40L 0-10 %, IL-10 and TNF-alpha 20-50 % below the limit of quantification.
    [Theory]
    [InlineData("sCD40L", 0, 0.1)]
    [InlineData("IL-10", 0.2, 0.5)]
    [InlineData("TNF-alpha", 0.2, 0.5)]
    public void Example_SharesBelowTheLimit_AreThoseOfTheField(string analyte, double low, double high)
    {
        var assays = _import.Value.Data!.Tables.Single(t => t.Schema.Name == "assays");
        var values = Enumerable.Range(0, assays.RowCount).Where(i => !assays["analyte"][i].IsMissing && assays["analyte"][i].Text == analyte && !assays["value"][i].IsMissing)
            .Select(i => assays["value"][i]).ToArray();

        Assert.InRange(values.Count(v => v.Qualifier == StudyAnalysis.Data.Qualifier.BelowLimit) / (double)values.Length, low, high);
    }

    // domain.md, "Event rates": about 10-18 recurrences of 30 to 40 patients.
    [Fact]
    public void Example_RelapsesAndTreatments_AreInTheRangeOfTheField()
    {
        var tables = _import.Value.Data!.Tables.ToDictionary(t => t.Schema.Name);
        var followUp = tables["follow_up"];
        var relapsed = Enumerable.Range(0, followUp.RowCount).Where(i => !followUp["conclusion"][i].IsMissing && followUp["conclusion"][i].Text == "relapse")
            .Select(i => followUp["patient"][i].Text).Distinct().Count();
        var procedures = tables["procedures"];
        var index = Enumerable.Range(0, procedures.RowCount).Where(i => procedures["session"][i].Number == 1).Select(i => procedures["modality"][i].Text).ToArray();

        Assert.InRange(relapsed, 10, 18);
        Assert.InRange(index.Count(m => m == "rfa") / (double)index.Length, 0.5, 0.7);
        Assert.InRange(index.Count(m => m == "resection") / (double)index.Length, 0.15, 0.35);
        Assert.InRange(index.Count(m => m == "combined") / (double)index.Length, 0.05, 0.25);
    }

    private static string[] Parts(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        return [.. zip.Entries.Select(e =>
        {
            using var part = e.Open();
            return $"{e.FullName} {Convert.ToHexString(SHA256.HashData(part))}";
        })];
    }
}
