using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StudyAnalysis.Cli;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Two reports of the example workbook, made once for all tests: the second under a comma culture.</summary>
public sealed class WholeReport : IDisposable
{
    private readonly CliRun _cli = new();

    public WholeReport()
    {
        FirstExit = Run("first", "en-US");
        Error = _cli.Error;
        SecondExit = Run("second", "fr-FR");
        Results = JsonDocument.Parse(Bytes("first", "results.json"));
        using var reader = new StreamReader(new MemoryStream(Bytes("first", "report.html")), Encoding.UTF8);
        HtmlText = reader.ReadToEnd();
        Html = new HtmlParser().ParseDocument(HtmlText);
    }

    public int FirstExit { get; }

    public int SecondExit { get; }

    public string Error { get; }

    public JsonDocument Results { get; }

    public string HtmlText { get; }

    public IHtmlDocument Html { get; }

    /// <summary>Every pseudonym that stands in the workbook.</summary>
    public static ImmutableArray<string> Pseudonyms { get; } =
    [
        .. Regex.Matches(ExampleWorkbook.Text(ExampleWorkbook.File), @"CRI-\d{3}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10))
            .Select(m => m.Value).Distinct(StringComparer.Ordinal),
    ];

    public byte[] Bytes(string report, string file) => File.ReadAllBytes(Path.Combine(_cli[report], file));

    public IEnumerable<string> Files(string report) => Directory.EnumerateFiles(_cli[report], "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(_cli[report], f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public void Dispose()
    {
        Html.Dispose();
        Results.Dispose();
        _cli.Dispose();
    }

    private int Run(string folder, string culture)
    {
        var exit = ExitCode.Bug;
        var thread = new Thread(() =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            exit = _cli.Run("report", ExampleWorkbook.File, "--definition", ExampleWorkbook.Definition, "--out", _cli[folder]);
        });
        thread.Start();
        thread.Join();
        return exit;
    }
}
