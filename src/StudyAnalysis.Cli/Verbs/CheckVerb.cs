using System.Collections.Immutable;
using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study check: import only; the findings on the screen and as a query list.</summary>
internal static class CheckVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var command = new Command("check", language.Pick("Read the workbook and list what to correct", "Lire le classeur et lister ce qui est à corriger"))
        {
            arguments.Workbook, arguments.Definition, arguments.Out, arguments.AsOf, arguments.Lang, arguments.Json, arguments.Quiet, arguments.Debug,
        };
        command.SetAction(parsed => Run(parsed, arguments, host, language, cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Arguments arguments, ProgramHost host, Language language, CancellationToken cancellation)
    {
        var progress = new ProgressLine(host, language, parsed.GetValue(arguments.Quiet), cancellation);
        var loaded = StudyLoading.Load(parsed, arguments, host, progress);
        var request = new OutputRequest(parsed.GetValue(arguments.Out) ?? loaded.DefaultPrivateFolder(host), "check", OwnerOnly: true, host.Today, host.Files)
        {
            Definition = loaded.Study.Definition.Folder,
            Inputs = [loaded.WorkbookPath],
        };
        progress.Step("Writing the query list …", "Écriture de la liste de questions …");
        var list = WriteQueryList(request, loaded, host, language);
        progress.Done();
        SetAsideText.Write(list.Aside, host, language);
        if (parsed.GetValue(arguments.Json))
        {
            host.Output.WriteLine(FindingsJson.Write(loaded, language));
        }
        else
        {
            WriteScreen(host, language, loaded, list.Path);
        }

        return loaded.Import.Findings.Any(f => f.Severity == Severity.Blocking) ? ExitCode.BlockingOrDifferent : ExitCode.Done;
    }

    private static (string Path, ImmutableArray<SetAside> Aside) WriteQueryList(OutputRequest request, LoadedStudy loaded, ProgramHost host, Language language)
    {
        using var output = OutputFolder.Begin(request);
        QueryList.Write(output, earlier => QueryList.Of(loaded.Import, language, host.Today, earlier));
        var aside = output.Keep();
        return (Path.Combine(output.Path, QueryList.FileName), aside);
    }

    private static void WriteScreen(ProgramHost host, Language language, LoadedStudy loaded, string list)
    {
        var findings = loaded.Import.Findings;
        var counts = loaded.Import.Ledger.Counts;
        int Cells(CellOutcome outcome) => counts.GetValueOrDefault(outcome);
        host.Output.WriteLine(language.Pick(
            $"{StudyPaths.Shown(loaded.WorkbookPath)}: {loaded.Import.Ledger.Entries.Length} cells read: {Cells(CellOutcome.Used)} used, {Cells(CellOutcome.Converted)} converted, {Cells(CellOutcome.Refused)} refused, {Cells(CellOutcome.Ignored)} ignored.",
            $"{StudyPaths.Shown(loaded.WorkbookPath)} : {loaded.Import.Ledger.Entries.Length} cellules lues : {Cells(CellOutcome.Used)} utilisées, {Cells(CellOutcome.Converted)} converties, {Cells(CellOutcome.Refused)} refusées, {Cells(CellOutcome.Ignored)} ignorées."));
        if (findings.IsEmpty)
        {
            host.Output.WriteLine(language.Pick("Nothing to correct.", "Rien à corriger."));
        }
        else
        {
            FindingsTable.Write(host, language, findings);
            host.Output.WriteLine(string.Join(", ", findings.GroupBy(f => f.Severity).OrderByDescending(g => g.Key)
                .Select(g => FindingsTable.Counted(g.Count(), g.Key, language))) + ".");
        }

        host.Output.WriteLine(language.Pick($"Query list: {StudyPaths.Shown(list)}", $"Liste de questions : {StudyPaths.Shown(list)}"));
    }
}
