using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StudyAnalysis.Html;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Formatting;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Pdf;
using StudyAnalysis.Schema;
using StudyAnalysis.Tests.Architecture;
using StudyAnalysis.Tests.Cli;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Books;

/// <summary>Every notebook runs without a front end on the study it is written for, and those that claim it on the other one too.</summary>
[Trait("Category", "Slow")]
public sealed class BookRunTests
{
    public static TheoryData<string> Books => NotebookFilesTests.Names;

    public static TheoryData<string> ForAnyStudy => ["02-cohort-and-follow-up.ipynb", "04-relapse.ipynb", "08-your-own-question.ipynb"];

    [Theory]
    [MemberData(nameof(Books))]
    public async Task Book_RunsOnTheExample_AndNamesNoPatient(string name)
    {
        var run = await RunAsync(name, "rfa-crlm", "example.xlsx");
        Assert.DoesNotMatch(@"CRI-\d{3}", NotebookWriter.ToText(run.Document));
        Assert.Empty(NotebookScan.Find(name, NotebookWriter.ToText(run.Document), HtmlFragment.Plotly).Select(f => f.Said.In(Language.English)));
        Assert.Contains(Outputs(run), o => o["data"]?[MimeBundle.Html] is not null);
        Assert.All(Outputs(run).Select(o => o["data"]).OfType<JsonObject>(), d => Assert.True(d.ContainsKey(MimeBundle.PlainText)));
    }

    [Theory]
    [MemberData(nameof(ForAnyStudy))]
    public async Task Book_ForAnyStudy_RunsOnTheOther(string name) => await RunAsync(name, "colon-moertel", "colon-moertel.xlsx");

    [Fact]
    public async Task Book_CarriesPlotlyOnce()
    {
        var run = await RunAsync("03-marker-kinetics.ipynb", "rfa-crlm", "example.xlsx");
        var carriers = Outputs(run).Count(o => o.ToJsonString().Length > 1_000_000);
        Assert.Equal(1, carriers);
    }

    [Fact]
    public async Task Book_WithItsSection_GoesIntoTheReport()
    {
        var run = await RunAsync("08-your-own-question.ipynb", "rfa-crlm", "example.xlsx");
        using var cli = new CliRun();
        File.WriteAllBytes(cli["section.ipynb"], NotebookWriter.ToBytes(run.Document));
        var exit = cli.Run(
            "report", Opened.Workbook("rfa-crlm", "example.xlsx"), "--definition", CliRun.Definition("rfa-crlm"), "--out", cli["out"], "--include", cli["section.ipynb"], "--no-pdf", "--quiet");
        Assert.True(exit == 0, cli.Error);
        var html = File.ReadAllText(Path.Combine(cli["out"], "report.html"));
        Assert.Contains("Exploratory, not planned: Course by group", html, StringComparison.Ordinal);
        Assert.Contains("patients.Explore.Survival(endpoint, by: by)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Written on other data", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_GetsItsChartsAsSvg_WhereThereIsABrowser()
    {
        var run = await RunAsync("00-start-here.ipynb", "rfa-crlm", "example.xlsx");
        Assert.SkipWhen(!HasBrowser(), "no browser on this machine");
        Assert.Equal((3, 3), await StaticFigures.AddAsync(run.Document, PdfOptions.FromEnvironment(), TestContext.Current.CancellationToken));
        var pictures = run.Document.Cells.SelectMany(c => c.Outputs).Select(o => o["data"]?[MimeBundle.Svg]?.GetValue<string>()).OfType<string>().ToArray();
        Assert.Equal(3, pictures.Length);
        Assert.All(pictures, p => Assert.StartsWith("<svg", p, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StaticFigures_WithoutABrowser_LeaveTheNotebookAsItIs()
    {
        var html = new OutputFormatter().Format(Cohort.Figures(Opened.Example.First("survival"))[0]).Data[MimeBundle.Html];
        var data = new JsonObject { [MimeBundle.PlainText] = "figure", [MimeBundle.Html] = html };
        var document = NotebookReader.Parse(
            new JsonObject
            {
                ["nbformat"] = 4, ["nbformat_minor"] = 5, ["metadata"] = new JsonObject(),
                ["cells"] = new JsonArray(new JsonObject
                {
                    ["cell_type"] = "code", ["id"] = "a", ["metadata"] = new JsonObject(), ["source"] = "1", ["execution_count"] = 1,
                    ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["data"] = data, ["metadata"] = new JsonObject() }),
                }),
            }.ToJsonString(),
            "a.ipynb");
        var before = NotebookWriter.ToText(document);
        Assert.Equal((0, 1), await StaticFigures.AddAsync(document, new PdfOptions { Browser = "/no/browser" }, TestContext.Current.CancellationToken));
        Assert.Equal(before, NotebookWriter.ToText(document));
    }

    private static bool HasBrowser() => BrowserFinder.Find(PdfOptions.FromEnvironment()) is not null;

    private static async Task<NotebookRun> RunAsync(string name, string study, string workbook)
    {
        var parameters = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("definition", Repository.PathOf("data-schema", study)).Add("workbook", Opened.Workbook(study, workbook));
        var document = ParameterInjection.Apply(NotebookReader.Read(Repository.PathOf("notebooks", name)), parameters);
        using var kernel = new NotebookKernel(new KernelOptions { WorkingFolder = Repository.PathOf("notebooks") });
        var run = await new NotebookRunner(TimeProvider.System).RunAsync(
            document, kernel, new RunOptions(TimeSpan.FromMinutes(3)), progress: null, TestContext.Current.CancellationToken);
        Assert.True(run.Status == RunStatus.Completed, $"{name}: {run.Failure?.FirstLine}: {run.Failure?.Error.Message}");
        return run;
    }

    private static JsonObject[] Outputs(NotebookRun run) => [.. run.Document.Cells.SelectMany(c => c.Outputs)];
}
