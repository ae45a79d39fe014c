using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudyAnalysis.Html;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Reports;
using Xunit;

namespace StudyAnalysis.Tests.Html;

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

    // Labels outside their figure are cut off; numbers of a risk table that touch cannot be read.
    [Fact]
    [Trait("Category", "Slow")]
    public async Task PublishedReport_OnAPhone_ShowsEveryLabel()
    {
        const string check =
            "window.addEventListener('load',function(){setTimeout(function(){var bad=[];document.querySelectorAll('.plot').forEach(function(plot){"
            + "var frame=plot.getBoundingClientRect(),last=null;plot.querySelectorAll('text').forEach(function(text){var box=text.getBoundingClientRect();"
            + "if(!text.textContent.trim()||!box.width)return;"
            + "if(box.left<frame.left-1||box.right>frame.right+1||box.top<frame.top-1||box.bottom>frame.bottom+1)bad.push(plot.id+' cuts '+text.textContent);"
            + "if(text.closest('.textpoint')){if(last&&Math.abs(last.top-box.top)<3&&last.right>box.left)bad.push(plot.id+' crowds '+text.textContent);last=box;}else last=null;"
            + "});});var p=document.createElement('pre');p.id='axe-result';p.textContent=JSON.stringify(bad);document.body.appendChild(p)},1500)});";
        var html = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "reports", "example", "report.html"));
        Assert.Empty(await Problems(html, check, "390,800"));
    }

    private static async Task<string[]> Violations(string html, string window) =>
        await Problems(html, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Assets", "axe.min.js")) + Run, window);

    private static async Task<string[]> Problems(string html, string script, string window)
    {
        // The page's own policy would rightly refuse a foreign script.
        var open = Regex.Replace(html, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(5));
        var folder = Directory.CreateTempSubdirectory("study-axe-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, open.Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal));
            var dom = await BrowserDump.Of(page, folder.FullName, window);
            var json = Regex.Match(dom, "<pre id=\"axe-result\">(?<json>.*?)</pre>", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
            Assert.True(json.Success, "the check did not finish");
            return JsonSerializer.Deserialize<string[]>(WebUtility.HtmlDecode(json.Groups["json"].Value))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
