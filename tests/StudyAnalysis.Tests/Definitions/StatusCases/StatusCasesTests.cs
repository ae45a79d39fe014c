using System.Globalization;
using StudyAnalysis.Engine;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions.StatusCases;

/// <summary>Whether somebody died is not known, or not when: states of their own, held against R (reference.R).</summary>
public sealed class StatusCasesTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void UnknownStatus_IsLeftOutAndCounted()
    {
        var results = Run("unknown-status", "lung-status.xlsx");
        var survival = results["survival"];

        Assert.Equal([new ExcludedUnits("status not known", 10)], survival.Population.Excluded);
        Assert.Contains(survival.Notes, n => n.Contains("it is not known whether they had the event: 10", StringComparison.Ordinal));
        foreach (var row in Reference("unknown-status"))
        {
            var actual = row[1] == "reverse" ? results["follow_up"].Statistics.First(s => s.Context == "followUp.reverse" && s.Name == "median")
                : survival.Statistics.First(s => s.Context == "survival" && s.Name == row[2] && (s.Group2Level ?? string.Empty) == row[1]);
            AssertEqual(row, actual);
        }
    }

    [Fact]
    public void DeadWithoutDate_IsLeftOutCountedAndBlocking()
    {
        var survival = Run("dead-without-date", "lung-dead.xlsx")["survival_by_sex"];

        Assert.Contains(new ExcludedUnits("event without a date", 40), survival.Population.Excluded);
        Assert.Contains(survival.Notes, n => n.Contains("unknown date: 40", StringComparison.Ordinal) && n.Contains("free of the event overestimated", StringComparison.Ordinal));
        foreach (var row in Reference("dead-without-date"))
        {
            AssertEqual(row, survival.Statistics.First(s => row[2] == "chisq"
                ? s is { Context: "logrank", Name: "statistic" }
                : s.Context == "survival" && s.Name == row[2] && s.Group1Level == row[1] && s.Group2Level is null));
        }

        var import = Import("dead-without-date", "lung-dead.xlsx");
        var findings = import.Findings.Where(f => f.Id == "IMP-080").ToArray();
        Assert.Equal(40, findings.Length);
        Assert.All(findings, f => Assert.Equal((Severity.Blocking, "Death"), (f.Severity, f.Column)));
        Assert.Equal("H3", findings[0].Cell?.Address);
    }

    [Theory]
    [InlineData("en", "No dates in the workbook: no data cut", "no dates: no data cut")]
    [InlineData("fr", "Pas de dates dans le classeur : pas de gel des données", "pas de dates : pas de gel")]
    public void WithoutDates_ThereIsNoCut_AndTheReportSaysSo(string language, string title, string footer)
    {
        using var cli = new CliRun();

        var exit = cli.Run("report", Path.Combine(Folder("unknown-status"), "lung-status.xlsx"), "--definition", Folder("unknown-status"), "--no-pdf", "--lang", language, "--out", cli["r"]);

        Assert.Equal(0, exit);
        var html = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(cli["r"], "report.html"))).Replace('\u00A0', ' ');
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains(footer, html, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-11-01 ·", html, StringComparison.Ordinal);
        Assert.Contains("\"as_of\": null", File.ReadAllText(Path.Combine(cli["r"], "results.json")), StringComparison.Ordinal);
        Assert.Equal(0, cli.Run("verify", cli["r"], Path.Combine(Folder("unknown-status"), "lung-status.xlsx"), "--definition", Folder("unknown-status")));
    }

    [Fact]
    public void WithoutDates_AStatedCutOnlyDatesTheReport()
    {
        using var cli = new CliRun();

        cli.Run("report", Path.Combine(Folder("unknown-status"), "lung-status.xlsx"), "--definition", Folder("unknown-status"), "--no-pdf", "--as-of", "2020-01-31", "--out", cli["r"]);

        Assert.Contains("the cut only dates this report", File.ReadAllText(Path.Combine(cli["r"], "report.html")), StringComparison.Ordinal);
        Assert.Contains("\"n\": 218", File.ReadAllText(Path.Combine(cli["r"], "results.json")), StringComparison.Ordinal);
    }

    private static void AssertEqual(string[] row, Statistic actual)
    {
        var expected = double.Parse(row[3], CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(actual.Value.Value - expected) <= Tolerance * Math.Abs(expected), $"{string.Join(' ', row)}: {actual.Value.Value:R}");
    }

    private static Dictionary<string, AnalysisResult> Run(string study, string workbook) =>
        Study.Analyze(Import(study, workbook).Data!, Language.English, 1).ToDictionary(r => r.Id, StringComparer.Ordinal);

    private static ImportResult Import(string study, string workbook) =>
        Study.Load(Folder(study)).Import(Path.Combine(Folder(study), workbook), new ImportOptions(new DateOnly(2026, 11, 23)));

    private static string Folder(string study) => Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "StatusCases", study);

    private static IEnumerable<string[]> Reference(string study) => File.ReadLines(Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "StatusCases", "reference.csv"))
        .Skip(1).Select(l => l.Split(',')).Where(r => r[0] == study);
}
