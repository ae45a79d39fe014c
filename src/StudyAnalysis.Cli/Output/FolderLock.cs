using System.Diagnostics;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>While it is held, no other run changes the files of an output folder. A killed run holds nothing.</summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = TemporaryName.Prefix + ".lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _path;
    private readonly IFileActions _files;
    private readonly FileStream _held;

    private FolderLock(string path, FileStream held, IFileActions files)
    {
        _path = path;
        _held = held;
        _files = files;
    }

    /// <summary>Waits until no other run changes the folder.</summary>
    /// <exception cref="StudyFailure">Another run does for a minute.</exception>
    public static FolderLock Take(string folder, bool ownerOnly, IFileActions files)
    {
        var path = Path.Combine(folder, FileName);
        RefuseForeign(path);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            files.CreateFolder(folder, ownerOnly);
            try
            {
                if (files.TryHold(path) is { } held)
                {
                    return new FolderLock(path, held, files);
                }
            }
            catch (DirectoryNotFoundException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                // A run that failed has just removed the folder it had made.
            }

            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new StudyFailure(
                    ExitCode.PartMissing,
                    LocalizedText.Of($"another run is writing into {folder}.", $"une autre exécution écrit dans {folder}."),
                    LocalizedText.Of("Wait until it has ended, then run the same command again.", "Attendez qu’elle se termine, puis relancez la même commande."));
            }

            Thread.Sleep(10);
        }
    }

    // Ours is empty.
    private static void RefuseForeign(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{path} is a file of somebody else, under the name of this program's lock.", $"{path} est un fichier d’autrui, sous le nom du verrou de ce logiciel."),
                LocalizedText.Of("Rename it, or give another folder with --out.", "Renommez-le, ou indiquez un autre dossier avec --out."));
        }
    }

    public void Dispose()
    {
        try
        {
            // Before it is let go: afterwards the name may be another run's.
            _files.Delete(_path);
        }
        catch (Exception kept) when (FileTrouble.IsIt(kept))
        {
            // An empty file that nobody holds is in nobody's way.
        }
        finally
        {
            _held.Dispose();
        }
    }
}
