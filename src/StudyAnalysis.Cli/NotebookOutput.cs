using StudyAnalysis.Cli.Output;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Export;
using StudyAnalysis.Notebooks.Running;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The files a run writes. They replace what an earlier run wrote, never anything else.</summary>
internal static class NotebookOutput
{
    private static readonly LocalizedText Advice =
        LocalizedText.Of("Give a file you may write to with --out and --html.", "Donnez avec --out et --html des fichiers accessibles en écriture.");

    /// <summary>The executed notebook. Its outputs may show patients: without a place asked for it stays in private/.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static FreshFile At(string? asked, ProgramHost host, string notebook)
    {
        if (asked is null)
        {
            var name = Path.ChangeExtension(Path.GetFileName(notebook), ".ipynb");
            return new FreshFile(Path.Combine(Path.GetFullPath(host.Home), "private", "notebooks", name), Advice, host.Files, ownerOnly: true);
        }

        var path = Path.GetFullPath(asked);
        return path == notebook && !path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase)
            ? new FreshFile(path, Advice, host.Files)
            : Free(path, asked, host, IsOfARun);
    }

    /// <summary>The page.</summary>
    /// <exception cref="StudyFailure">Something else stands there.</exception>
    public static FreshFile Page(string asked, ProgramHost host) => Free(Path.GetFullPath(asked), asked, host, HtmlExport.IsPage);

    private static FreshFile Free(string path, string asked, ProgramHost host, Func<string, bool> isOurs)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !isOurs(path)))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{asked} is there already, and no run has written it; nothing was run.", $"{asked} existe déjà et ne vient pas d’une exécution ; rien n’a été exécuté."),
                LocalizedText.Of("Give another file, or move that one away first.", "Donnez un autre fichier, ou déplacez d’abord celui-là."));
        }

        return new FreshFile(path, Advice, host.Files);
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
