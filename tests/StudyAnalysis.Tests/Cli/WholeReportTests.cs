using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>What holds of every whole report: its files, that it is the same every time, that nothing leaks, that its numbers are those of results.json.</summary>
[Trait("Category", "Slow")]
public sealed class WholeReportTests(WholeReport report) : IClassFixture<WholeReport>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void Report_HasAllItsFiles()
    {
        Assert.True(report.FirstExit == 0, report.Error);
        var files = report.Files("first").ToArray();
        foreach (var file in new[] { "report.html", "report.pdf", "results.json", "findings.xlsx", "provenance.json" })
        {
            Assert.Contains(file, files);
        }

        var figures = files.Where(f => f.StartsWith("figures/", StringComparison.Ordinal)).ToArray();
        Assert.InRange(figures.Length, 10, 200);
        Assert.All(figures, f => Assert.EndsWith(".svg", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Twice_UnderAnotherCulture_IsTheSameBytes()
    {
        Assert.Equal(0, report.SecondExit);
        Assert.Equal(report.Files("first"), report.Files("second"));
        Assert.All(report.Files("first"), f => Assert.True(report.Bytes("first", f).AsSpan().SequenceEqual(report.Bytes("second", f)), f));
    }

    [Fact]
    public void Example_HasFindingsWorthSeeing_NoneBlocking()
    {
        using var cli = new CliRun();
        Assert.Equal(0, cli.Run("check", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", cli["out"], "--json"));
        using var json = JsonDocument.Parse(cli.Output);
        var severities = json.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("severity").GetString()).ToArray();
        Assert.DoesNotContain("blocking", severities);
        Assert.Contains("error", severities);
        Assert.Contains("warning", severities);
    }

    [Fact]
    public void NoPseudonym_StandsInAnyPublishedFile()
    {
        Assert.InRange(WholeReport.Pseudonyms.Length, 35, 60);
        foreach (var file in report.Files("first").Where(f => f != "findings.xlsx"))
        {
            var text = file.EndsWith(".pdf", StringComparison.Ordinal) ? PdfText() : Encoding.UTF8.GetString(report.Bytes("first", file));
            Assert.Empty(WholeReport.Pseudonyms.Where(p => text.Contains(p, StringComparison.Ordinal)).Select(p => $"{p} in {file}"));
        }
    }

    [Fact]
    public void Pdf_IsA4_Tagged_WithBookmarks()
    {
        using var pdf = PdfDocument.Open(report.Bytes("first", "report.pdf"));
        Assert.All(pdf.GetPages(), p =>
        {
            Assert.Equal(595.3, p.Width, 1.0);
            Assert.Equal(841.9, p.Height, 1.0);
        });
        Assert.True(pdf.TryGetBookmarks(out var bookmarks));
        Assert.InRange(bookmarks.Roots.Count, 1, 40);
        var raw = Encoding.Latin1.GetString(report.Bytes("first", "report.pdf"));
        Assert.Matches("/MarkInfo\\s*<<[^>]*/Marked true", raw);
        Assert.Contains("/StructTreeRoot", raw, StringComparison.Ordinal);
        Assert.Matches("/Lang\\s*\\(en", raw);
    }

    [Fact]
    public void Pdf_NumbersOfACell_AreReadAsOneText()
    {
        var raw = Encoding.Latin1.GetString(report.Bytes("first", "report.pdf"));
        var elements = Regex.Matches(raw, @"\n(?<id>\d+) 0 obj\n<</Type /StructElem\n/S /(?<role>\w+)\n/P (?<parent>\d+) 0 R", RegexOptions.None, Limit);
        var links = Parents("Link").ToHashSet(StringComparer.Ordinal);
        var cells = elements.Where(e => e.Groups["role"].Value == "TD").Select(e => e.Groups["id"].Value).Where(id => !links.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var texts = Parents("NonStruct").Where(cells.Contains).ToArray();
        Assert.True(cells.Count > 500);
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.Ordinal).Count());

        IEnumerable<string> Parents(string role) => elements.Where(e => e.Groups["role"].Value == role).Select(e => e.Groups["parent"].Value);
    }

    [Fact]
    public void Pdf_EmbedsEveryFont()
    {
        var raw = Encoding.Latin1.GetString(report.Bytes("first", "report.pdf"));
        var descriptors = Regex.Matches(raw, "/Type\\s*/FontDescriptor(?<rest>.*?)endobj", RegexOptions.Singleline, Limit);
        Assert.NotEmpty(descriptors);
        Assert.All(descriptors, d => Assert.Contains("/FontFile", d.Value, StringComparison.Ordinal));
        foreach (Match font in Regex.Matches(raw, "/Type\\s*/Font\\b(?<rest>.*?)endobj", RegexOptions.Singleline, Limit))
        {
            // A composite font names its descendants, a Type 3 font carries its own glyphs; every other one needs a descriptor.
            Assert.True(Regex.IsMatch(font.Value, "/DescendantFonts|/Subtype\\s*/Type3|/FontDescriptor", RegexOptions.None, Limit), font.Value);
        }
    }

    [Fact]
    public void EveryPdfPage_SaysSynthetic()
    {
        using var pdf = PdfDocument.Open(report.Bytes("first", "report.pdf"));
        Assert.All(pdf.GetPages(), p => Assert.Contains("SYNTHETIC", p.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFigure_SaysSynthetic() => Assert.All(
        report.Files("first").Where(f => f.StartsWith("figures/", StringComparison.Ordinal)),
        f => Assert.Contains("SYNTHETIC", Encoding.UTF8.GetString(report.Bytes("first", f)), StringComparison.Ordinal));

    [Fact]
    public void Html_LoadsNothingFromElsewhere()
    {
        foreach (var element in report.Html.QuerySelectorAll("script[src], img, iframe, object, embed, source, video, audio, link[href]"))
        {
            foreach (var name in new[] { "src", "srcset", "href", "data" })
            {
                var address = element.GetAttribute(name);
                Assert.True(address is null || address.StartsWith("data:", StringComparison.Ordinal) || address.StartsWith('#'), $"{element.LocalName} {name}={address}");
            }
        }

        var styles = string.Concat(report.Html.QuerySelectorAll("style").Select(s => s.TextContent));
        Assert.DoesNotMatch("@import|url\\(\\s*['\"]?(https?:|//)", styles);
        var policy = report.Html.QuerySelector("meta[http-equiv='Content-Security-Policy']")?.GetAttribute("content");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryNumberOfTheHtml_IsItsRowInResultsJson()
    {
        var analyses = report.Results.RootElement.GetProperty("analyses").EnumerateArray()
            .ToDictionary(a => a.GetProperty("id").GetString()!, a => a.GetProperty("stats").EnumerateArray().ToArray(), StringComparer.Ordinal);
        var numbers = report.Html.QuerySelectorAll("[data-stat]").ToArray();
        Assert.InRange(numbers.Length, 500, 100_000);
        foreach (var number in numbers)
        {
            var shown = number.OuterHtml;
            Assert.True(number.GetAttribute("data-analysis") is not null, shown);
            var row = analyses[number.GetAttribute("data-analysis")!][int.Parse(number.GetAttribute("data-row")!, CultureInfo.InvariantCulture)];
            Assert.Equal(number.GetAttribute("data-stat"), row.GetProperty("stat_name").GetString());
            Assert.Equal(number.GetAttribute("value") is { } value ? double.Parse(value, CultureInfo.InvariantCulture) : null, Stat(row));
            if (Stat(row) is not null)
            {
                Assert.Equal(row.GetProperty("stat_fmt").GetString(), number.TextContent);
            }
        }
    }

    [Fact]
    public void ResultsJson_HasTheShapeOfAnAnalysisResultsDataset()
    {
        var root = report.Results.RootElement;
        Assert.Equal("rfa-crlm", root.GetProperty("study").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Object, root.GetProperty("provenance").ValueKind);
        foreach (var analysis in root.GetProperty("analyses").EnumerateArray())
        {
            Has(analysis, "id", "title", "role", "kind", "status", "method", "reference", "population", "notes", "stats");
            Assert.Contains(analysis.GetProperty("status").GetString(), new[] { "ok", "notEstimable", "notRun" });
            Assert.Equal(JsonValueKind.Number, analysis.GetProperty("population").GetProperty("n").ValueKind);
            Assert.All(analysis.GetProperty("population").GetProperty("excluded").EnumerateArray(), e => Has(e, "reason", "n"));
            Assert.Equal(JsonValueKind.Array, analysis.GetProperty("notes").ValueKind);
            foreach (var row in analysis.GetProperty("stats").EnumerateArray())
            {
                Has(
                    row, "group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context", "stat_name", "stat_label", "stat",
                    "stat_fmt", "unit", "warning");
                Assert.True(Stat(row) is not null || row.GetProperty("warning").GetString() is { Length: > 0 }, $"{analysis.GetProperty("id")}: {row}");
            }
        }
    }

    [Fact]
    public void ResultsJson_SaysItIsSynthetic() =>
        Assert.True(report.Results.RootElement.GetProperty("provenance").GetProperty("synthetic").GetBoolean());

    private static double? Stat(JsonElement row) => row.GetProperty("stat") is { ValueKind: JsonValueKind.Number } stat ? stat.GetDouble() : null;

    private static void Has(JsonElement element, params string[] names) =>
        Assert.All(names, n => Assert.True(element.TryGetProperty(n, out _), $"no \"{n}\" in {element.GetRawText()[..Math.Min(200, element.GetRawText().Length)]}"));

    private string PdfText()
    {
        using var pdf = PdfDocument.Open(report.Bytes("first", "report.pdf"));
        return string.Join('\n', pdf.GetPages().Select(p => p.Text));
    }
}
