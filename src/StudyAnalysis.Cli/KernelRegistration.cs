using System.Collections.Immutable;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Jupyter;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Writes and removes the kernel's entry in Jupyter.</summary>
internal static class KernelRegistration
{
    private static readonly LocalizedText Advice = LocalizedText.Of(
        "Install for yourself with --user, or give a --prefix you may write to.", "Installez pour vous avec --user, ou donnez un --prefix accessible en écriture.");

    public static void Install(KernelPlace place, ProgramHost host)
    {
        var title = place.Name == KernelPlace.DefaultName ? NotebookLanguage.KernelTitle : $"{NotebookLanguage.KernelTitle} {place.Name}";
        var home = Environment.GetEnvironmentVariable("STUDY_HOME") is { Length: > 0 } ? Path.GetFullPath(host.Home) : null;
        var environment = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        var text = KernelSpec.ToText(
            [.. Command(home), "notebook", "kernel", "start"], home is null ? environment : environment.Add("STUDY_HOME", home), title);
        var files = KernelSpec.Files(text);
        RefuseOther(place, files);
        foreach (var (name, bytes) in files)
        {
            // Ours by now, and read by nobody but Jupyter: it holds nothing that people fill in.
            var path = Path.Combine(place.Folder, name);
            using var file = new FreshFile(path, Advice, host.Files);
            file.Begin();
            file.KeepOver(bytes, Standing.HashOf(path), host.Today);
        }

        host.Output.WriteLine(place.Folder);
    }

    public static void Uninstall(KernelPlace place, ProgramHost host)
    {
        if (!IsOurs(place))
        {
            throw new StudyFailure(
                ExitCode.InputUnreadable,
                LocalizedText.Of($"there is no kernel of this program in {place.Folder}.", $"il n’y a pas de noyau de ce programme dans {place.Folder}."),
                LocalizedText.Of("'jupyter kernelspec list' says where kernels are; give the same --prefix and --name as to install.", "« jupyter kernelspec list » dit où sont les noyaux ; donnez les mêmes --prefix et --name qu’à l’installation."));
        }

        Try(place, () => Remove(place, host));
        host.Output.WriteLine(place.Folder);
    }

    /// <summary>A kernel of that name may be another program's: Python's own, say. Logos without it are left by an installation that was interrupted.</summary>
    private static void RefuseOther(KernelPlace place, ImmutableArray<KeyValuePair<string, byte[]>> files)
    {
        if (!IsOurs(place) && files.Any(f => Path.Combine(place.Folder, f.Key) is var path && Standing.Is(path) && Standing.HashOf(path) != ManifestFile.HashOf(f.Value)))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{place.Folder} holds the kernel of another program; nothing was written.", $"{place.Folder} contient le noyau d’un autre programme ; rien n’a été écrit."),
                LocalizedText.Of("Give another name with --name.", "Donnez un autre nom avec --name."));
        }
    }

    private static bool IsOurs(KernelPlace place)
    {
        var file = Path.Combine(place.Folder, KernelSpec.FileName);
        var text = string.Empty;
        Try(place, () => text = File.Exists(file) ? File.ReadAllText(file) : string.Empty);
        return text.Length > 0 && KernelSpec.IsOurs(text);
    }

    /// <summary>File by file: what somebody else put there is not ours to remove.</summary>
    private static void Remove(KernelPlace place, ProgramHost host)
    {
        foreach (var path in KernelSpec.Files(string.Empty).Select(f => Path.Combine(place.Folder, f.Key)).Where(Standing.Is))
        {
            host.Files.Delete(path);
        }

        if (!Directory.EnumerateFileSystemEntries(place.Folder).Any())
        {
            host.Files.DeleteEmptyFolder(place.Folder);
        }
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
        catch (Exception error) when (FileTrouble.IsIt(error))
        {
            throw FileTrouble.Writing(place.Folder, error, ExitCode.BadArguments, Advice);
        }
    }
}
