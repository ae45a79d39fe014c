namespace StudyAnalysis.Cli.Output;

/// <summary>The disk itself.</summary>
internal sealed class FileActions : IFileActions
{
    public const UnixFileMode OwnerOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static FileActions Instance { get; } = new();

    public void CreateFolder(string path, bool ownerOnly)
    {
        if (ownerOnly && !OperatingSystem.IsWindows() && !Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnlyFolder);
        }
        else
        {
            Directory.CreateDirectory(path);
        }
    }

    public void Write(string path, ReadOnlySpan<byte> bytes, bool ownerOnly)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        using var stream = new FileStream(path, options);
        stream.Write(bytes);

        // Else a power cut can leave the new name with none of the content.
        stream.Flush(flushToDisk: true);
    }

    public void Move(string from, string to, bool overwrite) => File.Move(from, to, overwrite);

    public void MoveFolder(string from, string to) => Directory.Move(from, to);

    public void Delete(string path) => File.Delete(path);

    public void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    public void DeleteEmptyFolder(string path) => Directory.Delete(path, recursive: false);

    public FileStream? TryHold(string path)
    {
        FileStream? held = null;
        try
        {
            // On Windows a held file can be deleted by its holder only if that is shared; elsewhere only "none" is exclusive.
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, 1);
            if (IsStillThere(held, path))
            {
                return held;
            }
        }
        catch (Exception taken) when ((taken is IOException and not (FileNotFoundException or DirectoryNotFoundException) && FileTrouble.IsTaken(taken))
            || (taken is UnauthorizedAccessException && OperatingSystem.IsWindows()))
        {
            // Somebody else holds it, or is just deleting it.
        }

        held?.Dispose();
        return null;
    }

    public void Probe(string path)
    {
        // Elsewhere an open file can be replaced; who has it open keeps the old one.
        if (OperatingSystem.IsWindows() && File.Exists(path))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
    }

    public bool IsGone(ProcessMark mark, TimeSpan age) => mark.IsGone(age);

    /// <summary>The holder before may have deleted the file between our opening it and our holding it: then the name is free for others, and this hold worth nothing.</summary>
    private static bool IsStillThere(FileStream held, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // No API tells whether a name leads to an open file: a time written through the one is looked for through the other.
        File.SetLastWriteTimeUtc(held.SafeFileHandle, new DateTime(Random.Shared.NextInt64(TimeSpan.TicksPerDay * 730_500L, TimeSpan.TicksPerDay * 737_000L), DateTimeKind.Utc));
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(held.SafeFileHandle);
    }
}
