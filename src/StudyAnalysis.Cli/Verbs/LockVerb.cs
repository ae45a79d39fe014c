using System.CommandLine;
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
            var definition = Study.Load(StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition))).Definition;
            if (definition.Lock is { } locked)
            {
                throw new StudyFailure(
                    ExitCode.BadArguments,
                    LocalizedText.Of(
                        FormattableString.Invariant($"the plan was locked on {locked.Date:yyyy-MM-dd}; a lock is made once."),
                        FormattableString.Invariant($"le plan a été verrouillé le {locked.Date:yyyy-MM-dd} ; un verrou se pose une seule fois.")),
                    LocalizedText.Of("Record a change under \"amendments\" in plan.json; reports list the difference to the lock.", "Notez un changement sous « amendments » dans plan.json ; les rapports listent l’écart au verrou."));
            }

            try
            {
                PlanLockFile.Write(definition.Folder, PlanLockFile.Create(definition, host.Today));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new StudyFailure(
                    ExitCode.BadArguments,
                    LocalizedText.Of($"{definition.Folder} cannot be written: {error.Message}", $"Impossible d’écrire dans {definition.Folder} : {error.Message}"),
                    LocalizedText.Of("Lock the plan where it may be written.", "Verrouillez le plan là où il peut être écrit."),
                    error);
            }

            host.Output.WriteLine(StudyPaths.Shown(Path.Combine(definition.Folder, PlanLockFile.FileName)));
            return ExitCode.Done;
        });
        return command;
    }
}
