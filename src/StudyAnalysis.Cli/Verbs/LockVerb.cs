using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study lock: writes plan.lock, the plan as it is before outcomes are first read; later changes are then listed as deviations.</summary>
internal static class LockVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language)
    {
        var command = new Command("lock", language.Pick("Lock the analysis plan before outcomes are first read", "Verrouiller le plan d’analyse avant la première lecture des issues"))
        {
            arguments.Definition, arguments.Lang, arguments.Debug,
        };
        command.SetAction(parsed =>
        {
            var folder = StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition));
            RemoveEmpty(Path.Combine(folder, PlanLockFile.FileName), host);
            var definition = Study.Load(folder).Definition;
            if (definition.Lock is { } locked)
            {
                throw new StudyFailure(
                    ExitCode.BadArguments,
                    LocalizedText.Of(
                        FormattableString.Invariant($"the plan was locked on {locked.Date:yyyy-MM-dd}; a lock is made once."),
                        FormattableString.Invariant($"le plan a été verrouillé le {locked.Date:yyyy-MM-dd} ; un verrou se pose une seule fois.")),
                    LocalizedText.Of("Record a change under \"amendments\" in plan.json; reports list the difference to the lock.", "Notez un changement sous « amendments » dans plan.json ; les rapports listent l’écart au verrou."));
            }

            var place = Path.Combine(Path.GetFullPath(definition.Folder), PlanLockFile.FileName);
            using var file = new FreshFile(place, LocalizedText.Of("Lock the plan where it may be written.", "Verrouillez le plan là où il peut être écrit."), host.Files);
            file.Begin();
            file.KeepNew(PlanLockFile.ToBytes(PlanLockFile.Create(definition, host.Today)));
            host.Output.WriteLine(StudyPaths.Shown(Path.Combine(definition.Folder, PlanLockFile.FileName)));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>A full disk left earlier versions of the program with a lock that holds nothing, and blocks all that reads the definition.</summary>
    private static void RemoveEmpty(string path, ProgramHost host)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 })
        {
            host.Files.Delete(path);
        }
    }
}
