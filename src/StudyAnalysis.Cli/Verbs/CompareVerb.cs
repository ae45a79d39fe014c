using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study compare: what changed between two reports, told apart by cause: data, plan, program, method, numbers.</summary>
internal static class CompareVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language)
    {
        var first = new Argument<string>("A") { Description = language.Pick("Folder of the earlier report", "Dossier du rapport antérieur") };
        var second = new Argument<string>("B") { Description = language.Pick("Folder of the later report", "Dossier du rapport ultérieur") };
        var command = new Command("compare", language.Pick("Say what changed between two reports", "Dire ce qui a changé entre deux rapports"))
        {
            first, second, arguments.Lang, arguments.Debug,
        };
        command.SetAction(parsed =>
        {
            var before = SavedReport.Read(parsed.GetValue(first)!);
            var after = SavedReport.Read(parsed.GetValue(second)!);
            var lines = ReportDifference.Between(before, after, language).ToArray();
            foreach (var line in lines)
            {
                host.Output.WriteLine(line);
            }

            if (lines.Length == 0)
            {
                host.Output.WriteLine(language.Pick("No difference.", "Aucune différence."));
            }

            return lines.Length == 0 ? ExitCode.Done : ExitCode.BlockingOrDifferent;
        });
        return command;
    }
}
