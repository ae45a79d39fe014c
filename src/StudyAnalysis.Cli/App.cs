using System.CommandLine;
using System.CommandLine.Parsing;
using StudyAnalysis.Import;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The program: parses arguments, runs the verb, turns every way of failing into one message and an exit code.</summary>
internal static class App
{
    public static int Run(string[] args, ProgramHost host, CancellationToken cancellation)
    {
        var language = AskedLanguage(args);
        try
        {
            var parsed = CommandTree.Build(host, language, cancellation).Parse(args);
            return parsed.Errors.Count > 0
                ? BadArguments(parsed, host, language)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = host.Output, Error = host.Error });
        }
        catch (StudyFailure failure)
        {
            return Say(host, language, failure.ExitCode, failure.What.In(language), failure.Action.In(language), args, failure.InnerException);
        }
        catch (UnreadableWorkbookException unreadable)
        {
            return Say(
                host, language, ExitCode.InputUnreadable, language.Pick($"{unreadable.Path}: ", $"{unreadable.Path} : ") + unreadable.What.In(language), unreadable.Action.In(language), args, unreadable);
        }
        catch (UnreadableLockException lockProblem)
        {
            return Say(host, language, ExitCode.DefinitionInvalid, lockProblem.What.In(language), string.Empty, args, lockProblem);
        }
        catch (InvalidDefinitionException invalid)
        {
            return InvalidDefinition(host, language, invalid);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            host.Error.WriteLine(language.Pick(
                "study: interrupted. Nothing was changed: an earlier report in the same folder is whole.",
                "study : interrompu. Rien n’a été modifié : un rapport antérieur dans le même dossier est intact."));
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (KnownTrouble.Of(error) is not null)
        {
            var known = KnownTrouble.Of(error)!;
            return Say(host, language, known.ExitCode, known.What.In(language), known.Action.In(language), args, error);
        }
#pragma warning disable CA1031 // The outermost boundary: a bug is reported as one, with its own exit code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return Say(
                host,
                language,
                ExitCode.Bug,
                language.Pick($"a fault in the program: {bug.GetType().Name}: {bug.Message}", $"un défaut du programme : {bug.GetType().Name} : {bug.Message}"),
                language.Pick(
                    "Please report it with the command you ran; --debug shows where it happened. Nothing was changed.",
                    "Merci de le signaler avec la commande utilisée ; --debug montre où. Rien n’a été modifié."),
                args,
                bug);
        }
    }

    private static Language AskedLanguage(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var asked = at >= 0 && at + 1 < args.Length ? args[at + 1] : args.FirstOrDefault(a => a.StartsWith("--lang=", StringComparison.Ordinal))?[7..];
        return asked == "fr" ? Language.French : Language.English;
    }

    private static int BadArguments(ParseResult parsed, ProgramHost host, Language language)
    {
        foreach (var message in BadArgument.Messages(parsed, language))
        {
            host.Error.WriteLine(language.Pick($"study: {message}", $"study : {message}"));
        }

        var verb = VerbOf(parsed.CommandResult);
        host.Error.WriteLine(language.Pick($"study: see 'study{verb} --help' for what is understood.", $"study : voir « study{verb} --help »."));
        return ExitCode.BadArguments;
    }

    /// <summary>The verb with the verbs above it, each after a blank: " notebook run".</summary>
    private static string VerbOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{VerbOf(above)} {result.Command.Name}" : string.Empty;

    private static int Say(ProgramHost host, Language language, int exitCode, string what, string action, string[] args, Exception? cause)
    {
        host.Error.WriteLine(language.Pick($"study: {what}", $"study : {what}"));
        if (action.Length > 0)
        {
            host.Error.WriteLine($"       {action}");
        }

        if (args.Contains("--debug", StringComparer.Ordinal) && cause is not null)
        {
            host.Error.WriteLine(cause.ToString());
        }

        return exitCode;
    }

    private static int InvalidDefinition(ProgramHost host, Language language, InvalidDefinitionException invalid)
    {
        host.Error.WriteLine(language.Pick("study: the definition cannot be used:", "study : la définition ne peut pas être utilisée (détails en anglais, comme ses mots) :"));
        foreach (var problem in invalid.Problems)
        {
            host.Error.WriteLine($"  {problem.File}: {problem.JsonPath}: found {problem.Found}; allowed: {problem.Allowed}");
        }

        return ExitCode.DefinitionInvalid;
    }
}
