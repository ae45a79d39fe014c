using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Export;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A file a run writes, beside its place and then moved there. Replaces what an earlier run wrote, never anything else.</summary>
internal sealed class NotebookOutput : IDisposable
{
    private readonly bool _ownerOnly;
    private readonly string _fresh;

    private NotebookOutput(string path, bool ownerOnly = false)
    {
        Path = path;
        _ownerOnly = ownerOnly;
        _fresh = FormattableString.Invariant($"{path}.{Environment.ProcessId}.tmp");
    }

    public string Path { get; }

    /// <summary>The executed notebook. Its outputs may show patients: without a place asked for it stays in private/.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static NotebookOutput At(string? asked, ProgramHost host, string notebook)
    {
        if (asked is null)
        {
            var name = System.IO.Path.ChangeExtension(System.IO.Path.GetFileName(notebook), ".ipynb");
            return new NotebookOutput(System.IO.Path.Combine(System.IO.Path.GetFullPath(host.Home), "private", "notebooks", name), ownerOnly: true);
        }

        var path = System.IO.Path.GetFullPath(asked);
        return path == notebook && !path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase)
            ? new NotebookOutput(path)
            : Free(path, asked, IsOfARun);
    }

    /// <summary>The page.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static NotebookOutput Page(string asked) => Free(System.IO.Path.GetFullPath(asked), asked, HtmlExport.IsPage);

    /// <summary>Begins the file beside its place: a place that cannot be written is told before the notebook runs, not after.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Begin() => Try(ExitCode.BadArguments, () =>
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (_ownerOnly && !OperatingSystem.IsWindows() && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(_fresh, []);
    });

    /// <summary>Writes the file and moves it into place.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Keep(byte[] bytes) => Try(ExitCode.PartMissing, () =>
    {
        File.WriteAllBytes(_fresh, bytes);
        File.Move(_fresh, Path, overwrite: true);
    });

    public void Dispose()
    {
        if (File.Exists(_fresh))
        {
            File.Delete(_fresh);
        }
    }

    private void Try(int exitCode, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StudyFailure(
                exitCode,
                LocalizedText.Of($"{Path} cannot be written: {error.Message}", $"Impossible d’écrire {Path} : {error.Message}"),
                LocalizedText.Of("Give a file you may write to with --out and --html.", "Donnez avec --out et --html des fichiers accessibles en écriture."),
                error);
        }
    }

    private static NotebookOutput Free(string path, string asked, Func<string, bool> isOurs)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !isOurs(path)))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{asked} is there already, and no run has written it; nothing was run.", $"{asked} existe déjà et ne vient pas d’une exécution ; rien n’a été exécuté."),
                LocalizedText.Of("Give another file, or move that one away first.", "Donnez un autre fichier, ou déplacez d’abord celui-là."));
        }

        return new NotebookOutput(path);
    }

    private static bool IsOfARun(string path)
    {
        try
        {
            return RunMark.IsOn(NotebookReader.Read(path));
        }
        catch (UnreadableNotebookException)
        {
            return false;
        }
    }
}
