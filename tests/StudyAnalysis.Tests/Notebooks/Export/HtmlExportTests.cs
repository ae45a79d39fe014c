using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Export;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Notebooks.Books;
using StudyAnalysis.Tests.Html;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Export;

public sealed class HtmlExportTests
{
    private static IHtmlDocument Page(params NotebookCell[] cells) => Page(Language.English, cells);

    private static IHtmlDocument Page(Language language, params NotebookCell[] cells) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(HtmlExport.ToBytes(new NotebookDocument([.. cells]), "name", language, null)));

    private static NotebookCell Code(string source, params string[] outputs) =>
        new("c1", CellKind.Code, source) { ExecutionCount = 1, Outputs = [.. outputs.Select(o => JsonNode.Parse(o)!.AsObject())] };

    private static NotebookCell Text(string source) => new("m1", CellKind.Markdown, source);

    [Fact]
    public void Page_HasTitleLanguageAndReadableParts()
    {
        var page = Page(Language.French, Text("intro\n\n# A *study*\n\n| a | b |\n|---|---|\n| 1 | 2 |"), Code("var x = 1; // one"));
        Assert.Equal("A study", page.Title);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("2", page.QuerySelectorAll(".text td")[1].TextContent);
        Assert.Equal("var x = 1; // one", page.QuerySelector(".in code")!.TextContent);
        Assert.Equal("// one", page.QuerySelector(".in .c")!.TextContent);
        Assert.Equal("var", page.QuerySelector(".in .k")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, link, img[src^=http]"));
        Assert.Equal("name", Page(Code("1")).Title);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("text <img src=x onerror=alert(1)> more")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScript:alert(1))")]
    [InlineData("![x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("<javascript:alert(1)>")]
    public void Markdown_CannotBringScriptsIn(string markdown)
    {
        var page = Page(Text(markdown));
        Assert.Empty(page.QuerySelectorAll("script, .text [onerror]"));
        Assert.DoesNotContain(
            page.QuerySelectorAll("[href],[src]"),
            e => (e.GetAttribute("href") ?? e.GetAttribute("src"))!.ToUpperInvariant() is var url && (url.StartsWith("JAVASCRIPT", StringComparison.Ordinal) || url.StartsWith("DATA:TEXT", StringComparison.Ordinal)));
    }

    [Fact]
    public void Outputs_AreEscaped_SaveHtml()
    {
        var page = Page(Code(
            "1 < 2",
            """{"output_type":"stream","name":"stderr","text":["<b>warn</b>\n","two"]}""",
            """{"output_type":"display_data","data":{"text/plain":"plain","text/html":["<i>","html</i>"]},"metadata":{}}""",
            """{"output_type":"execute_result","data":{"text/plain":"<u>plain</u>"},"metadata":{},"execution_count":1}""",
            """{"output_type":"display_data","data":{"text/plain":"alt \"text\"","image/svg+xml":"<svg><script>alert(1)</script></svg>"},"metadata":{}}""",
            """{"output_type":"display_data","data":{"text/markdown":"**strong** <b>"},"metadata":{}}"""));
        Assert.Equal("<b>warn</b>\ntwo", page.QuerySelector("pre.stderr")!.TextContent);
        Assert.Equal("html", page.QuerySelector(".out i")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("u, .out b, script"));
        Assert.Equal("alt \"text\"", page.QuerySelector("img")!.GetAttribute("alt"));
        Assert.StartsWith("data:image/svg+xml;base64,", page.QuerySelector("img")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("strong", page.QuerySelector(".out strong")!.TextContent);
    }

    [Fact]
    public void Failure_IsSaidOnTop_WithALinkToItsCell()
    {
        const string Error = """{"output_type":"error","ename":"E","evalue":"bad","traceback":["\u001b[31mE\u001b[0m: bad <x>","line 2"]}""";
        var page = Page(Text("# t"), Code("throw", Error));
        Assert.Equal("#cell-c1", page.QuerySelector("p.failed a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("cell-c1"));
        Assert.Equal("E: bad <x>\nline 2", page.QuerySelector("pre.error")!.TextContent);
        Assert.Equal("color:var(--ansi-1)", page.QuerySelector("pre.error span")!.GetAttribute("style"));
        Assert.Null(Page(Code("throw", Error) with { Metadata = new JsonObject { ["tags"] = new JsonArray("raises-exception") } }).QuerySelector("p.failed"));
    }

    [Theory]
    [InlineData("plain <b>", "plain &lt;b&gt;")]
    [InlineData("\u001b[1;32mok\u001b[0m no", "<span style=\"color:var(--ansi-2);font-weight:600\">ok</span> no")]
    [InlineData("\u001b[38;5;196mred\u001b[39m", "<span style=\"color:rgb(255 0 0)\">red</span>")]
    [InlineData("\u001b[38;5;12mb\u001b[m", "<span style=\"color:var(--ansi-4b)\">b</span>")]
    [InlineData("\u001b[48;2;1;2;3mx", "<span style=\"background:rgb(1 2 3)\">x</span>")]
    [InlineData("\u001b[3;4mx\u001b[23my", "<span style=\"font-style:italic;text-decoration:underline\">x</span><span style=\"text-decoration:underline\">y</span>")]
    [InlineData("a\u001b[2Kb\u001b[38;5mc\u001b[", "abc")]
    [InlineData("\u001b]0;title\u0007x", "0;title\u0007x")]
    public void AnsiText_BecomesSpans(string text, string html) => Assert.Equal(html, AnsiText.ToHtml(text));

    [Theory]
    [InlineData("")]
    [InlineData("#!time\n#r \"nuget: X, 1.0\"\nvar s = $\"a{1}b\"; /* c */ 'x' <T>() => @\"v\" \"\"\"raw\"\"\"")]
    [InlineData("this is { not C# at all \" <")]
    [InlineData("// only a comment\r\n\t  \n")]
    [InlineData("#if X\nskipped < text\n#endif\nint i;")]
    public void CodeHtml_KeepsEveryCharacter(string code) =>
        Assert.Equal(code.ReplaceLineEndings("\n"), new HtmlParser().ParseDocument("<body><div>" + CodeHtml.Of(code)).QuerySelector("div")!.TextContent);

    [Fact]
    public void Attachments_AndPicturesBesideTheNotebook_AreInThePage()
    {
        var folder = Directory.CreateTempSubdirectory("study-html-");
        File.WriteAllBytes(Path.Combine(folder.FullName, "b c.png"), [1, 2, 3]);
        var cell = Text("![a](attachment:a.png) ![b](b%20c.png) ![no](missing.png)") with
        {
            OtherFields = new JsonObject { ["attachments"] = new JsonObject { ["a.png"] = new JsonObject { ["image/png"] = "QUJD" } } },
        };
        var html = Encoding.UTF8.GetString(HtmlExport.ToBytes(new NotebookDocument([cell]), "n", Language.English, folder.FullName));
        Assert.Contains("data:image/png;base64,QUJD", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,AQID", html, StringComparison.Ordinal);
        Assert.Contains("missing.png", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Page_HasAPolicy_BeforeAnythingThatItCovers()
    {
        var page = Page(Code("1", Html("<script>alert(1)</script><img src=x onerror=alert(2)>")));
        var policy = page.Head!.Children.OfType<IHtmlMetaElement>().Single(m => m.HttpEquivalent == "Content-Security-Policy");
        Assert.Equal("default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'", policy.Content);
        Assert.DoesNotContain(page.Head.Children.TakeWhile(c => c != policy), c => c is IHtmlScriptElement or IHtmlStyleElement or IHtmlLinkElement);
    }

    [Fact]
    public void Page_WithAFigure_AllowsTheScriptsThatDrawItAlone()
    {
        var page = Page(Code("figure", Html(FigureHtml())), new NotebookCell("c2", CellKind.Code, "2") { Outputs = [JsonNode.Parse(Html("<script>alert(1)</script>"))!.AsObject()] });
        var policy = page.Head!.Children.OfType<IHtmlMetaElement>().Single(m => m.HttpEquivalent == "Content-Security-Policy").Content!;
        var scripts = page.QuerySelectorAll("script:not([type])").Select(s => s.TextContent).ToArray();
        Assert.Equal(3, scripts.Length);
        Assert.Equal([true, true, false], scripts.Select(s => policy.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'", StringComparison.Ordinal)));
        Assert.DoesNotContain("script-src 'unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Page_InTheBrowser_DrawsItsFigures_AndRunsNothingElse()
    {
        const string Hostile = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"><a id=go href=\"javascript:document.title='run'\">x</a>"
            + "<iframe srcdoc=\"<script>parent.document.title='run'</script>\"></iframe>";
        var document = new NotebookDocument([Text("# Title"), Code("figure", Html(FigureHtml()), Html(Hostile))]);
        var folder = Directory.CreateTempSubdirectory("study-html-");
        var file = Path.Combine(folder.FullName, "page.html");
        await File.WriteAllBytesAsync(file, HtmlExport.ToBytes(document, "n", Language.English, null), TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(await BrowserDump.Of(file, folder.FullName, "1280,900"));
        Assert.Equal("Title", page.Title);
        Assert.NotEmpty(page.QuerySelectorAll(".study-out .main-svg path"));
        Assert.Empty(page.QuerySelectorAll(".study-out .waiting"));
        folder.Delete(recursive: true);
    }

    private static string FigureHtml() => new OutputFormatter().Format(Cohort.Figures(Opened.Example.First("survival"))[0]).Data[MimeBundle.Html];

    private static string Html(string html) =>
        new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { [MimeBundle.Html] = html }, ["metadata"] = new JsonObject() }.ToJsonString();

    [Fact]
    public void SameNotebook_SameBytes()
    {
        var document = new NotebookDocument([Text("# t"), Code("1")]);
        Assert.Equal(HtmlExport.ToBytes(document, "n", Language.English, null), HtmlExport.ToBytes(document, "n", Language.English, null));
    }
}
