using System.Diagnostics;
using System.Globalization;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Simulation;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Import;

public sealed class RealWorkbookTests(ITestOutputHelper output)
{
    [Fact]
    public void Import_PublicTrialWorkbook_HasEveryPatientAndNothingRefused()
    {
        var study = Study.Load(Folder("colon-moertel"));
        var path = Path.Combine(Folder("colon-moertel"), "colon-moertel.xlsx");

        var result = study.Import(path, new ImportOptions(TestStudy.Today));

        LedgerInvariant.Holds(File.ReadAllBytes(path), result);

        // R: nrow(survival::colon) / 2 = 929; sum(is.na(nodes)) / 2 = 18.
        Assert.All(result.Data!.Tables.Where(t => t.IsPresent), t => Assert.Equal(929, t.RowCount));
        Print(result);
        Assert.False(result.HasBlocking);
        Assert.Equal(0, result.Ledger.Counts.GetValueOrDefault(CellOutcome.Refused));
        Assert.False(result.Data.IsSynthetic);
    }

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Import_SimulatedWorkbook_HasNoBlockingFinding(Language language)
    {
        var study = Study.Load(Folder("rfa-crlm"));
        var bytes = StudySimulator.Write(study.Definition, new SimulationOptions { Language = language });

        var result = TestStudy.Import(bytes, study.Definition);

        Print(result);
        Assert.True(result.Data!.IsSynthetic);
        Assert.False(result.HasBlocking);
    }

    [Fact]
    public void Import_SimulatedTypingErrors_AreFoundAndNoneBlocks()
    {
        var study = Study.Load(Folder("rfa-crlm"));
        var clean = Import(study, errors: false);
        var dirty = Import(study, errors: true);

        Print(dirty);
        Assert.False(dirty.HasBlocking);
        Assert.True(dirty.Findings.Length > clean.Findings.Length);
        Assert.True(dirty.Ledger.Counts.GetValueOrDefault(CellOutcome.Refused) > clean.Ledger.Counts.GetValueOrDefault(CellOutcome.Refused));
    }

    [Theory]
    [InlineData("rfa-crlm", Language.French)]
    [InlineData("rfa-crlm", Language.English)]
    [InlineData("colon-moertel", Language.English)]
    public void Import_BlankTemplate_IsUnderstoodWhole(string definition, Language language)
    {
        var study = Study.Load(Folder(definition));

        var result = TestStudy.Import(StudyAnalysis.Import.Writing.TemplateWriter.ToBytes(study.Definition, language), study.Definition);

        Print(result);
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Warning);
        Assert.All(result.Data!.Tables, t => Assert.Empty(t.AbsentFields));
    }

    [Fact, Trait("Category", "Slow")]
    public void Import_HundredThousandRows_StaysNearLinear()
    {
        var headers = Enumerable.Range(0, 30).Select(i => $"v{i}").ToArray();
        var definition = TestStudy.Of(
        [
            new TableSchema { Name = "wide", Sheet = "wide", PrimaryKey = ["v0"], Fields = [.. headers.Select((h, i) => new FieldSchema { Name = h, Type = i is 0 or 5 ? FieldType.Text : FieldType.Number })] },
        ]);
        var times = new List<double>();
        foreach (var rows in new[] { 1_000, 25_000, 100_000 })
        {
            var bytes = TestStudy.Workbook(TestStudy.Sheet("wide", [headers, .. Enumerable.Range(0, rows).Select(r => headers.Select((_, c) => c switch { 0 => (object)$"k{r}", 5 => $"t{r % 9}", _ => (double)(r + c) }).ToArray())]));
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var result = StudyImporter.Import(definition, new MemoryStream(bytes), "big.xlsx", new ImportOptions(TestStudy.Today));
            times.Add(watch.Elapsed.TotalSeconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} × 30: {times[^1]:F2} s, {(GC.GetTotalAllocatedBytes() - before) >> 20} MB allocated, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB held"));
            Assert.Equal(rows, result.Data!["wide"].RowCount);
        }

        Assert.True(times[2] < 8 * times[1] + 1, "four times the rows should take about four times as long");
    }

    private static ImportResult Import(Study study, bool errors) =>
        TestStudy.Import(StudySimulator.Write(study.Definition, new SimulationOptions { Errors = errors }), study.Definition);

    private void Print(ImportResult result)
    {
        foreach (var group in result.Findings.GroupBy(f => (f.Severity, f.Id)).OrderByDescending(g => g.Key.Severity))
        {
            var first = group.First();
            output.WriteLine($"{group.Key.Severity} {group.Key.Id} × {group.Count()}: {first.Sheet} {first.Cell?.Address} {first.Column} [{first.Observed}] {first.Message.In(Language.English)} {first.Expected.In(Language.English)}");
        }

        output.WriteLine(string.Join(", ", result.Ledger.Entries.GroupBy(e => (e.Outcome, e.Rule)).OrderBy(g => g.Key.Outcome).ThenBy(g => g.Key.Rule, StringComparer.Ordinal).Select(g => $"{g.Key.Outcome} {g.Key.Rule} {g.Count()}")));
    }

    private static string Folder(string definition) => Repository.PathOf("data-schema", definition);
}
