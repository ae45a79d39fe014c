using System.Text.Json;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Import;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>No hidden clock: numbers and bytes depend on the data cut alone, and the day of the run is recorded only where it chose the cut.</summary>
public sealed class ClockTests
{
    private static readonly string Lung = Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "Lung");

    [Fact]
    public void Report_WithAStatedCut_IsTheSameOnAnyDay()
    {
        using var early = On(2001);
        using var late = On(2040);

        var exits = new[] { early, late }.Select(c => Report(c, "--as-of", "2020-12-31"));

        Assert.Equal([0, 0], exits);
        var files = Directory.GetFiles(early["r"], "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 3);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(Path.Combine(late["r"], Path.GetRelativePath(early["r"], f)))));
    }

    [Fact]
    public void Report_WithoutAStatedCut_RecordsTheDay_AndVerifiesOnALaterOne()
    {
        using var early = On(2022, 6);
        using var late = On(2040);

        Assert.Equal(0, Report(early));
        Assert.Equal(0, Report(late));

        // Nothing after the day of the run counts: a follow-up until October 2022 is seen in June as it was then.
        Assert.Equal(("2022-05-21", "2022-06-01"), Cut(early));
        Assert.Equal(("2022-10-24", "2040-06-01"), Cut(late));
        Assert.Equal(0, late.Run("verify", early["r"], Path.Combine(Lung, "lung.xlsx"), "--definition", Lung));
    }

    [Fact]
    public void Reports_OfTheSameDataOnOtherDays_DoNotDiffer()
    {
        using var early = On(2023);
        using var late = On(2040);
        Report(early);
        Report(late);

        Assert.True(late.Run("compare", early["r"], late["r"]) == 0, late.Output);
    }

    [Fact]
    public void Report_WithAStatedCut_RecordsNoDay()
    {
        using var cli = On(2030);

        Report(cli, "--as-of", "2020-12-31");

        Assert.Equal(("2020-12-31", null), Cut(cli));
        Assert.Contains("2020-12-31, as stated", File.ReadAllText(Path.Combine(cli["r"], "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    // The second patient's latest date is 1 March; the first one's 32 or 31 days later.
    [InlineData("2026-04-02", null, 1)]
    [InlineData("2026-04-01", null, 0)]
    [InlineData("2026-04-02", "2026-04-02", 0)]
    public void Import_DefaultCutOfOnePatientAlone_Blocks(string first, string? asOf, int findings)
    {
        var bytes = TestStudy.Workbook(
            TestStudy.Sheet("Personnes", ["Personne", "Date d'information"], ["P1", new DateOnly(2026, 1, 5)], ["P2", new DateOnly(2026, 1, 6)]),
            TestStudy.Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P1", DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture)], ["T2", "P2", new DateOnly(2026, 3, 1)]));
        var definition = TestStudy.Definition with { Plan = TestStudy.Definition.Plan with { Levels = [new Level("person", "people", LocalizedText.Same("person"), LocalizedText.Same("people"))] } };

        var result = StudyImporter.Import(
            definition, new MemoryStream(bytes), "cut.xlsx",
            new ImportOptions(TestStudy.Today, asOf is null ? null : DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture)));

        var lone = result.Findings.Where(f => f.Id == "IMP-082").ToArray();
        Assert.Equal(findings, lone.Length);
        Assert.All(lone, f => Assert.Equal((Severity.Blocking, "Tubes!C2"), (f.Severity, f.Cell.ToString())));
        Assert.All(lone, f => Assert.Contains("--as-of", f.Action.In(Language.English), StringComparison.Ordinal));
    }

    private static CliRun On(int year, int month = 6) => new() { Today = new DateTimeOffset(year, month, 1, 12, 0, 0, TimeSpan.Zero) };

    private static int Report(CliRun cli, params string[] more) =>
        cli.Run(["report", Path.Combine(Lung, "lung.xlsx"), "--definition", Lung, "--no-pdf", "--out", cli["r"], .. more]);

    private static (string? AsOf, string? RunDay) Cut(CliRun cli)
    {
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(cli["r"], "results.json")));
        var provenance = results.RootElement.GetProperty("provenance");
        return (provenance.GetProperty("as_of").GetString(), provenance.TryGetProperty("run_day", out var day) ? day.GetString() : null);
    }
}
