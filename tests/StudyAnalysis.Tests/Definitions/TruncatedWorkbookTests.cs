using System.Globalization;
using StudyAnalysis.Cli;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A report at a data cut equals the report of the workbook that somebody cut by hand on that day.</summary>
public sealed class TruncatedWorkbookTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly LungCopy _copy;

    public TruncatedWorkbookTests() => _copy = new LungCopy(_cli["cut.xlsx"]);

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
        _copy.Edit(LungCopy.Patients, row =>
        {
            if (LungCopy.Number(row, 'F') > cut)
            {
                gone.Add(LungCopy.Text(row, 'A')!);
                return string.Empty;
            }

            kept += LungCopy.Text(row, 'A') == "Patient" ? 0 : 1;
            row = LungCopy.Number(row, 'H') > cut ? LungCopy.Without(row, 'H') : row;
            return LungCopy.Number(row, 'G') > cut ? LungCopy.With(row, 'G', cut) : row;
        });
        _copy.Edit(LungCopy.Visits, row => LungCopy.Number(row, 'B') > cut || gone.Contains(LungCopy.Text(row, 'A') ?? string.Empty) ? string.Empty : row);
        Assert.Equal(patients, kept);

        Report(Path.Combine(LungCopy.Definition, "lung.xlsx"), day, "whole");
        Report(_cli["cut.xlsx"], day, "cut");

        var lines = ReportDifference.Between(SavedReport.Read(_cli["whole"]), SavedReport.Read(_cli["cut"]), Language.English)
            .Where(l => !l.Contains("workbook_sha256", StringComparison.Ordinal));
        Assert.Empty(lines);
    }

    [Fact]
    public void DeathBeforeTheStart_IsAFindingAtItsCell_AndThePatientIsLeftOut()
    {
        // Start is 2020-01-01, 43831.
        _copy.Edit(LungCopy.Patients, row => LungCopy.Text(row, 'A') != "L-001" ? row : LungCopy.With(LungCopy.With(row, 'H', 43000), 'G', 43000));

        var import = Study.Load(LungCopy.Definition).Import(_cli["cut.xlsx"], new ImportOptions(new DateOnly(2026, 11, 23)));

        Assert.Equal(["G2", "H2"], import.Findings.Where(f => f.Id == "IMP-081").Select(f => f.Cell!.Value.Address).Order(StringComparer.Ordinal));
        var survival = Study.Analyze(import.Data!, Language.English, 1).Single(r => r.Id == "survival_by_sex");
        Assert.Equal(227, survival.Population.N);
        Assert.Equal(1, survival.Population.Excluded.Sum(e => e.N));
    }

    private void Report(string workbook, string day, string name)
    {
        var exit = _cli.Run("report", workbook, "--definition", LungCopy.Definition, "--as-of", day, "--no-pdf", "--out", _cli[name]);
        Assert.True(exit is 0 or 1, _cli.Error);
    }
}
