using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>A single workbook that a verb writes. An existing one is never replaced.</summary>
internal static class OutputFile
{
    public static Option<string> Option(string name, Language language, string file) => new(name)
    {
        HelpName = "FILE",
        DefaultValueFactory = _ => file,
        Description = language.Pick("File to write; an existing one is never replaced", "Fichier à écrire ; un fichier existant n’est jamais remplacé"),
        Validators = { r => BadArgument.RefuseEmpty(r, name, language) },
    };

    /// <summary>Writes a new file.</summary>
    /// <exception cref="StudyFailure">It cannot be written, or something else stands there: a workbook may have been filled in since.</exception>
    public static string Write(string path, byte[] bytes, IFileActions files)
    {
        var final = Path.GetFullPath(path);
        if (IsThere(path, final, bytes))
        {
            return final;
        }

        using var file = new FreshFile(final, LocalizedText.Of("Give a file you may write to with --out.", "Donnez avec --out un fichier accessible en écriture."), files);
        file.Begin();
        file.KeepNew(bytes);
        return final;
    }

    private static bool IsThere(string path, string final, byte[] bytes)
    {
        if (!Standing.Is(final))
        {
            return false;
        }

        return File.Exists(final) && ManifestFile.HashOfFile(final) == ManifestFile.HashOf(bytes)
            ? true
            : throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{path} is there already; nothing was written.", $"{path} existe déjà ; rien n’a été écrit."),
                LocalizedText.Of("Give another file with --out, or move that one away first.", "Donnez un autre fichier avec --out, ou déplacez d’abord celui-là."));
    }
}
