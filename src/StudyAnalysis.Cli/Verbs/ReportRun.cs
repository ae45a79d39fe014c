using System.CommandLine;
using StudyAnalysis.Import;
using StudyAnalysis.Reporting;
using StudyAnalysis.Reporting.Pdf;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>One run of study report, step by step.</summary>
internal sealed class ReportRun(ParseResult parsed, Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
{
    private readonly ProgressLine _progress = new(host, language, parsed.GetValue(arguments.Quiet), cancellation);

    public int Run()
    {
        var loaded = StudyLoading.Load(parsed, arguments, host, _progress);
        var data = loaded.Import.Data ?? throw NoData(loaded.Import);
        var seed = parsed.GetValue(arguments.Seed);
        _progress.Step("Analysing …", "Analyse …");
        var results = Study.Analyze(data, language, (ulong)seed, a => _progress.Detail($"{a.Number}/{a.Total} {a.Title}"), cancellation);
        _progress.Step("Composing the report …", "Composition du rapport …");
        var report = Study.Report(data, loaded.Import, results, new ReportOptions(language, (ulong)seed));
        var folder = parsed.GetValue(arguments.Out)
            ?? StudyPaths.Output(host, loaded.Study.Definition, data.AsOf, data.IsSynthetic, report.Hash8);
        using var output = OutputFolder.Begin(folder, ownerOnly: !data.IsSynthetic);
        WriteFiles(output, report, loaded.Import);
        var pdf = Print(output, report);
        cancellation.ThrowIfCancellationRequested();
        output.Keep();
        _progress.Done();
        return Say(output.Path, loaded.Import, pdf);
    }

    private void WriteFiles(OutputFolder output, StudyReport report, ImportResult import)
    {
        output.Write("report.html", report.Html);
        output.Write("results.json", report.ResultsJson);
        output.Write("provenance.json", report.ProvenanceJson);
        output.Write(QueryList.FileName, QueryList.Of(import, language, report.AsOf));
    }

    private PdfOutcome? Print(OutputFolder output, StudyReport report)
    {
        if (parsed.GetValue(arguments.NoPdf))
        {
            return null;
        }

        _progress.Step("Printing …", "Impression …");
        var printed = PdfPrinter.PrintAsync(report.Html, report.AsOf, PdfOptions.FromEnvironment(), cancellation).GetAwaiter().GetResult();
        if (printed.Status == PdfStatus.Printed)
        {
            output.Write("report.pdf", printed.Pdf.Span);
        }

        foreach (var figure in printed.Figures)
        {
            output.Write(Path.Combine("figures", figure.Id + ".svg"), figure.Svg);
        }

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

        if (import.HasBlocking)
        {
            host.Error.WriteLine(language.Pick(
                "study: there are blocking findings; page one says so. 'study check' lists them.",
                "study : des constats bloquants existent ; la page un le dit. « study check » les liste."));
        }

        if (problem is not null)
        {
            host.Error.WriteLine(language.Pick($"study: {problem}", $"study : {problem}"));
        }

        return exit;
    }

    private static StudyFailure NoData(ImportResult import)
    {
        var missing = import.Findings.First(f => f.Severity == Severity.Blocking);
        return new StudyFailure(ExitCode.InputUnreadable, missing.Message, missing.Action);
    }
}
