using Xunit;

namespace StudyAnalysis.Tests.Cli;

public sealed class VerifyAndCompareTests : IDisposable
{
    private readonly CliRun _cli = new();

    private static string Colon => CliRun.Definition("colon-moertel");

    private static string Workbook => Path.Combine(Colon, "colon-moertel.xlsx");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Verify_OfAnUntouchedReport_Ends0()
    {
        Report("a");
        Assert.Equal(0, _cli.Run("verify", _cli["a"], Workbook, "--definition", Colon, "--quiet"));
        Assert.Contains("results.json: the same", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("report.html: the same", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAChangedNumber_Ends1_NamingTheFile()
    {
        Report("a");
        var results = Path.Combine(_cli["a"], "results.json");
        File.WriteAllText(results, File.ReadAllText(results).Replace("0.720634920634921", "0.820634920634921", StringComparison.Ordinal) + " ");
        Assert.Equal(1, _cli.Run("verify", _cli["a"], Workbook, "--definition", Colon, "--quiet"));
        Assert.Contains("results.json: differs", _cli.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "is a report of colon-moertel, and rfa-crlm was read", "--definition")]
    [InlineData("fr", "est un rapport de colon-moertel, et rfa-crlm a été lu", "--definition")]
    public void Verify_WithTheDefinitionOfAnotherStudy_Ends2_NamingBoth(string language, string what, string action)
    {
        Report("a");
        Assert.Equal(2, _cli.Run("verify", _cli["a"], ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--quiet", "--lang", language));
        Assert.Contains(what, _cli.Error, StringComparison.Ordinal);
        Assert.Contains(action, _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("differs", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAFolderThatIsNoReport_Ends3() => Assert.Equal(3, _cli.Run("verify", _cli.Folder));

    [Fact]
    [Trait("Category", "Slow")]
    public void Verify_OfChangedFiguresAndAMissingPdf_NamesEach()
    {
        Assert.True(_cli.Run("report", Workbook, "--definition", Colon, "--out", _cli["a"], "--quiet") == 0, _cli.Error);
        var figures = Directory.GetFiles(Path.Combine(_cli["a"], "figures"));
        Assert.NotEmpty(figures);
        foreach (var figure in figures)
        {
            File.AppendAllText(figure, "<!-- -->");
        }

        File.Delete(Path.Combine(_cli["a"], "report.pdf"));

        Assert.Equal(1, _cli.Run("verify", _cli["a"], Workbook, "--definition", Colon, "--quiet"));

        Assert.All(figures, f => Assert.Contains($"figures/{Path.GetFileName(f)}: changed since the report was made", _cli.Output, StringComparison.Ordinal));
        Assert.Contains("report.pdf: missing", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfTheSame_Ends0()
    {
        Report("a");
        Assert.Equal(0, _cli.Run("compare", _cli["a"], _cli["a"]));
    }

    [Fact]
    public void Compare_OfAnotherSeed_SaysSo_AndNotThatDataChanged()
    {
        Report("a");
        Report("b", "--seed", "7");
        Assert.Equal(1, _cli.Run("compare", _cli["a"], _cli["b"]));
        Assert.Contains("seed    seed: 20260101 → 7", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("data ", _cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("method", _cli.Output, StringComparison.Ordinal);
    }

    private void Report(string folder, params string[] more)
    {
        var exit = _cli.Run(["report", Workbook, "--definition", Colon, "--out", _cli[folder], "--no-pdf", "--quiet", .. more]);
        Assert.True(exit == 0, _cli.Error);
    }
}
