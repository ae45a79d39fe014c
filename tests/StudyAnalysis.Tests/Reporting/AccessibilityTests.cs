using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudyAnalysis.Reporting;
using StudyAnalysis.Reporting.Pdf;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Reporting;

/// <summary>Runs axe-core (Assets/axe.min.js, npm axe-core 4.14.1) on the sample report in the browser that prints it.</summary>
public sealed class AccessibilityTests
{
    private const string Run =
        "window.addEventListener('load',function(){setTimeout(function(){axe.run(document,{resultTypes:['violations']}).then(function(r){"
        + "var p=document.createElement('pre');p.id='axe-result';p.textContent=JSON.stringify(r.violations.map(function(v){"
        + "return v.id+': '+v.nodes.map(function(n){return n.html.slice(0,120)}).join(' | ')}));document.body.appendChild(p)})},1500)});";

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(Language.English, "1280,900")]
    [InlineData(Language.French, "390,800")]
    public async Task Report_Axe_FindsNoViolation(Language language, string window)
    {
        var result = SampleDocument.Result(language);
        Assert.Empty(await Violations(HtmlRenderer.Render(SampleDocument.Document(result), [result]), window));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task ComposedReport_Axe_FindsNoViolation()
    {
        var input = SampleInput.Create(Language.English);
        Assert.Empty(await Violations(HtmlRenderer.Render(ReportComposer.Compose(input, SampleInput.Sections), input.Results), "1280,900"));
    }

    private static async Task<string[]> Violations(string html, string window)
    {
        // The page's own policy would rightly refuse a foreign script.
        var open = Regex.Replace(html, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(5));
        var axe = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Assets", "axe.min.js"));
        var folder = Directory.CreateTempSubdirectory("study-axe-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, open.Replace("</body>", $"<script>{axe}</script><script>{Run}</script></body>", StringComparison.Ordinal));
            var dom = await Dump(page, folder.FullName, window);
            var json = Regex.Match(dom, "<pre id=\"axe-result\">(?<json>.*?)</pre>", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
            Assert.True(json.Success, "axe did not finish");
            return JsonSerializer.Deserialize<string[]>(WebUtility.HtmlDecode(json.Groups["json"].Value))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Dump(string page, string folder, string window)
    {
        var browser = BrowserFinder.Find(PdfOptions.FromEnvironment()) ?? throw new InvalidOperationException("The slow tests need a browser.");
        var start = new ProcessStartInfo(browser, ["--headless", "--no-sandbox", $"--user-data-dir={folder}/profile", $"--window-size={window}", "--virtual-time-budget=20000", "--dump-dom", page])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var dom = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return dom;
    }
}
