using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Queries;
using StudyAnalysis.Pdf;
using StudyAnalysis.Reports;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>One run of study report, step by step.</summary>
internal sealed class ReportRun(ParseResult parsed, Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
{
    /// <summary>Names that every report has: a folder that others stand in is refused before anything is computed.</summary>
    private static readonly string[] KnownNames = ["report.html", "results.json", "provenance.json", QueryList.FileName];

    private readonly ProgressLine _progress = new(host, language, parsed.GetValue(arguments.Quiet), cancellation);

    public int Run()
    {
        // The browser starts while the workbook is read, and draws while the analyses run.
        var press = parsed.GetValue(arguments.NoPdf) ? null : PdfPress.Start(TemporaryName.Printing(host.Files));
        try
        {
            return Run(press);
        }
        finally
        {
            press?.StopAsync().GetAwaiter().GetResult();
        }
    }

    private int Run(PdfPress? press)
    {
        var included = IncludedNotebooks.Read(parsed.GetValue(arguments.Include) ?? []);
        var loaded = StudyLoading.Load(parsed, arguments, host, _progress);
        var data = loaded.Import.Data ?? throw NoData(loaded);
        var seed = parsed.GetValue(arguments.Seed);
        if (parsed.GetValue(arguments.Out) is { } asked)
        {
            OutputFolder.Check(Request(asked, loaded, data.IsSynthetic), KnownNames);
        }

        // The query list needs the import alone: it is made beside the analyses.
        var queries = Task.Run(() => QueryList.Of(loaded.Import, language, data.AsOf, AnsweredQueries.None), cancellation);
        _progress.Step("Analysing …", "Analyse …");
        var results = Study.Analyze(data, language, (ulong)seed, a => _progress.Detail($"{a.Number}/{a.Total} {a.Title}"), press is null ? null : r => press.DrawAhead(r, ResultBlocks.Figures), cancellation);
        _progress.Step("Composing the report …", "Composition du rapport …");
        var options = new ReportOptions(language, (ulong)seed);
        var report = included.Sections.IsEmpty
            ? Study.Report(data, loaded.Import, results, options)
            : included.Report(loaded, results, options);
        var folder = parsed.GetValue(arguments.Out)
            ?? StudyPaths.Output(host, loaded.Study.Definition, data.AsOf, data.IsSynthetic, report.Hash8);
        using var output = OutputFolder.Begin(Request(folder, loaded, data.IsSynthetic));
        WriteFiles(output, report);
        QueryList.Write(output, earlier => earlier.Rows.IsEmpty ? queries.GetAwaiter().GetResult() : QueryList.Of(loaded.Import, language, data.AsOf, earlier));
        included.CopyTo(output);
        var pdf = press is null ? null : Print(press, output, report);
        cancellation.ThrowIfCancellationRequested();
        var aside = output.Keep();
        _progress.Done();
        SetAsideText.Write(aside, host, language);
        return Say(output.Path, loaded.Import, pdf);
    }

    private OutputRequest Request(string folder, LoadedStudy loaded, bool isSynthetic) => new(folder, "report", OwnerOnly: !isSynthetic, host.Today, host.Files)
    {
        Definition = loaded.Study.Definition.Folder,
        Inputs = [loaded.WorkbookPath],
    };

    private static void WriteFiles(OutputFolder output, StudyReport report)
    {
        output.Write("report.html", report.Html);
        output.Write("results.json", report.ResultsJson);
        output.Write("provenance.json", report.ProvenanceJson);
    }

    private PdfOutcome Print(PdfPress press, OutputFolder output, StudyReport report)
    {
        _progress.Step("Printing …", "Impression …");
        var printed = press.PrintAsync(report.Html, report.AsOf, cancellation).GetAwaiter().GetResult();
        var stopping = press.StopAsync();
        if (printed.Status == PdfStatus.Printed)
        {
            output.Write("report.pdf", printed.Pdf.Span);
        }

        foreach (var figure in printed.Figures)
        {
            output.Write($"figures/{figure.Id}.svg", figure.Svg);
        }

        stopping.GetAwaiter().GetResult();
        return printed;
    }

    private int Say(string folder, ImportResult import, PdfOutcome? printed)
    {
        var problem = printed is { Status: not PdfStatus.Printed } ? printed.Message.In(language) : null;
        var exit = problem is not null ? ExitCode.PartMissing : import.HasBlocking ? ExitCode.BlockingOrDifferent : ExitCode.Done;
        if (parsed.GetValue(arguments.Json))
        {
            host.Output.WriteLine(OutcomeJson.Write(folder, import, problem, exit));
            return exit;
        }

        foreach (var file in new[] { "report.html", "report.pdf", "results.json", QueryList.FileName }.Select(f => Path.Combine(folder, f)).Where(File.Exists))
        {
            host.Output.WriteLine(StudyPaths.Shown(file));
        }

        if (import.Findings.FirstOrDefault(f => f.Id == FindingCatalog.SimulatedThenChanged) is { } changed)
        {
            host.Error.WriteLine(language.Pick($"study: {changed.Message.In(language)}", $"study : {changed.Message.In(language)}"));
        }

        if (import.HasBlocking)
        {
            WriteBlocking(import);
        }

        if (problem is not null)
        {
            host.Error.WriteLine(language.Pick($"study: {problem}", $"study : {problem}"));
        }

        return exit;
    }

    private void WriteBlocking(ImportResult import)
    {
        var blocking = import.Findings.Where(f => f is { Severity: Severity.Blocking, IsAfterCut: false }).ToArray();
        var first = blocking[0];
        host.Error.WriteLine(language.Pick(
            $"study: blocking findings: {blocking.Length}; page one says so. The first: {Where(first)}: {first.Message.In(language)} {first.Action.In(language)}",
            $"study : constats bloquants : {blocking.Length} ; la page un le dit. Le premier : {Where(first)} : {first.Message.In(language)} {first.Action.In(language)}"));
        host.Error.WriteLine(language.Pick("       'study check' lists them all.", "       « study check » les liste tous."));
    }

    private static StudyFailure NoData(LoadedStudy loaded)
    {
        var blocking = loaded.Import.Findings.Where(f => f.Severity == Severity.Blocking).ToArray();
        var file = StudyPaths.Shown(loaded.WorkbookPath);
        return new StudyFailure(
            ExitCode.InputUnreadable, LocalizedText.Of($"{file}: {What(Language.English)}", $"{file} : {What(Language.French)}"), blocking[0].Action);

        string What(Language language) => string.Join(' ', blocking.GroupBy(f => f.Message.In(language), StringComparer.Ordinal)
            .Select(g => g.Key.TrimEnd('.') + language.Pick(": ", " : ") + string.Join(", ", g.Select(Where).Distinct(StringComparer.Ordinal)) + "."));
    }

    private static string Where(Finding finding) =>
        string.Join(", ", new[] { finding.Cell?.ToString() ?? finding.Sheet, finding.Column }.Where(t => t.Length > 0));
}
