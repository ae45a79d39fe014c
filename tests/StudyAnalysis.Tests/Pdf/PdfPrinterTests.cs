using System.Text;
using System.Xml.Linq;
using StudyAnalysis.Html;
using StudyAnalysis.Pdf;
using StudyAnalysis.Schema;
using UglyToad.PdfPig;
using StudyAnalysis.Tests.Reports;
using Xunit;

namespace StudyAnalysis.Tests.Pdf;

public sealed class PdfPrinterTests
{
    private static readonly DateOnly AsOf = new(2026, 8, 4);

    [Fact]
    public void NumberNodes_TheSameElementsCountedFromElsewhere_AreTheSameBytes()
    {
        var first = "/ID (node00000341)>> /Headers [(node00000345)] /Names [(node00000341) 9 0 R (node00000345) (node12)]"u8.ToArray();
        var second = "/ID (node00000340)>> /Headers [(node00000344)] /Names [(node00000340) 9 0 R (node00000344) (node12)]"u8.ToArray();
        PrintedPage.NumberNodes(first);
        PrintedPage.NumberNodes(second);
        Assert.Equal("/ID (node00000001)>> /Headers [(node00000002)] /Names [(node00000001) 9 0 R (node00000002) (node12)]"u8.ToArray(), first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Print_NoBrowser_SaysSoAndWhatToDo()
    {
        var outcome = await PdfPrinter.PrintAsync("<html>", AsOf, new PdfOptions { SearchPath = [Path.GetTempPath()], SearchUsualPlaces = false });
        Assert.Equal(PdfStatus.NoBrowser, outcome.Status);
        Assert.Contains("STUDY_BROWSER", outcome.Message.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("aucun navigateur", outcome.Message.In(Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Print_BrowserNamedButAbsent_NamesIt()
    {
        var outcome = await PdfPrinter.PrintAsync("<html>", AsOf, new PdfOptions { Browser = "/nowhere/browser" });
        Assert.Equal(PdfStatus.NoBrowser, outcome.Status);
        Assert.Contains("/nowhere/browser", outcome.Message.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_SampleReport_IsAPdfWithTagsBookmarksAndFonts()
    {
        var outcome = await Print(Language.French);
        Assert.Equal(string.Empty, outcome.Message.In(Language.English));
        Assert.Equal(PdfStatus.Printed, outcome.Status);
        using var pdf = PdfDocument.Open(outcome.Pdf.ToArray());
        Assert.InRange(pdf.NumberOfPages, 4, 12);
        var page = pdf.GetPage(1);
        Assert.Equal(595, page.Width, 1.0);
        Assert.Equal(842, page.Height, 1.0);
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        Assert.NotEmpty(bookmarks.Roots);
        Assert.All(pdf.GetPages(), p => Assert.Contains("SYNTHETIC", p.Text, StringComparison.Ordinal));
        Assert.All(pdf.GetPages(), p => Assert.Contains($"Page {p.Number} sur {pdf.NumberOfPages}", p.Text, StringComparison.Ordinal));
        Assert.Contains(pdf.GetPages().SelectMany(p => p.Letters), l => l.FontName?.Contains("IBMPlexSans", StringComparison.Ordinal) == true);
        Assert.Equal("D:20260804000000+00'00'", pdf.Information.CreationDate);
        Assert.Contains("/MarkInfo", Encoding.Latin1.GetString(outcome.Pdf.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_Twice_SameBytes()
    {
        var first = await Print(Language.English);
        var second = await Print(Language.English);
        Assert.True(first.Pdf.Span.SequenceEqual(second.Pdf.Span));
        Assert.Equal(first.Figures, second.Figures);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_Figures_AreWellFormedSvgWithTextAndMark()
    {
        var outcome = await Print(Language.English);
        Assert.Equal(7, outcome.Figures.Length);
        foreach (var figure in outcome.Figures)
        {
            var svg = XDocument.Parse(figure.Svg).Root!;
            Assert.Equal("{http://www.w3.org/2000/svg}svg", svg.Name.ToString());
            Assert.Contains("SYNTHETIC", svg.Value, StringComparison.Ordinal);
            Assert.Contains("IBM Plex Sans", figure.Svg, StringComparison.Ordinal);
            Assert.DoesNotContain(svg.Descendants("{http://www.w3.org/2000/svg}g"), g => g.IsEmpty || !g.Nodes().Any());
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_PageWithoutItsScript_IsNotReady()
    {
        var outcome = await PdfPrinter.PrintAsync("<!DOCTYPE html><html><body>x</body></html>", AsOf, PdfOptions.FromEnvironment());
        Assert.Equal(PdfStatus.NotReady, outcome.Status);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_NoTime_IsStoppedAndSaysSo()
    {
        var outcome = await PdfPrinter.PrintAsync(Page(Language.English), AsOf, PdfOptions.FromEnvironment() with { Limit = TimeSpan.FromMilliseconds(20) });
        Assert.Equal(PdfStatus.TimedOut, outcome.Status);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PdfPrinter.PrintAsync(Page(Language.English), AsOf, PdfOptions.FromEnvironment(), cancelled.Token));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_BrowserThatKnowsNoPipe_PrintsTheSameFromItsCommandLine()
    {
        var script = Script($"case \"$*\" in *remote-debugging-pipe*) exit 1;; esac; exec {BrowserFinder.Find(PdfOptions.FromEnvironment())} \"$@\"");
        var outcome = await PdfPrinter.PrintAsync(Page(Language.English), AsOf, new PdfOptions { Browser = script });
        Assert.Equal(string.Empty, outcome.Message.In(Language.English));
        var piped = await Print(Language.English);
        Assert.True(outcome.Pdf.Span.SequenceEqual(piped.Pdf.Span));
        Assert.Equal(piped.Figures, outcome.Figures);
    }

    [Fact]
    public async Task Print_BrowserThatEndsAtOnce_SaysItsCodeAndLastWords()
    {
        var outcome = await PdfPrinter.PrintAsync("<html>", AsOf, new PdfOptions { Browser = Script("echo no display >&2; exit 3") });
        Assert.Equal(PdfStatus.BrowserFailed, outcome.Status);
        Assert.Contains("ended with code 3. no display", outcome.Message.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Print_BrowserThatNeverAnswers_IsStopped()
    {
        var pid = Path.GetTempFileName();
        var outcome = await PdfPrinter.PrintAsync(
            "<html>", AsOf, new PdfOptions { Browser = Script($"echo $$ > {pid}; exec sleep 600"), Limit = TimeSpan.FromSeconds(1) });
        Assert.Equal(PdfStatus.TimedOut, outcome.Status);
        Assert.False(IsRunning(pid));
    }

    [Fact]
    public async Task Dispose_NothingPrinted_StopsTheBrowser()
    {
        var pid = Path.GetTempFileName();
        await using (var press = PdfPress.Start(new PdfOptions { Browser = Script($"echo $$ > {pid}; exec sleep 600") }))
        {
            for (var waited = 0; new FileInfo(pid).Length == 0 && waited < 1000; waited++)
            {
                await Task.Delay(10);
            }
        }

        Assert.False(IsRunning(pid));
    }

    private static bool IsRunning(string pidFile) => Directory.Exists("/proc/" + File.ReadAllText(pidFile).Trim());

    private static string Script(string body)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands for the browser");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return file;
    }

    private static Task<PdfOutcome> Print(Language language) => PdfPrinter.PrintAsync(Page(language), AsOf, PdfOptions.FromEnvironment());

    private static string Page(Language language)
    {
        var result = SampleDocument.Result(language);
        return HtmlRenderer.Render(SampleDocument.Document(result), [result]);
    }
}
