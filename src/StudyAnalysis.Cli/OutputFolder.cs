using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A folder written beside its place and moved there when whole: an interrupted run leaves what was there before.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _final;
    private readonly string _fresh;
    private bool _kept;

    private OutputFolder(string final, string fresh)
    {
        _final = final;
        _fresh = fresh;
    }

    /// <summary>Where the files stand once kept.</summary>
    public string Path => _final;

    /// <summary>Begins a folder.</summary>
    /// <param name="path">Its place. It may exist if it holds an earlier output of this program, or nothing.</param>
    /// <param name="ownerOnly">Whether only the owner may read it.</param>
    /// <exception cref="StudyFailure">The place cannot be written, or holds something else.</exception>
    public static OutputFolder Begin(string path, bool ownerOnly)
    {
        var final = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        RefuseForeignFolder(final);
        var parent = System.IO.Path.GetDirectoryName(final) ?? final;
        var fresh = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(final)}.{Environment.ProcessId}.tmp");
        try
        {
            Create(parent, ownerOnly);
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }

            Create(fresh, ownerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(final, error, ExitCode.BadArguments);
        }

        return new OutputFolder(final, fresh);
    }

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var file = System.IO.Path.Combine(_fresh, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_final, error, ExitCode.PartMissing);
        }
    }

    /// <summary>The place of a file while the folder is being written, for a program that reads or writes it itself.</summary>
    public string TemporaryPath(string name) => System.IO.Path.Combine(_fresh, name);

    /// <summary>Moves the folder into place; what stood there is removed afterwards.</summary>
    public void Keep()
    {
        var old = _fresh + ".old";
        try
        {
            if (Directory.Exists(_final))
            {
                Directory.Move(_final, old);
            }

            Directory.Move(_fresh, _final);
            _kept = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(old) && !Directory.Exists(_final))
            {
                Directory.Move(old, _final);
            }

            throw CannotWrite(_final, error, ExitCode.PartMissing);
        }

        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    public void Dispose()
    {
        if (!_kept && Directory.Exists(_fresh))
        {
            Directory.Delete(_fresh, recursive: true);
        }
    }

    private static void Create(string folder, bool ownerOnly)
    {
        if (ownerOnly && !OperatingSystem.IsWindows() && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
    }

    private static void RefuseForeignFolder(string final)
    {
        if (File.Exists(final))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{final} is a file, not a folder.", $"{final} est un fichier, pas un dossier."),
                LocalizedText.Of("Give another folder with --out.", "Donnez un autre dossier avec --out."));
        }

        // Replacing a folder that this program did not write would destroy somebody's files.
        if (Directory.Exists(final) && Directory.EnumerateFileSystemEntries(final).Any() && !File.Exists(System.IO.Path.Combine(final, QueryList.FileName)))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{final} already holds other files.", $"{final} contient déjà d’autres fichiers."),
                LocalizedText.Of("Give a new or empty folder with --out; only an earlier report is replaced.", "Donnez un dossier nouveau ou vide avec --out ; seul un rapport antérieur est remplacé."));
        }
    }

    private static StudyFailure CannotWrite(string folder, Exception error, int exitCode) => new(
        exitCode,
        LocalizedText.Of($"{folder} cannot be written: {error.Message}", $"Impossible d’écrire dans {folder} : {error.Message}"),
        LocalizedText.Of("Give a folder you may write to with --out, or make room on the disk.", "Donnez avec --out un dossier accessible en écriture, ou libérez de la place."),
        error);
}
