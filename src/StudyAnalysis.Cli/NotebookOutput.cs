using StudyAnalysis.Cli.Output;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Export;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A file a run writes. It replaces what an earlier run wrote and nobody has changed since; a changed one is kept under a dated name.</summary>
internal sealed class NotebookOutput : IDisposable
{
    private static readonly LocalizedText Advice =
        LocalizedText.Of("Give a file you may write to with --out and --html.", "Donnez avec --out et --html des fichiers accessibles en écriture.");

    private readonly FreshFile _file;
    private readonly string? _known;
    private readonly DateOnly _day;

    private NotebookOutput(FreshFile file, string? known, ProgramHost host)
    {
        _file = file;
        _known = known;
        _day = host.Today;
    }

    public string Path => _file.Path;

    /// <summary>The executed notebook. Its outputs may show patients: without a place asked for it stays in private/.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static NotebookOutput At(string? asked, ProgramHost host, string notebook)
    {
        if (asked is null)
        {
            var name = System.IO.Path.ChangeExtension(System.IO.Path.GetFileName(notebook), ".ipynb");
            var place = System.IO.Path.Combine(System.IO.Path.GetFullPath(host.Home), "private", "notebooks", name);
            return new NotebookOutput(new FreshFile(place, Advice, host.Files, ownerOnly: true), Known(place, IsUntouched), host);
        }

        // Asked for in the place of the source, that may go: but only as it was read, not as somebody may save it while it runs.
        var path = System.IO.Path.GetFullPath(asked);
        return path == notebook && !path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase)
            ? new NotebookOutput(new FreshFile(path, Advice, host.Files), Known(path, _ => true), host)
            : Free(path, asked, host, IsOfARun, IsUntouched);
    }

    /// <summary>The page.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static NotebookOutput Page(string asked, ProgramHost host) =>
        Free(System.IO.Path.GetFullPath(asked), asked, host, HtmlExport.IsPage, path => SealedPage.IsUntouched(File.ReadAllBytes(path)));

    /// <summary>Begins the file beside its place.</summary>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public void Begin() => _file.Begin();

    /// <summary>Writes the file.</summary>
    /// <returns>What was set aside; null for nothing.</returns>
    /// <exception cref="StudyFailure">It cannot be written.</exception>
    public SetAside? Keep(byte[] bytes) => _file.KeepOver(bytes, _known, _day);

    public void Dispose() => _file.Dispose();

    private static NotebookOutput Free(string path, string asked, ProgramHost host, Func<string, bool> isOurs, Func<string, bool> isUntouched)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !isOurs(path)))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{asked} is there already, and no run has written it; nothing was run.", $"{asked} existe déjà et ne vient pas d’une exécution ; rien n’a été exécuté."),
                LocalizedText.Of("Give another file, or move that one away first.", "Donnez un autre fichier, ou déplacez d’abord celui-là."));
        }

        return new NotebookOutput(new FreshFile(path, Advice, host.Files), Known(path, isUntouched), host);
    }

    /// <summary>Hash of the file there, when it may be replaced as it is now.</summary>
    private static string? Known(string path, Func<string, bool> mayBeReplaced)
    {
        var hash = Standing.HashOf(Standing.BehindLinks(path));
        return hash is not null && mayBeReplaced(path) ? hash : null;
    }

    private static bool IsOfARun(string path) => Read(path) is { } document && RunMark.IsOn(document);

    private static bool IsUntouched(string path) => Read(path) is { } document && RunMark.IsUntouched(document);

    private static NotebookDocument? Read(string path)
    {
        try
        {
            return NotebookReader.Read(path);
        }
        catch (UnreadableNotebookException)
        {
            return null;
        }
    }
}
