using StudyAnalysis.Pdf;

namespace StudyAnalysis.Cli.Output;

/// <summary>Names of files and folders that are there only while a run works, and the clearing of those that a killed run left behind.</summary>
internal static class TemporaryName
{
    /// <summary>Beginning of the names of everything that is not there for long.</summary>
    public const string Prefix = ".study";

    private const string Suffix = ".tmp";
    private static int _count;

    /// <summary>A new name beside what is to be written.</summary>
    public static string New() => FormattableString.Invariant($"{Prefix}-{ProcessMark.Own}-{Interlocked.Increment(ref _count)}{Suffix}");

    /// <summary>Whether a name in a folder is one of ours for the time of a run: no file of a report, and nobody's.</summary>
    public static bool Is(string name) => name == FolderLock.FileName || (name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal));

    /// <summary>Clears what killed runs left in a folder. What has been decided is not cleared: it is to be carried out.</summary>
    public static void Sweep(string folder, IFileActions files) => Sweep(folder, Prefix + "-*" + Suffix, files);

    /// <summary>Prefix of the names of this process's folders for temporary files.</summary>
    public static string FolderPrefix(string purpose) => $"study-{purpose}-{ProcessMark.Own}-";

    /// <summary>Clears what killed runs left in the system's folder for temporary files: pages being printed, reports being made again.</summary>
    public static void SweepTemporaryFolders(IFileActions files) => Sweep(Path.GetTempPath(), "study-*", files);

    /// <summary>A new folder for temporary files that only the owner may read.</summary>
    /// <exception cref="StudyFailure">None can be made.</exception>
    public static string NewFolder(string purpose, IFileActions files)
    {
        SweepTemporaryFolders(files);
        var folder = string.Empty;
        FileTrouble.Guard(Path.GetTempPath(), ExitCode.PartMissing, () => folder = Directory.CreateTempSubdirectory(FolderPrefix(purpose)).FullName);
        return folder;
    }

    /// <summary>How to print, in a folder that a later run clears should this one be killed.</summary>
    public static PdfOptions Printing(IFileActions files)
    {
        SweepTemporaryFolders(files);
        return PdfOptions.FromEnvironment() with { TemporaryPrefix = FolderPrefix("print") };
    }

    private static void Sweep(string folder, string pattern, IFileActions files)
    {
        try
        {
            foreach (var left in new DirectoryInfo(folder).EnumerateFileSystemInfos(pattern).Where(left => IsLeft(left, files)).ToArray())
            {
                Remove(left, files);
            }
        }
        catch (Exception closed) when (FileTrouble.IsIt(closed))
        {
            // A folder that is not there or cannot be listed holds nothing of ours to clear.
        }
    }

    private static bool IsLeft(FileSystemInfo left, IFileActions files) =>
        left.LinkTarget is null && ProcessMark.In(left.Name) is { } mark && files.IsGone(mark, DateTime.UtcNow - left.LastWriteTimeUtc)
        && !FolderStage.IsDecided(left.FullName);

    private static void Remove(FileSystemInfo left, IFileActions files)
    {
        try
        {
            if (left is DirectoryInfo)
            {
                files.DeleteFolder(left.FullName);
            }
            else
            {
                files.Delete(left.FullName);
            }
        }
        catch (Exception held) when (FileTrouble.IsIt(held))
        {
            // Another run may be clearing it too; else the next one will.
        }
    }
}
