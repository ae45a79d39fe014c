using StudyAnalysis.Cli;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>Many negative times are one large loss, as refused rows are: blocking, and in words on page one.</summary>
public sealed class NegativeTimesTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly LungCopy _copy;

    public NegativeTimesTests() => _copy = new LungCopy(_cli["lung.xlsx"]);

    public void Dispose() => _cli.Dispose();

    [Theory]
    // The last contact of the dead is their death: only the 63 censored end before a start that stands in the column of the last contact.
    [InlineData("en", "Many negative times", "Patients, death: 63 of 228 times are negative (event or last follow-up before the start).")]
    [InlineData("fr", "Nombreuses durées négatives", "Patients, death : 63 durées négatives sur 228 (événement ou dernier suivi avant le début).")]
    public void ExchangedHeaders_BlockTheReport_AndAreOnPageOne(string language, string title, string sentence)
    {
        _copy.Edit(LungCopy.Patients, row => LungCopy.Text(row, 'A') != "Patient" ? row
            : row.Replace(">Start<", ">?<", StringComparison.Ordinal).Replace(">Last contact<", ">Start<", StringComparison.Ordinal).Replace(">?<", ">Last contact<", StringComparison.Ordinal));

        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run(
            "report", _cli["lung.xlsx"], "--definition", LungCopy.Definition, "--out", _cli["out"], "--no-pdf", "--lang", language));

        var pageOne = PageOneText.Of(_cli["out"]);
        Assert.Contains(title, pageOne, StringComparison.Ordinal);
        Assert.Contains(sentence, pageOne, StringComparison.Ordinal);
    }

    [Theory]
    // 5 % of 228 are 11.4.
    [InlineData(2, false)]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void NegativeTimes_BlockFromThreeAndMoreThanFivePercent(int negative, bool isBlocking)
    {
        var left = negative;
        _copy.Edit(LungCopy.Patients, row => LungCopy.Number(row, 'F') is null || LungCopy.Number(row, 'H') is not null || left-- <= 0 ? row : LungCopy.With(row, 'G', 43000));

        var import = Study.Load(LungCopy.Definition).Import(_cli["lung.xlsx"], new ImportOptions(new DateOnly(2026, 11, 23), new DateOnly(2022, 10, 24)));

        Assert.Equal(negative, import.Findings.Count(f => f.Id == "IMP-081"));
        Assert.Equal(isBlocking, import.HasBlocking);
        Assert.Equal(isBlocking ? 1 : 0, import.Losses.Count(l => l.Endpoint?.In(Language.English) == "death" && (l.Refused, l.Total, l.IsBlocking) == (negative, 228, true)));
        Assert.Equal(isBlocking, import.Findings.Any(f => f is { Id: "IMP-084", Severity: Severity.Blocking, Sheet: "Patients" }));
        var survival = Study.Analyze(import.Data!, Language.English, 1).Single(r => r.Id == "survival_by_sex");
        Assert.Equal(negative, survival.Population.Excluded.Sum(e => e.N));
    }
}
