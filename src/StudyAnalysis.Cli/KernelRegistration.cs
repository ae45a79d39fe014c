using System.Collections.Immutable;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Jupyter;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Writes and removes the kernel's entry in Jupyter.</summary>
internal static class KernelRegistration
{
    public static void Install(KernelPlace place, ProgramHost host)
    {
        var title = place.Name == KernelPlace.DefaultName ? NotebookLanguage.KernelTitle : $"{NotebookLanguage.KernelTitle} {place.Name}";
        var home = Environment.GetEnvironmentVariable("STUDY_HOME") is { Length: > 0 } ? Path.GetFullPath(host.Home) : null;
        var environment = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        var text = KernelSpec.ToText(
            [.. Command(home), "notebook", "kernel", "start"], home is null ? environment : environment.Add("STUDY_HOME", home), title);
        Try(place, () => KernelSpec.Write(place.Folder, text));
        host.Output.WriteLine(place.Folder);
    }

    public static void Uninstall(KernelPlace place, ProgramHost host)
    {
        var removed = false;
        Try(place, () => removed = KernelSpec.Remove(place.Folder));
        if (!removed)
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"there is no kernel in {place.Folder}.", $"il n’y a pas de noyau dans {place.Folder}."),
                LocalizedText.Of("'jupyter kernelspec list' says where kernels are; give the same --prefix and --name as to install.", "« jupyter kernelspec list » dit où sont les noyaux ; donnez les mêmes --prefix et --name qu’à l’installation."));
        }

        host.Output.WriteLine(place.Folder);
    }

    /// <summary>The command that starts this very program: through the script that keeps it up to date where that is how it was started.</summary>
    private static string[] Command(string? home)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of the program is not known.");
        if (home is not null && !OperatingSystem.IsWindows() && program.StartsWith(Path.Combine(home, ".build") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return [Path.Combine(home, "study")];
        }

        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "study.dll")] : [program];
    }

    private static void Try(KernelPlace place, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{place.Folder} cannot be written: {error.Message}", $"Impossible d’écrire dans {place.Folder} : {error.Message}"),
                LocalizedText.Of("Install for yourself with --user, or give a --prefix you may write to.", "Installez pour vous avec --user, ou donnez un --prefix accessible en écriture."),
                error);
        }
    }
}
