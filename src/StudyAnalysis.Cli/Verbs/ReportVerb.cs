using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study report: import, analyse, draw, write.</summary>
internal static class ReportVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var command = new Command("report", language.Pick("Make the report: HTML, PDF, results.json, query list", "Faire le rapport : HTML, PDF, results.json, liste de questions"))
        {
            arguments.Workbook, arguments.Definition, arguments.Out, arguments.AsOf, arguments.Lang, arguments.Seed, arguments.NoPdf, arguments.Include, arguments.Json, arguments.Quiet,
            arguments.Debug,
        };
        command.SetAction(parsed => new ReportRun(parsed, arguments, host, language, cancellation).Run());
        return command;
    }
}
