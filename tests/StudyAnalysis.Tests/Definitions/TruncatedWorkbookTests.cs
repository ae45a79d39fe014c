using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using StudyAnalysis.Cli;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A report at a data cut equals the report of the workbook that somebody cut by hand on that day.</summary>
public sealed partial class TruncatedWorkbookTests : IDisposable
{
    private const string Patients = "xl/worksheets/sheet1.xml";
    private const string Visits = "xl/worksheets/sheet2.xml";

    private static readonly string Lung = Repository.PathOf("tests", "StudyAnalysis.Tests", "Definitions", "Lung");

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("2020-06-30", 182)]
    [InlineData("2020-12-31", 228)]
    [InlineData("2021-06-30", 228)]
    public void Report_AtACut_IsThatOfTheWorkbookCutByHand(string day, int patients)
    {
        var cut = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1899, 12, 30).DayNumber;
        var kept = 0;
        var gone = new HashSet<string>(StringComparer.Ordinal);
        Edit(Patients, row =>
        {
            if (Number(row, 'F') > cut)
            {
                gone.Add(Text(row, 'A')!);
                return string.Empty;
            }

            kept += Text(row, 'A') == "Patient" ? 0 : 1;
            row = Number(row, 'H') > cut ? Cell('H').Replace(row, string.Empty) : row;
            return Number(row, 'G') > cut ? Value('G').Replace(row, m => $"{m.Groups["before"].Value}{cut}<") : row;
        });
        Edit(Visits, row => Number(row, 'B') > cut || gone.Contains(Text(row, 'A') ?? string.Empty) ? string.Empty : row);
        Assert.Equal(patients, kept);

        Report(Path.Combine(Lung, "lung.xlsx"), day, "whole");
        Report(_cli["cut.xlsx"], day, "cut");

        var lines = ReportDifference.Between(SavedReport.Read(_cli["whole"]), SavedReport.Read(_cli["cut"]), Language.English)
            .Where(l => !l.Contains("workbook_sha256", StringComparison.Ordinal));
        Assert.Empty(lines);
    }

    [Fact]
    public void DeathBeforeTheStart_IsAFindingAtItsCell_AndThePatientIsLeftOut()
    {
        // Start is 2020-01-01, 43831.
        Edit(Patients, row => Text(row, 'A') != "L-001" ? row : Value('G').Replace(Value('H').Replace(row, "${before}43000<"), "${before}43000<"));

        var import = Study.Load(Lung).Import(_cli["cut.xlsx"], new ImportOptions(new DateOnly(2026, 11, 23)));

        Assert.Equal(["G2", "H2"], import.Findings.Where(f => f.Id == "IMP-081").Select(f => f.Cell!.Value.Address).Order(StringComparer.Ordinal));
        var survival = Study.Analyze(import.Data!, Language.English, 1).Single(r => r.Id == "survival_by_sex");
        Assert.Equal(227, survival.Population.N);
        Assert.Equal(1, survival.Population.Excluded.Sum(e => e.N));
    }

    private void Report(string workbook, string day, string name)
    {
        var exit = _cli.Run("report", workbook, "--definition", Lung, "--as-of", day, "--no-pdf", "--out", _cli[name]);
        Assert.True(exit is 0 or 1, _cli.Error);
    }

    private void Edit(string part, Func<string, string> change)
    {
        if (!File.Exists(_cli["cut.xlsx"]))
        {
            File.Copy(Path.Combine(Lung, "lung.xlsx"), _cli["cut.xlsx"]);
        }

        using var zip = ZipFile.Open(_cli["cut.xlsx"], ZipArchiveMode.Update);
        var entry = zip.GetEntry(part)!;
        string xml;
        using (var reader = new StreamReader(entry.Open()))
        {
            xml = reader.ReadToEnd();
        }

        entry.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(part).Open());
        writer.Write(Row().Replace(xml, m => change(m.Value)));
    }

    private static double? Number(string row, char column) =>
        Value(column).Match(row) is { Success: true } m ? double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture) : null;

    private static string? Text(string row, char column) =>
        Regex.Match(row, $"<c r=\"{column}\\d+\"[^>]*><is><t>(?<text>[^<]*)<", RegexOptions.ExplicitCapture) is { Success: true } m ? m.Groups["text"].Value : null;

    private static Regex Value(char column) => new($"(?<before><c r=\"{column}\\d+\"[^>]*><v>)(?<value>[^<]*)<", RegexOptions.ExplicitCapture);

    private static Regex Cell(char column) => new($"<c r=\"{column}\\d+\"[^>]*>.*?</c>", RegexOptions.ExplicitCapture);

    [GeneratedRegex("<row .*?</row>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Row();
}
