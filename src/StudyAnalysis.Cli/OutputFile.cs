using System.CommandLine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A single file, written beside its place and moved there when whole.</summary>
internal static class OutputFile
{
    public static Option<string> Option(string name, Language language, string file) => new(name)
    {
        HelpName = "FILE",
        DefaultValueFactory = _ => file,
        Description = language.Pick("File to write", "Fichier à écrire"),
    };

    public static string Write(string path, byte[] bytes)
    {
        var final = Path.GetFullPath(path);
        var fresh = $"{final}.{Environment.ProcessId}.tmp";
        try
        {
            if (Directory.Exists(final))
            {
                throw new IOException("it is a folder");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            File.WriteAllBytes(fresh, bytes);
            File.Move(fresh, final, overwrite: true);
            return final;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{path} cannot be written: {error.Message}", $"Impossible d’écrire {path} : {error.Message}"),
                LocalizedText.Of("Give a file you may write to with --out.", "Donnez avec --out un fichier accessible en écriture."),
                error);
        }
    }
}
