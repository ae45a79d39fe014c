using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Definitions;

/// <summary>A data cut that the data do not reach is said on page one: the study runs from 1 January 2020 to 24 October 2022.</summary>
public sealed class CutNoticeTests : IDisposable
{
    private const string LongAfter = "The data end long before the data cut";
    private const string BeforeAll = "The data cut lies before the first patient";

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("2040-01-01", "en", "The latest date in the workbook is 24 October 2022, 6278 days before the cut.")]
    [InlineData("2022-11-25", "en", "The latest date in the workbook is 24 October 2022, 32 days before the cut.")]
    [InlineData("2040-01-01", "fr", "La date la plus récente du classeur est le 24 octobre 2022, 6278 jours avant la date de gel.")]
    [InlineData("2019-06-30", "en", "Every patient of the workbook was enrolled after 30 June 2019: at this cut the study holds none.")]
    [InlineData("2019-12-31", "fr", "Tous les patients du classeur ont été inclus après le 31 décembre 2019")]
    public void CutBeyondTheData_IsOnPageOne(string cut, string language, string sentence) =>
        Assert.Contains(sentence, PageOne(cut, language), StringComparison.Ordinal);

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("2021-01-01")]
    [InlineData("2022-10-24")]
    [InlineData("2022-11-24")]
    public void CutThatTheDataReach_IsNotRemarkedOn(string cut)
    {
        var pageOne = PageOne(cut, "en");

        Assert.DoesNotContain(LongAfter, pageOne, StringComparison.Ordinal);
        Assert.DoesNotContain(BeforeAll, pageOne, StringComparison.Ordinal);
    }

    private string PageOne(string cut, string language)
    {
        _cli.Run("report", Path.Combine(LungCopy.Definition, "lung.xlsx"), "--definition", LungCopy.Definition, "--out", _cli["out"], "--no-pdf", "--lang", language, "--as-of", cut);
        return PageOneText.Of(_cli["out"]);
    }
}
