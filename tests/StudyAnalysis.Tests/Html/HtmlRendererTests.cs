using System.Globalization;
using AngleSharp.Html.Parser;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Html;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Reports;
using Xunit;

namespace StudyAnalysis.Tests.Html;

public sealed class HtmlRendererTests
{
    [Fact]
    public void Render_SameDocument_SameText() => Assert.Equal(Render(Language.English), Render(Language.English));

    [Fact]
    public void Render_HostileText_StaysText()
    {
        var page = Parse(Language.English);
        Assert.DoesNotContain(page.Scripts, s => s.TextContent.Trim() == "alert('x')");
        Assert.DoesNotContain(page.QuerySelectorAll("b"), b => b.TextContent == "bold");
        Assert.Single(page.Head!.QuerySelectorAll("script"));
        Assert.Equal(2, page.Body!.QuerySelectorAll("script:not([type])").Length);
        Assert.Contains("</script><script>alert('x')</script> \"quoted\" & <b>bold</b>", page.QuerySelector("main ul li:last-child")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Body!.TextContent);
        Assert.Single(page.QuerySelectorAll("style"));
    }

    [Fact]
    public void Render_EveryNumber_IsARowOfItsResult()
    {
        var result = SampleDocument.Result(Language.French);
        var page = new HtmlParser().ParseDocument(HtmlRenderer.Render(SampleDocument.Document(result), [result]));
        var numbers = page.QuerySelectorAll(".stat");
        Assert.True(numbers.Length > 300);
        Assert.All(numbers, n =>
        {
            var statistic = result.Statistics[int.Parse(n.GetAttribute("data-row")!, CultureInfo.InvariantCulture)];
            Assert.Equal("marker-change", n.GetAttribute("data-analysis"));
            Assert.Equal(statistic.Name, n.GetAttribute("data-stat"));
            if (statistic.Value.IsEstimable)
            {
                Assert.Equal(statistic.Value.Value, double.Parse(n.GetAttribute("value")!, CultureInfo.InvariantCulture));
                Assert.Equal(NumberFormatter.Format(statistic, Language.French), n.TextContent);
            }
        });
    }

    [Fact]
    public void Render_Page_AsksNothingOfTheNetwork()
    {
        var page = Parse(Language.English);
        Assert.Empty(page.QuerySelectorAll("link, img, iframe, object, embed, script[src]"));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.StartsWith("#", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.DoesNotContain("url(http", page.QuerySelector("style")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Links_HaveTheirTargets()
    {
        var page = Parse(Language.English);
        Assert.All(page.QuerySelectorAll("a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Render_Tables_HaveCaptionsAndScopes()
    {
        var page = Parse(Language.English);
        Assert.All(page.QuerySelectorAll("table"), t => Assert.NotEmpty(t.QuerySelector("caption")!.TextContent));
        Assert.All(page.QuerySelectorAll("th"), t => Assert.Contains(t.GetAttribute("scope"), new[] { "col", "row", "rowgroup" }));
    }

    [Fact]
    public void Render_NotEstimable_SaysWhyOnceUnderTheTable()
    {
        var table = Parse(Language.English).GetElementById("tab-marker-change")!;
        Assert.Equal(2, table.QuerySelectorAll("td span.stat").Length);
        Assert.Contains("NE: not estimable; a\u00A0no event in either group.", table.QuerySelector("p.note")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_Synthetic_IsSaidOnEveryPageAndFigure(bool isSynthetic)
    {
        var result = SampleDocument.Result(Language.English);
        var page = new HtmlParser().ParseDocument(HtmlRenderer.Render(SampleDocument.Document(result, isSynthetic), [result]));
        Assert.All(page.QuerySelectorAll("script[data-figure]"), f => Assert.Equal(isSynthetic, f.TextContent.Contains("SYNTHETIC", StringComparison.Ordinal)));
        Assert.Equal(isSynthetic, page.QuerySelector("style")!.TextContent.Contains("@top-center{content:\"SYNTHETIC", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.English, "en", "Skip to the report")]
    [InlineData(Language.French, "fr", "Aller au rapport")]
    public void Render_Language_IsDeclaredAndUsed(Language language, string code, string skip)
    {
        var page = Parse(language);
        Assert.Equal(code, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(skip, page.QuerySelector("a.skip")!.TextContent);
    }

    [Fact]
    public void Write_Character_IsItsLetter() =>
        Assert.Equal(["R", "atio"], RichText.Write($"{'R'}atio").Inlines.OfType<Inline.Text>().Select(t => t.Content));

    [Fact]
    public void Render_NoFigures_NeedsNoPlotly()
    {
        var document = SampleDocument.Document(SampleDocument.Result(Language.English)) with { Main = [], Appendix = [] };
        Assert.True(HtmlRenderer.Render(document, []).Length < 300_000);
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(Language language) => new HtmlParser().ParseDocument(Render(language));

    private static string Render(Language language)
    {
        var result = SampleDocument.Result(language);
        return HtmlRenderer.Render(SampleDocument.Document(result), [result]);
    }
}
