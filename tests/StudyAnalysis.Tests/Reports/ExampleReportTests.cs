using System.Text.RegularExpressions;
using StudyAnalysis.Import;
using StudyAnalysis.Pdf;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Definitions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;
using Xunit;

namespace StudyAnalysis.Tests.Reports;

/// <summary>The whole report of the example study, printed.</summary>
public sealed partial class ExampleReportTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public async Task Print_ExampleStudy_MainPartHasAtMostTwelvePagesAndPageOneIsOne(Language language)
    {
        var report = Make(language);
        var outcome = await PdfPrinter.PrintAsync(report.Html, report.AsOf, PdfOptions.FromEnvironment());
        Assert.Equal(PdfStatus.Printed, outcome.Status);
        using var pdf = PdfDocument.Open(outcome.Pdf.ToArray());
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        int PageOf(string title) => bookmarks.GetNodes().OfType<DocumentBookmarkNode>().First(b => b.Level == 1 && b.Title.StartsWith(title, StringComparison.Ordinal)).PageNumber;

        Assert.Equal(2, PageOf(report.Document.Main[0].Title));
        Assert.InRange(PageOf(report.Document.Appendix[0].Title), 3, 13);
        Assert.All(pdf.GetPages(), p => Assert.InRange(p.Letters.Count, 200, int.MaxValue));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public void Make_InterimReport_ShowsNoPAndNoTraceOfOne(Language language)
    {
        var html = Text().Replace(Make(language).Html[..^1], " ");
        html = html[html.IndexOf("<body", StringComparison.Ordinal)..];
        html = html[..html.IndexOf("<script>", StringComparison.Ordinal)];

        Assert.DoesNotMatch(ValueOfP(), html);
        Assert.DoesNotContain("χ", html, StringComparison.Ordinal);
        Assert.Contains(language == Language.English ? "An interval still implies a p value" : "permet néanmoins de retrouver un p", html, StringComparison.Ordinal);
        Assert.DoesNotContain("reject", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rejette", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("effect of", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Print_FiguresDrawnWhileTheAnalysesRan_SamePdf()
    {
        await using var press = PdfPress.Start(PdfOptions.FromEnvironment());
        var import = Import();
        var results = Study.Analyze(import.Data!, Language.English, 20260101, progress: null, r => press.DrawAhead(r, ResultBlocks.Figures), CancellationToken.None);
        var report = Study.Report(import.Data!, import, results, new ReportOptions(Language.English, 20260101));
        var ahead = await press.PrintAsync(report.Html, report.AsOf);
        var plain = await PdfPrinter.PrintAsync(report.Html, report.AsOf, PdfOptions.FromEnvironment());
        Assert.Equal(PdfStatus.Printed, ahead.Status);
        Assert.True(ahead.Pdf.Span.SequenceEqual(plain.Pdf.Span));
        Assert.Equal(plain.Figures.Select(f => f.Id), ahead.Figures.Select(f => f.Id));
    }

    private static ImportResult Import() =>
        Study.Load(RfaCrlm.Folder).Import(Path.Combine(RfaCrlm.Folder, "example.xlsx"), new ImportOptions(new DateOnly(2026, 11, 23)));

    private static StudyReport Make(Language language)
    {
        var import = Import();
        return Study.Report(import.Data!, import, Study.Analyze(import.Data!, language, 20260101), new ReportOptions(language, 20260101));
    }

    [GeneratedRegex("<style>[^<]*</style>|<script type=\"application/json\"[^>]*>[^<]*</script>", RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex(@"\bp\s?(=|<|&lt;|≤|≥)\s?0", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ValueOfP();
}
