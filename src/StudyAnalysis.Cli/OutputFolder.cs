using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>A folder written beside its place and moved there when whole: an interrupted run leaves what was there before.</summary>
internal sealed class OutputFolder : IDisposable
{
    private const int Attempts = 20;
    private static int _runs;
    private readonly string _final;
    private readonly string _fresh;
    private bool _kept;

    private OutputFolder(string asked, string final, string fresh)
    {
        Path = asked;
        _final = final;
        _fresh = fresh;
    }

    /// <summary>Where the files stand once kept.</summary>
    public string Path { get; }

    /// <summary>Begins a folder.</summary>
    /// <param name="path">Its place. It may exist if it holds an earlier output of this program, or nothing.</param>
    /// <param name="ownerOnly">Whether only the owner may read it.</param>
    /// <exception cref="StudyFailure">The place cannot be written, or holds something else.</exception>
    public static OutputFolder Begin(string path, bool ownerOnly)
    {
        var asked = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var final = BehindLinks(asked);
        RefuseForeignFolder(final);
        var parent = System.IO.Path.GetDirectoryName(final) ?? final;
        var name = System.IO.Path.GetFileName(final);
        var number = Interlocked.Increment(ref _runs);
        var fresh = System.IO.Path.Combine(parent, FormattableString.Invariant($".{(name.Length > 40 ? name[..40] : name)}.{Environment.ProcessId}-{number}.tmp"));
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

        return new OutputFolder(asked, final, fresh);
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

    /// <summary>Moves the folder into place; what stood there is removed afterwards. Of two runs at once, the later one stays.</summary>
    public void Keep()
    {
        var replaced = new List<string>();
        for (var attempt = 1; !_kept; attempt++)
        {
            try
            {
                Swap(replaced, FormattableString.Invariant($"{_fresh}.old{attempt}"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another run into the same folder may have come in between the two moves.
                if (attempt == Attempts)
                {
                    Restore(replaced);
                    throw CannotWrite(_final, error, ExitCode.PartMissing);
                }

                Thread.Sleep(5 * attempt);
            }
        }

        replaced.ForEach(Remove);
    }

    public void Dispose()
    {
        if (!_kept)
        {
            Remove(_fresh);
        }
    }

    /// <summary>A link stays a link: a folder moved into its place would leave the one behind it empty.</summary>
    private static string BehindLinks(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).LinkTarget is null ? folder : Directory.ResolveLinkTarget(folder, returnFinalTarget: true)!.FullName;
        }
        catch (IOException error)
        {
            throw CannotWrite(folder, error, ExitCode.BadArguments);
        }
    }

    private void Swap(List<string> replaced, string old)
    {
        if (Directory.Exists(_final))
        {
            Directory.Move(_final, old);
            replaced.Add(old);
        }

        Directory.Move(_fresh, _final);
        _kept = true;
    }

    private void Restore(List<string> replaced)
    {
        if (replaced.Count > 0 && !Directory.Exists(_final))
        {
            Directory.Move(replaced[^1], _final);
            replaced.RemoveAt(replaced.Count - 1);
        }

        replaced.ForEach(Remove);
    }

    /// <summary>Removes a folder of this run. One that is held for longer stays: the report stands by then, or failed for a reason of its own.</summary>
    private static void Remove(string folder)
    {
        for (var attempt = 1; attempt <= 5 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(20 * attempt);
            }
        }
    }

    /// <summary>A folder, if it is not there.</summary>
    public static void Create(string folder, bool ownerOnly)
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
        for (var above = final; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            if (!File.Exists(above))
            {
                continue;
            }

            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{above} is a file, not a folder.", $"{above} est un fichier, pas un dossier."),
                LocalizedText.Of("Give another folder with --out.", "Donnez un autre dossier avec --out."));
        }

        // Replacing a folder that this program did not write would destroy somebody's files.
        var names = Names(final);
        if (names.Length > 0 && !names.Contains(QueryList.FileName, StringComparer.Ordinal))
        {
            throw new StudyFailure(
                ExitCode.BadArguments,
                LocalizedText.Of($"{final} already holds other files.", $"{final} contient déjà d’autres fichiers."),
                LocalizedText.Of("Give a new or empty folder with --out; only an earlier report is replaced.", "Donnez un dossier nouveau ou vide avec --out ; seul un rapport antérieur est remplacé."));
        }
    }

    // Looked at once: a second run may move the folder away and another into its place meanwhile.
    private static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(e => System.IO.Path.GetFileName(e))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, error, ExitCode.BadArguments);
        }
    }

    private static StudyFailure CannotWrite(string folder, Exception error, int exitCode) => new(
        exitCode,
        LocalizedText.Of($"{folder} cannot be written: {error.Message}", $"Impossible d’écrire dans {folder} : {error.Message}"),
        LocalizedText.Of("Give a folder you may write to with --out, or make room on the disk.", "Donnez avec --out un dossier accessible en écriture, ou libérez de la place."),
        error);
}
