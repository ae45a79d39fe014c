using System.Text;
using StudyAnalysis.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Identifiers and hostile texts of a workbook, and what of them reaches the files of a report.</summary>
public sealed class HostileWorkbookTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void DirectIdentifiers_BlockAndReachNoOutput()
    {
        ExampleWorkbook.Copy(
            _cli["names.xlsx"],
            (ExampleWorkbook.Patients, ">Taille (cm)</t>", ">Nom de famille</t>"),
            (ExampleWorkbook.Patients, ">CRI-003</t>", ">ZIMBROWSKI F</t>"),
            (ExampleWorkbook.Patients, ">rectum</t>", ">Dr Zimbrowski</t>"),
            (ExampleWorkbook.AdverseEvents, ">CRI-003</t>", ">ZIMBROWSKI F</t>"),
            (ExampleWorkbook.AdverseEvents, "</sheetData>", "<row r=\"900\">" + Cell("A900", "CRI-002") + Cell("B900", "269054958815780") + Cell("C900", "06 12 34 56 78") + Cell("D900", "f.zimbrowski@example.org") + "</row></sheetData>"));
        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run("report", _cli["names.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf", "--json"));
        Nowhere("zimbrowski", "269054958815780", "06 12 34 56 78", "example.org");
        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run("check", _cli["names.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--json"));
        Nowhere("zimbrowski", "269054958815780", "06 12 34 56 78", "example.org");
    }

    [Fact]
    public void IdentifiersInSheetNamesAndHeaders_BlockAndReachNoOutput()
    {
        ExampleWorkbook.Copy(
            _cli["tabs.xlsx"],
            (ExampleWorkbook.Sheets, "name=\"Tissu\"", "name=\"Dr Zimbrowski\""),
            (ExampleWorkbook.Patients, ">Taille (cm)</t>", ">ZIMBROWSKI Jean</t>"));
        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run("report", _cli["tabs.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf"));
        Nowhere("zimbrowski");
        Assert.Equal(ExitCode.BlockingOrDifferent, _cli.Run("check", _cli["tabs.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--json"));
        Nowhere("zimbrowski");
        Assert.Contains("IMP-066", _cli.Output, StringComparison.Ordinal);
        Assert.Contains("IMP-060", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileTexts_AreEscapedOrLeftOut()
    {
        ExampleWorkbook.Copy(
            _cli["hostile.xlsx"],
            (ExampleWorkbook.Patients, ">rectum</t>", ">&lt;script&gt;alert(1)&lt;/script&gt;</t>"),
            (ExampleWorkbook.Patients, ">Groupe</t>", ">&lt;img src=x onerror=alert(1)&gt;</t>"),
            (ExampleWorkbook.AdverseEvents, "</sheetData>", "<row r=\"900\">" + Cell("A900", "CRI-002") + Cell("B900", "=HYPERLINK(&quot;http://evil.example&quot;)") + Cell("C900", new string('A', 32_000)) + "</row></sheetData>"));
        Assert.Equal(ExitCode.Done, _cli.Run("report", _cli["hostile.xlsx"], "--definition", ExampleWorkbook.Definition, "--out", _cli["out"], "--no-pdf"));
        var html = File.ReadAllText(Path.Combine(_cli["out"], "report.html"));
        Assert.DoesNotContain("<script>alert(1)", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("evil.example", html, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('A', 4000), html, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", ExampleWorkbook.Text(Path.Combine(_cli["out"], "findings.xlsx")), StringComparison.Ordinal);
    }

    private static string Cell(string address, string text) => $"<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private void Nowhere(params string[] secrets)
    {
        var places = Directory.EnumerateFiles(_cli["out"], "*", SearchOption.AllDirectories)
            .Select(f => (Name: f, Text: f.EndsWith(".xlsx", StringComparison.Ordinal) ? ExampleWorkbook.Text(f) : File.ReadAllText(f, Encoding.UTF8)))
            .Append(("standard output", _cli.Output)).Append(("standard error", _cli.Error));
        Assert.Empty(places.SelectMany(p => secrets.Where(s => p.Item2.Contains(s, StringComparison.OrdinalIgnoreCase)).Select(s => $"{s} in {p.Item1}")));
    }
}
