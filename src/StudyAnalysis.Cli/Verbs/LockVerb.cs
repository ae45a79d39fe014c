using System.CommandLine;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study lock: writes plan.lock, the definition as it is before outcomes are first read; later changes are then listed as deviations. Locking
/// again wants a reason and keeps the earlier locks on record.</summary>
internal static class LockVerb
{
    public static Command Command(Arguments arguments, ProgramHost host, Language language)
    {
        var reason = new Option<string?>("--reason")
        {
            Description = language.Pick("Why the plan is locked again; reports print it", "Pourquoi le plan est verrouillé à nouveau ; les rapports l’impriment"),
        };
        reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(reason)))
            {
                result.AddError(language.Pick("--reason needs a text, for example \"amendment 2\".", "--reason demande un texte, par exemple « amendement 2 »."));
            }
        });
        var command = new Command("lock", language.Pick("Lock the analysis plan before outcomes are first read", "Verrouiller le plan d’analyse avant la première lecture des issues"))
        {
            arguments.Definition, reason, arguments.Lang, arguments.Debug,
        };
        command.SetAction(parsed =>
        {
            Lock(StudyPaths.DefinitionFolder(host, parsed.GetValue(arguments.Definition)), parsed.GetValue(reason)?.Trim(), host, language);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Lock(string folder, string? reason, ProgramHost host, Language language)
    {
        var study = reason is null ? Study.Load(folder) : Study.LoadToLock(folder);
        var definition = study.Definition;
        if (definition.Lock is { } locked && reason is null)
        {
            throw Again(locked.InForce.Date);
        }

        var place = Path.Combine(Path.GetFullPath(definition.Folder), PlanLockFile.FileName);
        var isDamaged = definition.Lock is null && Standing.Is(place);
        var made = PlanLockFile.Create(definition, host.Today, reason ?? string.Empty, definition.Lock, isDamaged);
        using var file = new FreshFile(place, LocalizedText.Of("Lock the plan where it may be written.", "Verrouillez le plan là où il peut être écrit."), host.Files);
        file.Begin();
        if (isDamaged)
        {
            var aside = StudyPaths.Shown(DatedName.Give(place, host.Today, host.Files));
            host.Error.WriteLine(language.Pick($"study: the plan.lock that could not be read is now {aside}.", $"study : le plan.lock illisible est maintenant {aside}."));
        }

        if (definition.Lock is null)
        {
            file.KeepNew(PlanLockFile.ToBytes(made));
        }
        else
        {
            _ = file.KeepOver(PlanLockFile.ToBytes(made), ManifestFile.HashOfFile(place), host.Today);
        }

        host.Output.WriteLine(StudyPaths.Shown(Path.Combine(definition.Folder, PlanLockFile.FileName)));
    }

    private static StudyFailure Again(DateOnly date) => new(
        ExitCode.BadArguments,
        LocalizedText.Of(
            FormattableString.Invariant($"the plan was locked on {date:yyyy-MM-dd}."),
            FormattableString.Invariant($"le plan a été verrouillé le {date:yyyy-MM-dd}.")),
        LocalizedText.Of(
            "Reports list what changed since. To lock it again, say why with --reason; the earlier lock stays on record.",
            "Les rapports listent ce qui a changé depuis. Pour le verrouiller à nouveau, dites pourquoi avec --reason ; le verrou antérieur est conservé."));
}
